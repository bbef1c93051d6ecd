import type { BodyNode } from '../document/body.ts'
import { tokensOf, type Face, type Run } from '../document/tokens.ts'
import type { Line } from './lines.ts'
import { difference } from './difference.ts'

/** A word or sign with the white space that follows it: what is kept or goes as one. */
export interface Word {
  kind: 'word'
  text: string
  runs: Run[]
}

/** Where a line begins, or a block that is merged as one. */
export interface Start {
  kind: 'start'
  line: Line
}

/** A line that nobody has touched: all of its text. */
export interface Untouched {
  kind: 'untouched'
  line: Line
}

export interface Inline {
  kind: 'inline'
  face: Face
}

export type Piece = Word | Start | Untouched | Inline

/** A text as pieces; `spaces[n]` is the white space between piece n and the next. */
export interface Stream {
  pieces: Piece[]
  spaces: Run[][]
}

/** Lines as one flat stream. Those named in `untouched` are not looked into. */
export function streamOf(lines: readonly Line[], language: string, untouched: ReadonlySet<string>): Stream {
  const stream: Stream = { pieces: [], spaces: [] }
  const push = (piece: Piece) => {
    stream.pieces.push(piece)
    stream.spaces.push([])
  }
  for (const line of lines) {
    push({ kind: 'start', line })
    if (line.whole) continue
    if (untouched.has(line.key)) push({ kind: 'untouched', line })
    else appendLine(stream, push, line, language)
  }
  return stream
}

function appendLine(stream: Stream, push: (piece: Piece) => void, line: Line, language: string): void {
  if (line.content.length === 0) return
  const node: BodyNode = { type: 'paragraph', content: line.content as BodyNode[] }
  for (const token of tokensOf([node], language)) {
    if (token.kind === 'word') {
      if (token.text.trim() === '') stream.spaces.at(-1)?.push(...token.runs)
      else push({ kind: 'word', text: token.text, runs: token.runs })
    } else if (token.kind === 'inline') push({ kind: 'inline', face: token.face })
  }
}

/** What makes two pieces the same, whatever their marks and attributes. */
export function keyOf(piece: Piece): string {
  if (piece.kind === 'word') return `w${piece.text}`
  if (piece.kind === 'start') return `¶${piece.line.key}`
  if (piece.kind === 'untouched') return `=${piece.line.key}`
  return `i${piece.face.type}`
}

export function isStart(piece: Piece | undefined): piece is Start {
  return piece?.kind === 'start'
}

/**
 * For every piece of `from` the one of `to` that it became, or -1. The beginnings of lines that both have hold the two
 * texts together: words are only looked for between them.
 */
export function matchStreams(from: Stream, to: Stream): Int32Array {
  const matches = new Int32Array(from.pieces.length).fill(-1)
  const startsOf = ({ pieces }: Stream) =>
    new Map(pieces.flatMap((piece, index) => (isStart(piece) ? [[piece.line.key, index] as const] : [])))
  const there = startsOf(to)
  const numbers = new Map<string, number>()
  const good: number[] = []
  const numberOf = (piece: Piece): number => {
    const key = keyOf(piece)
    let number = numbers.get(key)
    if (number === undefined) {
      numbers.set(key, (number = numbers.size))
      good[number] = piece.kind === 'start' ? 3 : /[\p{L}\p{N}]/u.test(key.slice(1)) ? 2 : 0
    }
    return number
  }
  const between = (a: number, aEnd: number, b: number, bEnd: number): void => {
    if (a >= aEnd || b >= bEnd) return
    const one = from.pieces.slice(a, aEnd).map(numberOf)
    const other = to.pieces.slice(b, bEnd).map(numberOf)
    for (const step of difference(one, other, (number) => good[number] ?? 0))
      if (step.a >= 0 && step.b >= 0) matches[a + step.a] = b + step.b
  }
  let [a, b] = [0, 0]
  from.pieces.forEach((piece, index) => {
    if (!isStart(piece)) return
    const place = there.get(piece.line.key)
    // One that has come before another is no landmark; its words are still looked for.
    if (place === undefined || place < b) return
    between(a, index, b, place)
    matches[index] = place
    a = index + 1
    b = place + 1
  })
  between(a, from.pieces.length, b, to.pieces.length)
  return matches
}
