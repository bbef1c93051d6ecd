import { expect, test } from 'vitest'
import { ninjs16 } from '#shared/formats/ninjs-1.6/write.ts'
import { ninjs31 } from '#shared/formats/ninjs-3.1/write.ts'
import { articleFixtures, everything, type ArticleFixture } from '#test/fixtures/articles.ts'
import { textOfFile } from '#test/support/exported.ts'

type Item = Record<string, unknown>

const write = (format: typeof ninjs16, { article, context }: ArticleFixture) =>
  JSON.parse(textOfFile(format.write(article, context)[0])) as Item

test.each(articleFixtures)('it holds the same bodies as version 3.1: $name', (fixture) => {
  const { bodies } = write(ninjs31, fixture) as { bodies: { value: string }[] }
  const { body_html: html, body_text: text } = write(ninjs16, fixture)
  expect([html ?? '', text ?? '']).toEqual(bodies.map((body) => body.value))
})

test.each(articleFixtures)(
  'every figure of the body has its association, with caption and alt text: $name',
  (fixture) => {
    const item = write(ninjs16, fixture)
    const named = [...String(item.body_html).matchAll(/ data-assoc="([^"]+)"/g)].map((match) => match[1])
    const { updates: _, ...associations } = (item.associations ?? {}) as Record<string, Item>
    expect(Object.keys(associations).filter((name) => !name.startsWith('portrait'))).toEqual(named)
    for (const association of Object.values(associations)) {
      expect(association.description_text).toBeTruthy()
      expect(association.body_text).toBe(association.description_alttext)
    }
  }
)

test('the item of every part says what it is', () => {
  expect(write(ninjs16, everything)).toMatchObject({
    $standard: { version: '1.6' },
    headline: 'Headlineword: a ferry, twice',
    headline_subhead: 'Standfirstword, with a link',
    headline_print: 'Printheadline',
    byline: expect.stringMatching(/^By Ruth Okafor/),
    description_text: 'Summaryword: the ferry is late again.',
    embargoed: '2031-12-24T05:06:07.000Z',
    pubstatus: 'usable',
    wordcount: 74,
    altids: { revision: 'f'.repeat(64) },
    person: [{ name: 'Ruth Okafor', rel: 'author' }, {}, {}, {}, {}],
    subject: [
      { name: 'Subjectword', scheme: 'http://cv.iptc.org/newscodes/mediatopic/', code: '20000337' },
      { name: 'Freesubject' },
      {},
      {}
    ],
    associations: {
      featuremedia: {
        type: 'picture',
        byline: 'Creatorword',
        infosource: [{ rel: 'credit', name: 'Creditword/Agency' }],
        description_text: 'Captionword in bold',
        body_text: 'Altword: a ferry at a quay.',
        renditions: { main: { href: 'file:media/01-picture.jpg', mimetype: 'image/jpeg', sizeinbytes: 134 } }
      }
    }
  })
})
