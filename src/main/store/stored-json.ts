/** Levels of brackets below which no article of ours goes: a body has at most 40 nodes, each of two. */
const deepest = 256

/**
 * What a text column holds. What is no object, or nests so deep that walking it would break the stack, is given as words:
 * `{ body: text }` holds against no hash, so that it is shown as it lies there and never saved from.
 */
export function parseStored(text: string): object {
  if (deeperThan(text, deepest)) return { body: text }
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { body: text }
  } catch {
    return { body: text }
  }
}

const [quote, backslash] = ['"', '\\'].map((sign) => sign.charCodeAt(0))
const opening = new Set(['{', '['].map((sign) => sign.charCodeAt(0)))
const closing = new Set(['}', ']'].map((sign) => sign.charCodeAt(0)))

/** Whether brackets outside of strings nest deeper than `limit`. One walk, no stack. */
export function deeperThan(text: string, limit: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else if (opening.has(code)) {
      if (++depth > limit) return true
    } else if (closing.has(code)) depth--
  }
  return false
}

/** Where the string that begins at `at` ends. */
function endOfString(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes++
    if (escapes % 2 === 0) return end
  }
  return text.length
}
