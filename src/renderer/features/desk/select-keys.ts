import type { DeskList } from './desk-list.svelte.ts'
import { listKey } from './list-keys.ts'

type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

/** Chooses rows by keys: Space this one, Shift and a move everything up to there, Ctrl-A all, Escape none. Whether it did. */
export function selectKey(
  press: Press,
  list: Pick<DeskList, 'at' | 'total' | 'moveTo' | 'selection'>,
  perPage: number
): boolean {
  const { selection } = list
  if (press.key === ' ' && !press.ctrlKey && !press.metaKey && !press.altKey) {
    selection.toggle(list.at)
    return true
  }
  if (press.key === 'Escape' && selection.rows.length > 0) {
    selection.clear()
    return true
  }
  if ((press.ctrlKey || press.metaKey) && press.key.toLowerCase() === 'a') {
    selection.all()
    return true
  }
  if (!press.shiftKey) return false
  const to = listKey(press, list.at, list.total ?? 0, perPage)
  if (to === null) return false
  const from = list.at
  list.moveTo(to)
  selection.extend(from, to)
  return true
}
