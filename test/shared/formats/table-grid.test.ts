import { expect, test } from 'vitest'
import { readGrid } from '#shared/formats/table-grid.ts'
import { textOf } from '#shared/document/text.ts'
import { table, td, th, tr } from '#test/fixtures/articles.ts'

/** A row as it is seen: each cell's words as often as it covers columns, in brackets where it comes down from above. */
function seen(...rows: Parameters<typeof table>): string[] {
  return readGrid(table(...rows)).rows.map((row) =>
    row.map(({ cell, colspan, begins }) => (begins ? textOf(cell) : `(${textOf(cell)})`).repeat(colspan)).join(' ')
  )
}

test('cells stand in the columns where they are seen', () => {
  expect(seen(tr(td('a'), td('b')), tr(td('c'), td('d')))).toEqual(['a b', 'c d'])
  expect(seen(tr(td('a', { rowspan: 2 }), td('b')), tr(td('c')))).toEqual(['a b', '(a) c'])
  expect(seen(tr(td('a'), td('b', { rowspan: 3 }), td('c')), tr(td('d'), td('e')), tr(td('f'), td('g')))).toEqual([
    'a b c',
    'd (b) e',
    'f (b) g'
  ])
  expect(seen(tr(td('a', { colspan: 2, rowspan: 2 }), td('b')), tr(td('c')))).toEqual(['aa b', '(a)(a) c'])
})

test('no span reaches out of the table or over another cell', () => {
  const grid = readGrid(table(tr(td('a', { rowspan: 9 }), td('b')), tr(td('c'))))
  expect(grid.rows[0]?.map(({ rowspan }) => rowspan)).toEqual([2, 1])
  expect(seen(tr(td('a'), td('b', { rowspan: 2 })), tr(td('c', { colspan: 5 })))).toEqual(['a b', 'c (b)'])
})

test('leading rows of header cells alone are its head, but never all of it', () => {
  expect(readGrid(table(tr(th('a'), th('b')), tr(th('c'), td('d')))).headRows).toBe(1)
  expect(readGrid(table(tr(td('a')), tr(th('b')))).headRows).toBe(0)
  expect(readGrid(table(tr(th('a')), tr(th('b')))).headRows).toBe(0)
  expect(readGrid(table(tr(th('a', { colspan: 3 })), tr(td('b')))).columns).toBe(3)
})
