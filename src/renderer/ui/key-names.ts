export const onMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)

const macNames: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Ctrl: '⌃' }
const otherNames: Record<string, string> = { Mod: 'Ctrl', Alt: 'Alt', Shift: 'Shift', Ctrl: 'Ctrl' }
const sharedNames: Record<string, string> = {
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Backspace: '⌫',
  Delete: 'Del'
}

/** The parts of a combo: "Mod-Shift-P" is ["Mod", "Shift", "P"], "Mod--" is ["Mod", "-"]. */
export function partsOf(combo: string): string[] {
  const parts = combo.split(/-(?=.)/)
  return parts
}

/** A combo as it is printed on this machine's keys: "Mod-Shift-P" is "⌘⇧P" on a Mac, else "Ctrl+Shift+P". */
export function printedKeys(combo: string, mac = onMac): string {
  const names = mac ? macNames : otherNames
  const printed = partsOf(combo).map(
    (part) => names[part] ?? sharedNames[part] ?? (part.length === 1 ? part.toUpperCase() : part)
  )
  return printed.join(mac ? '' : '+')
}
