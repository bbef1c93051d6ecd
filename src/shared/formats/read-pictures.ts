import { nameOf } from './read-figure.ts'
import type { ImportedPicture, ImportFile, ImportNote } from './reader.ts'

/**
 * The picture that an item names: its bytes where it came along, else only its name. Nothing is fetched: an address goes
 * into a note. Null where nothing is named.
 */
export function namedPicture(
  id: string,
  src: string,
  from: { file: ImportFile; beside: ImportFile[] },
  notes: ImportNote[]
): ImportedPicture | null {
  if (src === '') return null
  const inside = /^data:image\/(\w+)[^,]*;base64,([A-Za-z0-9+/=\s]+)$/i.exec(src)
  if (inside) return { id, fileName: `picture.${inside[1] ?? 'jpg'}`, bytes: base64(inside[2] ?? '') }
  const found = besideOf(src, from.file, from.beside)
  const fileName = nameOf(found?.name ?? src)
  if (!found)
    notes.push({
      kind: 'left',
      message: `The picture “${fileName || src.slice(0, 60)}” did not come along: its caption waits for it.`,
      place: id,
      kept: src.slice(0, 2000)
    })
  return { id, fileName, bytes: found?.bytes ?? null }
}

/** By its path from the file's own folder; else by its name, where one file alone has it. */
function besideOf(src: string, file: ImportFile, beside: ImportFile[]): ImportFile | undefined {
  const path = decoded(src.replace(/^file:(\/\/)?/i, '').replace(/[?#].*$/s, ''))
  const folder = file.name.includes('/') ? file.name.replace(/[^/]*$/, '') : ''
  const whole = normal(`${folder}${path}`)
  const exact = beside.find(({ name }) => normal(name) === whole)
  if (exact) return exact
  const called = nameOf(src).toLowerCase()
  const alike = beside.filter(({ name }) => nameOf(name).toLowerCase() === called)
  return called !== '' && alike.length === 1 ? alike[0] : undefined
}

function normal(path: string): string {
  const parts: string[] = []
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/').normalize('NFC')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(text: string): Uint8Array {
  const letters = text.replace(/[^A-Za-z0-9+/]/g, '')
  const bytes = new Uint8Array(Math.floor((letters.length * 3) / 4))
  for (let at = 0, byte = 0; at < letters.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = [...letters.slice(at, at + 4)].map((letter) => digits.indexOf(letter))
    const bits = (a << 18) | (b << 12) | (c << 6) | d
    for (const shift of [16, 8, 0]) if (byte < bytes.length) bytes[byte++] = (bits >> shift) & 255
  }
  return bytes
}
