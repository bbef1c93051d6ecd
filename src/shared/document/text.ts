import { walkBody, type Body, type BodyNode } from './body.ts'
import { acceptedBody } from './decide.ts'
import type { NodeName } from './schema.ts'

const textblocks: ReadonlySet<NodeName> = new Set<NodeName>([
  'headline',
  'standfirst',
  'paragraph',
  'heading',
  'attribution',
  'pullQuote',
  'factBoxTitle',
  'caption',
  'credit'
])

export function isTextblock(node: BodyNode): boolean {
  return textblocks.has(node.type)
}

/** The plain text of one node: marks gone, line breaks kept, words that a suggestion would delete still there. */
export function textOf(node: BodyNode | undefined): string {
  if (!node) return ''
  if (node.type === 'text') return node.text ?? ''
  if (node.type === 'hardBreak') return '\n'
  if (isTextblock(node)) return (node.content ?? []).map(textOf).join('')
  return (node.content ?? []).map(textOf).filter(Boolean).join('\n')
}

/** The first node of a type, or undefined. */
export function findNode(body: Body, type: NodeName): BodyNode | undefined {
  for (const { node } of walkBody(body)) if (node.type === type) return node
  return undefined
}

/** Every figure in reading order. */
export function figuresOf(body: Body): BodyNode[] {
  return [...walkBody(body)].map(({ node }) => node).filter((node) => node.type === 'figure')
}

/** Whether a figure stands in one gallery with the node before it. */
export function joinsBefore(figure: BodyNode, before: BodyNode | undefined): boolean {
  return figure.type === 'figure' && before?.type === 'figure' && figure.attrs?.joined === true
}

export function captionOf(figure: BodyNode): string {
  return textOf(figure.content?.find((child) => child.type === 'caption'))
}

export function creditOf(figure: BodyNode): string {
  return textOf(figure.content?.find((child) => child.type === 'credit'))
}

export interface BodyText {
  headline: string
  standfirst: string
  /** Paragraphs, headings, quotes, lists, tables and boxes, one line a textblock. */
  copy: string
  /** Captions and credits, one line each. */
  captions: string
}

/** A body's plain text by what a reader takes it for: what search, counts and plain exports stand on. */
export function readText(body: Body): BodyText {
  const text: Record<keyof BodyText, string[]> = { headline: [], standfirst: [], copy: [], captions: [] }
  for (const { node } of walkBody(acceptedBody(body))) {
    if (!isTextblock(node)) continue
    const line = textOf(node)
    if (line === '') continue
    if (node.type === 'headline' || node.type === 'standfirst') text[node.type].push(line)
    else if (node.type === 'caption' || node.type === 'credit') text.captions.push(line)
    else text.copy.push(line)
  }
  return {
    headline: text.headline.join('\n'),
    standfirst: text.standfirst.join('\n'),
    copy: text.copy.join('\n'),
    captions: text.captions.join('\n')
  }
}

/** Whether a body or a part of it holds any letter or sign, words that a suggestion would delete too. */
export function hasText(node: BodyNode): boolean {
  return /\S/.test(node.text ?? '') || (node.content?.some(hasText) ?? false)
}

/** UTF-16 units of all text in a node, words that a suggestion would delete too. */
export function textLength(node: BodyNode): number {
  return (node.content ?? []).reduce((sum, child) => sum + textLength(child), node.text?.length ?? 0)
}

/** Whether words are found in a text only with a dictionary: it holds Han, Kana, Thai or Lao. */
export function needsDictionary(text: string): boolean {
  return /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/.test(text)
}

/** Words as a newsroom counts them: runs between white space that hold a letter or a digit; each Han, Kana or Thai character run by dictionary. */
export function countWords(text: string, language = 'en'): number {
  // Run by run: one expression for all of it takes the square of the time where a long run holds no letter.
  if (!needsDictionary(text)) return (text.match(/[^\s–—]+/g) ?? []).filter((run) => /[\p{L}\p{N}]/u.test(run)).length
  let count = 0
  for (const segment of new Intl.Segmenter(language, { granularity: 'word' }).segment(text))
    if (segment.isWordLike) count++
  return count
}

/** Minutes to read `words` at 238 a minute (Brysbaert 2019, silent reading of English non-fiction); at least 1. */
export function readingMinutes(words: number): number {
  return Math.max(1, Math.round(words / 238))
}
