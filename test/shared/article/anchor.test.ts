import { expect, test } from 'vitest'
import { anchorOn, anchorOnFigure, anchorText, findAnchor, wholeArticle, type Line } from '#shared/article/anchor.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'

const line = (text: string, id: string | null = 'a'): Line => ({ id, text })
const textOf = (...lines: Line[]) => ({ lines, figures: new Set<string>() })

/** Words in square brackets are the anchor's. */
function marked(text: string, id = 'a') {
  const start = text.indexOf('[')
  const end = text.indexOf(']') - 1
  return anchorOn(line(text.replace(/[[\]]/g, ''), id), start, end)
}

test.each<[string, string, Line[], string | null]>([
  [
    'where nothing changed',
    'The ferry [leaves] at nine.',
    [line('The ferry leaves at nine.')],
    'The ferry [leaves] at nine.'
  ],
  [
    'when words came before it in its block',
    'The ferry leaves the [quay] at nine on Monday.',
    [line('On most days the ferry leaves the quay at nine on Monday.')],
    'On most days the ferry leaves the [quay] at nine on Monday.'
  ],
  [
    'among equal words by what stands around it',
    'The mayor saw the wall and then the [wall] saw the mayor.',
    [line('Yesterday the mayor saw the wall and then the wall saw the mayor.')],
    'Yesterday the mayor saw the wall and then the [wall] saw the mayor.'
  ],
  [
    'in another block, when it reads the same on both sides there and nowhere else',
    'Councillors voted on Monday to [build a wall] along the west quay.',
    [line('Something else.'), line('Councillors voted on Monday to build a wall along the west quay.', 'b')],
    'Councillors voted on Monday to [build a wall] along the west quay.'
  ],
  ['not when its words are gone', 'The ferry [leaves] at nine.', [line('The ferry sails at nine.')], null],
  [
    'not at an equal word with other neighbours',
    'They met [the] mayor.',
    [line('Nobody knows who built the quay.')],
    null
  ],
  [
    'not in another block that only has the same words',
    '[Ines Moreau / Harbour Gazette]',
    [line('Ines Moreau / Harbour Gazette', 'b')],
    null
  ]
])('words are found %s', (_how, before, after, expected) => {
  const place = findAnchor(textOf(...after), marked(before))
  const found = place?.kind === 'words' ? after.find(({ id }) => id === place.block)?.text : undefined
  const shown =
    place?.kind === 'words' && found
      ? `${found.slice(0, place.start)}[${found.slice(place.start, place.end)}]${found.slice(place.end)}`
      : null
  expect(shown).toBe(expected)
})

test('of two places that read alike to the last sign, the one where the words stood is taken, else none', () => {
  const twice = line(
    'ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha ha'
  )
  const anchor = anchorOn(twice, 45, 47)
  expect(findAnchor(textOf(twice), anchor)).toEqual({ kind: 'words', block: 'a', start: 45, end: 47 })
  expect(findAnchor(textOf(line(`x${twice.text}`)), anchor)).toBeNull()
})

test('a picture is found by its id, the article always, and a body gives the lines that the editor has', () => {
  const text = anchorText(body('The wall', ...paragraphs('One.'), figure('f', { caption: 'A quay.' })))
  expect(text.lines.map(({ text }) => text)).toContain('A quay.')
  expect(findAnchor(text, anchorOnFigure('f', 'A quay.'))).toEqual({ kind: 'figure', block: 'f' })
  expect(findAnchor(text, anchorOnFigure('g', 'A quay.'))).toBeNull()
  expect(findAnchor(text, wholeArticle)).toEqual({ kind: 'article' })
})

test('a very long selection is quoted to its limit', () => {
  const long = line('word '.repeat(1000))
  const anchor = anchorOn(long, 10, 4900)
  expect(anchor.quote).toHaveLength(2000)
  expect(anchor.end).toBe(2010)
})
