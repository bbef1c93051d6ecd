// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { BodyNode } from '#shared/document/body.ts'
import { compareBlocks } from '#shared/merge/compare.ts'
import { markedNodes } from '#shared/merge/marked.ts'
import { marksChange, placesIn, renderMarked } from '#renderer/features/versions/render-marked.ts'
import { figure, line } from '#test/support/bodies.ts'

const p = (text: string, id = 'a') => line('paragraph', text, id)

function shown(before: BodyNode[], after: BodyNode[]): HTMLElement {
  const holder = document.createElement('div')
  for (const row of compareBlocks(before, after, 'en'))
    holder.append(renderMarked(markedNodes(row, 'both'), 'en', document))
  return holder
}

test('what came and what went stand in the text, marked as such', () => {
  expect(shown([p('The ferry is late.')], [p('The ferry is early.')]).innerHTML).toBe(
    '<p>The ferry is <del data-change="deleted">late</del><ins data-change="inserted">early</ins>.</p>'
  )
})

test('a format that changed says so, and marks no word as new', () => {
  const bold: BodyNode = { ...p(''), content: [{ type: 'text', text: 'Late', marks: [{ type: 'bold' }] }] }
  const holder = shown([p('Late')], [bold])
  expect(holder.querySelector('[data-change=reformatted]')?.getAttribute('title')).toBe('now bold')
  expect(holder.querySelector('ins, del')).toBe(null)
})

test('a picture tells its new alt text, and that it is another', () => {
  const holder = shown([figure('f', { alt: 'A quay' })], [figure('f', { alt: 'A wet quay', media: 'b'.repeat(64) })])
  expect([...holder.querySelectorAll('.note')].map((note) => note.textContent)).toEqual([
    'Picture: another picture',
    'Alt text: A wet quay'
  ])
})

test('a paragraph that became a heading says what it was', () => {
  expect(shown([p('Late')], [line('heading', 'Late', 'a', { level: 3 })]).querySelector('.note')?.textContent).toBe(
    'Kind: paragraph heading'
  )
})

test('what went and what came for it are one place, and a block with all in it is one', () => {
  const holder = shown(
    [p('The ferry is late today.'), p('Nobody knows.', 'b')],
    [p('The boat is late tonight.'), p('Swans were seen on the loch.', 'c')]
  )
  expect(placesIn(holder).map((place) => place.map((element) => element.textContent).join(' → '))).toEqual([
    'ferry → boat',
    'today → tonight',
    'Nobody knows. → Swans were seen on the loch.'
  ])
})

test('nothing in a text is parsed as HTML', () => {
  const hostile = '<img src=x onerror=alert(1)>'
  const holder = shown([p('A'), figure('f', { alt: 'A' })], [p(hostile), figure('f', { alt: hostile })])
  expect(holder.querySelectorAll('img[onerror]')).toHaveLength(0)
})

test.each([
  [[], [{ type: 'bold' as const }], 'now bold'],
  [[{ type: 'italic' as const }], [], 'no longer italic'],
  [
    [{ type: 'link' as const, attrs: { href: 'https://a.example' } }],
    [{ type: 'link' as const, attrs: { href: 'https://b.example' } }],
    'another link'
  ]
])('marks %j to %j read "%s"', (before, after, words) => expect(marksChange(before, after)).toBe(words))
