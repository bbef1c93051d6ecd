import type { BodyMark, BodyNode } from '../document/body.ts'
import { sameMarks, type Face, type Run } from '../document/tokens.ts'
import { textOf } from '../document/text.ts'
import type { Report } from './conflict.ts'
import { isEqual } from './equal.ts'
import { pick, type Three } from './fields.ts'
import type { Container, Line } from './lines.ts'
import { mergeMarks, suggested } from './marks.ts'
import { orderAlike } from './order.ts'
import { isStart, streamOf, type Piece, type Stream } from './stream.ts'
import { weave, type Agreement, type Cluster, type Woven } from './weave.ts'

export interface FlowOptions {
  language: string
  report: Report
  /** Makes one block out of three, where a block is merged as one. */
  mergeWhole: (blocks: Three<BodyNode>) => BodyNode
}

/** A line of the merged text with what its pieces came from. */
interface Group {
  start: Woven
  pieces: Woven[]
}

/** Three texts as one, line by line and word by word. */
export function mergeLines(texts: Three<Line[]>, options: FlowOptions): Line[] {
  const [base, first, second] = orderAlike(texts, options.report)
  const untouched = untouchedIn(base, first, second)
  const streams = [base, first, second].map((lines) => streamOf(lines, options.language, untouched)) as [
    Stream,
    Stream,
    Stream
  ]
  const { woven, agreed } = weave(streams[0], [streams[1], streams[2]])
  const groups = groupsOf(woven)
  const faces = containerFaces([base, first, second])
  reportAgreed(agreed, woven, options.report)
  const ids = reportClusters(groups, streams, options.report)
  return groups.map((group, index) => lineOf(group, groups[index + 1]?.start ?? null, streams, faces, ids, options))
}

/** Lines that are the same in all three texts. */
function untouchedIn(base: Line[], ...hands: Line[][]): Set<string> {
  const known = hands.map((lines) => new Map(lines.map((line) => [line.key, line])))
  const same = (line: Line, other: Line | undefined) =>
    other !== undefined && !line.whole && !other.whole && isEqual(line.content, other.content)
  return new Set(base.filter((line) => known.every((lines) => same(line, lines.get(line.key)))).map(({ key }) => key))
}

function groupsOf(woven: Woven[]): Group[] {
  const groups: Group[] = []
  for (const one of woven) {
    if (isStart(one.piece)) groups.push({ start: one, pieces: [] })
    else {
      const last = groups.at(-1)
      if (last && !(isStart(last.start.piece) && last.start.piece.line.whole)) last.pieces.push(one)
      // Words that no line holds any more get one.
      else
        groups.push({ start: { piece: { kind: 'start', line: plainLine }, at: [-1, -1, -1], by: null }, pieces: [one] })
    }
  }
  return groups
}

const plainLine: Line = { key: '', face: { type: 'paragraph' }, path: [], content: [], whole: null }

function lineAt(stream: Stream, index: number): Line | null {
  const piece = stream.pieces[index]
  return isStart(piece) ? piece.line : null
}

/** What each container is once both hands' changes to it are done. */
function containerFaces(texts: Three<Line[]>): Map<string, Face> {
  const [base, first, second] = texts.map(
    (lines) => new Map(lines.flatMap(({ path }) => path.map(({ key, face }) => [key, face] as const)))
  )
  const faces = new Map<string, Face>()
  for (const [key, face] of [...(second ?? []), ...(first ?? [])]) {
    const [before, one, other] = [base?.get(key), first?.get(key), second?.get(key)]
    faces.set(key, before && one && other ? (pick([before, one, other])?.value ?? one) : face)
  }
  for (const [key, face] of base ?? []) if (!faces.has(key)) faces.set(key, face)
  return faces
}

function reportAgreed(agreed: Agreement[], woven: Woven[], report: Report): void {
  for (let index = 0; index < agreed.length;) {
    const first = agreed[index]
    if (!first) break
    const words: string[] = []
    let place = first.place
    for (; index < agreed.length; index++) {
      const next = agreed[index]
      if (!next || next.change !== first.change || next.place !== place) break
      if (next.change === 'insertion') place++
      words.push(wordsOf(next.piece))
    }
    const text = words.filter(Boolean).join(' ')
    if (!/[\p{L}\p{N}]/u.test(text)) continue
    let at = Math.min(first.place, woven.length - 1)
    while (at > 0 && !isStart(woven[at]?.piece)) at--
    const start = woven[at]?.piece
    report.add({
      kind: 'same',
      block: isStart(start) ? start.line.key : null,
      ...(first.change === 'deletion' ? { before: text } : { texts: [text, text] as const })
    })
  }
}

function wordsOf(piece: Piece): string {
  if (piece.kind === 'word') return piece.text
  if (piece.kind === 'untouched') return piece.line.content.map(textOf).join('')
  if (piece.kind === 'start') return piece.line.whole ? wholeText(piece.line.whole) : ''
  return ''
}

/** A block that is merged as one, in words: what stands in it and what its fields say. */
export function wholeText(block: BodyNode): string {
  const { alt, creator, copyright, usageTerms } = block.attrs ?? {}
  return [textOf(block), alt, creator, copyright, usageTerms]
    .filter((text) => typeof text === 'string' && text)
    .join('\n')
}

function textBetween({ pieces, spaces }: Stream, range: readonly [number, number] | null): string {
  if (!range) return ''
  let text = ''
  for (let index = range[0]; index < range[1]; index++) {
    const piece = pieces[index]
    if (!piece) break
    if (isStart(piece) && text !== '') text += '\n'
    text += piece.kind === 'inline' ? '\n' : wordsOf(piece)
    text += (spaces[index] ?? []).map((run) => run.text).join('')
  }
  return text.trim()
}

function reportClusters(groups: Group[], [base, first, second]: Three<Stream>, report: Report) {
  const ids = new Map<Cluster, readonly [string, string]>()
  for (const { start, pieces } of groups)
    for (const { by } of [start, ...pieces]) {
      if (!by || ids.has(by.cluster)) continue
      const { from, to, own } = by.cluster
      const texts = [textBetween(first, own[0]), textBetween(second, own[1])] as const
      const line = isStart(start.piece) ? start.piece.line : null
      ids.set(
        by.cluster,
        report.add({
          kind: texts[0] === '' || texts[1] === '' ? 'deleted' : 'typed',
          block: line?.key ?? null,
          before: textBetween(base, [from, to]),
          texts
        })
      )
    }
  return ids
}

function lineOf(
  { start, pieces }: Group,
  next: Woven | null,
  streams: Three<Stream>,
  faces: Map<string, Face>,
  ids: Map<Cluster, readonly [string, string]>,
  options: FlowOptions
): Line {
  const head = mergeHead(start, streams, options)
  const path = head.path.map((container): Container => ({
    ...container,
    face: faces.get(container.key) ?? container.face
  }))
  const markFor = (one: Woven): BodyMark | null => {
    const id = one.by && ids.get(one.by.cluster)?.[one.by.hand]
    return one.by && id ? { type: one.by.change, attrs: { id } } : null
  }
  const wholeLine = standsWhole(start, pieces) ? markFor(start) : null
  if (head.whole) return { ...head, path, whole: wholeLine ? suggested(head.whole, wholeLine) : head.whole }
  const runs: BodyNode[] = []
  ;[start, ...pieces].forEach((one, index, all) => {
    const mark = wholeLine && one.by?.hand === start.by?.hand ? null : markFor(one)
    if (index > 0) appendPiece(runs, one, mark, streams, options.report, head)
    const after = all[index + 1] ?? next
    const space = spaceBetween(one, after, streams)
    const beside = after && opensSpace(one, after, streams) ? after : index > 0 ? one : null
    const own = beside && !(wholeLine && beside.by?.hand === start.by?.hand) ? markFor(beside) : null
    for (const run of space) appendRun(runs, run, own)
  })
  const face = wholeLine ? suggested(head.face as BodyNode, wholeLine) : head.face
  return { ...head, face, path, content: runs }
}

/**
 * Whether the space before a piece comes and goes with it, as where it is the last of its line; else the one behind it
 * does. So deciding leaves no space too many.
 */
function opensSpace(one: Woven, { piece, by }: Woven, streams: Three<Stream>): boolean {
  if (!by || one.by || isStart(piece)) return false
  const without = by.change === 'insertion' ? 0 : by.hand + 1
  const at = one.at[without] ?? -1
  return at >= 0 && (streams[without]?.spaces[at] ?? []).length === 0
}

/** Whether a line came or goes with everything in it but what the other hand put there. */
function standsWhole(start: Woven, pieces: Woven[]): boolean {
  const { by } = start
  if (!by) return false
  return pieces.every(
    (one) =>
      one.by?.cluster === by.cluster &&
      (one.by.hand === by.hand
        ? one.by.change === by.change
        : by.change === 'deletion' && one.by.change === 'insertion')
  )
}

/** What a line is and where it stands. */
function mergeHead({ piece, at }: Woven, streams: Three<Stream>, { report, mergeWhole }: FlowOptions): Line {
  if (!isStart(piece)) throw new Error('A line begins with no beginning.')
  const three = streams.map((stream, index) => lineAt(stream, at[index] ?? -1)) as [
    Line | null,
    Line | null,
    Line | null
  ]
  const [base, first, second] = three
  if (!base || !first || !second) return first ?? second ?? base ?? piece.line
  if (base.whole && first.whole && second.whole)
    return { ...base, whole: mergeWhole([base.whole, first.whole, second.whole]) }
  const said = first.content.map(textOf).join('')
  const settle = <Value>(values: Three<Value>): Value => {
    const picked = pick(values)
    if (picked) return picked.value
    report.add({ kind: 'structure', block: base.key, before: said, texts: [said, said] })
    return values[1]
  }
  const kinds = [base, first, second].map(({ face }) => ({ ...face, marks: [] })) as unknown as [Face, Face, Face]
  const paths = [base, first, second].map((line) => line.path.map(({ key }) => key)) as [string[], string[], string[]]
  const path = settle(paths)
  const marks =
    pick([base.face.marks ?? [], first.face.marks ?? [], second.face.marks ?? []])?.value ?? first.face.marks
  const { marks: _marks, ...kind } = settle(kinds)
  return {
    ...base,
    face: { ...kind, ...(marks && marks.length > 0 && { marks }) },
    path: isEqual(path, paths[1]) ? first.path : second.path
  }
}

function appendPiece(
  runs: BodyNode[],
  { piece, at, inherits = [] }: Woven,
  decided: BodyMark | null,
  streams: Three<Stream>,
  report: Report,
  head: Line
): void {
  const mark = decided ?? inherits[0] ?? null
  if (piece.kind === 'untouched') for (const node of piece.line.content) appendNode(runs, node, mark)
  else if (piece.kind === 'inline') {
    const faces = streams.map((stream, index) => stream.pieces[at[index] ?? -1])
    const [before, one, other] = faces.map((found) => (found?.kind === 'inline' ? found.face : null))
    appendNode(runs, (before && one && other && pick([before, one, other])?.value) || piece.face, mark)
  } else if (piece.kind === 'word') {
    const words = streams.map((stream, index) => stream.pieces[at[index] ?? -1])
    const [before, one, other] = words.map((found) => (found?.kind === 'word' ? found.runs : null))
    const merged =
      before && one && other ? mergeMarks([before, one, other], report, head.key) : (one ?? other ?? piece.runs)
    for (const run of merged) appendRun(runs, run, mark)
  }
}

function appendRun(runs: BodyNode[], run: Run, mark: BodyMark | null): void {
  if (run.text !== '') appendNode(runs, { type: 'text', ...run }, mark)
}

function appendNode(runs: BodyNode[], node: BodyNode, mark: BodyMark | null): void {
  const marked = mark ? suggested(node, mark) : node
  const last = runs.at(-1)
  if (last?.type === 'text' && marked.type === 'text' && sameMarks(last.marks, marked.marks))
    runs[runs.length - 1] = { ...last, text: (last.text ?? '') + (marked.text ?? '') }
  else runs.push(marked)
}

/** The white space between two pieces: as it is where they stand side by side, else as it reads best. */
function spaceBetween(one: Woven, next: Woven | null, streams: Three<Stream>): Run[] {
  const beside = streams.map((stream, index) => {
    const at = one.at[index] ?? -1
    const after = next ? (next.at[index] ?? -1) : stream.pieces.length
    return at >= 0 && after === at + 1 ? (stream.spaces[at] ?? []) : null
  })
  const [before, first, second] = beside
  if (first && second) return before && isEqual(before, first) ? second : first
  const known = first ?? second ?? before
  if (known) return known
  if (!next || isStart(next.piece) || isStart(one.piece)) return []
  const spacesAfter = spacesBeside(one, streams, 0)
  const spacesBefore = spacesBeside(next, streams, -1)
  const clings = (runs: Run[][]) => runs.length > 0 && runs.every((spaces) => spaces.length === 0)
  if (!beginsWord(next.piece) && clings(spacesBefore)) return []
  if (!endsInWord(one.piece) && clings(spacesAfter)) return []
  const wide = [...spacesAfter, ...spacesBefore].find((runs) => runs.length > 0)
  if (wide) return wide.map((run) => ({ text: run.text }))
  return (endsInWord(one.piece) || /[\p{Pe}\p{Pf}.,;:!?…]$/u.test(wordsOf(one.piece))) &&
    (beginsWord(next.piece) || /^[\p{Ps}\p{Pi}]/u.test(wordsOf(next.piece)))
    ? [{ text: ' ' }]
    : []
}

/** The white space right behind a piece (`way` 0) or right before it (-1), wherever it stands inside a line. */
function spacesBeside({ at }: Woven, streams: Three<Stream>, way: 0 | -1): Run[][] {
  return streams.flatMap((stream, index) => {
    const place = at[index] ?? -1
    if (place < 0) return []
    const edge = stream.pieces[way === 0 ? place + 1 : place - 1]
    if (!edge || isStart(edge)) return []
    return [stream.spaces[place + way] ?? []]
  })
}

const unspaced = /[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]/

function endsInWord(piece: Piece): boolean {
  return isWordSign(wordsOf(piece).at(-1))
}

function beginsWord(piece: Piece): boolean {
  return isWordSign(wordsOf(piece)[0])
}

function isWordSign(sign = ''): boolean {
  return /[\p{L}\p{M}\p{N}]/u.test(sign) && !unspaced.test(sign)
}
