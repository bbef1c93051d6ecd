import { describe, expect, test } from 'vitest'
import { newArticle, type Article } from '#shared/article/article.ts'
import { modelOf, readBody, type Body } from '#shared/document/body.ts'
import { decideBody } from '#shared/document/decide.ts'
import { onlySuggests } from '#shared/document/only-suggests.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { trackChanges, type Author } from '#shared/document/track-changes.ts'
import { suggestOnto } from '#shared/merge/suggest-onto.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'
import { offlineSessions, uniqueWords, wordLines } from '#test/support/offline-sessions.ts'

const runs = Number(process.env.MERGE_RUNS ?? 60)
const { meta } = newArticle({ slugline: 'wall' })

function somebody(name: string): Author {
  let made = 0
  return { isOwn: (id) => id.startsWith(name), newId: () => `${name}-${++made}` }
}

/** A text as somebody suggests it who sees another. */
function suggested(before: Body, after: Body, author: Author): Body | null {
  const tracked = trackChanges(modelOf(before), modelOf(after), author, { several: true })
  return tracked.ok ? (tracked.value.doc.toJSON() as Body) : null
}

const linesOf = ({ content = [] }: Body) =>
  content
    .filter(({ type }) => type === 'paragraph')
    .map((block) => (block.content ?? []).map(({ text }) => text ?? '').join(''))
const settled = (text: Body, author: Author, verdict: 'accept' | 'reject') =>
  decideBody(text, (id) => (author.isOwn(id) ? verdict : 'keep'))

describe('what is typed comes onto what others have stored', () => {
  test.each<[string, string[], string[], string[], string[]]>([
    ['elsewhere', ['One two.', 'Three.'], ['One 2.', 'Three.'], ['One two.', 'Three four.'], ['One 2.', 'Three four.']],
    ['in one line', ['One two three.'], ['One 2 three.'], ['One two three four.'], ['One 2 three four.']],
    ['the same word, in its place', ['One two three.'], ['One zwei three.'], ['One deux three.'], ['One zwei three.']],
    ['at one spot, in its place', ['One.'], ['One. Mine.'], ['One. Theirs.'], ['One. Mine.']],
    ['at the end, where theirs goes on', ['One.'], ['One. A b.'], ['One. A b. C.'], ['One. A b. C.']],
    ['at the end, where mine goes on', ['One.'], ['One. A b. C.'], ['One. A b.'], ['One. A b. C.']],
    ['in a line that was taken out', ['One.', 'Two.'], ['One.', 'Two mine.'], ['One.'], ['One.', 'Two mine.']],
    ['a new line', ['One.', 'Two.'], ['One.', 'New.', 'Two.'], ['One 1.', 'Two.'], ['One 1.', 'New.', 'Two.']]
  ])('%s', (_name, was, mine, theirs, expected) => {
    const me = somebody('me')
    const [base, typed, stored] = [was, mine, theirs].map((lines) => body('Wall', ...paragraphs(...lines))) as [
      Body,
      Body,
      Body
    ]
    const onto = suggestOnto({ meta, body: stored }, { meta, body: suggested(base, typed, me) as Body }, me)
    expect(onto).toMatchObject({ ok: true })
    if (!onto.ok) return
    expect(linesOf(settled(onto.value, me, 'accept'))).toEqual(expected)
    expect(settled(onto.value, me, 'reject')).toEqual(stored)
  })
})

test('what others have suggested there stays theirs, and is decided by nobody', () => {
  const [me, other] = [somebody('me'), somebody('other')]
  const base = body('Wall', ...paragraphs('One two three.', 'Four five.'), figure('f1', { alt: 'A wall' }))
  const theirs = suggested(
    base,
    body('Wall', ...paragraphs('One 2 three.', 'Four five.'), figure('f1', { alt: 'A wall' })),
    other
  )
  const mine = suggested(theirs as Body, theirs as Body, me)
  expect(mine).toEqual(theirs)
  const typed = structuredClone(theirs) as Body
  const line = typed.content?.[2]
  if (line) line.content = [{ type: 'text', text: 'Four five six.' }]
  const stored = structuredClone(theirs) as Body
  const caption = stored.content?.[3]
  if (caption) caption.attrs = { ...caption.attrs, alt: 'The wall at low tide' }
  const onto = suggestOnto({ meta, body: stored }, { meta, body: suggested(theirs as Body, typed, me) as Body }, me)
  expect(onto.ok && onlySuggests(stored, onto.value, me.isOwn)).toEqual({ ok: true, value: true })
  expect(onto.ok && linesOf(settled(onto.value, me, 'accept'))[1]).toBe('Four five six.')
})

test('what of mine was accepted meanwhile is not suggested again, and details stay as they are stored', () => {
  const me = somebody('me')
  const [base, typed] = [['One two.'], ['One 2.']].map((lines) => body('Wall', ...paragraphs(...lines))) as [Body, Body]
  const stored: Article = { meta: { ...meta, kicker: 'Ports' }, body: typed }
  const onto = suggestOnto(stored, { meta, body: suggested(base, typed, me) as Body }, me)
  expect(onto).toEqual({ ok: true, value: typed })
})

test('what the same person has suggested in another window stays too', () => {
  const [here, there] = [somebody('me-here'), somebody('me-there')]
  const me: Author = { ...here, isOwn: (id) => id.startsWith('me') }
  const base = body('Wall', ...paragraphs('One two three.', 'Four five.'))
  const stored = suggested(base, body('Wall', ...paragraphs('One two three.', 'Four five six.')), there) as Body
  const typed = suggested(base, body('Wall', ...paragraphs('One 2 three.', 'Four five.')), here) as Body
  const onto = suggestOnto({ meta, body: stored }, { meta, body: typed }, me)
  expect(onto.ok && linesOf(settled(onto.value, me, 'accept'))).toEqual(['One 2 three.', 'Four five six.'])
  expect(onto.ok && onlySuggests(stored, onto.value, me.isOwn)).toEqual({ ok: true, value: true })
  expect(onto.ok && settled(onto.value, me, 'reject')).toEqual(base)
})

test(`random sessions of two people lose no word and change nothing that is stored (${runs})`, () => {
  let told = 0
  for (let seed = 1; seed <= runs; seed++) {
    const { base, mine, theirs } = uniqueWords(
      offlineSessions(seed, { words: 120, edits: [1 + (seed % 12), 1 + (seed % 9)] })
    )
    const me = somebody('me')
    const typed = suggested(base.body, mine.body, me)
    if (!typed) continue
    const onto = suggestOnto({ meta, body: theirs.body }, { meta, body: typed }, me)
    if (!onto.ok) continue
    told++
    expect(readBody(onto.value, schemaVersion), `seed ${seed}`).toMatchObject({ ok: true })
    expect(onlySuggests(theirs.body, onto.value, me.isOwn), `seed ${seed}`).toEqual({ ok: true, value: true })
    const known = new Set([...wordLines(base.body), ...wordLines(settled(onto.value, me, 'accept'))].flat())
    const lost = wordLines(mine.body)
      .flat()
      .filter((word) => !known.has(word))
    expect(lost, `seed ${seed}`).toEqual([])
  }
  expect(told).toBeGreaterThan(runs * 0.9)
})
