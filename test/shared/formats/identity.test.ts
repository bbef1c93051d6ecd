import { expect, test } from 'vitest'
import { articleUri, partUri } from '#shared/formats/identity.ts'

const uuid = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

test('a ULID is written as the UUID of the same 128 bits', () => {
  expect(articleUri('00000000000000000000000000')).toBe('urn:uuid:00000000-0000-0000-0000-000000000000')
  expect(articleUri('7ZZZZZZZZZZZZZZZZZZZZZZZZZ')).toBe('urn:uuid:ffffffff-ffff-ffff-ffff-ffffffffffff')
  expect(articleUri('01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe('urn:uuid:01563e3a-b5d3-d676-4c61-efb99302bd5b')
})

test('any other name gets a UUID of version 8, always the same', () => {
  expect(articleUri('desk 7')).toMatch(uuid)
  expect(partUri('a', 'figure/b')).toMatch(/^urn:uuid:.{14}8.{4}[89ab]/)
  expect(partUri('a', 'figure/b')).toBe(partUri('a', 'figure/b'))
  expect(partUri('a', 'figure/b')).not.toBe(partUri('a', 'figure/c'))
})
