import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeFileName } from '#shared/formats/file-name.ts'

test.each([
  ['Harbour wall', 'harbour-wall'],
  ['Crème brûlée à l’Œuvre', 'creme-brulee-a-loeuvre'],
  ['Größe, Ærø & Łódź', 'grosse-aero-lodz'],
  ['../../etc/passwd', 'etc-passwd'],
  ['CON', 'file-con'],
  ['lpt1.txt', 'lpt1-txt'],
  ['nul', 'file-nul'],
  ['COM¹', 'file-com1'],
  ['trailing dots...', 'trailing-dots'],
  ['.hidden', 'hidden'],
  ['a:b*c?d"e<f>g|h\\i/j', 'a-b-c-d-e-f-g-h-i-j'],
  ['港が再開', '港が再開'],
  ['الميناء', 'الميناء'],
  ['हिन्दी', 'हिन्दी'],
  ['🦊', 'article'],
  ['', 'article'],
  ['\ud800 lone', 'lone']
])('%j is called %s', (text, name) => {
  expect(safeFileName(text)).toBe(name)
})

test('a long name is cut at a word and never within a letter', () => {
  expect(safeFileName('word '.repeat(40))).toMatch(/^word(-word)+$/)
  expect(safeFileName('𠮷'.repeat(60), 'x', 50)).toBe('𠮷'.repeat(12))
})

test('every name is safe, stays itself and fits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
      const name = safeFileName(text)
      expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u)
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(85)
      expect(safeFileName(name)).toBe(name)
    })
  )
})
