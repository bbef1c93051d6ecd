import { expect, test } from 'vitest'
import { compareVersions, wireReasons, type WireStanding } from '#shared/article/wire.ts'

test.each([
  ['1', '2', -1],
  ['2', '10', -1],
  ['10', '9', 1],
  ['3', '3', 0],
  [' 3', '3', 0],
  ['1.2', '1.10', 1],
  ['2026-01-05T09:00:00Z', '2026-01-05T10:00:00Z', -1],
  ['a', 'b', -1]
])('version %s against %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign)
})

const item: WireStanding = {
  uri: 'tag:wire,2026:1',
  version: '1',
  source: 'North Wire',
  status: 'usable',
  ednote: '',
  at: '2026-01-05T09:00:00.000Z',
  applied: 'a'.repeat(64),
  newer: null
}

test.each([
  ['an article of our own', null, false, []],
  ['a usable item', item, false, []],
  [
    'a hold',
    { ...item, status: 'withheld' as const },
    false,
    ['North Wire withholds this item: it may not be used yet.']
  ],
  ['a hold that ends', { ...item, status: 'withheld' as const }, true, []],
  [
    'a kill without a word',
    { ...item, status: 'canceled' as const, source: '' },
    true,
    ['The agency has killed this item.']
  ],
  [
    'a kill',
    { ...item, status: 'canceled' as const, ednote: 'Not true.' },
    false,
    ['North Wire has killed this item: Not true.']
  ]
])('what holds back %s', (_, wire, embargoed, messages) => {
  expect(wireReasons(wire, embargoed).map(({ message }) => message)).toEqual(messages)
})
