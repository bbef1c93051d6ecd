import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkRecord } from '#main/safety/check-text.ts'
import { openStore } from '#main/store/open.ts'
import { expectOk } from '#shared/result.ts'
import { DeskInProcess, GrowingSession } from './desk-in-process.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { missingWord, readStoredText } from './typing-window.ts'

/** Where clocks that are wrong stand, and where right ones jump. UTC. */
const moments = [
  '1970-01-01T00:00:00.500Z',
  '2038-01-19T03:14:07.000Z',
  '2038-01-19T03:14:08.500Z',
  '2026-03-29T00:59:59.000Z',
  '2026-10-25T00:59:59.000Z',
  '1999-12-31T23:59:59.000Z',
  '2000-02-29T12:00:00.000Z',
  '2026-11-24T18:00:00.000Z',
  '2099-12-31T23:59:59.000Z'
]
const zones = [
  ...['UTC', 'Europe/London', 'America/St_Johns', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Niue'],
  ...['Australia/Lord_Howe', 'America/New_York']
]
const steps = 14
const minute = 60_000

/**
 * The computer's clock steps back and forth by seconds or by decades, its zone changes, the desk is closed and opened
 * under another time: no save is refused, versions and the record stand in the order in which they were made, and an
 * embargo ends at its moment in UTC wherever the computer is.
 */
export const clock: Fault = {
  name: 'clock',
  times: { quick: 1, full: 200 },
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const done = { saves: 0, jumps: 0, versions: 0, embargoes: 0 }
    const pick = <Item>(items: Item[]): Item => items[Math.floor(random() * items.length)] as Item
    for (let time = 0; time < times; time++) {
      const note = (kind: 'lost' | 'corrupt', what: string) => {
        outcome[kind]++
        if (outcome.notes.length < 10) outcome.notes.push(`time ${time} of seed ${seed}: ${what}`)
      }
      const folder = mkdtempSync(join(tmpdir(), 'copydesk-fault-'))
      let now = Date.parse(pick(moments))
      let desk = await DeskInProcess.open(folder, new Date(now).toISOString())
      await desk.tell({ zone: pick(zones) })
      await desk.get('desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Quill', role: 'alone' })
      const account = (await desk.get('desk.status', {})).accounts[0]?.id ?? ''
      const session = await GrowingSession.begin(desk)
      for (let step = 0; step < steps; step++) {
        now = random() < 0.3 ? Date.parse(pick(moments)) : Math.max(0, now + (random() - 0.5) * 3 * 1440 * minute)
        const told = new Date(now).toISOString()
        done.jumps++
        if (random() < 0.15) {
          await desk.end(null)
          desk = await DeskInProcess.open(folder, told)
          await desk.tell({ account })
          await session.moveTo(desk)
        } else await desk.tell({ clock: told })
        if (random() < 0.4) await desk.tell({ zone: pick(zones) })
        const saved = await session.save()
        done.saves++
        if (!saved.ok) note('lost', `a save at ${told} was refused: ${saved.error.message}`)
        const cut =
          random() < 0.6 ? await desk.ask('articles.settle', { id: session.articleId, session: session.session }) : null
        if (cut && !cut.ok) note('lost', `a version at ${told} was refused: ${cut.error.message}`)
        const shown = missingWord(
          JSON.stringify((await desk.get('articles.open', { id: session.articleId })).article),
          session.typed
        )
        if (shown !== null) note('lost', `word ${shown} is not there at ${told}`)
      }
      const versions = await desk.get('revisions.list', { articleId: session.articleId })
      done.versions += versions.length
      let words = Infinity
      for (const { id } of versions) {
        const { article } = await desk.get('revisions.get', { id })
        const count = [...JSON.stringify(article).matchAll(/word\d+/g)].length
        if (count >= words) note('corrupt', 'a version stands before one that it came after')
        words = count
      }
      const ends = Date.parse(pick(moments.slice(1)))
      const embargo = { at: new Date(ends).toISOString(), zone: pick(zones) }
      // The control has it end an hour later than it is then held against.
      const set = control ? { ...embargo, at: new Date(ends + 60 * minute).toISOString() } : embargo
      session.changeMeta({ embargo: set })
      if (!(await session.save()).ok) note('lost', 'the embargo was not stored')
      for (const [offset, held] of [
        [-30_000, true],
        [1500, false]
      ] as const)
        for (const zone of [pick(zones), pick(zones)]) {
          await desk.tell({ zone })
          await desk.tell({ clock: new Date(ends + offset).toISOString() })
          const { reasons } = await desk.get('exports.check', { articleId: session.articleId })
          done.embargoes++
          if (reasons.some(({ code }) => code === 'embargo') !== held)
            note(
              'corrupt',
              `an embargo until ${embargo.at} is ${held ? 'over' : 'not over'} ${offset} ms from it in ${zone}`
            )
        }
      await desk.end('SIGKILL')
      const { text, wrong } = readStoredText(folder, session.articleId)
      for (const what of wrong) note('corrupt', what)
      if (missingWord(text, session.acknowledged) !== null) note('lost', 'a word that was acknowledged is not stored')
      if (!inOrder(folder)) note('corrupt', 'the record is not in the order in which it was made')
      rmSync(folder, { recursive: true, force: true })
    }
    outcome.notes.unshift(
      `${done.saves} saves at ${done.jumps} settings of the clock, ${done.versions} versions, ${done.embargoes} looks at embargoes`
    )
    return outcome
  }
}

/** Whether every entry of the record sorts after those before it, and all seals hold. */
function inOrder(folder: string): boolean {
  const store = expectOk(openStore(folder))
  try {
    const ids = store.database.prepare('SELECT id FROM event ORDER BY rowid').pluck().all() as string[]
    return (
      ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? '')) && checkRecord(store, 0).damaged.length === 0
    )
  } finally {
    store.close()
  }
}
