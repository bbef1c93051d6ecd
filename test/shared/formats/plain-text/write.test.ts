import { expect, test } from 'vitest'
import { plainText } from '#shared/formats/plain-text/write.ts'
import { articleFixtures, everything, fixtureNamed, type ArticleFixture } from '#test/fixtures/articles.ts'
import { blockTexts, showable, textOfFile } from '#test/support/exported.ts'

function write({ article, context }: ArticleFixture): string {
  const files = plainText.write(article, context)
  expect(files).toHaveLength(1)
  return textOfFile(files[0])
}

const squeezed = (text: string) => showable(text).replace(/\s+/g, '')

test.each(articleFixtures)('everything that a reader sees is there: $name', (fixture) => {
  const text = squeezed(write(fixture))
  const { meta, body } = fixture.article
  const boxes = meta.credits
    .filter((credit) => credit.box)
    .flatMap(({ profile }) => [profile.name, profile.jobTitle, profile.biography])
  const alts =
    body.content
      ?.filter((node) => node.type === 'figure')
      .map((figure) => `[${squeezed(String(figure.attrs?.alt))}]`) ?? []
  const seen = [...blockTexts(body), ...boxes, ...alts, ...meta.topics, meta.kicker, meta.copyright, meta.dateline.text]
  expect(seen.filter((each) => !text.includes(squeezed(each)))).toEqual([])
})

test('what was typed as markup is still what was typed', () => {
  expect(write(fixtureNamed('hostile text in every field'))).toContain(
    '</script><script>alert(1)</script> ]]> "double" \'single\' & &amp;'
  )
})

test.each(articleFixtures)('no terminal obeys it: $name', (fixture) => {
  // eslint-disable-next-line no-control-regex
  expect(write(fixture)).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
})

test('it reads as a wire does', () => {
  const text = write(everything)
  expect(text).toMatch(
    /^Kickerword\nHeadlineword: a ferry, twice\n\nStandfirstword, with a link\n\nBy Ruth Okafor and Tomas Lind; .*\nPublished 6 January 2026, 09:30 UTC\nUpdated 6 January 2026, 14:05 UTC\n\n\[Altword: a ferry at a quay\.\]\nCaptionword in bold\nCreditword\/Agency\n\nPLACEWORD, Tuesday — Copyword opens, /
  )
  expect(text).toMatch(
    /\n\n- Bulletword\n- Second\n {2}- Nestedword\n\n4\. Orderedword\n5\. Fifth\n\nTablehead\tFigures\nCellword\t12\n/
  )
  expect(text).toMatch(/\n\nRelated topics\n- Topicword\n- Second topic\n\n© 2026 Copyrightword\n$/)
})
