import { walkBody, type Body } from '../document/body.ts'
import { isTextblock, textOf } from '../document/text.ts'
import { idOf } from '../document/tokens.ts'

/**
 * What a comment is about, kept outside the text: words of one block with what stands around them, a picture as a
 * whole, or the whole article. It never changes: where it stands in a later text is found anew.
 */
export interface Anchor {
  /** The revision in which it was set: offsets are those of its text. Null where the article has none yet. */
  revision: string | null
  /** Id of a textblock or a figure; null is the whole article. */
  block: string | null
  /** Characters of the block's text, [start, end), a line break being one. Both 0 for a picture and for the article. */
  start: number
  end: number
  /** The words; of a picture, what names it. */
  quote: string
  /** What stands before and after the words in their block, `contextLength` characters at most. */
  prefix: string
  suffix: string
}

/** Where an anchor stands in a text. */
export type Place = { kind: 'article' } | { kind: 'figure'; block: string } | ({ kind: 'words' } & WordsPlace)

export interface WordsPlace {
  block: string
  start: number
  end: number
}

/** A textblock as anchors see it: its id and its text, as long as the editor's own content of it. */
export interface Line {
  id: string | null
  text: string
}

/** What anchors are looked for in: every textblock in reading order, and the ids of the pictures. */
export interface AnchorText {
  lines: readonly Line[]
  figures: ReadonlySet<string>
}

export const contextLength = 32
export const longestQuote = 2000

export function anchorText(body: Body): AnchorText {
  const lines: Line[] = []
  const figures = new Set<string>()
  for (const { node } of walkBody(body)) {
    const id = idOf(node)
    if (isTextblock(node)) lines.push({ id, text: textOf(node) })
    else if (node.type === 'figure' && id !== null) figures.add(id)
  }
  return { lines, figures }
}

/** An anchor on some words of a line, without the revision: main knows which one holds them. */
export function anchorOn({ id, text }: Line, start: number, end: number): Omit<Anchor, 'revision'> {
  const last = Math.min(end, start + longestQuote)
  return {
    block: id,
    start,
    end: last,
    quote: text.slice(start, last),
    prefix: text.slice(Math.max(0, start - contextLength), start),
    suffix: text.slice(last, last + contextLength)
  }
}

/** An anchor on a picture; `name` says which one it is when it is gone: its caption or its file. */
export function anchorOnFigure(block: string, name: string): Omit<Anchor, 'revision'> {
  return { block, start: 0, end: 0, quote: name.slice(0, longestQuote), prefix: '', suffix: '' }
}

export const wholeArticle: Omit<Anchor, 'revision'> = {
  block: null,
  start: 0,
  end: 0,
  quote: '',
  prefix: '',
  suffix: ''
}

export function isOnWords({ block, start, end }: Pick<Anchor, 'block' | 'start' | 'end'>): boolean {
  return block !== null && end > start
}

/**
 * Where an anchor surely stands, by what it quotes and what stood around it: in its own block, else in any. Null where
 * that is not sure: then the way of the words from the anchor's revision to this text is to be followed.
 */
export function findAnchor({ lines, figures }: AnchorText, anchor: Omit<Anchor, 'revision'>): Place | null {
  const { block } = anchor
  if (block === null) return { kind: 'article' }
  if (!isOnWords(anchor)) return figures.has(block) ? { kind: 'figure', block } : null
  const own = lines.filter(({ id }) => id === block)
  return inOwnBlock(own, anchor) ?? inArticle(lines, anchor)
}

/** A sign that no text has, for the edge of a block: to begin a paragraph is context too. */
const edge = '\u0002'

interface Hit {
  line: Line
  start: number
  /** Characters that agree before and after the words. */
  before: number
  after: number
}

/** The words, with all that stood before or all that stood after them: nothing else in the block reads so. */
function inOwnBlock(own: readonly Line[], anchor: Omit<Anchor, 'revision'>): Place | null {
  const hits = hitsOf(own, anchor)
  const whole = { before: beforeOf(anchor).length, after: afterOf(anchor).length }
  const both = hits.filter(({ before, after }) => before === whole.before && after === whole.after)
  if (both.length > 0) return one(both, anchor) ?? nearest(both, anchor)
  const near = hits.filter(
    ({ before, after }) =>
      (before === whole.before && before >= surely) ||
      (after === whole.after && after >= surely) ||
      before + after >= surely * 2
  )
  return one(near, anchor)
}

/** Of places that read alike to the last sign of their context, the one where the words stood. */
function nearest(hits: Hit[], anchor: Omit<Anchor, 'revision'>): Place | null {
  const same = hits.filter(({ start }) => start === anchor.start)
  return one(same, anchor)
}

/** Characters of context that no other place has by chance. */
const surely = 12

/** Elsewhere in the article only what reads the same on both sides, and stands there once. */
function inArticle(lines: readonly Line[], anchor: Omit<Anchor, 'revision'>): Place | null {
  const [before, after] = [beforeOf(anchor), afterOf(anchor)]
  const inner = anchor.prefix.length + anchor.quote.length + anchor.suffix.length
  if (inner < contextLength || anchor.prefix.length + anchor.suffix.length < surely) return null
  return one(
    hitsOf(lines, anchor).filter((hit) => hit.before === before.length && hit.after === after.length),
    anchor
  )
}

function one(hits: Hit[], { quote }: Pick<Anchor, 'quote'>): Place | null {
  const [hit, ...others] = hits
  if (!hit || others.length > 0 || hit.line.id === null) return null
  return { kind: 'words', block: hit.line.id, start: hit.start, end: hit.start + quote.length }
}

function beforeOf({ prefix, start }: Pick<Anchor, 'prefix' | 'start'>): string {
  return start === prefix.length ? edge + prefix : prefix
}

function afterOf({ suffix }: Pick<Anchor, 'suffix'>): string {
  return suffix.length < contextLength ? suffix + edge : suffix
}

function hitsOf(lines: readonly Line[], anchor: Omit<Anchor, 'revision'>): Hit[] {
  const { quote } = anchor
  const [before, after] = [beforeOf(anchor), afterOf(anchor)]
  const hits: Hit[] = []
  for (const line of lines) {
    const text = line.text + edge
    for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1))
      hits.push({
        line,
        start,
        before: sameEnd(edge + text.slice(0, start), before),
        after: sameStart(text.slice(start + quote.length), after)
      })
  }
  return hits
}

function sameEnd(text: string, wanted: string): number {
  let length = 0
  while (length < wanted.length && length < text.length && text.at(-1 - length) === wanted.at(-1 - length)) length++
  return length
}

function sameStart(text: string, wanted: string): number {
  let length = 0
  while (length < wanted.length && length < text.length && text[length] === wanted[length]) length++
  return length
}
