/** Where a key moves to in a list of `total` rows; null when the key does not move. */
export function listKey(
  press: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  at: number,
  total: number,
  perPage: number
): number | null {
  if (press.ctrlKey || press.metaKey || press.altKey || total === 0) return null
  const to = target(press.key, at, total, perPage)
  return to === null ? null : Math.max(0, Math.min(to, total - 1))
}

function target(key: string, at: number, total: number, perPage: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1
    case 'ArrowUp':
      return at - 1
    case 'PageDown':
      return at + perPage
    case 'PageUp':
      return at - perPage
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return null
  }
}
