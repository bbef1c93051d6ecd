import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { compareTexts } from '#shared/merge/compare-meta.ts'
import type { AttributeChange } from '#shared/merge/compare.ts'
import type { MarkedNode, Side } from '#shared/merge/marked.ts'
import { attributeText, attributeWords, tellAttributes } from './change-words.ts'
import { renderBody } from './render-body.ts'

const markWords: Record<BodyMark['type'], string> = {
  link: 'linked',
  bold: 'bold',
  italic: 'italic',
  strike: 'struck through',
  superscript: 'superscript',
  subscript: 'subscript',
  insertion: 'suggested',
  deletion: 'suggested to go',
  modification: 'changed by a suggestion'
}

/** Blocks with their changes marked, as DOM that can only be read. Every mark carries `data-change`. */
export function renderMarked(
  nodes: MarkedNode[],
  language: string,
  document: Document,
  side: Side = 'both'
): DocumentFragment {
  const mark = (tag: 'ins' | 'del' | 'span', kind: string, ...inside: (Node | string)[]): HTMLElement => {
    const made = document.createElement(tag)
    made.dataset.change = kind
    made.append(...inside)
    return made
  }
  const shows = (op: 'keep' | 'insert' | 'delete') =>
    op === 'keep' || side === 'both' || (op === 'delete') === (side === 'before')
  const note = (change: AttributeChange): HTMLElement => {
    const made = document.createElement('div')
    made.dataset.change = 'attribute'
    made.className = 'note'
    const label = document.createElement('b')
    label.textContent = `${attributeWords[change.name] ?? change.name}: `
    made.append(label)
    if (change.name === 'media')
      made.append(change.before === null ? 'put in' : change.after === null ? 'taken out' : 'another picture')
    else if (
      typeof change.before === 'string' &&
      typeof change.after === 'string' &&
      change.before &&
      change.after &&
      !['role', 'kind', 'captionFrom', 'creditFrom'].includes(change.name)
    )
      for (const { op, text } of compareTexts(change.before, change.after, language).filter(({ op }) => shows(op)))
        made.append(op === 'keep' ? text : tagged(document, op === 'insert' ? 'ins' : 'del', text))
    else
      made.append(
        ...(shows('delete') ? [tagged(document, 'del', attributeText(change.name, change.before)), ' '] : []),
        ...(shows('insert') ? [tagged(document, 'ins', attributeText(change.name, change.after))] : [])
      )
    return made
  }

  return renderBody({ type: 'doc', content: nodes as BodyNode[] }, document, (plain, made) => {
    const node = plain as MarkedNode
    if (node.seam) {
      const seam = mark(node.seam === 'inserted' ? 'ins' : 'del', 'seam', '¶')
      seam.title = node.seam === 'inserted' ? 'A new paragraph begins here' : 'Joined to the paragraph before'
      return seam
    }
    if (node.type === 'text' || node.type === 'hardBreak') {
      if (node.change)
        return mark(
          node.change === 'inserted' ? 'ins' : 'del',
          node.change,
          ...(node.type === 'hardBreak' ? ['↵', made] : [made])
        )
      if (!node.oldMarks) return made
      const reformatted = mark('span', 'reformatted', made)
      reformatted.title = marksChange(node.oldMarks, node.marks ?? [])
      const said = document.createElement('span')
      said.className = 'visually-hidden'
      said.textContent = ` (${reformatted.title})`
      reformatted.append(said)
      return reformatted
    }
    if (made instanceof HTMLElement && node.change) made.dataset.change = node.change
    if (!node.attributes || !(made instanceof HTMLElement)) return made
    const notes = tellAttributes(node.attributes).map(note)
    if (['listItem', 'tableRow', 'tableCell', 'tableHeader'].includes(node.type)) made.prepend(...notes)
    else {
      const both = document.createDocumentFragment()
      both.append(...notes, made)
      return both
    }
    return made
  })
}

function tagged(document: Document, tag: 'ins' | 'del', text: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}

/** "now bold", "no longer italic", "another link". */
export function marksChange(before: BodyMark[], after: BodyMark[]): string {
  const [had, has] = [new Set(before.map(({ type }) => type)), new Set(after.map(({ type }) => type))]
  const words = [
    ...[...has].filter((type) => !had.has(type)).map((type) => `now ${markWords[type]}`),
    ...[...had].filter((type) => !has.has(type)).map((type) => `no longer ${markWords[type]}`)
  ]
  return words.join(', ') || (has.has('link') ? 'another link' : 'another format')
}

/** The first words of some blocks, to know them by. */
export function firstWords(nodes: BodyNode[]): string {
  const text = nodes.map(textOf).join(' ').replace(/\s+/g, ' ').trim()
  return text.length > 70 ? `${text.slice(0, 69).trimEnd()}…` : text
}

/**
 * The places of change in what is on the screen, in reading order. Words that went and the words that came for them
 * are one place, and so is everything inside a block that came or went.
 */
export function placesIn(root: ParentNode): HTMLElement[][] {
  const places: HTMLElement[][] = []
  for (const element of root.querySelectorAll<HTMLElement>('[data-change]')) {
    if (element.parentElement?.closest('[data-change]')) continue
    const last = places.at(-1)
    const before = last?.at(-1)
    const replaces = before?.dataset.change === 'deleted' && element.dataset.change === 'inserted'
    if (last && before && replaces && element.previousSibling === before) last.push(element)
    else places.push([element])
  }
  return places
}
