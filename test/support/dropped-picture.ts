import sharp from 'sharp'
import { writeMetadata } from '#main/media/write-metadata.ts'

/** A picture with a caption and a credit in its file, as it is dropped on a page. */
export async function droppedPicture(name: string): Promise<{ name: string; type: string; bytes: Buffer }> {
  const grey = { create: { width: 600, height: 400, channels: 3 as const, background: '#5b7a90' } }
  const bare = await sharp(grey).jpeg().toBuffer()
  const words = {
    caption: 'The ferry at the quay.',
    credit: 'NTB',
    creator: '',
    copyright: '',
    alt: 'A ferry',
    usageTerms: ''
  }
  return { name, type: 'image/jpeg', bytes: Buffer.from(writeMetadata(bare, words)) }
}
