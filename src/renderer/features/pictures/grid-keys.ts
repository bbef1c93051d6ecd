/** What a key does in the caption desk's grid. */
export type GridAction =
  | { do: 'move'; down: number; right: number; wraps?: boolean }
  | { do: 'row'; at: 'first' | 'last' }
  | { do: 'edit' }
  | { do: 'type'; text: string }
  | { do: 'clear' | 'commit' | 'cancel' | 'undo' | 'redo' | 'choose' | 'newline' }

export type GridPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'>

const pageRows = 8

/** On a cell: arrows move, a letter types over it, Enter goes into its words. In a cell: as a line of text. */
export function gridKey(press: GridPress, editing: boolean): GridAction | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = press
  if (press.isComposing) return null
  if (editing) {
    if (key === 'Escape') return { do: 'cancel' }
    if (key === 'Enter') return shiftKey || altKey ? { do: 'newline' } : { do: 'commit' }
    if (key === 'Tab') return { do: 'move', down: 0, right: shiftKey ? -1 : 1, wraps: true }
    return null
  }
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase()
    if (letter === 'z') return { do: shiftKey ? 'redo' : 'undo' }
    if (letter === 'y') return { do: 'redo' }
    if (key === 'Home') return { do: 'row', at: 'first' }
    if (key === 'End') return { do: 'row', at: 'last' }
    return null
  }
  if (altKey) return null
  switch (key) {
    case 'ArrowUp':
      return { do: 'move', down: -1, right: 0 }
    case 'ArrowDown':
      return { do: 'move', down: 1, right: 0 }
    case 'ArrowLeft':
      return { do: 'move', down: 0, right: -1 }
    case 'ArrowRight':
      return { do: 'move', down: 0, right: 1 }
    case 'PageUp':
      return { do: 'move', down: -pageRows, right: 0 }
    case 'PageDown':
      return { do: 'move', down: pageRows, right: 0 }
    case 'Enter':
    case 'F2':
      return { do: 'edit' }
    case 'Delete':
    case 'Backspace':
      return { do: 'clear' }
    case ' ':
      return { do: 'choose' }
  }
  return [...key].length === 1 ? { do: 'type', text: key } : null
}
