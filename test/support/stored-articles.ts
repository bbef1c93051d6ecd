import { insertAccount, listAccounts } from '#main/store/accounts.ts'
import { advanceHead, insertArticle } from '#main/store/articles.ts'
import { appendEvent } from '#main/store/events.ts'
import { newId } from '#main/store/ids.ts'
import { articleTotal } from '#main/store/lists.ts'
import { write, type Store } from '#main/store/open.ts'
import { insertPerson } from '#main/store/people.ts'
import { insertRevision } from '#main/store/revisions.ts'
import { newArticle, type Article } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { articleHash, revisionId } from '#shared/article/revision.ts'

/** The words of an article by its place in the desk: no two are the same. */
export function storedArticle(number: number, paragraphs = 4): Article {
  const copy = Array.from({ length: paragraphs }, (_, index) => ({
    type: 'paragraph' as const,
    attrs: { id: `p${index}` },
    content: [
      { type: 'text' as const, text: `The word ${number}-${index} stands here, and ${'more words '.repeat(12)}` }
    ]
  }))
  const headline = {
    type: 'headline' as const,
    attrs: { id: 'h' },
    content: [{ type: 'text' as const, text: `Headline ${number}` }]
  }
  return {
    meta: newArticle({ slugline: `article-${number}` }).meta,
    body: { type: 'doc', content: [headline, ...copy] }
  }
}

/** Puts so many articles more into a store, each with its event and one version; gives their ids. */
export function storeArticles(store: Store, count: number, paragraphs?: number): string[] {
  const owner = listAccounts(store)[0]?.id ?? addOwner(store)
  const first = articleTotal(store) + 1
  return Array.from({ length: count }, (_, index) => storeOne(store, owner, first + index, paragraphs))
}

function storeOne(store: Store, ownerId: string, number: number, paragraphs?: number): string {
  const id = newId()
  const article = storedArticle(number, paragraphs)
  const hash = articleHash(1, article)
  const at = new Date(Date.UTC(2026, 0, 5, 9, 0, number)).toISOString()
  const content = { schemaVersion: 1, article, parents: [], author: ownerId }
  const revision = revisionId(content)
  write(store, () => {
    insertArticle(store, {
      id,
      ownerId,
      article,
      schemaVersion: 1,
      articleHash: hash,
      at,
      session: newId(),
      listing: {
        slugline: `article-${number}`,
        headline: `Headline ${number}`,
        snippet: '',
        byline: '',
        desk: '',
        state: 'draft',
        stale: false,
        approvals: 0,
        words: 60,
        search: { headline: `Headline ${number}`, slugline: '', standfirst: '', copy: '', captions: '', byline: '' }
      }
    })
    appendEvent(store, {
      id: newId(),
      articleId: id,
      type: 'created',
      actor: ownerId,
      revision: null,
      articleHash: hash,
      reason: '',
      at,
      detail: {}
    })
    insertRevision(store, {
      id: revision,
      articleId: id,
      at,
      kind: 'idle',
      articleHash: hash,
      headline: '',
      words: 60,
      content
    })
    advanceHead(store, id, null, revision)
  })
  return id
}

function addOwner(store: Store): string {
  const [personId, id] = [newId(), newId()]
  const at = '2026-01-05T09:00:00.000Z'
  write(store, () => {
    insertPerson(store, { ...emptyProfile, id: personId, name: 'Ruth Okafor', email: '' }, at)
    insertAccount(store, { id, personId, role: 'admin', passphrase: null, disabled: false, createdAt: at })
  })
  return id
}
