import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWire, writeWire } from '#main/wire.ts'

const cases: [string, unknown, string][] = [
  ['bytes are base64', new Uint8Array([1, 2, 255]), '{"$bytes":"AQL/"}'],
  ['a Buffer is bytes too', Buffer.from('a'), '{"$bytes":"YQ=="}'],
  ['an object that looks like bytes is kept apart', { $bytes: 'x' }, '{"$$bytes":"x"}'],
  ['nothing is null', undefined, 'null']
]

test.each(cases)('%s', (_title, value, written) => {
  expect(writeWire(value)).toBe(written)
})

test('whatever JSON can say, and bytes, come back as they were', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.uint8Array())
  const key = fc
    .oneof(fc.string(), fc.constantFrom('$bytes', '$$bytes', '$part', '$$$part'))
    .filter((name) => name !== '__proto__')
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value')),
      fc.dictionary(key, tie('value'), { noNullPrototype: true })
    )
  }))
  fc.assert(
    fc.property(value, (original) => {
      expect(readWire(writeWire(original))).toEqual(original)
    })
  )
})

test.each(['{', '{"$part":"p0"}', '{"$bytes":1}', ''])('%j is refused', (text) => {
  expect(() => readWire(text)).toThrow()
})
