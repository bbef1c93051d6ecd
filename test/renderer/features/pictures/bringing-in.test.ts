import { expect, test } from 'vitest'
import { BringingIn } from '#renderer/features/pictures/bringing-in.svelte.ts'
import { emptyPictureMetadata, type Picture } from '#shared/article/media.ts'
import { fail, ok } from '#shared/result.ts'

const picture = (fileName: string): Picture => ({
  hash: fileName,
  fileName,
  mediaType: 'image/jpeg',
  size: 1,
  width: 1,
  height: 1,
  metadata: emptyPictureMetadata
})
const files = (...names: string[]) => names.map((name) => new File(['x'], name))

test('files come in one after another; one that is refused does not hold up the rest', async () => {
  let atOnce = 0
  const arrived: string[] = []
  const bringing = new BringingIn(
    async ({ fileName }) => {
      expect(++atOnce).toBe(1)
      await Promise.resolve()
      atOnce--
      return fileName === 'b' ? fail('damaged', 'Broken.') : ok(picture(fileName))
    },
    ({ fileName }) => void arrived.push(fileName)
  )
  await bringing.begin(files('a', 'b', 'c'))
  expect([arrived, bringing.refused, bringing.done, bringing.running]).toEqual([
    ['a', 'c'],
    [{ fileName: 'b', message: 'Broken.' }],
    3,
    false
  ])
})

test('cancelling keeps what has come in and leaves out the rest', async () => {
  const arrived: string[] = []
  const bringing = new BringingIn(
    async ({ fileName }) => {
      if (fileName === 'b') bringing.cancel()
      return ok(picture(fileName))
    },
    ({ fileName }) => void arrived.push(fileName)
  )
  await bringing.begin(files('a', 'b', 'c', 'd'))
  expect([arrived, bringing.done, bringing.total, bringing.cancelled]).toEqual([['a', 'b'], 2, 4, true])
})
