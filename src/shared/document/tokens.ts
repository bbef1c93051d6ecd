import type { Body, BodyMark, BodyNode } from './body.ts'
import { isTextblock } from './text.ts'

/** A node without what is inside it. */
export type Face = Omit<BodyNode, 'content' | 'text'>

/** Where a block begins or ends. Both carry the block's face: its type, its id, its attributes. */
export type MarkerToken = { kind: 'open'; face: Face } | { kind: 'close'; face: Face }

/** A word, a run of white space or a sign. A word that is half bold is one word of two runs. */
export interface WordToken {
  kind: 'word'
  text: string
  runs: Run[]
  /** Whether it is what a newsroom counts. */
  counts: boolean
}

export interface Run {
  text: string
  marks?: BodyMark[]
}

/** Something in a line that is not text: a line break. */
export interface InlineToken {
  kind: 'inline'
  face: Face
}

export type Token = MarkerToken | WordToken | InlineToken

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language)
  if (!segmenter) segmenters.set(language, (segmenter = new Intl.Segmenter(language, { granularity: 'word' })))
  return segmenter
}

export interface Segment {
  text: string
  counts: boolean
}

/** A text as words, white space and signs, which together are the text. `language` is BCP 47. */
export function segmentsOf(text: string, language: string): Segment[] {
  const segments: Segment[] = []
  for (const { segment, isWordLike } of segmenterOf(language).segment(text)) {
    // Unicode takes "late.Nobody" for one word: where lines are joined without a space it is two and a full stop.
    if (isWordLike && joined.test(segment))
      for (const part of segment.split(/(\.)/)) segments.push({ text: part, counts: part !== '.' })
    else segments.push({ text: segment, counts: isWordLike === true })
  }
  return segments
}

const joined = /\p{L}\.\p{L}/u

/**
 * Blocks as one flat stream of markers and words: what comparing, merging and anchors stand on. `nodesOf` gives the
 * same blocks back.
 */
export function tokensOf(blocks: readonly BodyNode[], language: string): Token[] {
  const tokens: Token[] = []
  for (const block of blocks) append(tokens, block, language)
  return tokens
}

function append(tokens: Token[], node: BodyNode, language: string): void {
  const face = faceOf(node)
  tokens.push({ kind: 'open', face })
  if (isTextblock(node)) appendLine(tokens, node.content ?? [], language)
  else for (const child of node.content ?? []) append(tokens, child, language)
  tokens.push({ kind: 'close', face })
}

/** Words are found in the whole line, so that a mark that begins inside a word does not make two of it. */
function appendLine(tokens: Token[], content: BodyNode[], language: string): void {
  let texts: BodyNode[] = []
  const flush = () => {
    if (texts.length > 0) appendWords(tokens, texts, language)
    texts = []
  }
  for (const node of content) {
    if (node.type === 'text') texts.push(node)
    else {
      flush()
      tokens.push({ kind: 'inline', face: faceOf(node) })
    }
  }
  flush()
}

function appendWords(tokens: Token[], texts: BodyNode[], language: string): void {
  let index = 0
  let used = 0
  for (const { text, counts } of segmentsOf(texts.map((node) => node.text ?? '').join(''), language)) {
    const runs: Run[] = []
    for (let left = text.length; left > 0;) {
      const node = texts[index]
      const rest = (node?.text ?? '').slice(used)
      if (!node) throw new Error(`The words of a line are longer than its text: ${text}`)
      const part = rest.slice(0, left)
      if (part !== '') runs.push(node.marks ? { text: part, marks: node.marks } : { text: part })
      left -= part.length
      used += part.length
      if (used >= (node.text ?? '').length) {
        index += 1
        used = 0
      }
    }
    tokens.push({ kind: 'word', text, runs, counts })
  }
}

function faceOf({ content: _content, text: _text, ...face }: BodyNode): Face {
  return face
}

/** The blocks that a stream of tokens says. Throws when its markers do not pair. */
export function nodesOf(tokens: Iterable<Token>): BodyNode[] {
  const root: BodyNode = { type: 'doc', content: [] }
  const open: BodyNode[] = [root]
  for (const token of tokens) {
    const parent = open.at(-1)
    if (!parent) throw new Error('A block ends that never began.')
    if (token.kind === 'open') {
      const node: BodyNode = { ...token.face }
      ;(parent.content ??= []).push(node)
      open.push(node)
    } else if (token.kind === 'close') {
      if (open.length === 1 || parent.type !== token.face.type)
        throw new Error(`A ${token.face.type} ends inside a ${parent.type}.`)
      open.pop()
    } else if (token.kind === 'inline') (parent.content ??= []).push({ ...token.face })
    else for (const run of token.runs) appendRun((parent.content ??= []), run)
  }
  if (open.length !== 1) throw new Error(`A ${open.at(-1)?.type} never ends.`)
  return root.content ?? []
}

function appendRun(content: BodyNode[], { text, marks }: Run): void {
  const last = content.at(-1)
  if (last?.type === 'text' && sameMarks(last.marks, marks)) last.text = (last.text ?? '') + text
  else content.push(marks ? { type: 'text', text, marks } : { type: 'text', text })
}

export function sameMarks(a: BodyMark[] | undefined, b: BodyMark[] | undefined): boolean {
  return a === b || JSON.stringify(a ?? []) === JSON.stringify(b ?? [])
}

export function sameRuns(a: WordToken, b: WordToken): boolean {
  if (a.runs.length !== b.runs.length) return false
  return a.runs.every((run, index) => run.text === b.runs[index]?.text && sameMarks(run.marks, b.runs[index]?.marks))
}

/** The id of a block, or null. */
export function idOf(node: Face | BodyNode): string | null {
  return typeof node.attrs?.id === 'string' ? node.attrs.id : null
}

/** A body's blocks as tokens. */
export function bodyTokens(body: Body, language: string): Token[] {
  return tokensOf(body.content ?? [], language)
}
