import { expect, test } from 'vitest'
import { printedKeys } from '#renderer/ui/key-names.ts'

test.each([
  ['Mod-Shift-P', '⌘⇧P', 'Ctrl+Shift+P'],
  ['Alt-Enter', '⌥↵', 'Alt+↵'],
  ['n', 'N', 'N'],
  ['?', '?', '?'],
  ['-', '-', '-'],
  ['Mod--', '⌘-', 'Ctrl+-'],
  ['Mod-,', '⌘,', 'Ctrl+,'],
  ['PageDown', 'PgDn', 'PgDn'],
  ['F1', 'F1', 'F1']
])('%s is printed %s on a Mac and %s elsewhere', (combo, mac, other) => {
  expect(printedKeys(combo, true)).toBe(mac)
  expect(printedKeys(combo, false)).toBe(other)
})
