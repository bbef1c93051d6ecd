declare const TextDecoder: new (label?: string, options?: { fatal?: boolean }) => { decode(bytes: Uint8Array): string }

/** The beginning of a file as letters, whatever its encoding: enough to see what kind it is. */
export function beginningOf(bytes: Uint8Array, length = 4096): string {
  return new TextDecoder(encodingByMark(bytes) ?? 'utf-8').decode(bytes.subarray(0, length))
}

/** A file as text: by its byte order mark, by what its XML declaration says, else as UTF-8, else as Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const marked = encodingByMark(bytes)
  if (marked) return new TextDecoder(marked).decode(bytes)
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(beginningOf(bytes, 200))?.[1]
  for (const label of [declared, 'utf-8'])
    try {
      // Declared UTF-16 without its mark was recoded on the way by somebody who left the declaration as it was.
      if (label && !/utf-?16/i.test(label)) return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  return new TextDecoder('windows-1252').decode(bytes)
}

function encodingByMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0) return 'utf-16le'
  return first === 0 && second === 0x3c ? 'utf-16be' : null
}
