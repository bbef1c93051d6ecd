import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cardAddress,
  classHeadingLevel,
  isHiddenStyle,
  isTracker,
  leftOutWords,
  nestItems,
  nothingLeftOut,
  readListSign,
  readStyle,
  wordListPlace,
  type FlatItem
} from '#shared/document/foreign-html.ts'

test('a style is its declarations, and the last of a name counts', () =>
  expect([...readStyle('Color: RED; color:blue;; mso-list:l1 level2 lfo1')]).toEqual([
    ['color', 'blue'],
    ['mso-list', 'l1 level2 lfo1']
  ]))

test.each([
  ['mso-list:l1 level2 lfo1', { list: 'l1', level: 2 }],
  ['margin: 0; mso-list: l12 level9 lfo3; tab-stops: list', { list: 'l12', level: 9 }],
  ['mso-list:Ignore', null],
  ['mso-list:none', null],
  ['', null],
  [null, null]
])('%s', (style, place) => expect(wordListPlace(style)).toEqual(place))

describe.each([
  ['1.', { ordered: true, type: '1', number: 1 }],
  ['12)\u00a0\u00a0', { ordered: true, type: '1', number: 12 }],
  ['(3)', { ordered: true, type: '1', number: 3 }],
  ['a.', { ordered: true, type: 'a', number: 1 }],
  ['B)', { ordered: true, type: 'A', number: 2 }],
  ['aa.', { ordered: true, type: 'a', number: 27 }],
  ['i.', { ordered: true, type: 'i', number: 1 }],
  ['IV.', { ordered: true, type: 'I', number: 4 }],
  ['1.2.', { ordered: true, type: '1', number: 2 }],
  ['·', { ordered: false, type: '1', number: 1 }],
  ['o', { ordered: false, type: '1', number: 1 }],
  ['', { ordered: false, type: '1', number: 1 }]
] as const)('the sign %j', (sign, mark) => {
  test('is read as what it counts', () => expect(readListSign(sign)).toEqual(mark))
})

test('a letter that is a Roman figure too is read by the sign before it', () => {
  expect(readListSign('i.', { ordered: true, type: 'a', number: 8 })).toMatchObject({ type: 'a', number: 9 })
  expect(readListSign('v.', { ordered: true, type: 'i', number: 4 })).toMatchObject({ type: 'i', number: 5 })
})

const flat = (...items: [item: string, level: number, sign: string][]): FlatItem<string>[] =>
  items.map(([item, level, sign]) => ({ item, level, mark: readListSign(sign) }))
const shape = (lists: ReturnType<typeof nestItems<string>>): unknown =>
  lists.map(({ mark, items }) => [
    mark.ordered ? `${mark.number}${mark.type}` : '•',
    ...items.map(({ item, lists: inner }) => (inner.length === 0 ? item : [item, shape(inner)]))
  ])

test('deeper items lie in the one before them', () =>
  expect(shape(nestItems(flat(['a', 1, '1.'], ['b', 2, '·'], ['c', 3, '·'], ['d', 1, '2.'])))).toEqual([
    ['11', ['a', [['•', ['b', [['•', 'c']]]]]], 'd']
  ]))

test('another sign, or a count that does not go on, begins another list', () =>
  expect(shape(nestItems(flat(['a', 1, '1.'], ['b', 1, '·'], ['c', 1, '3.'], ['d', 1, '1.'])))).toEqual([
    ['11', 'a'],
    ['•', 'b'],
    ['31', 'c'],
    ['11', 'd']
  ]))

test('a row that begins deep is a list all the same, and no item is ever lost', () => {
  expect(shape(nestItems(flat(['a', 3, '·'], ['b', 1, '·'])))).toEqual([
    ['•', 'a'],
    ['•', 'b']
  ])
  const sign = fc.constantFrom('1.', '2.', 'a.', '·', 'iv.')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), sign), { maxLength: 20 }), (row) => {
      const items: string[] = []
      const visit = (lists: ReturnType<typeof nestItems<string>>) =>
        lists.forEach((list) =>
          list.items.forEach(({ item, lists: inner }) => {
            items.push(item)
            visit(inner)
          })
        )
      visit(nestItems(flat(...row.map(([level, one], at): [string, number, string] => [String(at), level, one]))))
      expect(items).toEqual(row.map((_, at) => String(at)))
    })
  )
})

test.each([
  ['display:none', true],
  ['color: red; display: none !important', true],
  ['mso-hide:all', true],
  ['visibility: hidden', true],
  ['display: inline-block', false],
  ['', false]
])('%s hides: %s', (style, hides) => expect(isHiddenStyle(style)).toBe(hides))

test.each([
  ['1', '1', true],
  ['0', null, true],
  ['1px', '600', true],
  ['1200', '800', false],
  [null, null, false]
])('a picture of %s × %s counts readers: %s', (width, height, is) => expect(isTracker(width, height)).toBe(is))

test.each([
  ['https://www.youtube.com/embed/x', 'https://www.youtube.com/embed/x'],
  ['//player.vimeo.com/video/1', 'https://player.vimeo.com/video/1'],
  ['https://www.youtube.com.example.org/x', null],
  ['http://www.youtube.com/embed/x', null],
  ['javascript:alert(1)//https://www.youtube.com/', null],
  ['https://www.youtube.com/"onload=x', null],
  [null, null]
])('%s as a card: %s', (address, card) => expect(cardAddress(address)).toBe(card))

test.each([
  ['MsoTitle', 1],
  ['MsoHeading3', 3],
  ['x Heading2 y', 2],
  ['MsoNormal', null],
  ['SubHeading2x', null]
])('the class %s is a heading of level %s', (names, level) => expect(classHeadingLevel(names)).toBe(level))

test('what is left out is said in one sentence, and nothing where nothing is', () => {
  expect(leftOutWords(nothingLeftOut)).toBeNull()
  expect(leftOutWords({ ...nothingLeftOut, pictures: 2, textBoxes: 1 })).toBe(
    'Left out: 2 pictures from the web, 1 text box.'
  )
  expect(leftOutWords({ ...nothingLeftOut, pictures: 1 }, 1)).toBe(
    'Left out: 1 picture from the web. Its caption is in the article and waits for the picture.'
  )
})
