declare const TextDecoder: new (
  label?: string,
  options?: { fatal?: boolean }
) => { encoding: string; decode(bytes: Uint8Array): string }

export interface DecodedText {
  text: string
  /** The encoding that was read, by its usual name: "utf-8", "windows-1252". */
  encoding: string
  /** Whether the file itself did not say, and UTF-8 it is not. */
  guessed: boolean
}

/**
 * Bytes as text. A byte order mark counts before `declared`, what the file says of itself; what says nothing and is no
 * UTF-8 is taken for windows-1252, which reads any bytes.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = markedEncoding(bytes)
  if (marked) return decodeAs(bytes, marked)
  const named = declared === undefined ? null : knownEncoding(declared)
  if (named && named !== 'utf-8') return decodeAs(bytes, named)
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8', guessed: false }
  } catch {
    return { ...decodeAs(bytes, 'windows-1252'), guessed: true }
  }
}

/** The bytes of an XML file as text, in the encoding that its first line names. */
export function decodeXmlBytes(bytes: Uint8Array): string {
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(asciiOf(bytes, 200))?.[1]
  return decodeText(bytes, declared).text
}

/** The first bytes, a character each. */
export function asciiOf(bytes: Uint8Array, length: number): string {
  return String.fromCharCode(...bytes.subarray(0, length))
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedText {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, guessed: false }
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null
}

function knownEncoding(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}
