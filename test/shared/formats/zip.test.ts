import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { formats } from '#shared/formats/index.ts'
import { zipFiles } from '#shared/formats/zip.ts'
import { articleFixtures, everything } from '#test/fixtures/articles.ts'

const file = (path: string) => ({ path, mediaType: 'text/plain', bytes: new Uint8Array([1]) })

test('an archive unpacks to the same files and is the same every time, in every time zone', () => {
  const zone = process.env.TZ
  for (const format of formats)
    for (const { article, context } of [everything, ...articleFixtures.slice(0, 3)]) {
      const files = format.write(article, context)
      process.env.TZ = 'Pacific/Auckland'
      const archive = zipFiles(files)
      process.env.TZ = 'America/Los_Angeles'
      expect(zipFiles(files)).toEqual(archive)
      const unpacked = unzipSync(archive)
      expect(Object.keys(unpacked)).toEqual(files.map((each) => each.path))
      for (const each of files) expect(unpacked[each.path]).toEqual(each.bytes)
    }
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
})

test.each(['', '/a', 'a/../b', '..', 'a\\b', 'c:/x', 'a//b', './a', 'a\n'])(
  'a path that could leave the archive is refused: %j',
  (path) => {
    expect(() => zipFiles([file(path)])).toThrow(/path/)
  }
)

test('two files of one name are refused', () => {
  expect(() => zipFiles([file('a'), file('a')])).toThrow(/Two files/)
})
