import { expect, test } from 'vitest'
import { emptyMeta, type Credit, type Meta } from '#shared/article/article.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { compareMeta, compareTexts, type FieldChange } from '#shared/merge/compare-meta.ts'

const credit = (id: string, name: string, more: Partial<Credit> = {}): Credit => ({
  id,
  role: 'by',
  personId: null,
  profile: { ...emptyProfile, name },
  box: false,
  ...more
})
const compare = (before: Partial<Meta>, after: Partial<Meta>) =>
  compareMeta({ ...emptyMeta, ...before }, { ...emptyMeta, ...after }, 'en')

/** Another value for every field: a field that is added to meta must be added here, and is then found or missed. */
const others: { [key in keyof Required<Meta>]: Meta[key] } = {
  slugline: 'ferry',
  kicker: 'Transport',
  credits: [credit('1', 'Ruth Okafor')],
  bylineStyle: {
    labels: { by: 'By', reporting: '', photographs: '', editing: '' },
    and: 'and',
    serialComma: false,
    capitals: false,
    order: ['by', 'reporting', 'photographs', 'editing'],
    language: 'en'
  },
  dateline: { place: 'Oban', date: '2026-03-04', text: 'OBAN' },
  desk: 'politics',
  language: 'de',
  genre: 'Feature',
  urgency: 3,
  summary: 'A ferry.',
  subjects: [{ name: 'transport', uri: null }],
  topics: ['Ferries'],
  alternativeHeadlines: { search: 'a', social: 'b', print: 'c' },
  embargo: { at: '2026-03-04T10:00:00Z', zone: 'Europe/London' },
  ednote: 'Check the name.',
  commissionedLength: 600,
  copyright: 'Gazette',
  usageTerms: 'None',
  corrections: [{ at: '2026-03-05T10:00:00.000Z', text: 'It was Mull.' }],
  updates: { articleId: 'A' }
}

test.each(Object.keys(others) as (keyof Meta)[])('a change of %s is found, and no other with it', (field) => {
  const found = compare({}, { [field]: others[field] })
  expect(found.length).toBeGreaterThan(0)
  expect(new Set(found.map((change) => change.field.split('.')[0]))).toEqual(new Set([field]))
  expect(compare({ [field]: others[field] }, { [field]: structuredClone(others[field]) })).toEqual([])
})

test('topics are a set: what came, what went, and whether the rest stands in another order', () => {
  expect(compare({ topics: ['a', 'b', 'c'] }, { topics: ['c', 'a', 'd'] })).toEqual([
    { kind: 'list', field: 'topics', inserted: ['d'], deleted: ['b'], kept: ['c', 'a'], reordered: true }
  ] satisfies FieldChange[])
})

test('credits are compared by their id: one that moved, one that changed its title, one that came, one that went', () => {
  const [ruth, ines, tom] = [credit('1', 'Ruth'), credit('2', 'Ines'), credit('3', 'Tom')]
  const titled = { ...ines, profile: { ...ines.profile, jobTitle: 'Photographer' } }
  const [change] = compare({ credits: [ruth, ines, tom] }, { credits: [titled, ruth, credit('4', 'Ada')] })
  if (change?.kind !== 'credits') throw new Error('credits changed')
  expect(
    change.credits.map(({ change, before, after, parts }) => [change, (after ?? before)?.profile.name, parts])
  ).toEqual([
    ['deleted', 'Tom', []],
    ['changed', 'Ines', ['jobTitle']],
    ['moved', 'Ruth', []],
    ['inserted', 'Ada', []]
  ])
})

test('two texts are read as one', () => {
  expect(compareTexts('The old ferry', 'The new, old boat', 'en')).toEqual([
    { op: 'keep', text: 'The ' },
    { op: 'insert', text: 'new, ' },
    { op: 'keep', text: 'old ' },
    { op: 'delete', text: 'ferry' },
    { op: 'insert', text: 'boat' }
  ])
})
