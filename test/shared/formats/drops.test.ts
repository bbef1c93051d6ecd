import { expect, test } from 'vitest'
import { newArticle } from '#shared/article/article.ts'
import { dropsOf } from '#shared/formats/drops.ts'
import { findFormat } from '#shared/formats/index.ts'
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
  for (const id of ['html', 'markdown', 'ninjs-3.1']) expect(dropsOf(findFormat(id) ?? never(), newArticle())).toEqual([])
})

test('an article of every part learns all that it loses', () => {
  expect(drops('html', everything.name)).toEqual([
    'HTML bundle leaves out the slugline.', 'HTML bundle leaves out the urgency.', 'HTML bundle leaves out the embargo.',
    'HTML bundle leaves out the note to editors.', 'HTML bundle leaves out the commissioned length.'
  ])
  expect(drops('ninjs-3.1', everything.name)).toEqual(['ninjs 3.1 leaves out the commissioned length.'])
  expect(drops('markdown', everything.name)).toEqual([
    'Markdown leaves out the embargo.', 'Markdown leaves out the note to editors.', 'Markdown leaves out the commissioned length.',
    'Markdown numbers every list with figures, not with letters.', 'Markdown splits merged table cells.'
  ])
})

test('a table without a head is told of in Markdown', () => {
  expect(drops('markdown', 'tables')).toContain('Markdown gives every table a first row of headings, which stays empty.')
})

function never(): never {
  throw new Error('No such format.')
}
