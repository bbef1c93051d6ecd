// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyMeta, type Meta } from '#shared/article/article.ts'
import { limits, within } from '#shared/formats/ghost/limits.ts'
import { ghost } from '#shared/formats/ghost/write.ts'
import {
  articleFixtures,
  contextFor,
  creditFor,
  doc,
  everything,
  fig,
  fixtureNamed,
  p,
  type ArticleFixture
} from '#test/fixtures/articles.ts'
import { activeMarkup, copyTexts, shownTexts, textOfFile } from '#test/support/exported.ts'

type Row = Record<string, unknown>
type Written = Pick<ArticleFixture, 'article' | 'context'>
type Data = Record<'posts' | 'posts_meta' | 'tags' | 'posts_tags' | 'users' | 'posts_authors', Row[]>

function dataOf(text: string): Data {
  return (JSON.parse(text) as { db: { data: Data }[] }).db[0]?.data ?? never()
}
const write = ({ article, context }: Written) => dataOf(textOfFile(ghost.write(article, context)[0]))
const pageOf = (html: unknown) => new DOMParser().parseFromString(String(html ?? ''), 'text/html')

function never(): never {
  throw new Error('Not in the import.')
}

function articleOf(meta: Partial<Meta>, body = doc(['Limits'], null, p('x'))): Written {
  const article = { meta: { ...emptyMeta, ...meta }, body }
  return { article, context: contextFor(article) }
}

test.each(articleFixtures)('the post reads back to the same text, and runs nothing: $name', (fixture) => {
  const { posts, posts_meta } = write(fixture)
  // The lead picture’s words stand with it, outside of the copy.
  const page = pageOf(`${String(posts[0]?.html)}<p>${String(posts_meta[0]?.feature_image_caption ?? '')}</p>`)
  expect(activeMarkup(page)).toEqual([])
  const shown = new Set([...shownTexts(page)].flatMap((text) => [text, text.replace(/^— /, '')]))
  for (const item of page.querySelectorAll('li'))
    shown.add(
      [...item.childNodes]
        .filter((child) => !/^[uo]l$/i.test(child.nodeName))
        .map((child) => child.textContent)
        .join('')
        .trim()
    )
  expect(
    copyTexts(fixture.article.body).filter(
      (text) => !text.split('\n').every((line) => shown.has(line) || shown.has(line.trim()))
    )
  ).toEqual([])
})

test.each(articleFixtures)(
  'it is a draft, nothing is too long, every id is there and every picture in its folder: $name',
  (fixture) => {
    const data = write(fixture)
    expect(data.posts.map(({ status }) => status)).toEqual(['draft'])
    const longest = (rows: Row[], field: string) => Math.max(0, ...rows.map((row) => String(row[field] ?? '').length))
    expect(longest(data.posts, 'title')).toBeLessThanOrEqual(255)
    expect(longest(data.posts, 'custom_excerpt')).toBeLessThanOrEqual(300)
    expect(longest([...data.posts, ...data.tags, ...data.users], 'slug')).toBeLessThanOrEqual(185)
    expect(longest([...data.tags, ...data.users], 'name')).toBeLessThanOrEqual(191)
    expect(longest(data.posts_meta, 'feature_image_alt')).toBeLessThanOrEqual(191)
    expect(longest(data.users, 'bio')).toBeLessThanOrEqual(250)
    for (const rows of [data.posts, data.tags, data.users])
      expect(new Set(rows.map(({ slug }) => slug)).size).toBe(rows.length)
    const ids = (rows: Row[]) => rows.map(({ id }) => id)
    for (const { post_id, tag_id } of data.posts_tags)
      expect([ids(data.posts), ids(data.tags)]).toEqual([
        expect.arrayContaining([post_id]),
        expect.arrayContaining([tag_id])
      ])
    expect(data.posts_authors.map(({ author_id }) => author_id)).toEqual(ids(data.users))
    const files = new Set(ghost.write(fixture.article, fixture.context).map(({ path }) => path))
    const addresses = JSON.stringify(data).match(/__GHOST_URL__\/[^"\\]+/g) ?? []
    expect(addresses.filter((address) => !files.has(address.slice('__GHOST_URL__/'.length)))).toEqual([])
    expect(new Set(addresses).size).toBe(files.size - 1)
  }
)

test('the lead picture is the post’s own and not shown twice; what Ghost’s editor has no node for is a card', () => {
  const { posts, posts_meta } = write(everything)
  const html = String(posts[0]?.html)
  expect(posts[0]?.feature_image).toBe('__GHOST_URL__/content/images/2026/01/01kd6m9q5z7t3w8xnry2vb4che-01-picture.jpg')
  expect(posts_meta[0]).toEqual({
    post_id: 1,
    meta_title: 'Searchheadline',
    meta_description: 'Summaryword: the ferry is late again.',
    og_title: 'Socialheadline',
    twitter_title: 'Socialheadline',
    feature_image_alt: 'Altword: a ferry at a quay.',
    feature_image_caption:
      '<span class="caption">Captionword in <strong>bold</strong></span> <span class="credit">Creditword/Agency</span>'
  })
  expect(html).not.toContain('01-picture.jpg')
  expect(html.match(/<!--kg-card-begin: html-->\n<(div|aside)/g)).toHaveLength(2)
  expect(pageOf(html).querySelectorAll('figure.kg-image-card')).toHaveLength(1)
  expect(html.split('<!--kg-card-begin: html-->').length).toBe(html.split('<!--kg-card-end: html-->').length)
})

test('a picture that is not there leaves its words', () => {
  const { posts } = write(fixtureNamed('no picture yet'))
  expect(posts[0]).not.toHaveProperty('feature_image')
  expect(posts[0]?.html).toContain(
    '<p>[A quay.]<br><span class="caption">The picture is on its way.</span> <span class="credit">Petra Vane</span></p>'
  )
})

test('people are found by their slug, and nobody is written to', () => {
  const { users, tags } = write(everything)
  expect(users.map(({ slug, email, roles }) => [slug, email, roles])).toEqual([
    ['ruth-okafor', 'ruth-okafor@authors.invalid', ['Contributor']],
    ['tomas-lind', 'tomas-lind@authors.invalid', ['Contributor']]
  ])
  expect(users[0]).toMatchObject({
    website: 'https://social.example/@ruthokafor',
    bio: 'Harbour correspondent\nRuth Okafor has covered the islands since 2009.\nShe keeps a very small boat.\nBluesky: https://sky.example/ruth_okafor'
  })
  expect(users[1]).not.toHaveProperty('bio')
  expect(tags.map(({ name, description }) => [name, description])).toEqual([
    ['Islands', undefined],
    ['Subjectword', 'http://cv.iptc.org/newscodes/mediatopic/20000337'],
    ['Freesubject', undefined],
    ['Topicword', undefined],
    ['Second topic', undefined]
  ])
})

const long = 'word '.repeat(200).trim()
test.each([
  ['the headline', articleOf({}, doc([long], null, p('x'))), /headlines of 255/],
  ['the standfirst', articleOf({}, doc(['x'], [long], p('x'))), /excerpts of 300/],
  ['the summary', articleOf({ summary: long }), /descriptions of 500/],
  [
    'a headline for search',
    articleOf({ alternativeHeadlines: { search: long, social: '', print: '' } }),
    /alternative headlines of 300/
  ],
  ['the lead’s alt text', articleOf({}, doc(['x'], null, fig({ role: 'lead', alt: long }))), /alt texts of 191/],
  ['a biography', articleOf({ credits: [creditFor('A', { biography: long, box: true })] }), /biographies of 250/],
  ['a topic', articleOf({ topics: ['y'.repeat(199)] }), /tags of 191/],
  ['a topic with a comma', articleOf({ topics: ['a, b'] }), /no comma/],
  ['a language', articleOf({ language: 'zh-Hant-TW' }), /zh-Hant-TW goes out as zh/],
  [
    'a photographer’s box',
    articleOf({ credits: [creditFor('A'), creditFor('B', { role: 'photographs', box: true })] }),
    /another’s is left out/
  ]
])('what is too much for Ghost is told before: %s', (_, fixture, sentence) => {
  expect(ghost.flattens?.(fixture.article)).toEqual([expect.stringMatching(sentence)])
  expect(JSON.stringify(write(fixture))).not.toContain(long)
})

test('an article that fits is told of nothing', () => {
  expect(ghost.flattens?.(fixtureNamed('as published').article)).toEqual([])
})

test('a text is cut between words, within its limit, and whole characters stay whole', () => {
  expect(within('one two three', 9)).toBe('one two…')
  expect(within('short', 9)).toBe('short')
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }).map((text) => text.toWellFormed()),
      fc.integer({ min: 2, max: 300 }),
      (text, limit) => {
        const cut = within(text, limit)
        expect(cut.length).toBeLessThanOrEqual(limit)
        expect(cut.isWellFormed()).toBe(true)
        if (text.length <= limit) expect(cut).toBe(text)
      }
    )
  )
  expect(limits.title).toBe(255)
})

test('a set is one import: posts of one headline keep their own slugs, people and tags are there once', () => {
  const at = { at: '2026-01-07T00:00:00.000Z', publisher: 'The Harbour Gazette', siteUrl: null, language: 'en' }
  const twin = {
    ...fixtureNamed('as published'),
    context: { ...fixtureNamed('as published').context, articleId: '01KD6M9Q5Z7T3W8XNRY2VB4TWN' }
  }
  const files = ghost.writeSet?.([fixtureNamed('as published'), twin, everything], at) ?? []
  const data = dataOf(textOfFile(files[0]))
  expect(data.posts.map(({ id, slug }) => [id, slug])).toEqual([
    [1, 'harbour-board-votes-to-keep-the-old-light-burning'],
    [2, 'harbour-board-votes-to-keep-the-old-light-burning-2']
  ])
  expect(data.users).toHaveLength(1)
  expect(data.posts_authors).toEqual([
    { post_id: 1, author_id: 1, sort_order: 0 },
    { post_id: 2, author_id: 1, sort_order: 0 }
  ])
  expect(new Set(files.map(({ path }) => path)).size).toBe(files.length)
})
