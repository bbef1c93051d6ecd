import { describe, expect, test } from 'vitest'
import { metaSchema } from '#shared/article/article.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { formats } from '#shared/formats/index.ts'
import { killNotice } from '#shared/formats/kill-notice.ts'
import { articleFixtures, everything } from '#test/fixtures/articles.ts'
import { textsOfFiles } from '#test/support/exported.ts'

test.each(articleFixtures)('the notice of a kill is an article like any other: $name', ({ article }) => {
  const notice = killNotice(article, 'The source took it back.')
  expect(metaSchema.safeParse(notice.meta).success).toBe(true)
  expect(readBody(notice.body, schemaVersion)).toMatchObject({ ok: true })
  expect(killNotice(article, 'The source took it back.')).toEqual(notice)
})

describe.each(formats.filter(({ saysKilled }) => saysKilled))('$id', (format) => {
  const notice = killNotice(everything.article, 'Reasonword.')
  const files = format.write(notice, { ...everything.context, pubStatus: 'canceled', pictures: [] })
  const text = textsOfFiles(files).join('\n')

  test('says that it is killed, why, and by which headline it is known', () => {
    for (const word of ['Killed: do not publish', 'Reasonword.', 'Headlineword']) expect(text).toContain(word)
  })

  test.each(['Copyword', 'Captionword', 'Ruth Okafor', 'Summaryword', 'Correctionword', 'picture.jpg'])(
    'tells nothing more of the article: %s',
    (word) => expect(text).not.toContain(word)
  )
})
