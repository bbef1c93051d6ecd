import { expect, test } from 'vitest'
import { emptyMeta, type Article, type Credit } from '#shared/article/article.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { keepIds } from '#shared/merge/keep-ids.ts'

const paragraph = (id: string, text: string): BodyNode => ({
  type: 'paragraph',
  attrs: { id },
  content: [{ type: 'text', text }]
})
const article = (content: BodyNode[], credits: Credit[] = []): Article => ({
  meta: { ...emptyMeta, credits },
  body: { type: 'doc', content } as Body
})
const credit = (id: string, name: string): Credit => ({
  id,
  role: 'by',
  personId: null,
  profile: { name, jobTitle: '', biography: '', handles: [], portrait: null },
  box: false
})
const ids = ({ body }: Article) => body.content?.map(({ attrs }) => attrs?.id)

test('blocks that say the same, or nearly, keep the ids of before; what is new has its own', () => {
  const before = article([
    paragraph('a', 'The ferry ran aground off the mole this morning.'),
    paragraph('b', 'All 40 people on board are safe and well.'),
    paragraph('c', 'The harbour is closed.')
  ])
  const after = article([
    paragraph('1', 'The ferry ran aground off the mole at dawn this morning.'),
    paragraph('2', 'A tug pulled it free before noon, the harbour master said.'),
    paragraph('3', 'All 40 people on board are safe and well.'),
    paragraph('4', 'The harbour is closed.')
  ])
  const kept = keepIds(before, after)
  expect(ids(kept)).toEqual(['a', '2', 'b', 'c'])
  expect(kept.body.content?.map(({ content }) => content)).toEqual(after.body.content?.map(({ content }) => content))
})

test('a text that was read twice is one text, and no id stands twice', () => {
  const before = article([paragraph('a', 'Said twice.'), paragraph('b', 'Said twice.')], [credit('x', 'Ruth Okafor')])
  const after = article([paragraph('1', 'Said twice.'), paragraph('2', 'Said twice.')], [credit('y', 'Ruth Okafor')])
  expect(keepIds(before, after)).toEqual(before)
  const more = keepIds(before, article([...(after.body.content ?? []), paragraph('3', 'Said twice.')]))
  expect(new Set(ids(more)).size).toBe(3)
})
