// @vitest-environment jsdom
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { emptyMeta } from '#shared/article/article.ts'
import { loginOf, slugsOf } from '#shared/formats/wxr/slug.ts'
import { wxr } from '#shared/formats/wxr/write.ts'
import {
  articleFixtures,
  contextFor,
  creditFor,
  doc,
  everything,
  fixtureNamed,
  p,
  type ArticleFixture
} from '#test/fixtures/articles.ts'
import { activeMarkup, copyTexts, parseXml, shownTexts, textOfFile } from '#test/support/exported.ts'

type Written = Pick<ArticleFixture, 'article' | 'context'>
const write = ({ article, context }: Written) => parseXml(textOfFile(wxr.write(article, context)[0]))
const texts = (root: ParentNode & { getElementsByTagName: Document['getElementsByTagName'] }, name: string) =>
  [...root.getElementsByTagName(name)].map((element) => element.textContent)
const set = {
  at: '2026-01-07T00:00:00.000Z',
  publisher: 'The Harbour Gazette',
  siteUrl: 'https://gazette.example',
  language: 'en-GB'
}

function item(fixture: Written): Element {
  const found = write(fixture).querySelector('item')
  if (!found) throw new Error('The export has no item.')
  return found
}

test.each(articleFixtures)(
  'the content reads back to the same text, runs nothing and shows no picture: $name',
  (fixture) => {
    const page = new DOMParser().parseFromString(texts(item(fixture), 'content:encoded')[0] ?? '', 'text/html')
    for (const list of page.querySelectorAll('ol[style]')) list.removeAttribute('style')
    expect(activeMarkup(page)).toEqual([])
    expect(page.querySelectorAll('img[src]')).toHaveLength(0)
    const shown = shownTexts(page.body)
    for (const each of page.querySelectorAll('li'))
      shown.add(
        [...each.childNodes]
          .filter((child) => !/^([uo]l|#comment)$/i.test(child.nodeName))
          .map((child) => child.textContent)
          .join('')
          .trim()
      )
    expect(
      copyTexts(fixture.article.body).filter(
        (text) => !text.split('\n').every((line) => shown.has(line) || shown.has(line.trim()))
      )
    ).toEqual([])
  }
)

test.each(articleFixtures)('it is always a draft, of the version that the importer asks for: $name', (fixture) => {
  const feed = write(fixture)
  expect(texts(feed, 'wp:status')).toEqual(['draft'])
  expect(texts(feed, 'wp:wxr_version')).toEqual(['1.2'])
  for (const name of ['wp:post_date', 'wp:post_date_gmt']) expect(texts(feed, name)).toEqual(['2026-01-06 09:30:00'])
  expect(texts(feed, 'wp:attachment_url')).toEqual([])
})

test('what is embargoed or killed goes out alone as a draft, and in no set', () => {
  const killed = {
    ...fixtureNamed('short'),
    context: { ...fixtureNamed('short').context, pubStatus: 'canceled' as const }
  }
  expect(texts(write(everything), 'wp:status')).toEqual(['draft'])
  const feed = parseXml(
    textOfFile(wxr.writeSet?.([everything, killed, fixtureNamed('as published'), fixtureNamed('emoji')], set)[0])
  )
  expect(texts(feed, 'wp:post_id')).toEqual(['1', '2'])
  expect(feed.querySelectorAll('item')).toHaveLength(2)
})

test('every author has a user, and Co-Authors Plus finds them all', () => {
  const feed = write(everything)
  expect(texts(feed, 'wp:author_login')).toEqual(['ruth-okafor', 'tomas-lind'])
  expect(texts(feed, 'dc:creator')).toEqual(['ruth-okafor'])
  const categories = [...item(everything).querySelectorAll('category')].map((each) => [
    each.getAttribute('domain'),
    each.getAttribute('nicename'),
    each.textContent
  ])
  expect(categories).toEqual([
    ['category', 'islands', 'Islands'],
    ['category', 'subjectword', 'Subjectword'],
    ['category', 'freesubject', 'Freesubject'],
    ['post_tag', 'topicword', 'Topicword'],
    ['post_tag', 'second-topic', 'Second topic'],
    ['author', 'ruth-okafor', 'Ruth Okafor'],
    ['author', 'tomas-lind', 'Tomas Lind']
  ])
})

test('names that WordPress cannot spell get logins of their own, and no two terms share a slug', () => {
  expect(['Ruth Okafor', 'Jürgen Groß', '山田花子', 'ليلى حداد', '🦊'].map(loginOf)).toEqual([
    'ruth-okafor',
    'jurgen-gross',
    expect.stringMatching(/^author-[0-9a-f]{8}$/),
    expect.stringMatching(/^author-[0-9a-f]{8}$/),
    expect.stringMatching(/^author-[0-9a-f]{8}$/)
  ])
  expect(loginOf('山田花子')).not.toBe(loginOf('ليلى حداد'))
  expect(loginOf('x'.repeat(200)).length).toBeLessThanOrEqual(50)
  expect([...slugsOf(['AT&T', 'at t', '港', 'AT&T', '🦊', '🐻'], 'term')]).toEqual([
    ['AT&T', 'at-t'],
    ['at t', 'at-t-2'],
    ['港', '港'],
    ['🦊', 'term'],
    ['🐻', 'term-2']
  ])
})

test('titles, names and excerpts are words, though WordPress takes them for HTML', () => {
  const article = {
    meta: { ...emptyMeta, credits: [creditFor('A <b> & C')], topics: ['R&D <i>'], summary: '<script>x</script>' },
    body: doc(['AT&T <b>'], null, p('x ]]> y <![CDATA[ z'))
  }
  const found = item({ article, context: contextFor(article) })
  expect(texts(found, 'title')).toEqual(['AT&amp;T &lt;b&gt;'])
  expect(texts(found, 'excerpt:encoded')).toEqual(['&lt;script&gt;x&lt;/script&gt;'])
  expect([...found.querySelectorAll('category')].map((each) => each.textContent)).toEqual([
    'Islands',
    'R&amp;D &lt;i&gt;',
    'A &lt;b&gt; &amp; C'
  ])
  expect(
    new DOMParser().parseFromString(texts(found, 'content:encoded')[0] ?? '', 'text/html').body.textContent?.trim()
  ).toBe('x ]]> y <![CDATA[ z')
})

const example = resolve('../shared/standards/wxr/wxr-simple.xml')
test.skipIf(!existsSync(example))(
  `what an export of WordPress’s own says of a post, this one says${existsSync(example) ? '' : ' (skipped: no ../shared)'}`,
  () => {
    const theirs = parseXml(readFileSync(example, 'utf8')).querySelector('item')
    const names = (element: Element | null) => new Set([...(element?.children ?? [])].map((child) => child.nodeName))
    const missing = [...names(theirs)].filter((name) => !names(item(everything)).has(name))
    // When it last changed in its own zone is WordPress’s to tell, and there is no comment to bring.
    expect(missing.filter((name) => !['wp:post_modified', 'wp:comment'].includes(name))).toEqual([])
  }
)
