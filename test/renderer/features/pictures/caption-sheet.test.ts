import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CaptionSheet, type SheetCell, type SheetDoor } from '#renderer/features/pictures/caption-sheet.svelte.ts'
import type { SheetRow } from '#shared/contract/pictures.ts'
import { fail, ok } from '#shared/result.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const row = (figureId: string, more: Partial<SheetRow> = {}): SheetRow => ({
  articleId: 'A',
  figureId,
  media: null,
  fileName: '',
  role: 'inline',
  caption: '',
  credit: '',
  alt: '',
  width: null,
  height: null,
  middle: null,
  findings: [],
  readOnly: null,
  ...more
})

/** A core that keeps the rows; it refuses what a test says, or does not answer at all. */
function core(rows: SheetRow[]) {
  const made = {
    rows,
    writes: [] as SheetCell[][],
    settled: [] as string[],
    refuse: null as string | null,
    down: false,
    door: {} as SheetDoor
  }
  made.door = {
    read: async () =>
      ok({
        session: 'S',
        articles: [{ id: 'A', slugline: 'a', headline: 'A', state: 'draft' as const }],
        rows: made.rows,
        more: false
      }),
    async write(_session, cells) {
      made.writes.push(cells)
      if (made.down) return fail('unreachable', 'No answer')
      const refused =
        made.refuse === null
          ? []
          : cells.map(({ articleId, figureId, field }) => ({ articleId, figureId, field, message: made.refuse ?? '' }))
      if (made.refuse === null)
        for (const { figureId, field, from, to } of cells)
          made.rows = made.rows.map((one) => {
            if (one.figureId !== figureId) return one
            expect(one[field]).toBe(from)
            return { ...one, [field]: to }
          })
      return ok({ rows: made.rows, refused })
    },
    settle: (articleId) => void made.settled.push(articleId)
  }
  return made
}

async function open(rows = [row('f', { caption: 'One' }), row('g'), row('h', { readOnly: 'Not yours' })]) {
  const made = core(rows)
  const sheet = new CaptionSheet({ articleId: '01JD0000000000000000000000' }, made.door)
  await sheet.load()
  return { made, sheet }
}

test('what is typed is shown at once, and stored when the core says so', async () => {
  const { made, sheet } = await open()
  sheet.edit()
  expect(sheet.draft).toBe('One')
  sheet.draft = 'Two '
  sheet.commit()
  expect([sheet.rows?.[0] && sheet.textOf(sheet.rows[0], 'caption'), sheet.writing, sheet.storedAt]).toEqual([
    'Two',
    true,
    null
  ])
  expect(await sheet.flush()).toEqual(ok(null))
  expect([made.rows[0]?.caption, sheet.writing]).toEqual(['Two', false])
})

test('two writes to one cell arrive in order, the second upon the first', async () => {
  const { made, sheet } = await open()
  for (const draft of ['Two', 'Three']) {
    sheet.edit(draft)
    sheet.commit()
  }
  await sheet.flush()
  expect(made.writes.map(([cell]) => [cell?.from, cell?.to])).toEqual([
    ['One', 'Two'],
    ['Two', 'Three']
  ])
})

test('undo and redo go back and forth through batches as through cells', async () => {
  const { made, sheet } = await open()
  sheet.chooseAll(true)
  sheet.creditChosen('NTB')
  sheet.edit('Two')
  sheet.commit()
  sheet.undo()
  sheet.undo()
  await sheet.flush()
  expect(made.rows.map(({ caption, credit }) => caption + credit)).toEqual(['One', '', ''])
  sheet.redo()
  await sheet.flush()
  expect(made.rows.map(({ credit }) => credit)).toEqual(['NTB', 'NTB', ''])
})

test('a row that this person may not write is neither typed into nor credited', async () => {
  const { made, sheet } = await open()
  sheet.moveTo(2)
  sheet.edit('x')
  expect(sheet.draft).toBeNull()
  sheet.chooseAll(true)
  expect(sheet.chosenRows).toHaveLength(2)
  expect(made.writes).toEqual([])
})

test.each(['refused', 'no answer'])(
  'words that are not stored stay, are said, and can be sent again: %s',
  async (how) => {
    const { made, sheet } = await open()
    if (how === 'refused') made.refuse = 'Other words by now'
    else made.down = true
    sheet.edit('Mine')
    sheet.commit()
    expect(await sheet.flush()).toMatchObject({ ok: false })
    expect([sheet.rows?.[0] && sheet.textOf(sheet.rows[0], 'caption'), sheet.refused.length, sheet.storedAt]).toEqual([
      'Mine',
      1,
      null
    ])
    made.refuse = null
    made.down = false
    made.rows = made.rows.with(0, row('f', { caption: 'Theirs' }))
    await sheet.load()
    sheet.again(sheet.refused[0]!)
    await sheet.flush()
    expect([made.rows[0]?.caption, sheet.refused]).toEqual(['Mine', []])
  }
)

test('moving away stores the cell; the cursor stays with its picture when rows come and go', async () => {
  const { made, sheet } = await open()
  sheet.edit('Two')
  sheet.step(1, 0)
  await sheet.flush()
  expect([made.rows[0]?.caption, sheet.at]).toEqual(['Two', 1])
  sheet.edit('half')
  made.rows = [row('new'), ...made.rows]
  await sheet.load()
  expect([sheet.at, sheet.draft]).toEqual([2, 'half'])
  made.rows = made.rows.filter(({ figureId }) => figureId !== 'g')
  await sheet.load()
  expect(sheet.draft).toBeNull()
})

test('the articles may keep a version once the grid rests, and when it is left', async () => {
  const { made, sheet } = await open()
  sheet.edit('Two')
  sheet.commit()
  await sheet.flush()
  expect(made.settled).toEqual([])
  vi.advanceTimersByTime(5000)
  sheet.close()
  expect(made.settled).toEqual(['A'])
})

test('words are stored while a cell is open, and undo takes them back in one step', async () => {
  const { made, sheet } = await open()
  sheet.edit()
  for (const words of ['One b', 'One boat', 'One boat, moored']) {
    sheet.draft = words
    await vi.advanceTimersByTimeAsync(700)
    expect(made.rows[0]?.caption).toBe(words)
    expect(sheet.draft).toBe(words)
  }
  sheet.commit()
  await vi.advanceTimersByTimeAsync(0)
  expect([made.writes.length, sheet.undoable]).toEqual([3, 1])
  sheet.undo()
  await vi.advanceTimersByTimeAsync(0)
  expect(made.rows[0]?.caption).toBe('One')
})

test('a cell that is cancelled after it was stored is as it was', async () => {
  const { made, sheet } = await open()
  sheet.edit('A typo')
  await vi.advanceTimersByTimeAsync(700)
  expect(made.rows[0]?.caption).toBe('A typo')
  sheet.draft = 'A typo more'
  sheet.cancel()
  await vi.advanceTimersByTimeAsync(5000)
  expect([made.rows[0]?.caption, sheet.undoable, sheet.draft]).toEqual(['One', 0, null])
})
