import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestPart, marksIn, soughtOf, type Sought } from '#main/store/search-marks.ts'

const marked = (text: string, sought: Sought[]) =>
  marksIn(text, sought)
    .reverse()
    .reduce((line, { start, end }) => `${line.slice(0, start)}[${line.slice(start, end)}]${line.slice(end)}`, text)

test.each<[string, [string, boolean][], string]>([
  ['The harbour master', [['harb', true]], 'The [harbour] master'],
  ['The harbour master', [['harb', false]], 'The harbour master'],
  ['Café, café, CAFÉ', [['cafe', false]], '[Café], [café], [CAFÉ]'],
  ['Cafe\u0301 noir', [['cafe', false]], '[Cafe\u0301] noir'],
  ['Port Ellen, then port\nEllen', [['port ellen', false]], '[Port Ellen], then [port\nEllen]'],
  ['Ellen Port', [['port ellen', false]], 'Ellen Port'],
  [
    '“Don’t expect C++”',
    [
      ['don’t', false],
      ['c++', false]
    ],
    '“[Don’t] expect [C]++”'
  ],
  ['Gap of £3.5m', [['3.5m', false]], 'Gap of £[3.5m]'],
  ['東京の港', [['東', true]], '[東京の港]'],
  ['windy wind', [['wind', false]], 'windy [wind]'],
  ['rewind wind', [['wind', true]], 'rewind [wind]'],
  ['İstanbul ferry', [['ferry', false]], 'İstanbul [ferry]'],
  ['🚢🚢 ferry 🚢', [['ferry', true]], '🚢🚢 [ferry] 🚢']
])('in “%s” what is sought is marked', (text, sought, line) =>
  expect(
    marked(
      text,
      sought.map(([words, beginning]) => soughtOf(words, beginning))
    )
  ).toBe(line)
)

test('the marks are those that the index itself would set', () => {
  const database = new Database(':memory:')
  database.exec(
    "CREATE VIRTUAL TABLE found USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
  )
  const insert = database.prepare('INSERT INTO found VALUES (?)')
  const piece = fc.constantFrom('a', 'ab', 'é', 'e\u0301', 'Ö', 'ab c', ' ', '-', '’', '東', '1', '\n', 'A', 'b', '. ')
  const words = fc.array(fc.constantFrom('a', 'ab', 'é', 'ö', '1', 'b', 'e'), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), words, fc.boolean(), (pieces, phrase, beginning) => {
      const text = pieces.join('')
      database.exec('DELETE FROM found')
      insert.run(text)
      const set = database
        .prepare("SELECT highlight(found, 0, '[', ']') FROM found WHERE found MATCH ?")
        .pluck()
        .get(`"${phrase.join(' ')}"${beginning ? '*' : ''}`)
      expect(marked(text, [soughtOf(phrase.join(' '), beginning)])).toBe(set ?? text)
    }),
    { numRuns: 400 }
  )
})

test('a row shows the part where most of what is sought stands together, with its first hit in sight', () => {
  const far = 'word '.repeat(60)
  const text = `The ferry waits. ${far}The harbour and the ferry. ${far}`
  const sought = [soughtOf('harbour', false), soughtOf('ferry', true)]
  const part = bestPart(text, marksIn(text, sought))
  expect(part.marks.map(([start, end]) => part.text.slice(start, end))).toEqual(['harbour', 'ferry'])
  expect(part.text).toMatch(/^… /)
  expect(part.marks[0]?.[0]).toBeLessThan(45)
  expect(part.text.length).toBeLessThan(240)
  expect(bestPart('', [])).toEqual({ text: '', marks: [], weight: 0 })
})
