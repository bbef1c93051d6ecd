import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { newArticle, type Article } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { articleHash } from '#shared/article/revision.ts'
import type { State } from '#shared/article/workflow.ts'
import { insertAccount } from '#main/store/accounts.ts'
import { insertArticle, readWorking, writeWorking, type Listing } from '#main/store/articles.ts'
import { newId } from '#main/store/ids.ts'
import { openStore, write, type Store } from '#main/store/open.ts'
import { insertPerson } from '#main/store/people.ts'
import type { SearchText } from '#main/store/search-text.ts'
import { expectOk } from '#shared/result.ts'

/** An empty folder that goes when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store in a folder of its own, closed when the test ends. */
export function newStore(folder = newFolder()): Store {
  const store = expectOk(openStore(folder))
  onTestFinished(() => store.close())
  return store
}

/** An account with its person; gives the account's id. */
export function addAccount(store: Store, name = 'Ruth Okafor'): string {
  const personId = newId()
  const id = newId()
  write(store, () => {
    insertPerson(store, { ...emptyProfile, id: personId, name, email: '' }, at(0))
    insertAccount(store, { id, personId, role: 'reporter', passphrase: null, disabled: false, createdAt: at(0) })
  })
  return id
}

export function articleOf(copy: string): Article {
  const block = (type: 'headline' | 'paragraph', text: string) => ({
    type,
    attrs: { id: type },
    ...(text && { content: [{ type: 'text' as const, text }] })
  })
  return {
    ...newArticle({ slugline: 'slug' }),
    body: { type: 'doc', content: [block('headline', ''), block('paragraph', copy)] }
  }
}

export function listingOf(search: Partial<SearchText> = {}, more: Partial<Listing> = {}): Listing {
  const text = { headline: '', slugline: '', standfirst: '', copy: '', captions: '', byline: '', ...search }
  const state: State = 'draft'
  return {
    slugline: text.slugline,
    headline: text.headline,
    snippet: text.copy,
    byline: text.byline,
    desk: '',
    state,
    stale: false,
    approvals: more.state === 'approved' ? 1 : 0,
    words: 0,
    search: text,
    ...more
  }
}

export interface Added {
  ownerId: string
  article?: Article
  listing?: Listing
  at?: string
}

/** A new article; gives its id. */
export function addArticle(
  store: Store,
  { ownerId, article = articleOf('Words.'), listing = listingOf(), at: when = at(1) }: Added
): string {
  const id = newId()
  write(store, () =>
    insertArticle(store, {
      id,
      ownerId,
      article,
      schemaVersion: 1,
      articleHash: articleHash(1, article),
      at: when,
      session: newId(),
      listing
    })
  )
  return id
}

/** Stores another text over what is there, as the next save. */
export function saveArticle(
  store: Store,
  articleId: string,
  article: Article,
  listing = listingOf(),
  storedAt = at(2)
): void {
  const working = readWorking(store, articleId)
  if (!working) throw new Error(`There is no article ${articleId}.`)
  const { ownerId, session, version, seq } = working
  const hash = articleHash(1, article)
  write(store, () =>
    writeWorking(store, {
      articleId,
      article,
      schemaVersion: 1,
      articleHash: hash,
      version: version + 1,
      session,
      seq: seq + 1,
      storedAt,
      accountId: ownerId,
      listing
    })
  )
}

/** A moment, `minutes` into a fixed day. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2026, 2, 4) + minutes * 60_000).toISOString()
}

/** An account with its person in a store of an older version, as that version stored them; gives the account's id. */
export function addEarlyAccount({ database }: Store): string {
  const [personId, id] = [newId(), newId()]
  database
    .prepare(
      `INSERT INTO person (id, name, folded_name, job_title, biography, handles, email, updated_at)
       VALUES (?, 'Ruth Okafor', 'ruth okafor', '', '', '[]', '', ?)`
    )
    .run(personId, at(0))
  database
    .prepare("INSERT INTO account (id, person_id, role, disabled, created_at) VALUES (?, ?, 'reporter', 0, ?)")
    .run(id, personId, at(0))
  return id
}

/** An article in a store of an older version, as that version stored it; gives its id. */
export function addEarlyArticle({ database }: Store, ownerId: string, article: Article): string {
  const id = newId()
  const hash = articleHash(1, article)
  const { lastInsertRowid: number } = database
    .prepare(
      `INSERT INTO article (id, owner_id, slugline, headline, snippet, byline, desk, state, stale, words, updated_at)
       VALUES (?, ?, '', '', '', '', '', 'draft', 0, 0, ?)`
    )
    .run(id, ownerId, at(1))
  const session = newId()
  database
    .prepare(
      `INSERT INTO working (article_number, version, session, seq, stored_at, article_hash, schema_version, article)
       VALUES (?, 1, ?, 0, ?, ?, 1, ?)`
    )
    .run(number, session, at(1), hash, JSON.stringify(article))
  database
    .prepare(
      `INSERT INTO journal (article_number, version, session, seq, at, account_id, article_hash)
       VALUES (?, 1, ?, 0, ?, ?, ?)`
    )
    .run(number, session, at(1), ownerId, hash)
  return id
}
