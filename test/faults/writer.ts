/*
 * The victim: opens the desk in argv[2] and autosaves growing articles without end, as the app does, until it is killed.
 * After each commit it prints `<article id> <version> <hash>` to its pipe, at once and in one piece. With argv[4]
 * `control` it prints before the commit instead; with argv[5] it closes the desk after so many saves.
 */
import { writeSync } from 'node:fs'
import { insertAccount, listAccounts } from '#main/store/accounts.ts'
import { insertArticle, readWorking, writeWorking, type Listing } from '#main/store/articles.ts'
import { newId } from '#main/store/ids.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, write, type Store } from '#main/store/open.ts'
import { insertPerson } from '#main/store/people.ts'
import { hasRevision, insertRevision } from '#main/store/revisions.ts'
import { indexDirty } from '#main/store/search-text.ts'
import { statement } from '#main/store/statement.ts'
import { articleHash, revisionId, type RevisionContent } from '#shared/article/revision.ts'
import { expectOk } from '#shared/result.ts'
import { randomOf } from './fault.ts'
import { growingArticle, wordOf } from './growing-article.ts'

const [folder = '', seed = '0', control = '', most = 'Infinity'] = process.argv.slice(2)
const random = randomOf(Number(seed))
const acknowledge = (id: string, version: number, hash: string) => writeSync(1, `${id} ${version} ${hash}\n`)

const store = expectOk(openStore(folder, migrations, console.error))
const ownerId = ownerOf(store)
const ids = articlesOf(store)
for (let done = 0; done < Number(most); done++) {
  const id = ids[Math.floor(random() * ids.length)] ?? ''
  const chance = random()
  if (chance < 0.03) cut(id)
  else if (chance < 0.1) indexDirty(store, 2)
  else save(id)
}
store.close()

function save(id: string): void {
  const working = readWorking(store, id)
  if (!working) throw new Error(`${id} is gone.`)
  const { session, seq } = working
  const version = working.version + 1
  const article = growingArticle(id, version)
  const hash = articleHash(1, article)
  if (control) acknowledge(id, version, hash)
  const storedAt = new Date().toISOString()
  write(store, () =>
    writeWorking(store, {
      articleId: id,
      article,
      schemaVersion: 1,
      articleHash: hash,
      version,
      session,
      seq: seq + 1,
      storedAt,
      accountId: ownerId,
      listing: listingOf(id, version)
    })
  )
  if (!control) acknowledge(id, version, hash)
}

function cut(id: string): void {
  const working = readWorking(store, id)
  if (!working) throw new Error(`${id} is gone.`)
  const content: RevisionContent = {
    schemaVersion: 1,
    article: growingArticle(id, working.version),
    parents: [],
    author: ownerId
  }
  const revision = revisionId(content)
  if (hasRevision(store, revision)) return
  const at = new Date().toISOString()
  write(store, () =>
    insertRevision(store, {
      id: revision,
      articleId: id,
      at,
      kind: 'idle',
      articleHash: working.articleHash,
      headline: '',
      words: working.version,
      content
    })
  )
}

function listingOf(id: string, version: number): Listing {
  const copy = Array.from({ length: version }, (_, index) => wordOf(id, index + 1)).join(' ')
  return {
    slugline: id,
    headline: '',
    snippet: copy.slice(0, 200),
    byline: '',
    desk: '',
    state: 'draft',
    stale: false,
    approvals: 0,
    words: version,
    search: { headline: '', slugline: id, standfirst: '', copy, captions: '', byline: '' }
  }
}

/** Three articles: those that are there, or new ones, made as the app makes them. */
function articlesOf({ database }: Store): string[] {
  const found = statement<string>(store, 'SELECT id FROM article').pluck().all()
  while (found.length < 3) {
    const id = newId()
    const article = growingArticle(id, 1)
    const hash = articleHash(1, article)
    write(store, () =>
      insertArticle(store, {
        id,
        ownerId,
        article,
        schemaVersion: 1,
        articleHash: hash,
        at: new Date().toISOString(),
        session: newId(),
        listing: listingOf(id, 1)
      })
    )
    acknowledge(id, 1, hash)
    found.push(id)
  }
  if (database.inTransaction) throw new Error('A write was left open.')
  return found
}

function ownerOf(desk: Store): string {
  const [first] = listAccounts(desk)
  if (first) return first.id
  const at = new Date().toISOString()
  const [personId, id] = [newId(), newId()]
  write(desk, () => {
    insertPerson(
      desk,
      { id: personId, name: 'Writer', jobTitle: '', biography: '', handles: [], portrait: null, email: '' },
      at
    )
    insertAccount(desk, { id, personId, role: 'reporter', passphrase: null, disabled: false, createdAt: at })
  })
  return id
}
