import { expect, test } from 'vitest'
import { newArticle, type Article } from '#shared/article/article.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { nodesOf, type Token } from '#shared/document/tokens.ts'
import { textOf } from '#shared/document/text.ts'
import {
  attributeChanges,
  compareArticles,
  compareBlocks,
  isSame,
  isUnchanged,
  type Row
} from '#shared/merge/compare.ts'
import { body, figure, line, paragraphs } from '#test/support/bodies.ts'
import { allEdits, editSession, textEdits, type Session } from '#test/support/edit-session.ts'

const rowsOf = (before: BodyNode[], after: BodyNode[], language = 'en') => compareBlocks(before, after, language)

/** The steps as a line: kept words plain, [+in], [-out], ¶ for the edge of a line. */
function read(rows: Row[]): string {
  return rows
    .map(({ change, steps, after, before }) => {
      if (steps.length === 0) return `${change} ${[...after, ...before].map(textOf)[0] ?? ''}`
      let text = ''
      for (const step of steps) {
        const token = step.op === 'insert' ? step.after : step.before
        const sign = token.kind === 'word' ? token.text : token.kind === 'close' ? '¶' : ''
        if (sign) text += step.op === 'keep' ? sign : `[${step.op === 'insert' ? '+' : '-'}${sign}]`
      }
      return `${change} ${text.replace(/\]\[([+-])/g, (found, sign: string, at: number) => (text.lastIndexOf('[', at) >= 0 && text[text.lastIndexOf('[', at) + 1] === sign ? '' : found)).replace(/¶$/, '')}`
    })
    .join('\n')
}

function oldOf(rows: Row[]): BodyNode[] {
  return rows
    .filter(({ change }) => change !== 'moved')
    .flatMap(({ steps, before }) =>
      steps.length === 0
        ? before
        : nodesOf(steps.flatMap((step): Token[] => (step.op === 'insert' ? [] : [step.before])))
    )
}

function newOf(rows: Row[]): BodyNode[] {
  return rows
    .filter(({ change }) => change !== 'moved-away')
    .flatMap(({ steps, after }) =>
      steps.length === 0 ? after : nodesOf(steps.flatMap((step): Token[] => (step.op === 'delete' ? [] : [step.after])))
    )
}

test('keep and insert give the new text, keep and delete the old, to the byte, in 200 random sessions of every kind of edit', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { before, after } = editSession(seed, 300 + (seed % 5) * 120, 1 + (seed % 80))
    const rows = rowsOf(before.content ?? [], after.content ?? [])
    expect(oldOf(rows), `seed ${seed}`).toEqual(before.content)
    expect(newOf(rows), `seed ${seed}`).toEqual(after.content)
  }
})

test.each(allEdits.map((edit) => [edit]))('%s alone marks nothing that it did not change', (edit) => {
  let marked = 0
  let real = 0
  for (let seed = 1; seed <= 25; seed++) {
    const session = editSession(seed * 31, 900, 3, [edit])
    const { inserted, deleted } = compareArticles(
      { meta: newArticle().meta, body: session.before },
      { meta: newArticle().meta, body: session.after }
    )
    marked += inserted + deleted
    real += session.inserted + session.deleted
  }
  expect(marked).toBeLessThanOrEqual(real * 1.1)
})

test('after 60 edits of words in 5,000, what is marked is at most 1.1 of what changed', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { marked, changed } = measure(editSession(seed, 5000, 60, textEdits))
    expect(marked / changed, `seed ${seed}`).toBeLessThanOrEqual(1.1)
  }
})

test('after 60 edits of every kind, what is marked in all sessions is at most 1.1 of what changed', () => {
  const sessions = Array.from({ length: 20 }, (_, seed) => measure(editSession(seed + 1, 5000, 60)))
  const sum = (key: 'marked' | 'changed') => sessions.reduce((total, session) => total + session[key], 0)
  expect(sum('marked') / sum('changed')).toBeLessThanOrEqual(1.1)
})

function measure({ before, after, inserted, deleted }: Session): { marked: number; changed: number } {
  const { meta } = newArticle()
  const comparison = compareArticles({ meta, body: before }, { meta, body: after })
  return { marked: comparison.inserted + comparison.deleted, changed: inserted + deleted }
}

const [one, two, three] = paragraphs(
  'The ferry is late again today.',
  'Nobody knows why it is so.',
  'The council meets on Monday evening.'
)
if (!one || !two || !three) throw new Error('three paragraphs')
const p = (text: string, id: string) => line('paragraph', text, id)

test.each<[string, BodyNode[], BodyNode[], string]>([
  [
    'a word typed',
    [one],
    [p('The last ferry is late again today.', 'p0')],
    'changed The [+last ]ferry is late again today.'
  ],
  [
    'a word replaced',
    [one],
    [p('The ferry is early again today.', 'p0')],
    'changed The ferry is [-late][+early] again today.'
  ],
  [
    'words at the end',
    [one],
    [p('The ferry is late again today. It rains.', 'p0')],
    'changed The ferry is late again today.[+ It rains.]'
  ],
  [
    'a split',
    [one],
    [p('The ferry is late', 'p0'), p('again today.', 'n')],
    'changed The ferry is late[- ][+¶]again today.'
  ],
  [
    'a split whose second half keeps the id',
    [one],
    [p('The ferry is ', 'n'), p('late again today.', 'p0')],
    'changed The ferry is [+¶]late again today.'
  ],
  [
    'a join',
    [one, two],
    [p('The ferry is late again today.Nobody knows why it is so.', 'p0')],
    'changed The ferry is late again today.[-¶]Nobody knows why it is so.'
  ],
  [
    'a move',
    [one, two, three],
    [three, one, two],
    'moved The council meets on Monday evening.\nkept The ferry is late again today.\nkept Nobody knows why it is so.\nmoved-away The council meets on Monday evening.'
  ],
  [
    'a paragraph deleted',
    [one, two],
    [one],
    'kept The ferry is late again today.\ndeleted [-Nobody knows why it is so.¶]'
  ],
  [
    'a paragraph put in',
    [one],
    [one, two],
    'kept The ferry is late again today.\ninserted [+Nobody knows why it is so.¶]'
  ],
  [
    'the same words with new ids',
    [one, two],
    [p('The ferry is late again today.', 'x'), p('Nobody knows why it is so.', 'y')],
    'kept The ferry is late again today.\nkept Nobody knows why it is so.'
  ],
  [
    'nearly the same words with a new id',
    [one],
    [p('The ferry is late again tonight.', 'x')],
    'changed The ferry is late again [-today][+tonight].'
  ],
  [
    'another text altogether',
    [one],
    [p('Swans were counted.', 'x')],
    'deleted [-The ferry is late again today.¶]\ninserted [+Swans were counted.¶]'
  ]
])('%s', (_name, before, after, expected) => expect(read(rowsOf(before, after))).toBe(expected))

test.each([
  ['ja', '漁船は遅れている。', '漁船は早く着いた。', '[-'],
  ['ar', 'العبارة متأخرة اليوم', 'العبارة متأخرة غدا', '[-اليوم][+غدا]'],
  ['de', 'Die Fähre fährt spät.', 'Die Fähre fährt früh.', '[-spät][+früh]']
])('words are those of the language: %s', (language, before, after, expected) => {
  const rows = rowsOf([p(before, 'a')], [p(after, 'a')], language)
  expect(read(rows)).toContain(expected)
  expect(rows[0]?.steps.filter(({ op }) => op === 'keep').length).toBeGreaterThan(2)
})

test('ids that stand twice name nothing, and no word is lost over them', () => {
  const list = (...texts: string[]): BodyNode => ({
    type: 'bulletList',
    attrs: { id: 'l' },
    content: texts.map((text) => ({ type: 'listItem', content: [p(text, 'same')] }))
  })
  const [before, after] = [
    [list('One.', 'Two.', ''), p('Last.', 'same')],
    [list('', 'Two.', 'One.', ''), p('Last one.', 'same')]
  ]
  const rows = rowsOf(before, after)
  expect(oldOf(rows)).toEqual(before)
  expect(newOf(rows)).toEqual(after)
})

test('bold alone is a change, and no word is marked as new', () => {
  const bold: BodyNode = {
    ...one,
    content: [
      { type: 'text', text: 'The ferry is ' },
      { type: 'text', text: 'late', marks: [{ type: 'bold' }] },
      { type: 'text', text: ' again today.' }
    ]
  }
  const [row] = rowsOf([one], [bold])
  expect(row?.change).toBe('changed')
  expect(row?.steps.every(({ op }) => op === 'keep')).toBe(true)
  expect(row?.steps.filter((step) => !isSame(step))).toHaveLength(1)
})

test('a heading made of a paragraph, its level, a list’s kind and a picture’s attributes are named', () => {
  const heading = line('heading', 'A', 'x', { level: 2 })
  expect(attributeChanges(p('A', 'x'), heading)).toEqual([
    { name: 'kind', before: 'paragraph', after: 'heading' },
    { name: 'level', before: null, after: 2 }
  ])
  expect(attributeChanges(heading, { ...heading, attrs: { id: 'x', level: 3 } })).toEqual([
    { name: 'level', before: 2, after: 3 }
  ])
  const [row] = rowsOf(
    [figure('f', { alt: 'A quay' })],
    [figure('f', { alt: 'A wet quay', media: 'b'.repeat(64), caption: 'The quay on Tuesday.' })]
  )
  const [first] = row?.steps ?? []
  if (first?.op !== 'keep' || first.before.kind !== 'open' || first.after.kind !== 'open')
    throw new Error('the figure is kept')
  expect(attributeChanges(first.before.face, first.after.face).map(({ name }) => name)).toEqual(['media', 'alt'])
  expect(read(row ? [row] : [])).toBe('changed The quay on [-Monday][+Tuesday].¶Ines Moreau¶')
})

test('the order of keys is no change', () => {
  const picture = figure('f')
  const cropped = (crop: object): BodyNode => ({ ...picture, attrs: { ...picture.attrs, crop } })
  expect(rowsOf([cropped({ x: 0, y: 1 })], [cropped({ y: 1, x: 0 })]).map(({ change }) => change)).toEqual(['kept'])
  expect(rowsOf([cropped({ x: 0, y: 1 })], [cropped({ y: 0, x: 0 })]).map(({ change }) => change)).toEqual(['changed'])
})

test('an article and itself are unchanged, whatever it holds', () => {
  const { before } = editSession(5, 800, 0)
  const article: Article = { meta: newArticle({ slugline: 'ferry' }).meta, body: before }
  expect(isUnchanged(compareArticles(article, structuredClone(article)))).toBe(true)
  const other: Body = body('Headline', one)
  expect(isUnchanged(compareArticles(article, { ...article, body: other }))).toBe(false)
})
