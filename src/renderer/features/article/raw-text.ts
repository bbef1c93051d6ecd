/** Every text in a stored body that does not check, one line a block, in reading order: what can still be read of it. */
export function rawText(raw: unknown): string {
  const lines: string[] = []
  let line = ''
  const end = () => {
    if (line.trim() !== '') lines.push(line)
    line = ''
  }
  // A stack of our own: nobody knows how deep this is.
  const waiting: (unknown | typeof end)[] = [raw]
  while (waiting.length > 0) {
    const node = waiting.pop()
    if (node === end) end()
    if (typeof node !== 'object' || node === null) continue
    const { text, content } = node as { text?: unknown; content?: unknown }
    if (typeof text === 'string') line += text
    if (!Array.isArray(content)) continue
    const holdsText = content.some((child) => typeof (child as { text?: unknown } | null)?.text === 'string')
    if (holdsText) end()
    waiting.push(...(holdsText ? [end] : []), ...content.toReversed())
  }
  end()
  return lines.join('\n\n')
}
