import { expect, test } from 'vitest'
import { ninjs22 } from '#shared/formats/ninjs-2.2/write.ts'
import { ninjs31 } from '#shared/formats/ninjs-3.1/write.ts'
import { articleFixtures, everything, type ArticleFixture } from '#test/fixtures/articles.ts'
import { textOfFile } from '#test/support/exported.ts'

type Item = Record<string, unknown> & { bodies: Record<string, unknown>[]; associations?: Record<string, unknown>[] }

const write = (format: typeof ninjs22, { article, context }: ArticleFixture) =>
  JSON.parse(textOfFile(format.write(article, context)[0])) as Item

test.each(articleFixtures)('it holds the same texts as version 3.1: $name', (fixture) => {
  const values = (item: Item) =>
    [
      ...item.bodies.map((body) => body.value),
      item.headlines,
      item.descriptions,
      item.by,
      item.ednote ?? item.edNote
    ].map((value) => JSON.stringify(value)?.replace(/"contentType"/g, '"contenttype"'))
  expect(values(write(ninjs22, fixture))).toEqual(values(write(ninjs31, fixture)))
})

test('its names are in lower case, the embargo’s is another', () => {
  const item = write(ninjs22, everything)
  expect(item).toMatchObject({
    standard: { name: 'ninjs', version: '2.2' },
    firstcreated: '2026-01-06T09:30:00.000Z',
    versioncreated: '2026-01-06T14:05:00.000Z',
    embargoed: '2031-12-24T05:06:07.000Z',
    pubstatus: 'usable',
    ednote: expect.stringMatching(
      /^Ednoteword: call the desk before use\.\nCorrection, 6 January 2026: Correctionword/
    ),
    bodies: [{ contenttype: 'text/html', wordcount: 74 }, {}],
    associations: [
      {
        name: 'featuremedia',
        copyrightnotice: 'Rightsword',
        renditions: [{ contenttype: 'image/jpeg', sizeinbytes: 134 }]
      },
      { name: 'picture-2' },
      { name: 'portrait-1' },
      { name: 'updates', type: 'text' }
    ]
  })
  expect(JSON.stringify(item)).not.toMatch(/"[a-z]+[A-Z]\w*":/)
})

test.each([
  [undefined, 'usable'],
  ['withheld', 'withheld'],
  ['canceled', 'canceled']
] as const)('a status of %s goes out as %s', (pubStatus, told) => {
  const fixture = { ...everything, context: { ...everything.context, ...(pubStatus ? { pubStatus } : {}) } }
  expect(write(ninjs22, fixture).pubstatus).toBe(told)
  expect(write(ninjs31, fixture).pubStatus).toBe(told)
})
