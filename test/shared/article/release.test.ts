import { expect, test } from 'vitest'
import { newArticle, type Article, type Meta } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { releaseReasons } from '#shared/article/release.ts'
import { emptyStanding, type Standing } from '#shared/article/workflow.ts'
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
