import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VirtualRows } from '#renderer/features/desk/virtual-rows.svelte.ts'

function rowsOf(total: number, scrollTop: number, viewHeight = 680): VirtualRows {
  const rows = new VirtualRows()
  Object.assign(rows, { total, scrollTop, viewHeight, rowHeight: 68 })
  return rows
}

test('only a screenful and a margin of a hundred thousand rows are drawn', () => {
  const rows = rowsOf(100_000, 3_400_000)
  expect(rows.height).toBe(6_800_000)
  expect([rows.first, rows.end]).toEqual([49_994, 50_017])
})

test('every row that is seen is drawn, and none that is not there', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(400_000), fc.integer({ min: 1, max: 3000 }), (total, scrollTop, viewHeight) => {
      const rows = rowsOf(total, scrollTop, viewHeight)
      const firstSeen = Math.floor(scrollTop / 68)
      const lastSeen = Math.min(total, Math.ceil((scrollTop + viewHeight) / 68)) - 1
      expect(rows.first).toBeGreaterThanOrEqual(0)
      expect(rows.end).toBeLessThanOrEqual(total)
      if (lastSeen >= firstSeen) {
        expect(rows.first).toBeLessThanOrEqual(firstSeen)
        expect(rows.end).toBeGreaterThan(lastSeen)
      }
    })
  )
})

const shown = (rows: VirtualRows) => Array.from({ length: rows.slots }, (_, slot) => rows.rowIn(slot))
const inOrder = (rows: VirtualRows) => Array.from({ length: rows.end - rows.first }, (_, place) => rows.first + place)

test('the slots show the rows that are drawn, each once, wherever somebody scrolls and rests', () => {
  const moves = fc.array(fc.record({ to: fc.nat(400_000), rests: fc.boolean() }), { maxLength: 6 })
  fc.assert(
    fc.property(fc.nat(5000), fc.integer({ min: 1, max: 3000 }), moves, (total, viewHeight, all) => {
      const rows = rowsOf(total, 0, viewHeight)
      for (const { to, rests } of all) {
        rows.scrollTop = to
        expect(shown(rows).toSorted((one, other) => one - other)).toEqual(inOrder(rows))
        if (!rests) continue
        rows.order()
        expect(shown(rows)).toEqual(inOrder(rows))
      }
    })
  )
})

test('a row that comes in takes the slot of the one that leaves; every other stays where it is', () => {
  const rows = rowsOf(1000, 6800)
  const before = shown(rows)
  rows.scrollTop += 3 * 68
  const after = shown(rows)
  expect(after.filter((row, slot) => row !== before[slot])).toEqual([117, 118, 119])
})

test.each([
  ['above what is seen', 3, 204],
  ['wholly seen', 12, 680],
  ['cut at the lower edge', 20, 748],
  ['far below', 99, 6120]
])('a row %s is scrolled to by the least way', (_, index, top) => {
  expect(rowsOf(100, 680).scrollTopFor(index)).toBe(top)
})
