// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DOMSerializer, type Node } from '@tiptap/pm/model'
import { describe, expect, test } from 'vitest'
import { parseHtmlSlice } from '#renderer/features/article/editor/paste.ts'
import { cleanHtml } from '#renderer/features/article/editor/paste-html.ts'
import { leftOutWords } from '#shared/document/foreign-html.ts'
import { schema } from '#shared/document/schema.ts'
import { root } from '#test/support/build.ts'
import { build, figure, type Part } from './documents.ts'

/** A pasted text, a line a textblock: what holds it, its kind and its words. */
function outline(html: string): string[] {
  const lines: string[] = []
  const visit = (node: Node, around: string) => {
    if (node.isTextblock) {
      const name = node.type.name === 'paragraph' ? '' : `${node.type.name}${(node.attrs.level as number) ?? ''} `
      lines.push(`${around}${name}${node.textBetween(0, node.content.size, null, '↵').replace(/\s+/g, ' ').trim()}`)
      return
    }
    const { type, attrs } = node
    const sign: Record<string, string> = {
      bulletList: '• ',
      orderedList: `${attrs.start as number}${(attrs.type as string | null) ?? ''}. `,
      quote: '> ',
      tableRow: '| '
    }
    if (type.name === 'divider' || type.name === 'embed') lines.push(`${around}${type.name}`)
    const inside = `${around}${sign[type.name] ?? ''}`
    node.forEach((child) => visit(child, inside))
  }
  parseHtmlSlice(html, schema).content.forEach((node) => visit(node, ''))
  return lines
}

test('pictures by address are dropped and counted, trackers are not worth a word', () => {
  const { cleaned, left } = cleanHtml(
    '<p>a<img src="https://example.org/x.png">b</p><img src="y"><img src="t" width=1 height=1>'
  )
  expect([cleaned, left.pictures]).toEqual(['<p>ab</p>', 2])
})

describe.each([
  ['Word’s own tags', '<p>a<o:p></o:p>b</p><style>x{}</style><script>1</script>', ['ab']],
  [
    'Google Docs’ wrapper',
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p>a</p><br><p>b</p></b>',
    ['a', 'b']
  ],
  [
    'ARIA headings',
    '<div role="heading" aria-level="3">a</div><p role="heading" aria-level="9">b</p>',
    ['heading3 a', 'heading4 b']
  ],
  ['a foreign title', '<h1>a</h1><h2>b</h2>', ['heading2 a', 'heading2 b']],
  ['titles that are sections', '<h1>a</h1><h2>b</h2><h1>c</h1>', ['heading2 a', 'heading3 b', 'heading2 c']],
  ['headings by Word’s classes', '<p class=MsoTitle>a</p><p class="MsoHeading2">b</p>', ['heading2 a', 'heading2 b']],
  ['quotations by Word’s classes', '<p class=MsoQuote>a</p>', ['> a']],
  ['two breaks for a paragraph', '<div>a<br><br>b<br>c</div>', ['a', 'b↵c']],
  ['empty paragraphs', '<p>a</p><p>&nbsp;</p><p><br></p><p>b</p>', ['a', 'b']],
  ['lists beside their items', '<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>', ['• a', '• • b', '• c']],
  ['where a list begins', '<ol start="4" type="a"><li>x</li></ol>', ['4a. x']],
  [
    'hidden words',
    '<p>a<span style="display: none">b</span><span hidden>c</span><span class="sr-only">d</span></p>',
    ['a']
  ],
  ['frames of one cell', '<table><tr><td><p>a</p><p>b</p></td></tr></table>', ['a', 'b']],
  [
    'tables in tables',
    '<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>',
    ['| a', '| b', '| c']
  ],
  [
    'a figure with its words',
    '<figure><img src=x alt=w><figcaption>Quay. <cite>Moreau</cite></figcaption></figure>',
    ['caption Quay.', 'credit Moreau']
  ],
  ['a figure of words', '<figure><blockquote><p>a</p></blockquote><figcaption>b</figcaption></figure>', ['> a', 'b']],
  [
    'films as cards',
    '<iframe src="//www.youtube.com/embed/x"></iframe><iframe src="https://ads.example.org"></iframe>',
    ['embed']
  ],
  ['names that stand in for a document’s own', '<img name=body><form name=createElement></form><p>a</p>', ['a']],
  [
    'what Word has struck out',
    '<p>a<del cite="x" datetime="2026-01-01">b</del><ins datetime="2026-01-01">c</ins></p>',
    ['ac']
  ]
])('%s', (_, html, lines) => {
  test(html, () => expect(outline(html)).toEqual(lines))
})

test('a pasted figure waits for its picture and keeps what it shows', () => {
  const { content } = parseHtmlSlice('<figure><img src="https://example.org/x.jpg" alt="Waves"></figure>', schema)
  expect(content.firstChild?.attrs).toMatchObject({ media: null, alt: 'Waves' })
})

test('what is bold, italic, struck out or raised by a style alone is so in the article', () => {
  const html =
    '<p><span style="font-weight:700">a</span><span style="font-style:italic">b</span><span style="text-decoration:line-through">c</span><span style="vertical-align:super">d</span><span style="font-weight:400">e</span></p>'
  const marks = parseHtmlSlice(html, schema).content.firstChild?.children.map(
    (node) => `${node.text ?? ''} ${node.marks.map(({ type }) => type.name).join()}`
  )
  expect(marks).toEqual(['a bold', 'b italic', 'c strike', 'd superscript', 'e '])
})

test.each([
  [
    '<p><img src=a><img src=b></p><!--[if gte vml 1]><v:shape><v:textbox>x</v:textbox></v:shape><![endif]-->',
    { pictures: 2, textBoxes: 1 }
  ],
  ['<video></video><math>x</math><button>y</button><input type=hidden>', { embeds: 1, formulas: 1, forms: 1 }],
  ['<p><a href="/news">a</a><a href="#b">c</a><a href="https://example.org">d</a></p>', { links: 1 }]
])('%s: what is left out is counted', (html, left) => expect(cleanHtml(html).left).toMatchObject(left))

const samples = join(root, '../shared/samples/paste-html')
if (!existsSync(samples)) console.log('skipped: no ../shared')

describe.skipIf(!existsSync(samples))('what other programs put on the clipboard', () => {
  const read = (name: string) => outline(readFileSync(join(samples, `${name}.html`), 'utf8'))
  test.each([
    [
      'koenig-google-docs-empty-paragraphs',
      [
        'Start of the article. Here is the 1st paragraph, followed by two line breaks then a paragraph.',
        'Here is the 2nd paragraph, followed by a line break then a heading.',
        'heading2 Heading 1',
        'Here is the 3rd paragraph, with a line break before and a line break after, followed by a list.',
        '• List item 1',
        '• List item 2',
        'Here is the 4th paragraph, with a line break before and a divider after.',
        'divider',
        'Here is the 5th paragraph. End of the article.'
      ]
    ],
    [
      'koenig-office-com-headings',
      ['heading2 Heading one', 'heading2 Heading two', 'heading3 Heading three', 'heading4 Heading four']
    ],
    ['word-intevation-ordered-list-simple', ['1. LE 1', '1. LE 2', '1. LE 3']],
    [
      'word-lexical',
      [
        'This is normal text',
        '1. Numbered list 1',
        '1. Numbered list 2',
        '1. Numbered list 3',
        '1. Numbered list 4',
        '1. Outline numbered 1',
        '1. 1a. Outline numbered 1.a',
        '1. 1a. Outline numbered 1.b',
        '1. Outline numbered 2',
        '• Bulleted list 1',
        '• Bulleted list 2'
      ]
    ],
    [
      'word-plate-headers',
      [
        'heading2 A Test of Headers',
        'heading2 Second Level',
        'Some plain text.',
        'heading3 Third level',
        'Some more plain text.',
        'heading4 Fourth level',
        'Some more plain text.',
        'heading4 Fifth level',
        'Some more plain text.',
        'heading4 Sixth level',
        'Some more plain text.',
        'Seventh level',
        'Since no Heading 7 style exists in styles.xml, this gets converted to Span.'
      ]
    ],
    [
      'word-plate-lists',
      [
        'heading2 Some nested lists',
        '1. one',
        '1. two',
        '1. 1a. a',
        '1. 1a. b',
        '• one',
        '• two',
        '• • three',
        '• • • four',
        'Sub paragraph',
        '• Same list',
        '• Different list adjacent to the one above.'
      ]
    ]
  ])('%s', (name, lines) => expect(read(name)).toEqual(lines))

  test('word-plate-tables', () => {
    const tables: string[] = []
    const slice = parseHtmlSlice(readFileSync(join(samples, 'word-plate-tables.html'), 'utf8'), schema)
    slice.content.descendants((node) => {
      if (node.type.name !== 'table') return true
      const kind = (cell: Node) => (cell.type.name === 'tableHeader' ? 'h' : 'd')
      tables.push(node.children.map((row) => row.children.map(kind).join('')).join(' '))
      return false
    })
    expect(tables).toEqual(['hhhh dddd dddd dddd', 'dd dd', 'dd dd'])
    expect(read('word-plate-tables')).toContain('| Leaving Cleveland')
  })

  test('nothing of them is left out without a word', () => {
    for (const name of readdirSync(samples)) {
      const { left } = cleanHtml(readFileSync(join(samples, name), 'utf8'))
      expect(`${name}: ${leftOutWords(left) ?? 'all came in'}`).toBe(`${name}: all came in`)
    }
  })
})

test('every part of an article that is copied comes back as itself', () => {
  const parts: Part[] = [
    figure('f', { alt: 'Waves' }, 'The quay', 'Moreau'),
    ['quote', { id: 'q' }, ['paragraph', { id: 'qp' }, 'said'], ['attribution', { id: 'qa' }, 'who']],
    ['factBox', { id: 'x' }, ['factBoxTitle', { id: 'xt' }, 'title'], ['paragraph', { id: 'xp' }, 'fact']],
    ['pullQuote', { id: 'u' }, 'pulled']
  ]
  for (const part of parts) {
    const node = build(part)
    const holder = document.createElement('div')
    holder.append(DOMSerializer.fromSchema(schema).serializeNode(node))
    const slice = parseHtmlSlice(`<div data-pm-slice="0 0 []">${holder.innerHTML}</div>`, schema)
    expect(slice.content.firstChild?.toJSON()).toEqual(node.toJSON())
  }
})
