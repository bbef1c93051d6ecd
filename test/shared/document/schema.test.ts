import { expect, test } from 'vitest'
import { marks, nodes, schema } from '#shared/document/schema.ts'

const kinds = [...Object.values(schema.nodes), ...Object.values(schema.marks)]

test.each(
  kinds.flatMap((kind) => Object.entries(kind.spec.attrs ?? {}).map(([attr, spec]) => [kind.name, attr, spec] as const))
)('%s.%s declares how it is validated', (_kind, _attr, spec) => expect(typeof spec.validate).toMatch(/function|string/))

test('the lists of nodes and marks name everything in the schema and nothing else', () => {
  expect(Object.keys(schema.nodes).sort()).toEqual(Object.keys(nodes).sort())
  expect(Object.keys(schema.marks).sort()).toEqual(Object.keys(marks).sort())
})

const textblocks = kinds.filter((kind) => 'isTextblock' in kind && kind.isTextblock)
test.each([
  ...textblocks.map((kind) => kind.name),
  'figure',
  'table',
  'factBox',
  'bulletList',
  'orderedList',
  'quote',
  'embed',
  'divider'
])('%s carries a block id', (name) => {
  expect(schema.nodes[name]?.spec.attrs).toHaveProperty('id')
})

const a64 = 'a'.repeat(64)
test.each([
  ['figure', { media: a64 }, true],
  ['figure', { media: null }, true],
  ['figure', { media: '../../etc/passwd' }, false],
  ['figure', { media: a64.toUpperCase() }, false],
  ['figure', { role: 'lead' }, true],
  ['figure', { role: 'onload=alert(1)' }, false],
  ['figure', { alt: 7 }, false],
  ['figure', { width: -1 }, false],
  ['figure', { crop: { x: 0.1, y: 0, width: 0.9, height: 0.5 } }, true],
  ['figure', { crop: { x: 0.2, y: 0, width: 0.9, height: 0.5 } }, false],
  ['figure', { crop: { x: 0, y: 0, width: 0.01, height: 0.5 } }, false],
  ['figure', { crop: { x: 0, y: 0, width: 1, height: 1, onload: 'x' } }, false],
  ['figure', { crop: '0 0 1 1' }, false],
  ['figure', { focus: { x: 1, y: 0 } }, true],
  ['figure', { focus: { x: 1.1, y: 0 } }, false],
  ['figure', { focus: { x: NaN, y: 0 } }, false],
  ['figure', { captionFrom: 'library' }, true],
  ['figure', { joined: true }, true],
  ['figure', { joined: 'yes' }, false],
  ['figure', { creditFrom: 'heaven' }, false],
  ['figure', { width: 1.5 }, false],
  ['heading', { level: 2 }, true],
  ['heading', { level: 1 }, false],
  ['heading', { level: '2' }, false],
  ['embed', { url: 'https://example.org/a' }, true],
  ['embed', { url: 'javascript:alert(1)' }, false],
  ['embed', { url: 'mailto:a@example.org' }, false],
  ['orderedList', { start: 3 }, true],
  ['orderedList', { start: 'x' }, false],
  ['orderedList', { type: 'a' }, true],
  ['orderedList', { type: '"><script>' }, false],
  ['tableCell', { colspan: 0 }, false],
  ['paragraph', { id: 'abc-1' }, true],
  ['paragraph', { id: '"><img>' }, false]
])('%s with %j checks: %s', (type, attrs, valid) => {
  const content = schema.nodes[type]!.createAndFill(null)!.content
  const check = () => schema.nodes[type]!.create(attrs, content).check()
  if (valid) expect(check).not.toThrow()
  else expect(check).toThrow()
})
