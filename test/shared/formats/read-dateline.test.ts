import { expect, it } from 'vitest'
import { textOf } from '#shared/document/text.ts'
import { noDateline, takeDateline } from '#shared/formats/read-dateline.ts'
import { textblock, wordsOf } from '#shared/formats/read-inline.ts'
import type { ImportNote } from '#shared/formats/reader.ts'

function take(copy: string, known = noDateline, notes: ImportNote[] = []) {
  const { dateline, blocks } = takeDateline(
    [textblock('paragraph', wordsOf(copy)), textblock('paragraph', wordsOf('More.'))],
    known,
    notes
  )
  return { ...dateline, copy: textOf(blocks[0]) }
}

it.each([
  ['PORT ELLEN, Tuesday — The council voted.', 'PORT ELLEN, Tuesday', 'PORT ELLEN'],
  ['GROSSETO, Italy (AP) -- The council voted.', 'GROSSETO, Italy (AP)', 'GROSSETO'],
  ['WASHINGTON (AP) _ The council voted.', 'WASHINGTON (AP)', 'WASHINGTON'],
  ['Berlin (dpa) - The council voted.', 'Berlin (dpa)', 'Berlin'],
  ['New York (Reuters) – The council voted.', 'New York (Reuters)', 'New York'],
  ['OSLO (NTB): The council voted.', 'OSLO (NTB)', 'OSLO'],
  ['ST. LOUIS, Jan. 5 — The council voted.', 'ST. LOUIS, Jan. 5', 'ST. LOUIS']
])('“%s” opens with a dateline', (copy, text, place) => {
  const notes: ImportNote[] = []
  expect(take(copy, noDateline, notes)).toEqual({ text, place, date: null, copy: 'The council voted.' })
  expect(notes.map(({ kind }) => kind)).toEqual(['guessed'])
})

it.each([
  'The council voted — at last.',
  'UN and EU — who else? — agreed.',
  'NATO: the alliance',
  'Ada Berg (left) and Tomas Lind - a pair - agreed.',
  '“NO” — that is what they said.',
  '- Det er mye, sier han.'
])('“%s” opens with none', (copy) => {
  expect(take(copy)).toEqual({ ...noDateline, copy })
})

it('knows the words that the item says are its dateline, in any script, without a guess', () => {
  const notes: ImportNote[] = []
  expect(take('東京 — 船長は', { ...noDateline, text: '東京', place: 'Tokyo' }, notes)).toEqual({
    text: '東京',
    place: 'Tokyo',
    date: null,
    copy: '船長は'
  })
  expect(notes).toEqual([])
})

it('leaves copy alone that only begins with the same words', () => {
  expect(take('Oban was calm.', { ...noDateline, text: 'Oban' })).toMatchObject({
    text: 'Oban',
    copy: 'Oban was calm.'
  })
})
