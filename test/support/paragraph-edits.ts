import type { Body, BodyNode } from '#shared/document/body.ts'
import { isTextblock } from '#shared/document/text.ts'
import { line } from './bodies.ts'

/** A text whose second paragraph two people change. */
export const startingText: Body = {
  type: 'doc',
  content: [
    line('headline', 'Quay', 'h'),
    line('paragraph', 'Before all of it.', 'p1'),
    line('paragraph', 'one two three four five six seven eight nine ten eleven twelve', 'p2'),
    line('paragraph', 'After that comes more.', 'p3'),
    line('paragraph', 'Last is nothing else.', 'p4')
  ]
}

/** What a hand does to that paragraph, found by its words wherever they stand by now. Does nothing where they are gone. */
export const paragraphEdits: Record<string, (body: Body, hand: string) => void> = {
  'insert words': (body, hand) =>
    onLine(body, 'four', (at) => change(at.line, (text) => text.replace(/\bfour\b/, `four ${hand}new ${hand}words`))),
  'replace words': (body, hand) =>
    onLine(body, 'nine', (at) => change(at.line, (text) => text.replace(/\bnine\b/, `${hand}nine`))),
  'delete words': (body) => onLine(body, 'six', (at) => change(at.line, (text) => text.replace(/\bsix seven ?/, ''))),
  split: (body, hand) =>
    onLine(body, 'eleven', (at) => {
      const [text, place] = [textIn(at.line), textIn(at.line).indexOf('eleven')]
      if (place <= 0) return
      change(at.line, () => text.slice(0, place).trimEnd())
      at.blocks.splice(at.index + 1, 0, { ...line('paragraph', text.slice(place), `${hand}split`) })
    }),
  join: (body) =>
    onLine(body, 'twelve', (at) => {
      const next = at.blocks[at.index + 1]
      if (!next || !isTextblock(next)) return
      change(at.line, (text) => `${text} ${textIn(next)}`)
      at.blocks.splice(at.index + 1, 1)
    }),
  move: (body) => onBlock(body, 'one', (at) => at.blocks.push(...at.blocks.splice(at.index, 1))),
  heading: (body) =>
    onLine(
      body,
      'one',
      ({ line: found }) => void Object.assign(found, { type: 'heading', attrs: { ...found.attrs, level: 2 } })
    ),
  quote: (body, hand) => onBlock(body, 'one', (at) => void (at.blocks[at.index] = wrap(at, 'quote', hand))),
  list: (body, hand) => onBlock(body, 'one', (at) => void (at.blocks[at.index] = wrap(at, 'bulletList', hand))),
  bold: (body) =>
    onLine(body, 'three', ({ line: found }) => {
      const [before, after] = textIn(found).split(/\bthree\b/)
      found.content = [
        { type: 'text', text: before ?? '' },
        { type: 'text', text: 'three', marks: [{ type: 'bold' as const }] },
        { type: 'text', text: after ?? '' }
      ].filter(({ text }) => text !== '') as BodyNode[]
    }),
  delete: (body) => onBlock(body, 'one', (at) => void at.blocks.splice(at.index, 1))
}

interface Place {
  line: BodyNode
  blocks: BodyNode[]
  index: number
}

function onLine(body: Body, word: string, then: (at: Place) => void): void {
  const search = (blocks: BodyNode[]): boolean =>
    blocks.some((block, index) => {
      if (!isTextblock(block)) return search(block.content ?? [])
      if (!textIn(block).split(' ').includes(word)) return false
      then({ line: block, blocks, index })
      return true
    })
  search(body.content ?? [])
}

function onBlock(body: Body, word: string, then: (at: Place) => void): void {
  onLine(body, word, ({ line: found }) => {
    const blocks = body.content ?? []
    const index = blocks.findIndex((block) => JSON.stringify(block).includes(JSON.stringify(found)))
    then({ line: found, blocks, index })
  })
}

function wrap({ blocks, index }: Place, type: 'quote' | 'bulletList', hand: string): BodyNode {
  const block = blocks[index]!
  if (block.type !== 'paragraph') return block
  const id = `${hand}${type}`
  return type === 'quote'
    ? { type, attrs: { id }, content: [block] }
    : { type, attrs: { id }, content: [{ type: 'listItem', content: [block] }] }
}

export function textIn(node: BodyNode): string {
  return (node.content ?? []).map(({ text }) => text ?? '').join('')
}

function change(node: BodyNode, to: (text: string) => string): void {
  const [before, after] = [textIn(node), to(textIn(node))]
  if (before === after) return
  const bold = node.content?.some(({ marks }) => marks !== undefined)
  node.content = after === '' ? [] : [{ type: 'text', text: after }]
  if (bold) paragraphEdits.bold?.({ type: 'doc', content: [node] }, '')
}

/** What a reader sees: every line with what it stands in, its kind, and its words with their weight. */
export function shapeOf(body: Body): string[] {
  const shapes: string[] = []
  const visit = (node: BodyNode, path: string) => {
    if (isTextblock(node))
      shapes.push(
        `${path}${node.type}: ${(node.content ?? []).map(({ text, marks }) => (marks ? `*${text}*` : text)).join('')}`
      )
    else for (const child of node.content ?? []) visit(child, `${path}${node.type}>`)
  }
  for (const block of body.content ?? []) visit(block, '')
  return shapes
}
