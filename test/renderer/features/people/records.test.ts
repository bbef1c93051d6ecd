import { expect, test } from 'vitest'
import { emptyProfile, type Person } from '#shared/article/person.ts'
import { peopleOperations } from '#shared/contract/people.ts'
import {
  cleanRecord,
  differing,
  findPeople,
  mayKeep,
  mergeCandidates,
  personProblems,
  sameRecord,
  type PersonDraft
} from '#renderer/features/people/records.ts'

const id = '01JDCFA4Q0ZZZZZZZZZZZZZZZZ'
const draft = (more: Partial<PersonDraft> = {}): PersonDraft => ({
  ...emptyProfile,
  id,
  kind: 'person',
  email: '',
  name: 'Ruth Okafor',
  ...more
})

test.each<[string, Partial<PersonDraft>, string[]]>([
  ['a whole record', { email: 'ruth@example.org', handles: [{ service: 'X', url: 'https://example.org/ruth' }] }, []],
  ['no name', { name: '   ' }, ['name']],
  ['an unfinished e-mail address', { email: 'ruth@' }, ['email']],
  ['an e-mail address with spaces around it', { email: ' ruth@example.org ' }, []],
  ['an address without its scheme', { handles: [{ service: 'Site', url: 'example.org/ruth' }] }, []],
  ['an address that is none', { handles: [{ service: 'X', url: 'ruth' }] }, ['handles']],
  ['a mail address as a handle', { handles: [{ service: 'Mail', url: 'ruth@example.org' }] }, ['handles']],
  ['a blank row', { handles: [{ service: ' ', url: '' }] }, []],
  ['a row without its address', { handles: [{ service: 'X', url: '' }] }, ['handles']],
  ['several problems', { name: '', email: 'x' }, ['name', 'email']]
])('%s: problems stand with their fields, and what has none is taken by the contract', (_name, more, fields) => {
  expect(Object.keys(personProblems(draft(more)))).toEqual(fields)
  if (fields.length === 0)
    expect(peopleOperations['people.save'].input.safeParse(cleanRecord(draft(more))).success).toBe(true)
})

test.each<[Partial<PersonDraft>, boolean]>([
  [{}, true],
  [{ name: ' Ruth Okafor ' }, true],
  [{ handles: [{ service: '', url: '' }] }, true],
  [{ biography: 'b' }, false],
  [{ portrait: 'a'.repeat(64) }, false],
  [{ email: 'r@example.org' }, false],
  [{ handles: [{ service: 'X', url: '' }] }, false]
])('changing %j leaves the record the same: %j', (more, same) => {
  expect(sameRecord(draft(), draft(more))).toBe(same)
})

test.each([
  ['admin', 'other', true],
  ['admin', null, true],
  ['editor', 'own', true],
  ['editor', 'other', false],
  ['reporter', 'own', true],
  ['reporter', null, false]
] as const)('an %s may keep the record %j: %j', (role, personId, may) => {
  expect(mayKeep({ role, personId: 'own' }, personId)).toBe(may)
})

test.each([
  ['', ['Ines Moreau', 'Ruth Okafor', 'Zoë O’Hara']],
  ['zoe', ['Zoë O’Hara']],
  ['editor ruth', ['Ruth Okafor']],
  ['gazette', ['Ines Moreau']],
  ['nobody', []]
])('searching %j finds %j', (query, names) => {
  const people: Person[] = [
    { ...emptyProfile, id: '1', kind: 'person', email: '', name: 'Zoë O’Hara' },
    { ...emptyProfile, id: '2', kind: 'person', email: '', name: 'Ruth Okafor', jobTitle: 'Editor' },
    { ...emptyProfile, id: '3', kind: 'person', email: 'ines@gazette.example', name: 'Ines Moreau' }
  ]
  expect(findPeople(people, query).map(({ name }) => name)).toEqual(names)
})

const whole = (name: string, more: Partial<Person> = {}): Person => ({
  ...emptyProfile,
  id: name,
  kind: 'person',
  email: '',
  name,
  ...more
})

test('the likeliest other record of a person comes first: the same name but for accents, then the same last name', () => {
  const people = ['Anna Lind', 'Tom Roy', 'Inés Moreau', 'Luc Moreau', 'Ines Moreau'].map((name) => whole(name))
  const ines = whole('Ines Moreau')
  expect(mergeCandidates(people, ines, '').map(({ name }) => name)).toEqual([
    'Inés Moreau',
    'Luc Moreau',
    'Anna Lind',
    'Tom Roy'
  ])
  expect(mergeCandidates(people, ines, 'tom').map(({ name }) => name)).toEqual(['Tom Roy'])
  expect(mergeCandidates(people, ines, '', 1)).toHaveLength(1)
})

test('only the parts in which two records differ are to be chosen', () => {
  expect(differing(whole('Ines'), whole('Ines'))).toEqual([])
  expect(
    differing(whole('Ines'), whole('Inés', { kind: 'agency', handles: [{ service: 'X', url: 'https://x.example' }] }))
  ).toEqual(['name', 'kind', 'handles'])
})
