import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditSchema } from '#shared/article/article.ts'
import type { Person } from '#shared/article/person.ts'
import {
  changeCredit,
  creditName,
  creditPerson,
  moveCredit,
  placeCredit,
  profileOf,
  recordChanged,
  recordsById,
  removeCredit,
  suggestCredits
} from '#renderer/features/details/credits.ts'

const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: `person-${name}`,
  kind: 'person',
  name,
  jobTitle: '',
  biography: '',
  handles: [],
  portrait: null,
  email: '',
  ...more
})
const people = [
  person('Ruth Okafor'),
  person('Maren Holt'),
  person('Zoë O’Hara', { jobTitle: 'Stringer' }),
  person('Holt Marsh')
]
const three = [creditName('A'), creditName('B'), creditName('C')]
const names = (credits: typeof three) => credits.map((credit) => credit.profile.name).join('')
const id = (index: number) => three[index]?.id ?? ''

test('a credit carries a copy of the printed record and never the e-mail address', () => {
  const credit = creditPerson(
    person('Ruth Okafor', { email: 'ruth@example.org', handles: [{ service: 'X', url: 'https://example.org/ruth' }] })
  )
  expect(creditSchema.safeParse(credit).success).toBe(true)
  expect(JSON.stringify(credit)).not.toContain('ruth@')
})

test('a plain name makes a valid credit without a person', () => {
  expect(creditSchema.parse(creditName('  Maren Holt '))).toMatchObject({
    personId: null,
    role: 'by',
    profile: { name: 'Maren Holt' }
  })
})

test.each([
  [0, 1, 'BAC'],
  [2, -1, 'ACB'],
  [0, -1, 'ABC'],
  [2, 1, 'ABC'],
  [0, 5, 'BCA'],
  [2, -9, 'CAB']
])('moving credit %d by %d gives %s', (index, steps, order) => {
  expect(names(moveCredit(three, id(index), steps))).toBe(order)
})

test('moving what is not there changes nothing', () => {
  expect(moveCredit(three, 'nobody', 1)).toBe(three)
  expect(placeCredit(three, 'nobody', 0)).toBe(three)
})

test('placing a credit keeps every credit, the others in their order', () => {
  fc.assert(
    fc.property(fc.nat(2), fc.integer({ min: -3, max: 6 }), (index, to) => {
      const placed = placeCredit(three, id(index), to)
      expect(removeCredit(placed, id(index))).toEqual(removeCredit(three, id(index)))
      expect(placed[Math.max(0, Math.min(2, to))]?.id).toBe(id(index))
    })
  )
})

test('changing a credit changes that one alone', () => {
  expect(changeCredit(three, id(1), { role: 'editing', box: true }).map(({ role }) => role)).toEqual([
    'by',
    'editing',
    'by'
  ])
})

test('a record that has changed since is noticed, in any field', () => {
  const ruth = person('Ruth Okafor', { handles: [{ service: 'X', url: 'https://example.org/ruth' }] })
  const credit = creditPerson(ruth)
  expect(recordChanged(credit, ruth)).toBe(false)
  expect(recordChanged(credit, { ...ruth, email: 'new@example.org' })).toBe(false)
  expect(recordChanged(credit, undefined)).toBe(false)
  for (const change of [
    { name: 'R. Okafor' },
    { jobTitle: 'Editor' },
    { biography: 'b' },
    { handles: [] },
    { portrait: 'a'.repeat(64) }
  ])
    expect(recordChanged(credit, { ...ruth, ...change })).toBe(true)
})

test('the order of keys in a stored profile is no change', () => {
  const ruth = person('Ruth Okafor', { handles: [{ service: 'X', url: 'https://example.org/ruth' }] })
  const { name, portrait, handles, biography, jobTitle } = profileOf(ruth)
  const turned = { portrait, handles: handles.map(({ service, url }) => ({ url, service })), biography, jobTitle, name }
  expect(recordChanged({ ...creditPerson(ruth), profile: turned }, ruth)).toBe(false)
})

test.each([
  ['ho', ['Holt Marsh', 'Maren Holt', 'Add ho']],
  ['maren h', ['Maren Holt', 'Add maren h']],
  ['zoe', ['Zoë O’Hara', 'Add zoe']],
  ['hara', ['Zoë O’Hara', 'Add hara']],
  ['  New   Name ', ['Add New Name']],
  ['   ', []]
])('typing %j offers %j', (typed, labels) => {
  expect(suggestCredits(people, typed).map(({ label }) => label)).toEqual(labels)
})

test('a record that was merged leads to the one that was kept, through several merges', () => {
  const kept = person('Kept')
  const records = recordsById(
    [kept],
    [
      { mergedId: 'a', keptId: 'b' },
      { mergedId: 'b', keptId: kept.id },
      { mergedId: 'x', keptId: 'gone' }
    ]
  )
  expect(['a', 'b', kept.id].map((one) => records.get(one))).toEqual([kept, kept, kept])
  expect(records.get('x')).toBeUndefined()
})
