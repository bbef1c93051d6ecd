import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { takeGuesses } from '#shared/article/guesses.ts'
import { reader } from '#shared/formats/plain-text/read.ts'
import { bylineOf, datelineOf, pictureWords, readTime } from '#shared/formats/published.ts'
import { expectOk } from '#shared/result.ts'
import { captionOf, creditOf, figuresOf, findNode, readText, textOf } from '#shared/document/text.ts'
import { readPublishedArticle } from '#test/support/published-article.ts'

const real = new URL('../../../../shared/samples/article-as-published.txt', import.meta.url)
const shipped = new URL('../../fixtures/published-article.txt', import.meta.url)

function readGuessed(text: string) {
  const [imported] = expectOk(reader.read({ name: 'published.txt', bytes: new TextEncoder().encode(text) }, []))
  if (!imported) throw new Error('No article.')
  const { meta, body, guesses = [] } = imported
  return { imported, guesses, taken: takeGuesses({ meta, body, times: { published: null, updated: null } }, guesses) }
}

test('an article as it was published becomes headline, pictures, byline, author’s box and topics', () => {
  const expected = readPublishedArticle()
  const { guesses, taken } = readGuessed(readFileSync(existsSync(real) ? real : shipped, 'utf8'))
  if (!existsSync(real)) process.stdout.write('skipped: no ../shared; read the shipped article of the same shape\n')
  expect(textOf(findNode(taken.body, 'headline'))).toBe(expected.headline)
  expect(figuresOf(taken.body).map((figure) => ({ caption: captionOf(figure), credit: creditOf(figure) }))).toEqual([
    expected.lead,
    expected.second
  ])
  expect(figuresOf(taken.body).map(({ attrs }) => attrs?.role)).toEqual(['lead', 'inline'])
  const [credit] = taken.meta.credits ?? []
  expect(taken.meta.credits).toHaveLength(1)
  expect(credit).toMatchObject({
    role: 'by',
    box: true,
    profile: {
      name: expected.author.name,
      jobTitle: expected.author.jobTitle,
      biography: expected.author.biography,
      handles: [{ service: 'X', url: expected.author.handle }]
    }
  })
  expect(guesses.map(({ kind }) => kind).sort()).toEqual(
    ['author', 'byline', 'headline', 'picture', 'picture', 'times', 'topics'].sort()
  )
  expect(readText(taken.body).copy.split('\n')).toEqual([...expected.before, ...expected.after])
})

test('a guess that is not confirmed leaves its words in the copy', () => {
  const { imported } = readGuessed(readFileSync(shipped, 'utf8'))
  const none = takeGuesses({ meta: {}, body: imported.body, times: { published: null, updated: null } }, [])
  expect(textOf(none.body)).toBe(textOf(imported.body))
  expect(none.meta).toEqual({})
})

test.each([
  ['By Ann Lee', { names: 'Ann Lee' }],
  ['BY ANN LEE AND BO EK', { names: 'ANN LEE AND BO EK' }],
  ['By Ann Lee, Bo Ek and Cy Day', { names: 'Ann Lee, Bo Ek and Cy Day' }],
  ['By Ann Lee; additional reporting by Bo Ek', { names: 'Ann Lee', reporting: 'Bo Ek' }],
  ['Von Anna Groß', { names: 'Anna Groß' }],
  ['By the time the ferry came, the quay was empty', null],
  ['Ann Lee', null]
])('“%s” as a byline gives %j', (line, values) => expect(bylineOf(line)).toEqual(values))

test.each([
  ['PORT ELLEN, Scotland — The council', 'PORT ELLEN, Scotland', 'Port Ellen'],
  ['WASHINGTON, Jan. 5 (Reuters) - The House', 'WASHINGTON, Jan. 5 (Reuters)', 'Washington'],
  ['LONDON – Trains', 'LONDON', 'London'],
  ['NATO — an alliance', 'NATO', 'Nato'],
  ['The quay — and its wall', null, null],
  ['A — B', null, null]
])('“%s” opens with the dateline %s', (line, text, place) => {
  const found = datelineOf(line)
  expect([found?.text ?? null, found?.place ?? null]).toEqual([text, place])
})

test.each([
  ['The quay on Monday. Ines Moreau/Harbour Gazette', 'The quay on Monday.', 'Ines Moreau/Harbour Gazette'],
  ['The quay on Monday (AP Photo/Ines Moreau)', 'The quay on Monday', 'AP Photo/Ines Moreau'],
  ['The quay. Photo: Ines Moreau', 'The quay.', 'Photo: Ines Moreau'],
  ['She works for Reuters in London.', null, null],
  ['The council met. It voted at noon.', null, null]
])('“%s” as a picture’s words', (line, caption, credit) => {
  const found = pictureWords(line)
  expect([found?.caption ?? null, found?.credit ?? null]).toEqual([caption, credit])
})

test.each([
  ['March 19, 2026', '2026-03-19T00:00:00.000Z'],
  ['5 January 2026, 09:45 UTC', '2026-01-05T09:45:00.000Z'],
  ['March 19, 2026 at 9:05 a.m. EST', '2026-03-19T14:05:00.000Z'],
  ['yesterday', 'yesterday']
])('“%s” is %s', (printed, at) => expect(readTime(printed)).toBe(at))
