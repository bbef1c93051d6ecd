import { expect, test } from 'vitest'
import { emptyPictureMetadata } from '#shared/article/media.ts'
import {
  findPictureWords,
  namesSpeltDifferently,
  type FindingCode,
  type Surroundings
} from '#shared/article/picture-words.ts'
import type { Placement } from '#shared/article/placements.ts'

const placement: Placement = {
  figureId: 'f1',
  media: 'ab'.repeat(32),
  fileName: 'DSC_0042.jpg',
  role: 'inline',
  caption: 'Boats at the quay.',
  credit: 'Ines Moreau',
  alt: 'Six boats in a row'
}
const around: Surroundings = {
  copy: '',
  picture: { fileName: 'DSC_0042.jpg', metadata: { ...emptyPictureMetadata, caption: 'PORT ELLEN: Boats.' } }
}
const codes = (change: Partial<Placement>, more: Partial<Surroundings> = {}) =>
  findPictureWords({ ...placement, ...change }, { ...around, ...more }).map(({ code }) => code)

test('a picture with all its words has nothing to be said of', () => expect(codes({})).toEqual([]))

test.each<[string, Partial<Placement>, FindingCode[]]>([
  ['no caption', { caption: ' ' }, ['caption-missing']],
  ['a caption of dots', { caption: '…' }, ['caption-missing']],
  ['no credit', { credit: '' }, ['credit-missing']],
  ['no alt text', { alt: '\n' }, ['alt-missing']],
  ['nothing at all', { caption: '', credit: '', alt: '' }, ['caption-missing', 'credit-missing', 'alt-missing']],
  ['an alt text that repeats the caption', { alt: 'Boats at the  quay' }, ['alt-is-caption']],
  ['an alt text that repeats it in other quotation marks', { caption: '“Ann”', alt: '"Ann"' }, ['alt-is-caption']],
  ['the file’s name as a caption', { caption: 'DSC_0042.jpg' }, ['caption-is-file-name']],
  ['the file’s name without its ending', { caption: 'dsc 0042' }, ['caption-is-file-name']],
  ['some file’s name', { caption: 'harbour-final_2.jpeg' }, ['caption-is-file-name']],
  ['what a phone calls its pictures', { caption: 'IMG_20260102_112233' }, ['caption-is-file-name']],
  ['what a chat calls its pictures', { caption: 'WhatsApp Image 2026-01-02 at 11.22.33' }, ['caption-is-file-name']],
  ['a caption that only begins like one', { caption: 'Image of the year: the quay' }, []],
  ['the file’s caption unchanged', { caption: 'Port Ellen: Boats' }, ['caption-unchanged']],
  ['a picture that is to come', { media: null }, ['picture-missing']]
])('%s is found', (_, change, expected) => expect(codes(change)).toEqual(expected))

test('a picture that is not here is said so, and its caption is not held against the file', () =>
  expect(codes({ caption: 'PORT ELLEN: Boats.' }, { picture: null })).toEqual(['picture-missing']))

const copy =
  'PORT ELLEN — Councillor Ingrid Aasen said on Monday that Bergström’s plan, by Siobhán Byrne of Marsh & Sons, would go ahead. ' +
  'The mayor, Tomas Lindqvist, and Muhammad Rahman agreed. Trondheim pays. On Sunday the Harbour Board meets.\nAasen left.'

test.each<[string, string, string | null]>([
  ['a letter too few in a full name', 'Ingrid Asen at the quay.', '“Asen” “Aasen”'],
  ['two letters swapped', 'Councillor Ingird Aasen', '“Ingird” “Ingrid”'],
  ['a missing accent', 'Engineer Siobhan Byrne.', '“Siobhan” “Siobhán”'],
  ['a surname alone, inside a sentence', 'A letter to Lindquist, the mayor.', '“Lindquist” “Lindqvist”'],
  ['a town that the copy has only where a sentence begins', 'Ships in Trondheimm in May.', null],
  ['the same names', 'Ingrid Aasen and Tomas Lindqvist in Trondheim.', null],
  ['a possessive', 'Aasen’s house and Lindqvist’s boat', null],
  ['another person of the same surname', 'Astrid Aasen, her sister.', null],
  ['another day', 'The quay on Monday and on Friday.', null],
  ['a word that opens the sentence', 'Harbours everywhere.', null],
  ['a word that the copy has otherwise in small letters', 'The Mayors agreed', null],
  ['a caption without names', 'boats at the quay', null]
])('%s', (_, caption, expected) => {
  const found = namesSpeltDifferently(caption, copy).map(({ written, elsewhere }) => `“${written}” “${elsewhere}”`)
  expect(found).toEqual(expected === null ? [] : [expected])
})

test('a copy that has both spellings knows the name', () =>
  expect(namesSpeltDifferently('Ingrid Asen spoke', 'Ingrid Aasen met Ole Asen.')).toEqual([]))

test('a long copy is read quickly enough to be read on every screen', () => {
  const long = 'The council of Port Ellen met Ingrid Aasen and Tomas Lindqvist at the quay. '.repeat(400)
  expect(namesSpeltDifferently('Ingrid Asen with Thomas Lindqvist', long)).toHaveLength(2)
})
