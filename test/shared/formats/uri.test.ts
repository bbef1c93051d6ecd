import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mediaTopicCode, termUri } from '#shared/formats/uri.ts'

test.each([
  ['http://cv.iptc.org/newscodes/mediatopic/20000337', 'http://cv.iptc.org/newscodes/mediatopic/20000337'],
  ['https://example.org/a b"c', 'https://example.org/a%20b%22c'],
  ['https://example.org/%C3%A9', 'https://example.org/%C3%A9'],
  ['https://example.org/é', 'https://example.org/%C3%A9'],
  ['https://example.org/#a#b', null],
  ['javascript:alert(1)', null],
  ['https://example.org/\ud800', 'https://example.org/%EF%BF%BD']
])('%s is spelled %s', (address, uri) => {
  expect(termUri(address)).toBe(uri)
})

test('whatever the address, its spelling is plain or there is none, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const uri = termUri(`https://example.org/${text}`)
      expect(uri ?? '').toMatch(/^[!-~]*$/)
      if (uri !== null) expect(termUri(uri)).toBe(uri)
    })
  )
})

test.each([
  ['http://cv.iptc.org/newscodes/mediatopic/20000337', '20000337'],
  ['https://cv.iptc.org/newscodes/mediatopic/20000337', '20000337'],
  ['http://cv.iptc.org/newscodes/mediatopic/2000', null],
  ['http://cv.iptc.org/newscodes/genre/Current', null],
  [null, null]
])('%s has the code %s', (address, code) => {
  expect(mediaTopicCode(address)).toBe(code)
})
