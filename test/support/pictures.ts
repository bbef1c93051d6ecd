import { existsSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { writeMetadata } from '#main/media/write-metadata.ts'
import { readMetadata } from '#main/media/metadata.ts'

/** A photograph with words of its own in its file. */
export interface ReferencePicture {
  name: string
  bytes: Buffer
  caption: string
  credit: string
}

const folder = new URL('../../../shared/standards/iptc-photo-metadata/', import.meta.url)
const names = ['IPTC-PhotometadataRef-Std2021.1.jpg', 'IPTC-PhotometadataRef-Std2024.1.jpg']

/** The reference photographs where they lie beside the project; else two made here, carrying words of the same kind. */
export async function referencePictures(): Promise<[ReferencePicture, ReferencePicture]> {
  const [first = '', second = ''] = names
  return [await picture(first, '#5b7a90'), await picture(second, '#907a5b')]
}

async function picture(name: string, background: string): Promise<ReferencePicture> {
  const file = new URL(name, folder)
  const bytes = existsSync(file) ? readFileSync(file) : await makePicture(name, background)
  const { caption, credit } = readMetadata(bytes)
  return { name, bytes, caption, credit }
}

async function makePicture(name: string, background: string): Promise<Buffer> {
  const plain = await sharp({ create: { width: 1500, height: 1000, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return Buffer.from(
    writeMetadata(plain, {
      caption: `What ${name} shows, as its file says.`,
      credit: `The credit in ${name}`,
      creator: 'A. Photographer',
      copyright: '© 2026 A. Photographer',
      alt: 'A plain field of one colour.',
      usageTerms: 'Editorial use only.'
    })
  )
}
