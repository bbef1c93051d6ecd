import { expect, test } from 'vitest'
import { newArticle, type Article, type Meta } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { isOverridable, releaseGate, releaseReasons } from '#shared/article/release.ts'
import { emptyStanding, type OpenCorrection, type Override, type Standing } from '#shared/article/standing.ts'
import type { Body } from '#shared/document/body.ts'
import { body, figure, line, paragraphs } from '#test/support/bodies.ts'

const credits = [{ id: 'c', role: 'by' as const, personId: null, profile: { ...emptyProfile, name: 'A' }, box: false }]
const approved: Standing = {
  ...emptyStanding,
  state: 'approved',
  approvals: [{ by: 'e', at: '', revision: 'r', articleHash: 'h' }]
}
const now = new Date('2026-01-05T12:00:00Z')
const embargo = (at: string): Partial<Meta> => ({ embargo: { at, zone: 'Europe/London' } })
const article = (text: Body, meta: Partial<Meta> = {}): Article => ({ ...newArticle({ credits, ...meta }), body: text })
const fine = body('Head', ...paragraphs('Copy.'), figure('f'))

test.each<[string, Article, Standing, string[]]>([
  ['an approved article with everything', article(fine), approved, []],
  ['a draft', article(fine), emptyStanding, ['not-approved']],
  [
    'an approval of another text',
    article(fine),
    { ...approved, approvals: [{ ...approved.approvals[0]!, articleHash: 'old' }] },
    ['stale']
  ],
  ['an embargo ahead', article(fine, embargo('2026-01-05T12:00:01.000Z')), approved, ['embargo']],
  ['an embargo passed', article(fine, embargo('2026-01-05T12:00:00.000Z')), approved, []],
  ['TK in the copy', article(body('Head', ...paragraphs('Some TK homes'))), approved, ['tk']],
  ['TK in a caption', article(body('Head', figure('f', { caption: 'TKTK at work, TKK' }))), approved, ['tk']],
  ['a word that holds TK', article(body('Head', ...paragraphs('ATK and TKO and Batki'))), approved, []],
  ['no headline', article(body(' ', ...paragraphs('x'))), approved, ['no-headline']],
  ['no byline', article(fine, { credits: [] }), approved, ['no-byline']],
  [
    'a picture without anything',
    article(body('H', figure('f', { media: null, caption: '', credit: ' ', alt: '' }))),
    approved,
    ['picture-missing', 'caption-missing', 'credit-missing', 'alt-missing']
  ],
  [
    'an open suggestion',
    article(
      body('H', {
        ...line('paragraph', '', 'p'),
        content: [{ type: 'text', text: 'x', marks: [{ type: 'insertion', attrs: { id: '1' } }] }]
      })
    ),
    approved,
    ['suggestions']
  ],
  ['a spiked article', article(fine), { ...approved, state: 'spiked' }, ['spiked']],
  [
    'everything wrong at once',
    article(body('', ...paragraphs('TK')), { credits: [], ...embargo('2027-01-01T00:00:00Z') }),
    emptyStanding,
    ['not-approved', 'embargo', 'no-headline', 'no-byline', 'tk']
  ]
])('%s is held back for the right reasons', (_name, given, standing, codes) =>
  expect(
    releaseReasons(given, 'h', standing, { ownApproval: false, approvalsNeeded: 1 }, now).map((reason) => reason.code)
  ).toEqual(codes)
)

test('two approvals are asked for where the desk wants two', () => {
  expect(
    releaseReasons(article(fine), 'h', approved, { ownApproval: false, approvalsNeeded: 2 }, now)[0]?.message
  ).toBe('The article needs 1 more approval.')
})

test('each finding in the copy leads to its block', () => {
  const reasons = releaseReasons(
    article(body('H', ...paragraphs('x', 'TK here'))),
    'h',
    approved,
    { ownApproval: false, approvalsNeeded: 1 },
    now
  )
  expect(reasons[0]).toMatchObject({ code: 'tk', place: 'p1', message: 'TK is still in the copy: “TK here”.' })
})

const rules = { ownApproval: false, approvalsNeeded: 1 }
const tk = article(body('Head', ...paragraphs('Some TK homes')), embargo('2026-01-05T14:00:00.000Z'))
const held = releaseReasons(tk, 'h', approved, rules, now)
const override = (over: Partial<Override> = {}): Standing => ({
  ...approved,
  overrides: [{ by: 'e', at: 'then', why: 'The court sits at noon.', articleHash: 'h', reasons: held, ...over }]
})

test('an embargo is told by the clock of its zone', () => {
  expect(held[0]).toEqual({
    code: 'embargo',
    message: 'Embargoed until Mon 5 Jan 2026, 14:00 London time.',
    place: 'meta.embargo'
  })
})

test('what an editor let pass holds back no more, and stays to be seen with who and why', () => {
  const gate = releaseGate(tk, 'h', override(), rules, now)
  expect(gate.reasons).toEqual([])
  expect(gate.overridden.map(({ code, by, why }) => [code, by, why])).toEqual([
    ['embargo', 'e', 'The court sits at noon.'],
    ['tk', 'e', 'The court sits at noon.']
  ])
})

test.each<[string, Standing, string]>([
  ['of another text', override({ articleHash: 'other' }), 'h'],
  ['of no reason', override({ reasons: [] }), 'h'],
  ['of reasons that read otherwise', override({ reasons: held.map((reason) => ({ ...reason, message: 'x' })) }), 'h'],
  ['of the same reason elsewhere', override({ reasons: held.map((reason) => ({ ...reason, place: 'p9' })) }), 'h']
])('an override %s lets nothing pass', (_name, standing, hash) => {
  expect(releaseReasons(tk, hash, standing, rules, now)).toEqual(held)
})

test.each(['killed', 'spiked', 'stale', 'not-approved', 'suggestions'])('nobody lets “%s” pass', (code) => {
  expect(isOverridable({ code })).toBe(false)
  const spiked: Standing = { ...approved, state: 'spiked' }
  const reasons = releaseReasons(article(fine), 'h', spiked, rules, now)
  expect(releaseReasons(article(fine), 'h', { ...override({ reasons }), state: 'spiked' }, rules, now)).toEqual(reasons)
})

const correcting: OpenCorrection = {
  revision: 'r',
  articleHash: 'old',
  by: 'e',
  at: '',
  reason: 'The sum was wrong.',
  notes: 1,
  approvals: []
}
const note = { at: '2026-01-05T11:00:00.000Z', text: 'It was seven.' }
test.each<[number, string[]]>([
  [0, ['correction-note']],
  [1, ['correction-note']],
  [2, []]
])('a correction of an article with one note, with %d notes now, is held back by %j', (notes, codes) => {
  const corrections = Array.from({ length: notes }, () => note)
  const text = article(fine, notes === 0 ? {} : { corrections })
  expect(releaseReasons(text, 'h', { ...approved, correcting }, rules, now).map(({ code }) => code)).toEqual(codes)
})
