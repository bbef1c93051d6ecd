import { expect, it } from 'vitest'
import { readByline } from '#shared/formats/read-byline.ts'
import type { ImportNote } from '#shared/formats/reader.ts'

const people = (line: string, notes: ImportNote[] = []) =>
  readByline(line, notes).map(({ name, role, jobTitle }) => [role, name, ...(jobTitle ? [jobTitle] : [])].join(': '))

it.each([
  ['By Ada Berg', ['by: Ada Berg']],
  ['Ada Berg', ['by: Ada Berg']],
  ['BY ADA BERG', ['by: ADA BERG']],
  ['By Ada Berg and Tomas Lind', ['by: Ada Berg', 'by: Tomas Lind']],
  ['By Ada Berg, Tomas Lind, and Ines Duarte', ['by: Ada Berg', 'by: Tomas Lind', 'by: Ines Duarte']],
  ['By Ada Berg, Staff Reporter', ['by: Ada Berg: Staff Reporter']],
  ['Von Christian Hollmann, dpa', ['by: Christian Hollmann: dpa']],
  ['Par Élise Noir et Jean Petit', ['by: Élise Noir', 'by: Jean Petit']],
  ["Paulo Santalucia and Frances d'Emilio", ['by: Paulo Santalucia', "by: Frances d'Emilio"]],
  [
    'By Ada Berg; additional reporting by Tomas Lind; photographs by Petra Vane; editing by Sol Meyer',
    ['by: Ada Berg', 'reporting: Tomas Lind', 'photographs: Petra Vane', 'editing: Sol Meyer']
  ],
  ['NTB', ['by: NTB']],
  ['', []]
])('“%s” is parted as it reads', (line, expected) => {
  expect(people(line)).toEqual(expected)
})

it('says that it guessed where it had to, and keeps the line', () => {
  const notes: ImportNote[] = []
  people('By Ada Berg and Tomas Lind', notes)
  expect(notes.map(({ kind, place, kept }) => [kind, place, kept])).toEqual([
    ['guessed', 'meta.credits', 'By Ada Berg and Tomas Lind']
  ])
})

it('says nothing where one name stands alone', () => {
  const notes: ImportNote[] = []
  people('By Ada Berg', notes)
  people('NTB', notes)
  expect(notes).toEqual([])
})
