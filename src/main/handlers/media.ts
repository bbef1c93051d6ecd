import { pictureLimit } from '#shared/contract/media.ts'
import { fail, ok } from '#shared/result.ts'
import { readOriginal } from '../media/files.ts'
import { appendOutbox } from '../store/outbox.ts'
import { insertPicture, readPicture } from '../store/media.ts'
import { write } from '../store/open.ts'
import { accountOf, type HandlersOf } from './context.ts'

export const mediaHandlers: HandlersOf<'media'> = {
  'media.add': async (context, { fileName, bytes }) => {
    const { store, media, now } = context
    if (bytes.length > pictureLimit)
      return fail(
        'too-large',
        `“${fileName}” is ${Math.round(bytes.length / 1e6)} MB; the largest picture taken is ${Math.round(pictureLimit / 1e6)} MB.`
      )
    const added = await media.add(fileName, bytes)
    if (!added.ok) return added
    const picture = added.value
    write(store, () => {
      if (readPicture(store, picture.hash)) return
      insertPicture(store, picture, now().toISOString(), accountOf(context).id)
      appendOutbox(store, { kind: 'media', ref: picture.hash, at: now().toISOString() })
    })
    return added
  },
  'media.get': ({ store }, { hash }) => {
    const picture = readPicture(store, hash)
    return picture ? ok(picture) : fail('not-found', 'This picture is not on this computer.')
  },
  'media.original': async ({ store }, { hash }) => {
    const bytes = await readOriginal(store.folder, hash)
    return bytes ? ok(bytes) : fail('not-found', 'The file of this picture is not on this computer.')
  }
}
