/** Every text in a stored body that does not check, one line a block, in reading order: what can still be read of it. */
export function rawText(raw: unknown): string {
  const lines: string[] = []
  let line = ''
  const end = () => {
    if (line.trim() !== '') lines.push(line)
    line = ''
  }
  const walk = (node: unknown, depth: number) => {
    if (typeof node !== 'object' || node === null || depth > 200) return
    const { text, content } = node as { text?: unknown; content?: unknown }
    if (typeof text === 'string') line += text
    if (!Array.isArray(content)) return
    const holdsText = content.some((child) => typeof (child as { text?: unknown } | null)?.text === 'string')
    if (holdsText) end()
    for (const child of content) walk(child, depth + 1)
    if (holdsText) end()
  }
  walk(raw, 0)
  end()
  return lines.join('\n\n')
}
