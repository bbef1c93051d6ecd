// @vitest-environment jsdom
import { expect, test } from 'vitest'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { renderBody } from '#renderer/features/versions/render-body.ts'

const hash = 'a'.repeat(64)
const words = (text: string, ...marks: BodyNode['marks'] & object): BodyNode =>
  marks.length ? { type: 'text', text, marks } : { type: 'text', text }
const paragraph = (...content: BodyNode[]): BodyNode => ({ type: 'paragraph', content })

function html(...content: BodyNode[]): string {
  const holder = document.createElement('div')
  holder.append(renderBody({ type: 'doc', content } as Body, document))
  return holder.innerHTML
}

test.each<[string, BodyNode, string]>([
  ['headline', { type: 'headline', content: [words('A')] }, '<h1>A</h1>'],
  ['standfirst', { type: 'standfirst', content: [words('A')] }, '<p data-type="standfirst">A</p>'],
  ['heading', { type: 'heading', attrs: { level: 3 }, content: [words('A')] }, '<h3>A</h3>'],
  ['line break', paragraph(words('A'), { type: 'hardBreak' }, words('B')), '<p>A<br>B</p>'],
  [
    'ordered list',
    {
      type: 'orderedList',
      attrs: { start: 3, type: 'a' },
      content: [{ type: 'listItem', content: [paragraph(words('A'))] }]
    },
    '<ol start="3" type="a"><li><p>A</p></li></ol>'
  ],
  [
    'quote',
    { type: 'quote', content: [paragraph(words('A')), { type: 'attribution', content: [words('B')] }] },
    '<blockquote><p>A</p><p data-type="attribution">B</p></blockquote>'
  ],
  [
    'table',
    {
      type: 'table',
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableHeader', attrs: { colspan: 2, rowspan: 1 }, content: [paragraph(words('A'))] }]
        }
      ]
    },
    '<table><tbody><tr><th colspan="2"><p>A</p></th></tr></tbody></table>'
  ],
  [
    'fact box',
    { type: 'factBox', content: [{ type: 'factBoxTitle', content: [words('A')] }, paragraph(words('B'))] },
    '<section data-type="fact-box"><p data-type="fact-box-title">A</p><p>B</p></section>'
  ],
  ['divider', { type: 'divider' }, '<hr>'],
  [
    'embed',
    { type: 'embed', attrs: { url: 'https://example.org/x' } },
    '<div data-type="embed">https://example.org/x</div>'
  ]
])('a %s is rendered as its element', (_name, node, expected) => {
  expect(html(node)).toBe(expected)
})

test('a figure shows the preview, its alt text, caption and credit', () => {
  const figure: BodyNode = {
    type: 'figure',
    attrs: { media: hash, alt: 'A wet quay', width: 1200, height: 800 },
    content: [
      { type: 'caption', content: [words('Shops')] },
      { type: 'credit', content: [words('Ines Moreau')] }
    ]
  }
  expect(html(figure)).toBe(
    `<figure data-type="figure"><img src="/media/${hash}/large.webp" alt="A wet quay" width="1200" height="800"><p data-type="caption">Shops</p><p data-type="credit">Ines Moreau</p></figure>`
  )
})

test.each([[null], ['../../secret'], ['A'.repeat(64)]])('a figure whose media is %j loads nothing', (media) => {
  expect(
    html({ type: 'figure', attrs: { media, fileName: 'quay.jpg' }, content: [{ type: 'caption' }, { type: 'credit' }] })
  ).not.toContain('<img')
})

test('marks nest in the order in which they are stored', () => {
  expect(html(paragraph(words('A', { type: 'bold' }, { type: 'italic' })))).toBe('<p><strong><em>A</em></strong></p>')
  expect(
    html(
      paragraph(
        words('A', { type: 'insertion', attrs: { id: 's1' } }),
        words('B', { type: 'deletion', attrs: { id: 's1' } }),
        words('C', { type: 'modification' })
      )
    )
  ).toBe('<p><ins>A</ins><del>B</del>C</p>')
})

test('nothing in a body is parsed as HTML, and no link can be followed', () => {
  const hostile = '<img src=x onerror=alert(1)>'
  expect(html(paragraph(words(hostile)))).toBe('<p>&lt;img src=x onerror=alert(1)&gt;</p>')
  expect(html(paragraph(words('A', { type: 'link', attrs: { href: 'javascript:alert(1)' } })))).toBe('<p><a>A</a></p>')
  expect(html(paragraph(words('A', { type: 'link', attrs: { href: 'https://example.org' } })))).toBe(
    '<p><a title="https://example.org">A</a></p>'
  )
})
