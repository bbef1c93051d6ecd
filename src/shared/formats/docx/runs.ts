import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import type { MarkName } from '#shared/document/schema.ts'
import { byLink, readRuns, type Run } from '../runs.ts'
import { inline, type XmlChild, type XmlElement } from '../xml.ts'
import type { DocxPage } from './page.ts'
import { changed, changesOf, type CommentRange } from './review.ts'

/** What each mark is to a run; links and what is suggested stand around their runs. */
const runProperties: Record<MarkName, XmlElement[]> = {
  link: [],
  bold: [inline('w:b', {}), inline('w:bCs', {})],
  italic: [inline('w:i', {}), inline('w:iCs', {})],
  strike: [inline('w:strike', {})],
  superscript: [inline('w:vertAlign', { 'w:val': 'superscript' })],
  subscript: [inline('w:vertAlign', { 'w:val': 'subscript' })],
  insertion: [],
  deletion: [],
  modification: []
}
// The schema's own order.
const ordered: MarkName[] = ['bold', 'italic', 'strike', 'superscript', 'subscript']

/** A textblock's content as runs within their links. */
export function runsOf(node: BodyNode | undefined, page: DocxPage): XmlChild[] {
  if (page.review && node) return reviewedRuns(node, page)
  return byLink(readRuns(node)).flatMap(([href, runs]) => {
    const id = href === null ? undefined : page.links.get(href)
    return id === undefined ? runs.map((run) => written(run)) : [hyperlink(id, runs)]
  })
}

/** The same with what is suggested around its words, and the places where comments begin and end. */
function reviewedRuns(node: BodyNode, page: DocxPage): XmlElement[] {
  const ranges = page.review?.rangesOf(node) ?? []
  const out: XmlElement[] = ranges.flatMap((range) => (range.end <= range.start ? commentRange(range) : []))
  const words = ranges.filter(({ start, end }) => end > start)
  const edges = words.flatMap(({ start, end }) => [start, end])
  // What is put in or taken out with its block.
  const around = changesOf(node, page.within)
  let at = 0
  for (const [index, run] of readRuns(node).entries()) {
    const child = node.content?.[index]
    const marks = child ? changesOf(child, around) : around
    for (const text of cut(run.text, at, edges)) {
      out.push(...words.filter(({ start }) => start === at).flatMap(commentStart))
      const link = run.href === null ? undefined : page.links.get(run.href)
      const one = changed(page.review, marks, written({ ...run, text }, link && 'Hyperlink', isGoing(marks)))
      out.push(link ? inline('w:hyperlink', { 'r:id': link, 'w:history': 1 }, one) : one)
      at += text.length
      out.push(...words.filter(({ end }) => end === at).flatMap(commentEnd))
    }
  }
  return out
}

function isGoing(marks: readonly BodyMark[]): boolean {
  return marks.some(({ type }) => type === 'deletion')
}

/** A text that begins at `from`, cut wherever one of the edges is in it. */
function cut(text: string, from: number, edges: number[]): string[] {
  const inside = [...new Set(edges)].map((edge) => edge - from).filter((edge) => edge > 0 && edge < text.length)
  const cuts = [0, ...inside.sort((one, other) => one - other), text.length]
  return cuts.slice(1).map((end, index) => text.slice(cuts[index], end))
}

export function commentStart({ ids }: Pick<CommentRange, 'ids'>): XmlElement[] {
  return ids.map((id) => inline('w:commentRangeStart', { 'w:id': id }))
}

export function commentEnd({ ids }: Pick<CommentRange, 'ids'>): XmlElement[] {
  return ids.flatMap((id) => [
    inline('w:commentRangeEnd', { 'w:id': id }),
    inline('w:r', {}, inline('w:commentReference', { 'w:id': id }))
  ])
}

export function commentRange(range: Pick<CommentRange, 'ids'>, ...around: XmlElement[]): XmlElement[] {
  return [...commentStart(range), ...around, ...commentEnd(range)]
}

/** Words that no textblock of the article holds. */
export function textRun(text: string, style?: 'Dateline', going = false): XmlElement {
  const properties = style ? inline('w:rPr', {}, inline('w:rStyle', { 'w:val': style })) : null
  return inline('w:r', {}, properties, ...pieces(text, going))
}

/** As `textRun`, put in or taken out with what it belongs to. */
export function changedRun(text: string, { review }: DocxPage, marks: readonly BodyMark[]): XmlElement {
  return changed(review, marks, textRun(text, undefined, review !== null && isGoing(marks)))
}

/** Words that link to `href`, or plain ones where it cannot be linked to. */
export function linkedRun(text: string, href: string, page: DocxPage): XmlElement {
  const id = page.links.get(href)
  return id === undefined ? textRun(text) : hyperlink(id, [{ text, isBreak: false, marks: new Set(), href }])
}

function hyperlink(id: string, runs: Run[]): XmlElement {
  return inline('w:hyperlink', { 'r:id': id, 'w:history': 1 }, ...runs.map((run) => written(run, 'Hyperlink')))
}

function written({ text, isBreak, marks }: Run, style?: string, going = false): XmlElement {
  if (isBreak) return inline('w:r', {}, inline('w:br', {}))
  // Raised and lowered at once is nothing: the first one holds.
  const kept = ordered.filter((mark) => marks.has(mark) && !(mark === 'subscript' && marks.has('superscript')))
  const properties = [
    ...(style ? [inline('w:rStyle', { 'w:val': style })] : []),
    ...kept.flatMap((mark) => runProperties[mark])
  ]
  return inline('w:r', {}, properties.length > 0 ? inline('w:rPr', {}, ...properties) : null, ...pieces(text, going))
}

/** Text with its tabs as Word has them. */
function pieces(text: string, going = false): XmlElement[] {
  return text
    .split('\t')
    .flatMap((piece, index) => [
      ...(index > 0 ? [inline('w:tab', {})] : []),
      ...(piece === '' ? [] : [inline(going ? 'w:delText' : 'w:t', { 'xml:space': 'preserve' }, piece)])
    ])
}
