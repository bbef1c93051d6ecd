import { inflateSync } from 'node:zlib'

const packetLimit = 16 * 1024 * 1024

/** The XMP that ExifReader does not find: in a GIF, and packed in a PNG. */
export function findPackets(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.subarray(0, 3).equals(Buffer.from('GIF'))) return gifPackets(buffer)
  if (buffer.subarray(0, 4).equals(Buffer.from('\x89PNG', 'latin1'))) return pngPackets(buffer)
  return []
}

/** An application extension in which the packet stands as it is, not in blocks. */
function gifPackets(gif: Buffer): string[] {
  const start = gif.indexOf('XMP DataXMP')
  const end = gif.indexOf('</x:xmpmeta>', start)
  return start < 0 || end < 0 ? [] : [gif.toString('utf8', start + 11, Math.min(end + 12, start + packetLimit))]
}

/** Plan: walk the chunks; of a text chunk by XMP's name, unpack what follows its head. */
function pngPackets(png: Buffer): string[] {
  const packets: string[] = []
  for (let at = 8; at + 12 <= png.length; at += 12 + png.readUInt32BE(at)) {
    const kind = png.toString('latin1', at + 4, at + 8)
    const data = png.subarray(at + 8, at + 8 + png.readUInt32BE(at))
    if (!data.subarray(0, xmpName.length).equals(xmpName)) continue
    if (kind === 'zTXt') packets.push(unpack(data.subarray(xmpName.length + 1)))
    if (kind === 'iTXt') packets.push(internationalText(data))
  }
  return packets
}

const xmpName = Buffer.from('XML:com.adobe.xmp\0')

/** Two bytes on packing, then a language and a translated name, each up to a NUL. */
function internationalText(data: Buffer): string {
  const language = data.indexOf(0, xmpName.length + 2)
  const translation = data.indexOf(0, language + 1)
  if (language < 0 || translation < 0) return ''
  const text = data.subarray(translation + 1)
  return data[xmpName.length] === 1 ? unpack(text) : text.toString('utf8')
}

function unpack(packed: Uint8Array): string {
  try {
    return inflateSync(packed, { maxOutputLength: packetLimit }).toString('utf8')
  } catch {
    return ''
  }
}
