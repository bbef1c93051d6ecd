import { expect, test } from 'vitest'
import { Selection } from '#renderer/features/desk/selection.svelte.ts'
import { selectKey } from '#renderer/features/desk/select-keys.ts'
import type { ArticleRow } from '#shared/contract/articles.ts'

function listAt(at: number) {
  const rows = Array.from({ length: 6 }, (_, index) => ({ id: String(index) }) as ArticleRow)
  const list = { at, total: 6, selection: new Selection(() => rows), moveTo: (index: number) => void (list.at = index) }
  return list
}
const press = (combo: string) => ({
  key: combo.split('+').at(-1)?.replace('Space', ' ') ?? '',
  shiftKey: combo.includes('Shift+'),
  ctrlKey: combo.includes('Control+'),
  metaKey: false,
  altKey: false
})

test.each([
  [['Space'], ['2']],
  [['Space', 'Space'], []],
  [['Shift+ArrowDown'], ['2', '3']],
  [
    ['Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowUp'],
    ['2', '3']
  ],
  [
    ['Shift+ArrowUp', 'Shift+ArrowUp'],
    ['0', '1', '2']
  ],
  [['Shift+End'], ['2', '3', '4', '5']],
  [['Control+a'], ['0', '1', '2', '3', '4', '5']],
  [['Space', 'Escape'], []]
])('%j chooses %j', (combos, chosen) => {
  const list = listAt(2)
  for (const combo of combos) expect(selectKey(press(combo), list, 3)).toBe(true)
  expect(list.selection.rows.map(({ id }) => id)).toEqual(chosen)
})

test.each(['ArrowDown', 'Enter', 'Escape', 'a'])('%s alone chooses nothing', (combo) => {
  expect(selectKey(press(combo), listAt(2), 3)).toBe(false)
})
