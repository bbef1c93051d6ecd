import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newArticle, type Article, type Credit } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { articleHash, revisionId, type RevisionContent } from '#shared/article/revision.ts'
import { foldEvents } from '#shared/article/standing.ts'
import type { EventType, State, WorkflowEvent } from '#shared/article/workflow.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { schemaVersion, type NodeName } from '#shared/document/schema.ts'
import { countWords, readText } from '#shared/document/text.ts'
import { expectOk } from '#shared/result.ts'
import { listingOf } from '#main/handlers/article-record.ts'
import { insertAccount } from '#main/store/accounts.ts'
import { advanceHead, insertArticle } from '#main/store/articles.ts'
import { insertDesk } from '#main/store/desks.ts'
import { appendEvent } from '#main/store/events.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, write, type Store } from '#main/store/open.ts'
import { insertPerson } from '#main/store/people.ts'
import { insertRevision } from '#main/store/revisions.ts'
import { indexDirty } from '#main/store/search.ts'
import { defaultSettings, writeSettings } from '#main/store/settings.ts'
import { benchFolder } from './generate.ts'
import { seededRandom } from './random.ts'
import { pickWord } from './words.ts'

/** Changes whenever the articles do. */
const edition = 1
const batch = 1000
const people = 40
const deskNames = ['City', 'Politics', 'Sport', 'Business', 'Culture', 'Pictures']
const year = 365 * 24 * 3600 * 1000
const newest = Date.parse('2026-03-04T15:00:00Z')

/** The account that benches sign in as: an administrator with some articles of their own. */
export const sitterId = idOf('account', 0)

/** A made-up id that sorts by number, as ULIDs do by time. */
function idOf(kind: string, number: number): string {
  const tail = kind
    .charCodeAt(0)
    .toString(32)
    .toUpperCase()
    .replace(/[ILOU]/g, 'X')
  return `01B${number.toString().padStart(21, '0')}${tail.padStart(2, '0').slice(-2)}`
}

/**
 * A folder with `articles` articles as a newsroom of forty has them after ten years: most published, some hundreds in the
 * works, bodies of 40 to 2,000 words. Made once and kept; the same seed gives the same desk, ids and all.
 */
export function largeDesk(articles: number): string {
  const version = createHash('sha256')
    .update(`${edition} ${schemaVersion} ${migrations.join()}`)
    .digest('hex')
    .slice(0, 10)
  const folder = join(benchFolder, `desk-${articles}-${version}`)
  if (existsSync(join(folder, 'whole'))) return folder
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  if (articles > 1000) console.log(`  writing ${articles} articles once, which takes minutes`)
  const started = performance.now()
  fill(making, articles)
  writeFileSync(join(making, 'whole'), '')
  rmSync(folder, { recursive: true, force: true })
  renameSync(making, folder)
  console.log(`  ${articles} articles written in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  return folder
}

function fill(folder: string, articles: number): void {
  const store = expectOk(openStore(folder))
  try {
    store.database.pragma('synchronous = OFF')
    write(store, () => makeNewsroom(store))
    for (let from = 0; from < articles; from += batch) {
      write(store, () => {
        for (let number = from; number < Math.min(from + batch, articles); number++) addArticle(store, number, articles)
      })
      while (indexDirty(store, batch) > 0);
      if (process.stdout.isTTY && from % 10_000 === 0) console.log(`  ${from} of ${articles}`)
    }
    store.database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    store.close()
  }
}

function makeNewsroom(store: Store): void {
  const at = new Date(newest - 10 * year).toISOString()
  writeSettings(store, { ...defaultSettings, deskName: 'The Harbour Gazette', ownApproval: true })
  deskNames.forEach((name, number) => insertDesk(store, { id: idOf('desk', number), name }))
  for (let number = 0; number < people; number++) {
    const personId = idOf('person', number)
    insertPerson(store, { ...emptyProfile, id: personId, name: nameOf(number), email: '' }, at)
    const role = number === 0 ? 'admin' : number < 8 ? 'editor' : 'reporter'
    insertAccount(store, {
      id: idOf('account', number),
      personId,
      role,
      passphrase: null,
      disabled: false,
      createdAt: at
    })
  }
}

function nameOf(number: number): string {
  const random = seededRandom(9000 + number)
  const word = () => {
    let text = ''
    while (text.length < 4) text = pickWord(random)
    return text.charAt(0).toUpperCase() + text.slice(1)
  }
  return `${word()} ${word()}`
}

const movesTo: Record<State, EventType[]> = {
  draft: [],
  in_review: ['submit'],
  changes_requested: ['submit', 'send_back'],
  approved: ['submit', 'approve'],
  published: ['submit', 'approve', 'publish'],
  spiked: ['spike']
}

/** The newest few hundred are in the works; of the rest one in a hundred was spiked, and some draft was forgotten. */
function stateOf(number: number, articles: number, random: () => number): State {
  const chance = random()
  if (number >= articles - Math.min(300, articles / 4))
    return chance < 0.4 ? 'draft' : chance < 0.7 ? 'in_review' : chance < 0.85 ? 'changes_requested' : 'approved'
  return chance < 0.01 ? 'spiked' : chance < 0.011 ? 'draft' : 'published'
}

function addArticle(store: Store, number: number, articles: number): void {
  const random = seededRandom(number + 1)
  const pick = (count: number) => Math.floor(random() * count)
  const at = newest - Math.floor(((articles - number) / articles) * 10 * year) + pick(1000)
  const time = (minutes: number) => new Date(at + minutes * 60_000).toISOString()
  const state = stateOf(number, articles, random)
  const writer = pick(people)
  const article = makeArticle(number, random, writer)
  const hash = articleHash(schemaVersion, article)
  const id = idOf('article', number)
  const ownerId = idOf('account', writer)
  const editor = idOf('account', pick(8))
  let last = 0
  const happen = (
    type: EventType,
    actor: string,
    revision: string | null,
    detail: Record<string, unknown> = {}
  ): WorkflowEvent => {
    const event = {
      id: idOf('event', number * 10 + last),
      articleId: id,
      type,
      actor,
      revision,
      articleHash: hash,
      reason: type === 'send_back' ? 'A second source, please.' : '',
      at: time(last),
      detail
    }
    last += 1
    return event
  }
  const events = [happen('created', ownerId, null)]
  const content: RevisionContent = { schemaVersion, article, parents: [], author: ownerId }
  const revision = movesTo[state].length > 0 ? revisionId(content) : null
  const inWork = ['draft', 'in_review', 'changes_requested'].includes(state)
  if (inWork && random() < 0.4)
    events.push(happen('assigned', editor, null, { assignee: idOf('account', pick(people)) }))
  if (inWork && random() < 0.4) events.push(happen('due', editor, null, { at: time(24 * 60 * random()) }))
  for (const move of movesTo[state]) events.push(happen(move, move === 'submit' ? ownerId : editor, revision))
  const listing = listingOf(article, foldEvents(events), hash)
  insertArticle(store, {
    id,
    ownerId,
    article,
    schemaVersion,
    articleHash: hash,
    at: time(last),
    session: idOf('session', number),
    listing
  })
  if (revision !== null) {
    const { headline, copy } = readText(article.body)
    insertRevision(store, {
      id: revision,
      articleId: id,
      at: time(1),
      kind: 'submitted',
      articleHash: hash,
      headline,
      words: countWords(copy),
      content
    })
    advanceHead(store, id, null, revision)
  }
  for (const event of events) appendEvent(store, event)
}

function makeArticle(number: number, random: () => number, writer: number): Article {
  let blocks = 0
  const block = (type: NodeName, text: string, attrs: Record<string, unknown> = {}): BodyNode => ({
    type,
    attrs: { id: `b${number.toString(36)}x${++blocks}`, ...attrs },
    ...(text && { content: [{ type: 'text' as const, text }] })
  })
  const sentence = (length: number) => {
    const text = Array.from({ length }, () => pickWord(random)).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  // Half of all articles have fewer than 220 words, one in a hundred more than 1,500.
  const words = Math.min(
    2000,
    Math.max(40, Math.round(220 * Math.exp(0.85 * (random() + random() + random() - 1.5) * 1.6)))
  )
  const content = [
    block('headline', sentence(5 + Math.floor(random() * 6)).slice(0, -1)),
    block('standfirst', sentence(14))
  ]
  for (let left = words; left > 0; left -= 45)
    content.push(block('paragraph', [sentence(15), sentence(12), sentence(18)].join(' ')))
  if (random() < 0.5)
    content.splice(2, 0, {
      ...block('figure', '', { fileName: `harbour-${number}.jpg`, role: 'lead', alt: sentence(8) }),
      content: [
        block('caption', sentence(12)),
        block('credit', `${nameOf(Math.floor(random() * people))}/The Harbour Gazette`)
      ]
    })
  const credit = (role: Credit['role'], person: number): Credit => ({
    id: idOf('credit', number * 4 + person),
    role,
    personId: idOf('person', person),
    profile: { ...emptyProfile, name: nameOf(person) },
    box: role === 'by'
  })
  const second = Math.floor(random() * people)
  const credits = [credit('by', writer), ...(random() < 0.2 && second !== writer ? [credit('by', second)] : [])]
  return {
    ...newArticle({
      slugline: `${pickWord(random)}-${number}`,
      desk: idOf('desk', Math.floor(random() * deskNames.length)),
      topics: [pickWord(random), pickWord(random)],
      credits,
      commissionedLength: random() < 0.5 ? Math.max(50, Math.round(words / 50) * 50) : null
    }),
    body: { type: 'doc', content }
  }
}
