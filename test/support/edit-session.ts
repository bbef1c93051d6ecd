import type { Body, BodyMark, BodyNode } from '#shared/document/body.ts'
import { isTextblock } from '#shared/document/text.ts'
import { seededRandom } from '#test/bench/random.ts'
import { pickWord } from '#test/bench/words.ts'

/** A word on its way through a session. The tag tells where it comes from: what was typed anew has a new one. */
interface Tagged {
  word: string
  marks?: BodyMark[]
}

export interface Session {
  before: Body
  after: Body
  /** The same two with every word's tag still on it ("ferry§12"), for who wants to know where a word really went. */
  tagged: { before: Body; after: Body }
  /** Words that the edits really put in and took out: of two that undo each other, none. */
  inserted: number
  deleted: number
  /** What was done, in order. */
  edits: string[]
}

const tagSign = '§'

/** A body of some `words` words with every kind of block, and the same after `edits` random edits, all by `seed`. */
export function editSession(seed: number, words: number, edits: number, only: readonly Edit[] = allEdits): Session {
  const random = seededRandom(seed)
  const writer = new Writer(random)
  const before = writer.article(words)
  const after = structuredClone(before)
  const done: string[] = []
  for (let number = 0; number < edits; number++) {
    const edit = only[Math.floor(random() * only.length)]
    if (edit) done.push(writer[edit](after) ? edit : `${edit} (nowhere)`)
  }
  const [had, has] = [tagsOf(before), tagsOf(after)]
  return {
    before: untagged(before),
    after: untagged(after),
    tagged: { before, after },
    inserted: [...has].filter((tag) => !had.has(tag)).length,
    deleted: [...had].filter((tag) => !has.has(tag)).length,
    edits: done
  }
}

function tagsOf(body: Body): Set<string> {
  return new Set(linesOf(body).flatMap((line) => wordsOf(line).map(({ word }) => word.split(tagSign)[1] ?? '')))
}

function untagged(body: Body): Body {
  return JSON.parse(JSON.stringify(body).replace(/§\d+/g, '')) as Body
}

export function linesOf(node: BodyNode): BodyNode[] {
  return isTextblock(node) ? [node] : (node.content ?? []).flatMap(linesOf)
}

export function wordsOf(line: BodyNode): Tagged[] {
  return (line.content ?? []).flatMap((node) =>
    (node.text ?? '')
      .split(' ')
      .filter(Boolean)
      .map((word) => (node.marks ? { word, marks: node.marks } : { word }))
  )
}

/** Words into a line, one text for a run of equal marks, a space after each word but the last. */
function write(line: BodyNode, words: Tagged[]): void {
  const content: BodyNode[] = []
  words.forEach(({ word, marks }, index) => {
    const text = index < words.length - 1 ? `${word} ` : word
    const last = content.at(-1)
    if (last && JSON.stringify(last.marks) === JSON.stringify(marks)) last.text += text
    else content.push(marks ? { type: 'text', text, marks } : { type: 'text', text })
  })
  if (content.length > 0) line.content = content
  else delete line.content
}

export const textEdits = ['insertWords', 'deleteWords', 'replaceWords'] as const
export const allEdits = [
  ...textEdits,
  'split',
  'join',
  'move',
  'heading',
  'wrapInList',
  'unwrapList',
  'deleteBlock',
  'newParagraph',
  'bold',
  'alt',
  'replacePicture',
  'newFigure',
  'newItem',
  'deleteItem',
  'newRow',
  'deleteRow',
  'quote'
] as const
export type Edit = (typeof allEdits)[number]

export class Writer {
  #random: () => number
  #tags = 0
  #ids = 0

  constructor(random: () => number) {
    this.#random = random
  }

  article(words: number): Body {
    const content = [this.#line('headline', 7), this.#line('standfirst', 16)]
    for (let written = 0, number = 0; written < words; number++) {
      if (number % 9 === 4) content.push(this.#line('heading', 4, { level: 2 }))
      if (number % 12 === 2) content.push(this.#figure())
      if (number % 20 === 7) content.push(this.#list(4))
      if (number % 25 === 9) content.push(this.#table(3))
      if (number % 30 === 11)
        content.push({
          type: 'quote',
          attrs: { id: this.#id() },
          content: [this.#line('paragraph', 20), this.#line('attribution', 3)]
        })
      if (number % 30 === 13)
        content.push({
          type: 'factBox',
          attrs: { id: this.#id() },
          content: [this.#line('factBoxTitle', 3), this.#line('paragraph', 12)]
        })
      const length = 20 + Math.floor(this.#random() * 80)
      content.push(this.#line('paragraph', length))
      written += length
    }
    return { type: 'doc', content }
  }

  insertWords(body: Body): boolean {
    const line = this.#pick(linesOf(body))
    if (!line) return false
    const words = wordsOf(line)
    words.splice(Math.floor(this.#random() * (words.length + 1)), 0, ...this.#words(1 + Math.floor(this.#random() * 6)))
    write(line, words)
    return true
  }

  deleteWords(body: Body): boolean {
    const line = this.#pick(linesOf(body).filter((one) => wordsOf(one).length > 3))
    if (!line) return false
    const words = wordsOf(line)
    words.splice(Math.floor(this.#random() * words.length), 1 + Math.floor(this.#random() * 6))
    write(line, words)
    return true
  }

  replaceWords(body: Body): boolean {
    const line = this.#pick(linesOf(body).filter((one) => wordsOf(one).length > 3))
    if (!line) return false
    const words = wordsOf(line)
    const count = 1 + Math.floor(this.#random() * 4)
    words.splice(Math.floor(this.#random() * (words.length - 1)), count, ...this.#words(count))
    write(line, words)
    return true
  }

  split(body: Body): boolean {
    return this.#at(
      body,
      (block) => block.type === 'paragraph' && wordsOf(block).length > 3,
      (block, index, blocks) => {
        const words = wordsOf(block)
        const at = 1 + Math.floor(this.#random() * (words.length - 1))
        const rest: BodyNode = { type: 'paragraph', attrs: { id: this.#id() } }
        write(block, words.slice(0, at))
        write(rest, words.slice(at))
        blocks.splice(index + 1, 0, rest)
      }
    )
  }

  join(body: Body): boolean {
    return this.#at(
      body,
      (block, index, blocks) => block.type === 'paragraph' && blocks[index + 1]?.type === 'paragraph',
      (block, index, blocks) => {
        const [next] = blocks.splice(index + 1, 1)
        write(block, [...wordsOf(block), ...(next ? wordsOf(next) : [])])
      }
    )
  }

  move(body: Body): boolean {
    return this.#at(body, movable, (block, index, blocks) => {
      blocks.splice(index, 1)
      blocks.splice(2 + Math.floor(this.#random() * (blocks.length - 1)), 0, block)
    })
  }

  heading(body: Body): boolean {
    return this.#at(
      body,
      ({ type }) => type === 'paragraph' || type === 'heading',
      (block) => {
        const id = block.attrs?.id
        const turned =
          block.type === 'paragraph'
            ? { type: 'heading' as const, attrs: { id, level: 3 } }
            : { type: 'paragraph' as const, attrs: { id } }
        Object.assign(block, turned)
      }
    )
  }

  wrapInList(body: Body): boolean {
    return this.#at(
      body,
      ({ type }) => type === 'paragraph',
      (block, index, blocks) => {
        blocks[index] = {
          type: 'bulletList',
          attrs: { id: this.#id() },
          content: [{ type: 'listItem', content: [block] }]
        }
      }
    )
  }

  unwrapList(body: Body): boolean {
    return this.#at(
      body,
      ({ type }) => type === 'bulletList',
      (block, index, blocks) => {
        blocks.splice(index, 1, ...(block.content ?? []).flatMap((item) => item.content ?? []))
      }
    )
  }

  deleteBlock(body: Body): boolean {
    return this.#at(
      body,
      (block, _index, blocks) => movable(block) && blocks.length > 6,
      (_block, index, blocks) => void blocks.splice(index, 1)
    )
  }

  newParagraph(body: Body): boolean {
    return this.#at(
      body,
      movable,
      (_block, index, blocks) =>
        void blocks.splice(index, 0, this.#line('paragraph', 5 + Math.floor(this.#random() * 40)))
    )
  }

  bold(body: Body): boolean {
    const line = this.#pick(linesOf(body).filter((one) => one.type === 'paragraph' && wordsOf(one).length > 3))
    if (!line) return false
    const words = wordsOf(line)
    const at = Math.floor(this.#random() * (words.length - 1))
    write(
      line,
      words.map((word, index) =>
        index === at || index === at + 1 ? { word: word.word, marks: [{ type: 'bold' }] } : word
      )
    )
    return true
  }

  alt(body: Body): boolean {
    return this.#at(
      body,
      ({ type }) => type === 'figure',
      (block) => void (block.attrs = { ...block.attrs, alt: pickWord(this.#random) })
    )
  }

  replacePicture(body: Body): boolean {
    return this.#at(
      body,
      ({ type }) => type === 'figure',
      (block) => void (block.attrs = { ...block.attrs, media: this.#hash() })
    )
  }

  newFigure(body: Body): boolean {
    return this.#at(body, movable, (_block, index, blocks) => void blocks.splice(index, 0, this.#figure()))
  }

  newItem(body: Body): boolean {
    return this.#inside(
      body,
      'bulletList',
      (items) =>
        void items.splice(Math.floor(this.#random() * (items.length + 1)), 0, {
          type: 'listItem',
          content: [this.#line('paragraph', 6)]
        })
    )
  }

  deleteItem(body: Body): boolean {
    return this.#inside(
      body,
      'bulletList',
      (items) => void (items.length > 1 && items.splice(Math.floor(this.#random() * items.length), 1))
    )
  }

  newRow(body: Body): boolean {
    return this.#inside(
      body,
      'table',
      (rows) => void rows.splice(Math.floor(this.#random() * (rows.length + 1)), 0, this.#row(3))
    )
  }

  deleteRow(body: Body): boolean {
    return this.#inside(
      body,
      'table',
      (rows) => void (rows.length > 1 && rows.splice(Math.floor(this.#random() * rows.length), 1))
    )
  }

  quote(body: Body): boolean {
    return this.#at(
      body,
      ({ type }) => type === 'paragraph',
      (block, index, blocks) => {
        blocks[index] = { type: 'quote', attrs: { id: this.#id() }, content: [block] }
      }
    )
  }

  #at(
    body: Body,
    fits: (block: BodyNode, index: number, blocks: BodyNode[]) => boolean,
    change: (block: BodyNode, index: number, blocks: BodyNode[]) => void
  ): boolean {
    const blocks = body.content ?? []
    const index = this.#pick(blocks.flatMap((block, at) => (fits(block, at, blocks) ? [at] : [])))
    const block = index === undefined ? undefined : blocks[index]
    if (index === undefined || !block) return false
    change(block, index, blocks)
    return true
  }

  #inside(body: Body, type: BodyNode['type'], change: (children: BodyNode[]) => void): boolean {
    return this.#at(
      body,
      (block) => block.type === type,
      (block) => change((block.content ??= []))
    )
  }

  #pick<T>(list: T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)]
  }

  #words(count: number): Tagged[] {
    return Array.from({ length: count }, () => ({ word: `${pickWord(this.#random)}${tagSign}${++this.#tags}` }))
  }

  #line(type: BodyNode['type'], words: number, attrs: Record<string, unknown> = {}): BodyNode {
    const line: BodyNode = { type, attrs: { id: this.#id(), ...attrs } }
    write(line, this.#words(words))
    return line
  }

  #figure(): BodyNode {
    return {
      type: 'figure',
      attrs: { id: this.#id(), media: this.#hash(), alt: pickWord(this.#random), role: 'inline' },
      content: [this.#line('caption', 9), this.#line('credit', 2)]
    }
  }

  #list(items: number): BodyNode {
    return {
      type: 'bulletList',
      attrs: { id: this.#id() },
      content: Array.from({ length: items }, () => ({
        type: 'listItem' as const,
        content: [this.#line('paragraph', 5)]
      }))
    }
  }

  #table(columns: number): BodyNode {
    return { type: 'table', attrs: { id: this.#id() }, content: Array.from({ length: 4 }, () => this.#row(columns)) }
  }

  #row(columns: number): BodyNode {
    const cell = (): BodyNode => ({
      type: 'tableCell',
      attrs: { colspan: 1, rowspan: 1, colwidth: null },
      content: [this.#line('paragraph', 2)]
    })
    return { type: 'tableRow', content: Array.from({ length: columns }, cell) }
  }

  #id(): string {
    return `b${++this.#ids}`
  }

  #hash(): string {
    return Array.from({ length: 64 }, () => Math.floor(this.#random() * 16).toString(16)).join('')
  }
}

function movable({ type }: BodyNode): boolean {
  return type !== 'headline' && type !== 'standfirst'
}
