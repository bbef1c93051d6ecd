import { expect, test } from 'vitest'
import { emptyPictureMetadata, type Picture } from '#shared/article/media.ts'
import { insertPicture, readPicture } from '#main/store/media.ts'
import { appendOutbox } from '#main/store/outbox.ts'
import { at, newStore } from './support.ts'

test('a picture is kept with what its file says of it, once', () => {
  const store = newStore()
  const picture: Picture = {
    hash: 'c'.repeat(64),
    fileName: 'ferry.jpg',
    mediaType: 'image/jpeg',
    size: 1234,
    width: 4000,
    height: 3000,
    metadata: { ...emptyPictureMetadata, caption: 'The ferry at Port Ellen.', keywords: ['ferry', 'Islay'] }
  }
  expect(readPicture(store, picture.hash)).toBeNull()
  insertPicture(store, picture, at(0))
  expect(readPicture(store, picture.hash)).toEqual({ ...picture, conflicts: [] })
  expect(() => insertPicture(store, picture, at(1))).toThrow('UNIQUE')
})

test('what another computer needs is noted in order', () => {
  const store = newStore()
  appendOutbox(store, { kind: 'media', ref: 'one', at: at(0) })
  appendOutbox(store, { kind: 'event', ref: 'two', at: at(1) })
  expect(store.database.prepare('SELECT kind, ref, at FROM outbox ORDER BY number').all()).toEqual([
    { kind: 'media', ref: 'one', at: at(0) },
    { kind: 'event', ref: 'two', at: at(1) }
  ])
})
