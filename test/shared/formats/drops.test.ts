import { expect, test } from 'vitest'
import { newArticle } from '#shared/article/article.ts'
import { dropsOf } from '#shared/formats/drops.ts'
import { findFormat, formats } from '#shared/formats/index.ts'
import { articleFixtures, everything } from '#test/fixtures/articles.ts'

function drops(id: string, name: string): string[] {
  const format = findFormat(id)
  const fixture = articleFixtures.find((each) => each.name === name)
  if (!format || !fixture) throw new Error(`${id} ${name}`)
  return dropsOf(format, fixture.article)
}

test('only what this article has is told', () => {
  expect(drops('html', 'short')).toEqual(['HTML bundle leaves out the slugline.'])
  expect(drops('markdown', 'short')).toEqual([])
  expect(drops('ninjs-3.1', 'short')).toEqual([])
  for (const id of [
    'html',
    'markdown',
    'ninjs-3.1',
    'ninjs-2.2',
    'ninjs-1.6',
    'nitf',
    'newsml-g2',
    'rss',
    'docx',
    'ghost',
    'apple-news'
  ])
    expect(dropsOf(findFormat(id) ?? never(), newArticle())).toEqual([])
})

test('an article of every part learns all that it loses', () => {
  expect(drops('html', everything.name)).toEqual([
    'HTML bundle leaves out the slugline.',
    'HTML bundle leaves out the urgency.',
    'HTML bundle leaves out the embargo.',
    'HTML bundle leaves out the note to editors.',
    'HTML bundle leaves out the commissioned length.'
  ])
  expect(drops('ninjs-3.1', everything.name)).toEqual(['ninjs 3.1 leaves out the commissioned length.'])
  for (const id of ['ninjs-2.2', 'ninjs-1.6', 'newsml-g2'])
    expect(drops(id, everything.name)).toEqual([`${findFormat(id)?.label} leaves out the commissioned length.`])
  expect(drops('nitf', everything.name)).toEqual([
    'NITF 3.6 leaves out the author’s portrait.',
    'NITF 3.6 leaves out the focus points of pictures.',
    'NITF 3.6 leaves out the commissioned length.',
    'NITF numbers every list with figures, not with letters.'
  ])
  expect(drops('markdown', everything.name)).toEqual([
    'Markdown leaves out the focus points of pictures.',
    'Markdown leaves out the embargo.',
    'Markdown leaves out the note to editors.',
    'Markdown leaves out the commissioned length.',
    'Markdown numbers every list with figures, not with letters.',
    'Markdown splits merged table cells.'
  ])
})

test('Word, WordPress, Ghost and Apple News tell what each loses of it', () => {
  expect(drops('docx', everything.name)).toEqual([
    'Word leaves out the job titles of those without an author’s box.',
    'Word leaves out the makers and rights of pictures.',
    'Word leaves out the focus points of pictures.',
    'Word leaves out the commissioned length.',
    'Word leaves out which article it updates.'
  ])
  expect(drops('wxr', everything.name)).toContain('WordPress import (WXR) leaves out pictures.')
  expect(drops('wordpress-blocks', everything.name)).not.toContain('WordPress blocks leaves out pictures.')
  for (const id of ['wxr', 'wordpress-blocks'])
    expect(drops(id, everything.name)).toContain(
      `${findFormat(id)?.label} leaves out the makers and rights of pictures.`
    )
  expect(drops('ghost', everything.name).slice(-2)).toEqual([
    'Ghost numbers every list with figures, not with letters.',
    'Ghost has no place for the headline for print.'
  ])
  expect(drops('apple-news', everything.name).slice(-3)).toEqual([
    'Apple News numbers every list with figures, not with letters.',
    'Apple News begins every numbered list with 1.',
    'Apple News takes the names of subjects, not their terms.'
  ])
})

test('a format without a place for an embargo says so', () => {
  const silent = formats.filter(
    (format) =>
      format.carries.copy !== null &&
      dropsOf(format, everything.article).includes(`${format.label} leaves out the embargo.`)
  )
  expect(silent.map((format) => format.id)).toEqual([
    'html',
    'wxr',
    'wordpress-blocks',
    'ghost',
    'apple-news',
    'icml',
    'rss',
    'markdown',
    'plain-text'
  ])
})

test('a format that holds no copy says so once', () => {
  expect(drops('news-sitemap', everything.name)).toEqual([
    'News sitemap only points at the article: it holds the headline, the time of publication, the time of the last change and the language.'
  ])
})

test('a table without a head is told of in Markdown', () => {
  expect(drops('markdown', 'tables')).toContain(
    'Markdown gives every table a first row of headings, which stays empty.'
  )
})

function never(): never {
  throw new Error('No such format.')
}
