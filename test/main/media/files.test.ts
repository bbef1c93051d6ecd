import { existsSync, mkdtempSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasOriginal, hashOf, readOriginal, readPreview, storeOriginal, storePreview } from '#main/media/files.ts'

const newFolder = () => mkdtempSync(join(tmpdir(), 'copydesk-files-'))
const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7) % 251)

test('an original is kept under its hash and comes back to the byte', async () => {
  const folder = newFolder()
  const hash = await storeOriginal(folder, bytes)
  expect(hash).toBe(hashOf(bytes))
  expect(existsSync(join(folder, 'media', hash.slice(0, 2), hash))).toBe(true)
  expect(Buffer.from((await readOriginal(folder, hash)) ?? []).equals(bytes)).toBe(true)
})

test.skipIf(process.platform === 'win32')('only its owner can read it', async () => {
  const folder = newFolder()
  const hash = await storeOriginal(folder, bytes)
  const shelf = join(folder, 'media', hash.slice(0, 2))
  expect([join(folder, 'media'), shelf, join(shelf, hash)].map((path) => statSync(path).mode & 0o777)).toEqual([
    0o700, 0o700, 0o600
  ])
})

test('the same bytes twice are one file, and no part of a write stays behind', async () => {
  const folder = newFolder()
  const [first, second] = await Promise.all([storeOriginal(folder, bytes), storeOriginal(folder, bytes)])
  expect(first).toBe(second)
  expect(readdirSync(join(folder, 'media', first.slice(0, 2)))).toEqual([first])
})

test('a damaged original is not given out, and adding it again mends it', async () => {
  const folder = newFolder()
  const hash = await storeOriginal(folder, bytes)
  truncateSync(join(folder, 'media', hash.slice(0, 2), hash), 500)
  expect(await readOriginal(folder, hash)).toBeNull()
  expect(await hasOriginal(folder, hash)).toBe(true)
  await storeOriginal(folder, bytes)
  expect(await readOriginal(folder, hash)).not.toBeNull()
})

test.each(['', '../../etc/passwd', 'ab', 'A'.repeat(64), `${'a'.repeat(63)}/`])(
  '%j is no hash and reads nothing',
  async (hash) => {
    const folder = newFolder()
    expect([
      await readOriginal(folder, hash),
      await hasOriginal(folder, hash),
      await readPreview(folder, hash, 320)
    ]).toEqual([null, false, null])
  }
)

test('a preview that lost its end counts as missing', async () => {
  const folder = newFolder()
  const hash = hashOf(bytes)
  const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([92, 0, 0, 0]), Buffer.from('WEBP'), Buffer.alloc(88)])
  await storePreview(folder, hash, 320, webp)
  expect((await readPreview(folder, hash, 320))?.length).toBe(100)
  writeFileSync(join(folder, 'previews', hash.slice(0, 2), `${hash}-320.webp`), webp.subarray(0, 60))
  expect(await readPreview(folder, hash, 320)).toBeNull()
})
