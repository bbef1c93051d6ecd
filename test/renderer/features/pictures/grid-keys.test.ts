import { expect, test } from 'vitest'
import { gridKey, type GridAction } from '#renderer/features/pictures/grid-keys.ts'

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...more
})

test.each<[string, Partial<KeyboardEvent>, boolean, GridAction | null]>([
  ['ArrowDown', {}, false, { do: 'move', down: 1, right: 0 }],
  ['ArrowLeft', {}, false, { do: 'move', down: 0, right: -1 }],
  ['ArrowDown', {}, true, null],
  ['Enter', {}, false, { do: 'edit' }],
  ['Enter', {}, true, { do: 'commit' }],
  ['Enter', { shiftKey: true }, true, { do: 'newline' }],
  ['Escape', {}, true, { do: 'cancel' }],
  ['Escape', {}, false, null],
  ['Tab', {}, false, null],
  ['Tab', { shiftKey: true }, true, { do: 'move', down: 0, right: -1, wraps: true }],
  ['å', {}, false, { do: 'type', text: 'å' }],
  ['a', {}, true, null],
  ['z', { ctrlKey: true }, false, { do: 'undo' }],
  ['Z', { metaKey: true, shiftKey: true }, false, { do: 'redo' }],
  ['z', { ctrlKey: true }, true, null],
  ['c', { ctrlKey: true }, false, null],
  ['Delete', {}, false, { do: 'clear' }],
  [' ', {}, false, { do: 'choose' }],
  ['a', { isComposing: true }, false, null]
])('%s %j, in a cell: %s', (key, more, editing, action) => expect(gridKey(press(key, more), editing)).toEqual(action))
