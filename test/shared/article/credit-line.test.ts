import { expect, test } from 'vitest'
import { namesInCreditLine } from '#shared/article/credit-line.ts'

test.each([
  ['', []],
  ['Ines Moreau', ['Ines Moreau']],
  ['Ines Moreau / Harbour Gazette', ['Ines Moreau', 'Harbour Gazette']],
  ['Photo: Ines Moreau/Reuters', ['Ines Moreau', 'Reuters']],
  ['Photograph by Ines Moreau for the Gazette', ['Ines Moreau', 'the Gazette']],
  ['© 2026 Ines Moreau', ['Ines Moreau']],
  ['Foto: Åse Ødegård', ['Åse Ødegård']],
  ['Bild: Jörg Heide, dpa', ['Jörg Heide', 'dpa']],
  ['Photos : Anne Roy et Luc Roy', ['Anne Roy', 'Luc Roy']],
  ['Ines Moreau and Tom Lind', ['Ines Moreau', 'Tom Lind']],
  ['Ines Moreau; Ines Moreau', ['Ines Moreau']],
  ['Photographer’s Choice', ['Photographer’s Choice']],
  ['Deborah Kerr', ['Deborah Kerr']],
  ['12/34', []]
])('“%s” names %j', (line, names) => expect(namesInCreditLine(line)).toEqual(names))
