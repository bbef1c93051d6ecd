import { expect, test } from 'vitest'
import { schema } from '#shared/document/schema.ts'
import { attributeWords, blockWords, tellAttributes, valueText } from '#renderer/features/versions/change-words.ts'

const nodes = Object.values(schema.nodes)

test('every attribute that a block can have, and every kind of block, has its word', () => {
  for (const { name, spec } of nodes)
    for (const attribute of Object.keys(spec.attrs ?? {}))
      if (attribute !== 'id') expect(attributeWords[attribute], `${name}.${attribute}`).toMatch(/^[A-Z]/)
  expect(Object.keys(blockWords).toSorted()).toEqual(
    nodes
      .map(({ name }) => name)
      .filter((name) => !['doc', 'text', 'hardBreak'].includes(name))
      .toSorted()
  )
})

test('a replaced picture is told once, not also as another size and file', () => {
  const changes = ['media', 'fileName', 'width', 'height', 'alt'].map((name) => ({ name, before: 'a', after: 'b' }))
  expect(tellAttributes(changes).map(({ name }) => name)).toEqual(['media', 'alt'])
})

const desks = (id: string) => (id === 'd1' ? 'Politics' : id)

test.each([
  ['urgency', null, 'not set'],
  ['urgency', 3, '3'],
  ['desk', 'd1', 'Politics'],
  ['language', 'en-GB', 'British English'],
  ['dateline.date', '2026-03-04', '4 March 2026'],
  ['embargo', { at: '2026-07-04T10:00:00Z', zone: 'Europe/London' }, '4 July 2026 at 11:00 (Europe/London)'],
  ['commissionedLength', 1200, '1,200']
] as const)('%s %j is read as %s', (field, value, text) => expect(valueText(field, value, desks)).toBe(text))
