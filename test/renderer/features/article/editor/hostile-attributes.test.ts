// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { DOMSerializer, type MarkType, type NodeType } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Arrivals } from '#renderer/features/article/editor/arrivals.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import { acceptSuggestions, rejectSuggestions } from '#shared/document/decide.ts'
import { readBody, type Body, type BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { schema, schemaVersion } from '#shared/document/schema.ts'
import { fail } from '#shared/result.ts'
import { addresses, values } from '#test/support/hostile-values.ts'
import { article } from './documents.ts'

/** Every attribute of every node and mark, with what nobody means it to be, by each way into an article that reads no file. */
Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

const attributesOf = (type: NodeType | MarkType) => Object.keys(type.spec.attrs ?? {})
const nodes = Object.values(schema.nodes).filter((type) => type.name !== 'doc' && attributesOf(type).length > 0)
const marks = Object.values(schema.marks).filter((type) => attributesOf(type).length > 0)
/** An address is nothing but a word to most attributes: one of them will do there. */
const hostile = [...values, ...addresses]

let editor: Editor
let start: EditorState
const said: string[] = []

beforeAll(() => {
  const arrivals = new Arrivals(
    async () => fail('unsupported', 'No pictures here.'),
    () => {}
  )
  editor = openEditor(
    {
      body: article(['paragraph', { id: 'a' }, 'one'], ['paragraph', { id: 'b' }, 'two']).toJSON() as Body,
      editable: true,
      language: () => 'en-GB',
      parts: null,
      paste: { bringIn: () => {}, say: (message) => void said.push(message) },
      openLink: () => {},
      figures: { arrivals, chooseFile: () => {}, openLibrary: () => {}, openCrop: () => {} }
    },
    document.body.appendChild(document.createElement('div'))
  )
  editor.commands.setTextSelection(editor.state.doc.content.size - 1)
  start = editor.state
})
afterAll(() => editor.destroy())
beforeEach(() => {
  said.length = 0
  editor.view.updateState(start)
})

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('<', '&lt;').replaceAll('\u0000', '\\u0000')

function paste(html: string): void {
  editor.view.updateState(start)
  editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent)
}

const framed = (frame: unknown, inside: string, open = '1 1') =>
  `<div data-pm-slice='${open} ${escaped(JSON.stringify(frame))}'>${inside}</div>`

/** The nodes from a block of the copy down to one of this type, without that one. */
function wayTo(type: NodeType): NodeType[] {
  const ways: NodeType[][] = [[]]
  for (const way of ways) {
    const match = (way.at(-1) ?? schema.topNodeType).contentMatch
    const next = followers(match)
    if (next.includes(type)) return way
    if (way.length < 4)
      ways.push(...next.filter((one) => !one.isLeaf && !way.includes(one)).map((one) => [...way, one]))
  }
  throw new Error(`Nothing leads to ${type.name}.`)
}

function followers(match: NodeType['contentMatch']): NodeType[] {
  const found = new Set<NodeType>()
  const seen = [match]
  for (const state of seen)
    for (let index = 0; index < state.edgeCount; index++) {
      const { type, next } = state.edge(index)
      found.add(type)
      if (!seen.includes(next)) seen.push(next)
    }
  return [...found]
}

/** What stands in a node of this type, as HTML. */
function insideOf(type: NodeType): string {
  if (type.inlineContent) return 'pasted'
  const page = document.createElement('div')
  const filled = type.createAndFill()
  if (filled) page.append(DOMSerializer.fromSchema(schema).serializeFragment(filled.content))
  const line = [...page.querySelectorAll('*')].findLast((element) => element.childElementCount === 0)
  if (line) line.textContent = 'pasted'
  return page.innerHTML || '<p>pasted</p>'
}

function linksOf(node: BodyNode): unknown[] {
  return [
    ...(node.marks ?? []).flatMap(({ type, attrs }) => (type === 'link' ? [attrs?.href] : [])),
    ...(node.type === 'embed' && node.attrs?.url ? [node.attrs.url] : []),
    ...(node.content ?? []).flatMap(linksOf)
  ]
}

const isAddress = /^(href|src|srcset|action|formaction|data|xlink:href|poster|background|style)$/i

/** Elements and attributes that run or lead somewhere; words in an alt text may say what they like. */
function active(): string[] {
  return [...document.body.querySelectorAll('*')].flatMap((element) => [
    ...(/^(script|iframe|object|embed|base|form|math|style|link|meta)$/i.test(element.localName)
      ? [element.localName]
      : []),
    ...[...element.attributes]
      .filter(
        ({ name, value }) =>
          /^on/i.test(name) || (isAddress.test(name) && !value.startsWith('/media/') && !isSafeLink(value))
      )
      .map(({ name, value }) => `${element.localName} ${name}=${value}`)
  ])
}

function expectSound(what: unknown): void {
  const body = editor.getJSON() as Body
  const read = readBody(body, schemaVersion)
  expect(read.ok ? '' : read.error.message, String(JSON.stringify(what)).slice(0, 80)).toBe('')
  expect(linksOf(body).filter((href) => !isSafeLink(href))).toEqual([])
  expect(active()).toEqual([])
  expect('ran' in window).toBe(false)
}

describe.each(nodes.map((type) => [type.name, type] as const))('%s', (name, type) => {
  const given = name === 'embed' ? hostile : [...values, addresses[0]]

  test('with any attributes, named by the frame around what is pasted, can be stored', () => {
    const around = wayTo(type).flatMap((one) => [one.name, null])
    for (const [index, value] of given.entries()) {
      const attrs = Object.fromEntries(attributesOf(type).map((attribute) => [attribute, value]))
      paste(framed([...around, name, attrs], insideOf(type), index % 2 ? '0 0' : '1 1'))
      expectSound(value)
    }
  })

  test('with any attributes, written into HTML, can be stored', () => {
    const sound = type.createAndFill()
    if (!sound) throw new Error(`${name} cannot be filled.`)
    const page = document.createElement('div')
    for (const value of given) {
      const element = DOMSerializer.fromSchema(schema).serializeNode(sound) as Element
      for (const attribute of attributesOf(type)) {
        const dom = attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
        const text = typeof value === 'string' ? value : JSON.stringify(value)
        for (const named of [`data-${dom}`, dom]) element.setAttribute(named, text)
      }
      const line = [element, ...element.querySelectorAll('*')].findLast(
        ({ childElementCount }) => childElementCount === 0
      )
      if (line && !type.isAtom) line.textContent = 'pasted'
      page.append(element)
    }
    for (const html of [page.innerHTML, framed([], page.innerHTML, '0 0')]) {
      paste(html)
      expectSound(name)
      expect(editor.state.doc.content.size).toBeGreaterThan(start.doc.content.size)
    }
  })

  test.each(attributesOf(type))('%s, in a body that the store takes, shows nothing that runs', (attribute) => {
    const sound = type.createAndFill()?.toJSON() as BodyNode
    for (const value of hostile) showStored({ ...sound, attrs: { ...sound.attrs, [attribute]: value } })
  })
})

test('what an editor like this one has copied comes in with every mark and attribute', () => {
  const words = '<p><strong>bold</strong> <em>slanted</em> <a href="https://example.org/">linked</a></p>'
  const picture = `<figure data-type="figure" data-alt="A quay" data-width="640" data-crop='{"x":0,"y":0,"width":0.5,"height":1}'>${'<p data-type="caption">The quay.</p><p data-type="credit">Ines Moreau</p></figure>'}`
  paste(framed([], words + picture + '<ol start="7" type="a"><li><p>seventh</p></li></ol>', '0 0'))
  const found = new Set<string>()
  editor.state.doc.descendants((node) => {
    for (const { type, attrs } of node.marks) found.add(`${type.name} ${String(attrs.href ?? '')}`.trim())
    if (node.type.name === 'figure')
      expect(node.attrs).toMatchObject({ alt: 'A quay', width: 640, crop: { width: 0.5 } })
    if (node.type.name === 'orderedList') expect(node.attrs).toMatchObject({ start: 7, type: 'a' })
    found.add(node.type.name)
  })
  expect([...found]).toEqual(
    expect.arrayContaining(['bold', 'italic', 'link https://example.org/', 'figure', 'caption', 'orderedList'])
  )
})

test.each(marks.map((type) => [type.name, type] as const))('a mark of type %s with any attribute', (name, type) => {
  for (const attribute of attributesOf(type))
    for (const value of hostile) {
      const attrs = { id: 's1', href: 'https://example.org/', [attribute]: value }
      const words = { type: 'text', text: 'x', marks: [{ type: name, attrs }] }
      showStored({ type: 'paragraph', attrs: { id: 'p' }, content: [words] } as BodyNode)
    }
})

/** Whatever the store takes is shown; nothing in it runs, and every link in it is one that may be. */
function showStored(node: BodyNode): void {
  const headline: BodyNode = { type: 'headline', attrs: { id: 'h' } }
  const around = wayTo(schema.nodes[node.type] as NodeType)
  const inside = around.reduceRight<BodyNode | null>((content, type) => {
    const made = type.createAndFill()?.toJSON() as BodyNode
    const at = made.content?.findIndex((child) => child.type === content?.type) ?? -1
    if (content && made.content && at >= 0) made.content[at] = content
    return made
  }, node)
  const content = node.type === 'headline' ? [node] : [headline, inside as BodyNode]
  if (!['headline', 'standfirst'].includes(node.type)) content.push({ type: 'paragraph', attrs: { id: 'last' } })
  const read = readBody({ type: 'doc', content }, schemaVersion)
  if (!read.ok) return
  const page = document.body.appendChild(document.createElement('div'))
  page.append(DOMSerializer.fromSchema(schema).serializeFragment(schema.nodeFromJSON(read.value).content))
  expect(active()).toEqual([])
  expect(linksOf(read.value).filter((href) => !isSafeLink(href))).toEqual([])
  page.remove()
}

describe('what a suggestion says that a block was', () => {
  const was = [
    ...hostile.map((value) => ({ type: 'attr', attrName: 'url', previousValue: value })),
    ...hostile.map((value) => ({ type: 'nodeType', previousValue: { type: 'embed', attrs: { url: value } } })),
    ...hostile.map((value) => ({ type: 'nodeType', previousValue: value })),
    ...hostile.map((value) => ({ type: 'nodeType', previousValue: { type: value, attrs: value } }))
  ]
  const suggested = (attrs: object): Body => ({
    type: 'doc',
    content: [
      { type: 'headline', attrs: { id: 'h' } },
      {
        type: 'embed',
        attrs: { id: 'e', url: 'https://example.org/' },
        marks: [{ type: 'modification', attrs: { id: 's', attrName: null, newValue: null, ...attrs } }]
      }
    ]
  })

  test('is taken back only to what a block may be', () => {
    let taken = 0
    for (const attrs of was) {
      const read = readBody(suggested(attrs), schemaVersion)
      if (!read.ok) continue
      taken++
      for (const decided of [rejectSuggestions(read.value), acceptSuggestions(read.value)]) {
        const again = readBody(decided, schemaVersion)
        expect(again.ok ? '' : again.error.message, JSON.stringify(attrs).slice(0, 200)).toBe('')
      }
    }
    expect(taken).toBeGreaterThan(hostile.length * 2)
  })
})

describe('a frame that no editor writes', () => {
  test.each([
    ['is null', 'null'],
    ['is a number', '7'],
    ['is no JSON', '[[['],
    ['is an object', '{"length":4,"2":"figure"}'],
    ['names what is no node', '[7,null,"__proto__",{},"constructor",{}]'],
    ['nests an article in an article', '["doc",null,"doc",null]'],
    ['has 5,000 levels', JSON.stringify(Array.from({ length: 10_000 }, (_, at) => (at % 2 ? null : 'bulletList')))],
    ['has attributes that are none', '["figure","x","figure",7,"figure",[]]'],
    ['has prototype keys', '["orderedList",{"__proto__":{"start":"x"},"constructor":1}]']
  ])('that %s brings the words and stays storable', (_what, frame) => {
    for (const open of ['0 0', '9 9', '99999999999 1', '1 1 -99999999']) {
      paste(`<div data-pm-slice='${open} ${frame}'><p>pasted</p></div><i data-pm-slice='1 1 null'>x</i>`)
      expectSound(frame)
      expect(editor.getText()).toContain('pasted')
    }
  })
})

describe('what nests deeper than an article may', () => {
  const nested = (levels: number) => '<ul><li><p>in</p>'.repeat(levels) + '</li></ul>'.repeat(levels)

  test('is pasted as its words, and this is said', () => {
    for (const html of [nested(30), framed([], nested(30), '0 0')]) {
      paste(html)
      expect(editor.getText()).toContain('in')
      expectSound('deep')
    }
    expect(said).toEqual([
      'What you pasted could not be read as it was: its words came in alone.',
      'What you pasted could not be read as it was: its words came in alone.'
    ])
    paste(nested(14))
    expect(editor.view.dom.querySelectorAll('ul').length).toBeGreaterThan(10)
  })

  test('does not come about by Tab either', () => {
    paste('<ul><li>one</li><li>two</li></ul>')
    for (let level = 0; level < 30; level++) {
      const list = (depth: number): BodyNode => ({
        type: 'bulletList',
        content: [
          { type: 'listItem', content: [{ type: 'paragraph' }, ...(depth > 0 ? [list(depth - 1)] : [])] },
          ...(depth === 0 ? [{ type: 'listItem', content: [{ type: 'paragraph' }] } as BodyNode] : [])
        ]
      })
      editor.commands.setContent(article(['paragraph', { id: 'a' }]).toJSON() as Body)
      editor.commands.insertContentAt(editor.state.doc.content.size, list(level))
      editor.commands.setTextSelection(lastLine())
      editor.commands.sinkListItem('listItem')
      expectSound(level)
    }
  })
})

function lastLine(): number {
  let at = 0
  editor.state.doc.descendants((node, position) => {
    if (node.isTextblock) at = position + 1
  })
  return at
}

test('the control: what is looked for is found where markup is put in as it comes', () => {
  const page = document.body.appendChild(document.createElement('div'))
  page.innerHTML = '<img src=x onerror="window.ran=1"><a href="javascript:window.ran=1">x</a>'
  expect(active()).toHaveLength(3)
  page.remove()
})
