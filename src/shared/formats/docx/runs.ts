import type { BodyNode } from '#shared/document/body.ts'
import type { MarkName } from '#shared/document/schema.ts'
import { byLink, readRuns, type Run } from '../runs.ts'
import { inline, type XmlChild, type XmlElement } from '../xml.ts'
import type { DocxPage } from './page.ts'

/** What each mark is to a run; a link stands around its runs, and suggestions are settled already. */
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
  return byLink(readRuns(node)).flatMap(([href, runs]) => {
    const id = href === null ? undefined : page.links.get(href)
    return id === undefined ? runs.map((run) => written(run)) : [hyperlink(id, runs)]
  })
}

/** Words that no textblock of the article holds. */
export function textRun(text: string, style?: 'Dateline'): XmlElement {
  return inline('w:r', {}, style ? inline('w:rPr', {}, inline('w:rStyle', { 'w:val': style })) : null, ...pieces(text))
}

/** Words that link to `href`, or plain ones where it cannot be linked to. */
export function linkedRun(text: string, href: string, page: DocxPage): XmlElement {
  const id = page.links.get(href)
  return id === undefined ? textRun(text) : hyperlink(id, [{ text, isBreak: false, marks: new Set(), href }])
}

function hyperlink(id: string, runs: Run[]): XmlElement {
  return inline('w:hyperlink', { 'r:id': id, 'w:history': 1 }, ...runs.map((run) => written(run, 'Hyperlink')))
}

function written({ text, isBreak, marks }: Run, style?: string): XmlElement {
  if (isBreak) return inline('w:r', {}, inline('w:br', {}))
  // Raised and lowered at once is nothing: the first one holds.
  const kept = ordered.filter((mark) => marks.has(mark) && !(mark === 'subscript' && marks.has('superscript')))
  const properties = [
    ...(style ? [inline('w:rStyle', { 'w:val': style })] : []),
    ...kept.flatMap((mark) => runProperties[mark])
  ]
  return inline('w:r', {}, properties.length > 0 ? inline('w:rPr', {}, ...properties) : null, ...pieces(text))
}

/** Text with its tabs as Word has them. */
function pieces(text: string): XmlElement[] {
  return text
    .split('\t')
    .flatMap((piece, index) => [
      ...(index > 0 ? [inline('w:tab', {})] : []),
      ...(piece === '' ? [] : [inline('w:t', { 'xml:space': 'preserve' }, piece)])
    ])
}
