import type { Article } from '#shared/article/article.ts'
import { articleHash } from '#shared/article/revision.ts'
import type { Move } from '#shared/article/workflow.ts'
import { acceptSuggestions } from '#shared/document/decide.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { textOf } from '#shared/document/text.ts'
import { plainText } from '#shared/formats/plain-text/write.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'
import { randomOf, type Fault } from './fault.ts'

/** What people can do to an article, in any order, whether or not they may. */
const acts = [
  'edit',
  'edit',
  'undo',
  'restore',
  'note',
  'merge',
  'import',
  'settle',
  'settle',
  'submit',
  'submit',
  'approve',
  'approve',
  'send_back',
  'publish',
  'correct',
  'drop_correction',
  'kill',
  'override',
  'export',
  'export'
] as const
type Act = (typeof acts)[number]

const stepsOfOrder = 24
/** What only an editor may do, and only to another's article. */
const editorActs: Act[] = ['approve', 'send_back', 'publish', 'correct', 'drop_correction', 'kill', 'override']

/** One newsroom, and another desk to which it hands over: whose article it is, and who else is at a window. */
interface Room {
  desk: TestDesk
  owner: TestWindow
  people: { name: string; window: TestWindow; editor: boolean }[]
  /** An editor of the other desk, who writes and approves there as they like. */
  away: { desk: TestDesk; editor: TestWindow }
}

/** What is known of an article from the replies alone, without asking the core's own rules. */
interface Known {
  id: string
  /** Every text that was ever stored, by its hash, with the words that are in it alone. */
  words: Map<string, string>
  texts: Article[]
  /** Who has ever approved the text of which hash. */
  approvals: Map<string, Set<string>>
  killed: boolean
}

class Tally {
  lost = 0
  corrupt = 0
  exported = 0
  approved = 0
  refused = 0
  notes: string[] = []

  add(kind: 'lost' | 'corrupt', note: string): void {
    this[kind] += 1
    if (this.notes.length < 5) this.notes.push(note)
  }
}

async function openRoom(approvalsNeeded: number): Promise<Room> {
  const desk = await openTestDesk()
  const owner = await desk.join('Rea Porter', 'reporter')
  const other = await desk.join('Sam Else', 'reporter')
  const first = await desk.join('Ed Itor', 'editor')
  const second = await desk.join('Eva Dit', 'editor')
  const [admin] = (await desk.window().get('desk.status', {})).accounts.filter(({ role }) => role === 'admin')
  await desk.window(admin?.id).get('desk.change', { approvalsNeeded })
  const people = [
    { name: 'owner', window: owner, editor: false },
    { name: 'other reporter', window: other, editor: false },
    { name: 'first editor', window: first, editor: true },
    { name: 'second editor', window: second, editor: true }
  ]
  const elsewhere = await openTestDesk()
  return { desk, owner, people, away: { desk: elsewhere, editor: await elsewhere.join('Aud Away', 'editor') } }
}

async function oneOrder(
  room: Room,
  needed: number,
  random: () => number,
  control: boolean,
  tally: Tally
): Promise<void> {
  const started = await sitDown(room.owner)
  const known: Known = { id: started.opened.info.id, words: new Map(), texts: [], approvals: new Map(), killed: false }
  await edit(started, known, random)
  const done: string[] = []
  for (let step = 0; step < stepsOfOrder; step++) {
    const act = pick(acts, random)
    const person = pick(able(room, act, random), random)
    done.push(`${person.name} ${act}`)
    const worked = await doIt(act, person.window, room, known, random, control, needed, tally, done)
    if (!worked) tally.refused += 1
    // What is approved tends to go out at once; so does what was approved by too few, which must be seen to stay.
    if (worked && act === 'approve' && random() < 0.7) {
      const other = pick(able(room, act, random), random)
      done.push(`${other.name} approve`, 'export')
      await doIt('approve', other.window, room, known, random, control, needed, tally, done)
      await leave(pick(room.people, random).window, known, control, needed, tally, done)
    }
    if (worked && editorActs.includes(act) && !person.editor)
      tally.add('corrupt', `${person.name} could ${act}: ${done.join(', ')}`)
    if (
      worked &&
      person.name === 'other reporter' &&
      ['edit', 'undo', 'note', 'restore', 'merge', 'settle', 'submit'].includes(act)
    )
      tally.add('corrupt', `${person.name} could ${act} what is another’s: ${done.join(', ')}`)
    if (worked && known.killed && !['export', 'kill'].includes(act))
      tally.add('corrupt', `${act} was possible after the kill: ${done.join(', ')}`)
  }
}

/** Mostly those who may, so that orders get somewhere; else anybody, so that it is seen who may not. */
function able({ people }: Room, act: Act, random: () => number): Room['people'] {
  if (random() < 0.25) return people
  const asksEditor = editorActs.includes(act)
  return people.filter(({ name, editor }) => (asksEditor ? editor : name !== 'other reporter'))
}

/** Whether the core let it be done. */
async function doIt(
  act: Act,
  window: TestWindow,
  room: Room,
  known: Known,
  random: () => number,
  control: boolean,
  needed: number,
  tally: Tally,
  done: string[]
): Promise<boolean> {
  const { id } = known
  if (act === 'settle') return settle(await sitDown(window, id), known)
  if (act === 'merge') return mergeTwo(window, known, random)
  if (act === 'import') return handOver(window, room, known, random)
  if (act === 'edit' || act === 'undo' || act === 'note') return change(act, await sitDown(window, id), known, random)
  if (act === 'restore') {
    const revisions = await window.get('revisions.list', { articleId: id })
    const revision = pick(revisions, random)
    return revision ? (await window.ask('revisions.restore', { articleId: id, id: revision.id })).ok : false
  }
  if (act === 'export') return leave(window, known, control, needed, tally, done)
  const seen = await window.get('articles.info', { id })
  if (act === 'override') {
    const { reasons } = await window.get('exports.check', { articleId: id })
    const waived = reasons.slice(0, 1)
    if (waived.length === 0) return false
    return (
      await window.ask('workflow.override', {
        articleId: id,
        articleHash: seen.articleHash,
        why: 'Now.',
        reasons: waived
      })
    ).ok
  }
  return move(act, window, known, seen.articleHash, tally)
}

async function move(act: Move, window: TestWindow, known: Known, hash: string, tally: Tally): Promise<boolean> {
  const reply = await window.ask('workflow.move', { articleId: known.id, move: act, articleHash: hash, reason: 'Why.' })
  if (!reply.ok) return false
  if (act === 'approve') {
    // A restored or merged text is known by its approval alone.
    known.words.set(hash, wordsOf((await window.get('articles.open', { id: known.id })).article))
    known.approvals.set(hash, (known.approvals.get(hash) ?? new Set()).add(window.accountId ?? ''))
    tally.approved += 1
  }
  if (act === 'kill') known.killed = true
  return true
}

async function change(
  act: 'edit' | 'undo' | 'note',
  sitting: Sitting,
  known: Known,
  random: () => number
): Promise<boolean> {
  if (act === 'edit') return edit(sitting, known, random)
  if (act === 'undo') {
    const earlier = pick(known.texts, random)
    const before = sitting.opened.info.articleHash
    if (!earlier || articleHash(sitting.opened.schemaVersion, earlier) === before) return false
    return (await sitting.save(() => earlier)).ok
  }
  const note = { at: '2026-01-05T12:00:00.000Z', text: 'It was otherwise.' }
  const saved = await sitting.save((article) => ({
    ...article,
    meta: { ...article.meta, corrections: [...(article.meta.corrections ?? []), note] }
  }))
  if (saved.ok) remember(sitting, known)
  return saved.ok
}

/** A text with a word that no other text has. */
async function edit(sitting: Sitting, known: Known, random: () => number): Promise<boolean> {
  await sitting.save(typeInto(0, 'A headline'))
  const saved = await sitting.save(typeInto(2, newWord(random)))
  if (saved.ok) remember(sitting, known)
  return saved.ok
}

/** Everything that is suggested is accepted, and with it whatever a merge has left open. */
async function settle(sitting: Sitting, known: Known): Promise<boolean> {
  const ids = suggestionIds(sitting.opened.article.body)
  if (ids.length === 0) return false
  const saved = await sitting.save(({ meta, body }) => ({ meta, body: acceptSuggestions(body) }), {
    decided: ids.map((id) => ({ id, decision: 'accepted' as const }))
  })
  if (saved.ok) remember(sitting, known)
  return saved.ok
}

/** Two windows of one person that go on from the same text: the second save is merged with the first. */
async function mergeTwo(window: TestWindow, known: Known, random: () => number): Promise<boolean> {
  const [first, second] = [await sitDown(window, known.id), await sitDown(window, known.id)]
  const saved = await first.save(typeInto(2, newWord(random)))
  // Half of them at one spot, half in different lines.
  const other = random() < 0.5 ? typeInto(2, newWord(random)) : typeInto(0, `A headline ${newWord(random, 'Head')}`)
  const merged = await second.save(other)
  if (merged.ok) remember(second, known)
  else if (saved.ok) remember(first, known)
  return saved.ok || merged.ok
}

/** To the other desk, where it is written on or approved, and back: now and then while this desk has gone on. */
async function handOver(window: TestWindow, { away }: Room, known: Known, random: () => number): Promise<boolean> {
  const { id } = known
  const given = await bundleOf(window, id)
  if (!given || !(await away.editor.ask('bundles.import', { bytes: given })).ok) return false
  const there = await sitDown(away.editor, id)
  if (random() < 0.7)
    await there.save(random() < 0.5 ? typeInto(2, newWord(random)) : typeInto(0, newWord(random, 'Head')))
  if (random() < 0.5) await there.move('submit')
  if (random() < 0.5) await there.move('approve')
  if (random() < 0.2) await there.move('publish')
  if (random() < 0.3) await edit(await sitDown(window, id), known, random)
  const back = await bundleOf(away.editor, id)
  const before = (await window.get('articles.info', { id })).articleHash
  if (!back || !(await window.ask('bundles.import', { bytes: back })).ok) return false
  const now = await sitDown(window, id)
  if (now.opened.info.articleHash === before) return false
  remember(now, known)
  return true
}

async function bundleOf(window: TestWindow, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const reply = await window.ask('bundles.export', { articleIds: [id] })
  const bytes = window.saved.splice(0).at(-1)?.files[0]?.bytes
  return reply.ok && bytes ? new Uint8Array(bytes) : null
}

function newWord(random: () => number, kind: 'Word' | 'Head' = 'Word'): string {
  return `${kind}${Math.floor(random() * 1e15).toString(36)}z`
}

function remember({ opened }: Sitting, known: Known): void {
  known.texts.push(opened.article)
  known.words.set(articleHash(opened.schemaVersion, opened.article), wordsOf(opened.article))
}

/** The words of a text that no other text has, as they stand in it. */
function wordsOf(text: Article | string): string {
  const read = typeof text === 'string' ? text : textOf(text.body)
  return (read.match(/(?:Word|Head)[0-9a-z]+z/g) ?? []).join(' ')
}

/** What left is held against what is known to have been approved: its word, and nobody else's. */
async function leave(
  window: TestWindow,
  known: Known,
  control: boolean,
  needed: number,
  tally: Tally,
  done: string[]
): Promise<boolean> {
  const text = control ? await withoutGate(window, known.id) : await throughGate(window, known.id)
  if (text === null) return false
  tally.exported += 1
  if (known.killed) {
    // The notice of a kill has the headline, and nothing of the copy.
    if (/Word[0-9a-z]+z/.test(text) || !text.includes('Killed'))
      tally.add('lost', `the copy went out after the kill: ${done.join(', ')}`)
    return true
  }
  const word = wordsOf(text)
  const approved = [...known.approvals].some(([hash, by]) => by.size >= needed && known.words.get(hash) === word)
  const stands = wordsOf((await window.get('articles.open', { id: known.id })).article)
  if (!approved || word !== stands)
    tally.add('lost', `“${word}” went out, and it is not the text that stands approved: ${done.join(', ')}`)
  return true
}

async function throughGate(window: TestWindow, id: string): Promise<string | null> {
  const reply = await window.ask('exports.run', { articleId: id, formats: ['plain-text'], as: 'folder' })
  const [file] = window.saved.splice(0).at(-1)?.files ?? []
  return reply.ok && file ? new TextDecoder().decode(file.bytes) : null
}

/** What a program would do that forgets the gate: the control, which has to be seen. */
async function withoutGate(window: TestWindow, id: string): Promise<string> {
  const { article } = await window.get('articles.open', { id })
  const at = '2026-01-05T12:00:00.000Z'
  const context = { articleId: id, revision: '', version: 1, createdAt: at, publishedAt: at, updatedAt: at }
  const [file] = plainText.write(article, { ...context, publisher: '', siteUrl: null, deskName: '', pictures: [] })
  return new TextDecoder().decode(file?.bytes)
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T
}

/** Edits, merges, hand-overs, approvals, undos, restores, corrections, kills and exports in random order, by people who may and people who may not. */
export const approval: Fault = {
  name: 'approval',
  times: { quick: 40, full: 10_000 },
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const tally = new Tally()
    for (const needed of [1, 2]) {
      const room = await openRoom(needed)
      try {
        for (let order = 0; order < Math.ceil(times / 2); order++) await oneOrder(room, needed, random, control, tally)
      } finally {
        await room.desk.close()
        await room.away.desk.close()
      }
    }
    const { lost, corrupt, exported, approved, refused, notes } = tally
    return {
      times: 2 * Math.ceil(times / 2),
      lost,
      corrupt,
      notes: [`${exported} exports, ${approved} approvals, ${refused} steps refused`, ...notes]
    }
  }
}
