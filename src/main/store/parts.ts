import type { Store } from './open.ts'
import { idsOfPerson } from './people.ts'
import { statement } from './statement.ts'

/**
 * Notes whose an article is beside its owner's: the account that it is assigned to and the people in its credits. A save
 * that changes neither writes nothing. The caller wraps it in the write that stores the words.
 */
export function writeParts(store: Store, articleNumber: number, involved: string[]): void {
  const wanted = [...new Set(involved)].sort()
  const stored = statement<string>(store, 'SELECT who FROM part WHERE article_number = ? ORDER BY who')
    .pluck()
    .all(articleNumber)
  if (stored.length === wanted.length && stored.every((who, index) => who === wanted[index])) return
  statement(store, 'DELETE FROM part WHERE article_number = ?').run(articleNumber)
  const put = statement(
    store,
    'INSERT INTO part (who, owner_id, state, article_number) SELECT ?, owner_id, state, number FROM article WHERE number = ?'
  )
  for (const who of wanted) put.run(who, articleNumber)
}

/** The names under which articles may be this account's: its own id and every id of its person. */
export function partsOf(store: Store, accountId: string): string[] {
  const person = statement<string>(store, 'SELECT person_id FROM account WHERE id = ?').pluck().get(accountId)
  return [accountId, ...(person === undefined ? [] : idsOfPerson(store, person))]
}
