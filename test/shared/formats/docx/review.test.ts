// @vitest-environment jsdom
import { describe, expect, it, test } from 'vitest'
import { emptyMeta, type Article } from '#shared/article/article.ts'
import { modelOf, readBody, walkBody, type Body, type BodyMark } from '#shared/document/body.ts'
import { acceptSuggestions, rejectSuggestions } from '#shared/document/decide.ts'
import { openSuggestions, type OpenSuggestion } from '#shared/document/open-suggestions.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import { reader } from '#shared/formats/docx/read.ts'
import { untoldSuggestions, type Review } from '#shared/formats/docx/review.ts'
import { writeReview } from '#shared/formats/docx/write-review.ts'
import type { Imported, ImportedComment } from '#shared/formats/reader.ts'
import { expectOk } from '#shared/result.ts'
import { contextFor, everything } from '#test/fixtures/articles.ts'
import { figure } from '#test/support/bodies.ts'
import { textOfPart } from '#test/support/exported.ts'
import { outline, tidy } from '#test/support/imported.ts'
import { suggestSession } from '#test/support/suggest-session.ts'

const sessions = Number(process.env.PROPERTY_RUNS ?? 60)
const mark = 'For review – not approved'

function back(article: Article, review: Partial<Review>): Imported {
  const whole: Review = { mark, suggestions: [], comments: [], ...review }
  const file = writeReview(article, contextFor(article), whole)
  expect(writeReview(article, contextFor(article), whole).bytes, 'the same bytes again').toEqual(file.bytes)
  const [read] = expectOk(reader.read({ name: file.path, bytes: file.bytes }, []))
  if (!read) throw new Error('Nothing came back.')
  expectOk(readBody(read.body, schemaVersion))
  return read
}

const line = (type: Body['type'], id: string, text: string, attrs = {}): Body => ({
  type,
  attrs: { id, ...attrs },
  content: [{ type: 'text', text }]
})
const item = (id: string, text: string): Body => ({ type: 'listItem', content: [line('paragraph', id, text)] })
const original: Body = {
  type: 'doc',
  content: [
    line('headline', 'h', 'Harbour wall to be rebuilt'),
    line('paragraph', 'a', 'The council voted on Monday to rebuild the wall.'),
    line('heading', 'b', 'What it costs', { level: 2 }),
    line('paragraph', 'c', 'Four million, the harbour master said, and a winter.'),
    {
      type: 'bulletList',
      attrs: { id: 'l' },
      content: [item('i1', 'the first of them'), item('i2', 'the second one')]
    },
    { type: 'quote', attrs: { id: 'q' }, content: [line('paragraph', 'qp', 'It will hold for a hundred years.')] },
    figure('f', { caption: 'The wall on Monday.', credit: 'Ines Moreau' }),
    line('paragraph', 'd', 'Work begins in spring, and ends before the storms.'),
    {
      type: 'table',
      attrs: { id: 't' },
      content: [
        { type: 'tableRow', content: [{ type: 'tableCell', content: [line('paragraph', 't1', 'cell one')] }] },
        { type: 'tableRow', content: [{ type: 'tableCell', content: [line('paragraph', 't2', 'cell two')] }] }
      ]
    },
    line('paragraph', 'e', 'The end of it all.')
  ]
}

/** What one suggestion does, in words: an end of a line may be told as white space or not. */
function does({ inserted, deleted }: OpenSuggestion): string {
  return `+${tidy(inserted)}-${tidy(deleted)}`.replace(/\s/g, '')
}

const lines = (body: Body) => outline(body).filter((each) => !/^(?:paragraph|heading\d?|quote)\(\)$/.test(each))

describe(`articles with suggestions, as Word documents and back (${sessions} sessions)`, () => {
  const all = Array.from({ length: sessions }, (_, seed) => {
    const session = suggestSession(modelOf(original), seed + 1, 16, ['ann', 'ben'])
    const body = session.states.at(-1)?.doc.toJSON() as Body
    const suggestions = suggestionIds(body).map((id, index) => ({
      id,
      authorName: session.authors.get(id) === 'ann' ? 'Ann Lee' : 'Ben Ray',
      at: new Date(Date.UTC(2026, 0, 5, 9, 0, index)).toISOString()
    }))
    return { seed: seed + 1, article: { meta: emptyMeta, body }, suggestions }
  })

  it('there are many of every kind', () => {
    const told = all.flatMap(({ article }) => openSuggestions(article.body))
    expect(told.filter(({ splits }) => splits > 0).length).toBeGreaterThan(3)
    expect(told.filter(({ joins }) => joins > 0).length).toBeGreaterThan(3)
    expect(told.filter(({ blocksIn, blocksOut }) => blocksIn.length + blocksOut.length > 0).length).toBeGreaterThan(5)
    expect(told.filter(({ changes }) => changes.length > 0).length).toBeGreaterThan(3)
  })

  it.each(all)('session $seed reads the same, accepted and taken back', ({ article, suggestions }) => {
    const { body } = back(article, { suggestions })
    expect(lines(acceptSuggestions(body))).toEqual(lines(acceptSuggestions(article.body)))
    // What Word has no words for stands as if it were accepted.
    const told = acceptSuggestions(article.body, untoldSuggestions(article.body))
    expect(lines(rejectSuggestions(body))).toEqual(lines(rejectSuggestions(told)))
  })

  const nested = (node: Body, around: BodyMark[] = []): boolean =>
    (node.marks ?? []).some(({ type, attrs }) =>
      around.some((outer) => outer.type === type && outer.attrs?.id !== attrs?.id)
    ) || (node.content ?? []).some((child) => nested(child, [...around, ...(node.marks ?? [])]))
  // Of a change within the same change Word keeps the inner one: both together read the same.
  it.each(all.filter(({ article }) => !nested(article.body)))(
    'session $seed has the same suggestions, by the same people at the same time',
    ({ article, suggestions }) => {
      const read = back(article, { suggestions })
      const told = (body: Body, rows: { id: string; authorName: string; at: string | null }[]) =>
        openSuggestions(body)
          .map((one) => {
            const row = rows.find(({ id }) => id === one.id)
            return `${row?.authorName} ${row?.at} ${does(one)}`
          })
          .filter((each) => !each.endsWith(' +-'))
          .sort()
      expect(told(read.body, read.suggestions)).toEqual(told(article.body, suggestions))
    }
  )
})

describe('comments, as Word’s own and back', () => {
  const article: Article = { meta: emptyMeta, body: original }
  const said = (text: string, minute: number, authorName = 'Ann Lee') => ({
    authorName,
    at: `2026-01-05T09:0${minute}:00.000Z`,
    text
  })
  const comments: ImportedComment[] = [
    {
      at: { block: 'a', start: 4, end: 11 },
      quote: 'council',
      resolved: false,
      messages: [said('Which one?\nThere are two.', 0), said('The west.', 1, 'Ben Ray')]
    },
    { at: { block: 'a', start: 8, end: 17 }, quote: 'cil voted', resolved: true, messages: [said('When?', 2)] },
    { at: { block: 'i2', start: 0, end: 3 }, quote: 'the', resolved: false, messages: [said('Really?', 3)] },
    {
      at: { block: 'f', start: 0, end: 0 },
      quote: 'The wall on Monday.',
      resolved: false,
      messages: [said('Old?', 4)]
    },
    { at: null, quote: '', resolved: false, messages: [said('Hold it until noon.', 5), said('Why?', 6)] }
  ]

  it('stand at the same words, with their answers and whether they are resolved', () => {
    const read = back(article, { comments })
    const byId = new Map([...walkBody(read.body)].map(({ node }) => [String(node.attrs?.id), node]))
    const wordsAt = ({ at }: ImportedComment) => {
      const block = at && byId.get(at.block)
      return block ? (isTextblock(block) ? textOf(block).slice(at.start, at.end) : block.type) : null
    }
    expect(read.comments.map((one) => [wordsAt(one), one.quote, one.resolved, one.messages])).toEqual([
      ['council', 'council', false, comments[0]?.messages],
      ['cil voted', 'cil voted', true, comments[1]?.messages],
      ['the', 'the', false, comments[2]?.messages],
      ['figure', 'The wall on Monday.', false, comments[3]?.messages],
      [null, '', false, comments[4]?.messages]
    ])
    expect(lines(read.body)).toEqual(lines(article.body))
  })
})

test('a copy for review says what it is on its first line, on every page and in its properties, and of no publication', () => {
  const file = writeReview(everything.article, everything.context, { mark, suggestions: [], comments: [] })
  const words = new DOMParser().parseFromString(textOfPart(file, 'word/document.xml'), 'application/xml')
  expect(words.querySelector('p')?.textContent).toBe(mark)
  expect(textOfPart(file, 'word/header1.xml')).toContain(mark)
  expect(textOfPart(file, 'docProps/custom.xml')).toContain('for review')
  expect(textOfPart(file, 'docProps/custom.xml')).not.toContain('published')
  const [read] = expectOk(reader.read({ name: file.path, bytes: file.bytes }, []))
  expect(textOf(read?.body)).not.toContain(mark)
})
