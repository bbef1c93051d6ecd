import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openZip } from '#shared/formats/read-zip.ts'
import { expectOk } from '#shared/result.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

test('entries are listed and unpacked, and a path that is not there is null', () => {
  const zip = expectOk(openZip(zipSync({ 'word/a.xml': bytes('<a/>'), 'räksmörgås.txt': [bytes('b'), { level: 0 }] })))
  expect(zip.entries.map(({ path }) => path)).toEqual(['word/a.xml', 'räksmörgås.txt'])
  expect(new TextDecoder().decode(expectOk(zip.read('word/a.xml')) ?? undefined)).toBe('<a/>')
  expect(expectOk(zip.read('none'))).toBeNull()
})

/** Changes every place where the archive says `from` as a number of four bytes into `to`. */
function lying(zip: Uint8Array, from: number, to: number): Uint8Array {
  const copy = new Uint8Array(zip)
  const view = new DataView(copy.buffer)
  for (let at = 0; at + 4 <= copy.length; at++) if (view.getUint32(at, true) === from) view.setUint32(at, to, true)
  return copy
}

const zeros = zipSync({ 'a.xml': [new Uint8Array(64 * 1024 * 1024), { level: 9 }] })

test.each<[string, () => Uint8Array, string]>([
  ['a bomb', () => zeros, 'unpack to'],
  ['a path that leads out', () => zipSync({ '../a': bytes('a') }), 'leads out'],
  ['an absolute path', () => zipSync({ '/etc/a': bytes('a') }), 'leads out'],
  ['a path of another system', () => zipSync({ 'a\\..\\b': bytes('a') }), 'leads out'],
  ['no end', () => zipSync({ a: bytes('a') }).subarray(0, 40), 'damaged'],
  [
    'too many entries',
    () => zipSync(Object.fromEntries(Array.from({ length: 4001 }, (_, at) => [`f${at}`, bytes('')]))),
    'parts'
  ]
])('%s is refused from the list alone', (_, make, words) => {
  expect(openZip(make())).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } })
})

test('two entries of one name are refused', () => {
  const zip = zipSync({ aa: bytes('1'), ab: bytes('2') })
  const text = Buffer.from(zip).toString('latin1').replaceAll('ab', 'aa')
  expect(openZip(new Uint8Array(Buffer.from(text, 'latin1')))).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('one name') }
  })
})

test('what unpacks to more, or to something else, than the list says is found out and never held', () => {
  const plain = bytes('x'.repeat(5000))
  const zip = zipSync({ a: plain })
  expect(expectOk(openZip(lying(zip, 5000, 100))).read('a').ok).toBe(false)
  const flipped = zipSync({ a: [plain, { level: 0 }] })
  flipped[100] = 0
  expect(expectOk(openZip(flipped)).read('a').ok).toBe(false)
})
