import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  emptyProfile,
  initialsOf,
  mergeFields,
  mergeRecords,
  proposeMerge,
  type MergeChoice,
  type Person
} from '#shared/article/person.ts'

const kept: Person = {
  ...emptyProfile,
  id: 'k',
  kind: 'person',
  name: 'Ines Moreau',
  email: '',
  handles: [{ service: 'X', url: 'https://x.example/ines' }]
}
const merged: Person = {
  ...emptyProfile,
  id: 'm',
  kind: 'agency',
  name: 'Inés Moreau',
  jobTitle: 'Photographer',
  biography: 'Works on the coast.',
  email: 'ines@example.org',
  portrait: 'a'.repeat(64),
  handles: [
    { service: 'Twitter', url: 'https://x.example/ines' },
    { service: 'Site', url: 'https://ines.example' }
  ]
}

test.each<[MergeChoice, Partial<Person>]>([
  [{}, kept],
  [{ name: 'merged' }, { ...kept, name: 'Inés Moreau' }],
  [{ handles: 'merged' }, { ...kept, handles: merged.handles }],
  [{ handles: 'both' }, { ...kept, handles: [kept.handles[0]!, merged.handles[1]!] }],
  [
    { kind: 'merged', email: 'merged', portrait: 'merged' },
    { ...kept, kind: 'agency', email: merged.email, portrait: merged.portrait }
  ]
])('choosing %j', (choice, record) => expect(mergeRecords(kept, merged, choice)).toEqual(record))

test('what is proposed loses nothing that only one of them has', () => {
  const record = mergeRecords(kept, merged, proposeMerge(kept, merged))
  expect(record).toMatchObject({
    id: 'k',
    name: 'Ines Moreau',
    kind: 'person',
    jobTitle: 'Photographer',
    email: 'ines@example.org',
    portrait: merged.portrait
  })
  expect(record.handles).toHaveLength(2)
})

test('whatever is chosen, every part is one of the two records’', () => {
  const side = fc.constantFrom<MergeChoice[keyof MergeChoice]>('kept', 'merged', 'both', undefined)
  fc.assert(
    fc.property(fc.record(Object.fromEntries(mergeFields.map((field) => [field, side]))), (choice) => {
      const record = mergeRecords(kept, merged, choice as MergeChoice)
      for (const field of mergeFields)
        if (field !== 'handles') expect([kept[field], merged[field]]).toContain(record[field])
      for (const handle of record.handles) expect([...kept.handles, ...merged.handles]).toContainEqual(handle)
    })
  )
})

test.each([
  ['Ruth Okafor', 'RO'],
  ['Ruth', 'R'],
  ['  ', ''],
  ['Élise van den Berg', 'ÉB']
])('the initials of “%s” are “%s”', (name, initials) => expect(initialsOf(name)).toBe(initials))
