import { decodeTime } from 'ulid'
import { articleHash } from '#shared/article/revision.ts'
import { ok, type Result } from '#shared/result.ts'
import { refused, type Bundle } from '../bundles/bundle.ts'
import type { BundleArticle } from '../bundles/format.ts'
import { readAccount } from '../store/accounts.ts'
import { listEvents } from '../store/events.ts'
import type { Store } from '../store/open.ts'
import { hasRevision, readRevision } from '../store/revisions.ts'
import { accountsOf } from './bundle-out.ts'

/** Clocks of two computers differ; ids are made by this computer's, as here. Beyond the limit, an id would put all that is done here before it. */
const clockLimit = 24 * 60 * 60 * 1000

/** Whether a hand-over fits what is here: whatever it names is in it or here, and nothing contradicts what is known. */
export function checkBundle(store: Store, bundle: Bundle): Result<true> {
  const { people, revisions } = bundle
  const known = new Set(people.accounts.map(({ id }) => id))
  const persons = new Set(people.people.map(({ id }) => id))
  if (people.accounts.some(({ personId }) => !persons.has(personId))) return refused('it lacks somebody it names')
  const used = new Set<string>()
  for (const article of bundle.articles) {
    const checked = checkArticle(store, bundle, article)
    if (!checked.ok) return checked
    for (const id of accountsOf(article))
      if (!known.has(id) && !readAccount(store, id)) return refused('it lacks somebody it names')
    for (const id of idsOf(article))
      if (decodeTime(id) > Date.now() + clockLimit)
        return refused('something in it was done in the future. Check the clocks of both computers')
    for (const { id } of article.revisions) {
      if (used.has(id)) return refused('two articles in it claim the same version')
      used.add(id)
    }
  }
  if (used.size !== revisions.size) return refused('it holds versions of no article')
  for (const { author } of revisions.values())
    if (!known.has(author) && !readAccount(store, author)) return refused('it lacks somebody it names')
  return ok(true)
}

function checkArticle(store: Store, { revisions }: Bundle, article: BundleArticle): Result<true> {
  const { id, head, events, comments, suggestions, conflicts } = article
  const listed = new Set(article.revisions.map((revision) => revision.id))
  if (!listed.has(head)) return refused('the newest version of an article is missing')
  for (const revision of listed) {
    const content = revisions.get(revision)
    if (!content) return refused('a version that it names is missing')
    if (content.parents.some((parent) => !listed.has(parent)))
      return refused('a version that another comes from is missing')
    if (hasRevision(store, revision)) {
      const here = readRevision(store, revision)
      if (here.ok && here.value.info.articleId !== id) return refused('a version in it belongs to another article here')
    }
  }
  const here = new Map(listEvents(store, id).map((event) => [event.id, event]))
  for (const event of events) {
    if (event.articleId !== id) return refused('something in it was done to another article')
    const content = event.revision === null ? null : revisions.get(event.revision)
    if (event.revision !== null && !listed.has(event.revision))
      return refused('something was done to a version that is missing')
    if (event.type === 'approve' && !content) return refused('an approval in it names no version')
    if (
      content &&
      event.articleHash !== null &&
      articleHash(content.schemaVersion, content.article) !== event.articleHash
    )
      return refused('something was done to another text than the version that it names')
    const known = here.get(event.id)
    if (known && (known.type !== event.type || known.actor !== event.actor || known.articleHash !== event.articleHash))
      return refused('it says something else of what is known here')
  }
  const starts = new Set(comments.starts.map((start) => start.id))
  if (
    comments.starts.some(({ articleId }) => articleId !== id) ||
    comments.events.some((event) => !starts.has(event.threadId))
  )
    return refused('a comment in it belongs to another article')
  if (suggestions.some(({ decision, decidedAt }) => (decision === null) !== (decidedAt === null)))
    return refused('a suggestion in it is half decided')
  if (conflicts.some(({ revision }) => !listed.has(revision))) return refused('it tells of a merge that is missing')
  return ok(true)
}

function idsOf({ id, events, comments }: BundleArticle): string[] {
  return [id, ...[...events, ...comments.starts, ...comments.events].map((one) => one.id)]
}

/** The newest id in it: whatever is done here from now on sorts after. */
export function newestId({ articles }: Bundle): string {
  return articles.flatMap(idsOf).reduce((newest, id) => (id > newest ? id : newest), '')
}
