import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import type { ImportedComment, ImportedSuggestion } from '../reader.ts'
import { numberAttribute } from '../render.ts'
import { inline, type XmlChild, type XmlElement } from '../xml.ts'
import type { ParagraphStyle } from './styles.ts'

/** What only our own reader looks at in a document: Word passes it over, and forgets it when it stores anew. */
export const reviewNamespace = 'urn:x-copydesk:review'

/** What a copy for review shows beside the text, as the reader of documents gives it back. */
export interface Review {
  /** The first line, and the head of every page. */
  mark: string
  /** Who made the suggestions that stand in the text; null: it is written as if all were accepted. */
  suggestions: ImportedSuggestion[] | null
  comments: ImportedComment[]
}

/** Words of a textblock, or a figure as a whole, that comments stand at. */
export interface CommentRange {
  start: number
  end: number
  /** Of the thread's messages, in comments.xml. */
  ids: number[]
}

type ChangeName = 'w:ins' | 'w:del' | 'w:pPrChange' | 'w:cellIns' | 'w:cellDel'

/** The tables of a review while its document is written. */
export interface ReviewPage {
  mark: string
  /** Something that a suggestion put in, took out or changed, by Word's name for it. */
  change(name: ChangeName, mark: BodyMark, ...children: XmlChild[]): XmlElement
  /** The split or join by which the block after this one is parted from it. */
  seamAfter(node: BodyNode): BodyMark[]
  rangesOf(node: BodyNode): CommentRange[]
  /** Of threads that stand at nothing in the text. */
  atWhole: number[]
}

/** A thread as it goes out: the first id of its messages and where it stands. */
export interface PlacedThread {
  thread: ImportedComment
  ids: number[]
}

/** Messages are numbered through, thread by thread. */
export function numberThreads(comments: ImportedComment[]): PlacedThread[] {
  let next = 0
  return comments.map((thread) => ({ thread, ids: thread.messages.map(() => next++) }))
}

export function readReview({ mark, suggestions }: Review, threads: PlacedThread[], body: BodyNode): ReviewPage {
  const known = new Map((suggestions ?? []).map((one) => [one.id, one]))
  const numbers = new Map<string, number>()
  const seams = new Map<BodyNode, BodyMark[]>()
  findSeams(body, seams)
  const here = blockIds(body)
  const ranges = new Map<string, CommentRange[]>()
  const atWhole: number[] = []
  for (const { thread, ids } of threads) {
    const { at } = thread
    if (at === null || !here.has(at.block)) atWhole.push(...ids)
    else ranges.set(at.block, [...(ranges.get(at.block) ?? []), { start: at.start, end: at.end, ids }])
  }
  let changes = 0
  return {
    mark,
    atWhole,
    seamAfter: (node) => seams.get(node) ?? [],
    rangesOf: (node) => ranges.get(String(node.attrs?.id)) ?? [],
    change: (name, { type, attrs }, ...children) => {
      const id = String(attrs?.id)
      const number = numbers.get(id) ?? numbers.size + 1
      numbers.set(id, number)
      const by = known.get(id)
      const isSeam = type === 'modification' && name !== 'w:pPrChange'
      return inline(
        name,
        {
          'w:id': ++changes,
          'w:author': by?.authorName || 'Unknown',
          'w:date': by?.at ? wordTime(by.at) : null,
          'cd:suggestion': number,
          'cd:seam': isSeam ? 'true' : null
        },
        ...children
      )
    }
  }
}

/** UTC, to the second: Word knows no parts of one. */
export function wordTime(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** Word says of the line before that its end was put in or is to go; where no line is before, nothing can be said. */
function findSeams(node: BodyNode, seams: Map<BodyNode, BodyMark[]>): void {
  const siblings = (node.content ?? []).filter((child) => !isTextblock(child) || textOf(child) !== '')
  siblings.forEach((child, index) => {
    if (!isTextblock(child)) return child.type === 'text' ? undefined : findSeams(child, seams)
    for (const seam of seamsOf(child)) {
      // What goes with the same decision may stand between.
      const over = seam.attrs?.type === 'split' ? 'insertion' : 'deletion'
      if (child.marks?.some(({ type }) => type === over)) continue
      const before = siblings.slice(0, index).findLast(({ marks }) => !marks?.some(({ type }) => type === over))
      if (before && isTextblock(before)) seams.set(before, [...(seams.get(before) ?? []), seam])
    }
  })
}

function seamsOf({ marks = [] }: BodyNode): BodyMark[] {
  return marks.filter(({ type, attrs }) => type === 'modification' && ['split', 'join'].includes(String(attrs?.type)))
}

function blockIds(node: BodyNode, found = new Set<string>()): Set<string> {
  if ((isTextblock(node) && textOf(node) !== '') || node.type === 'figure') found.add(String(node.attrs?.id))
  for (const child of node.content ?? []) blockIds(child, found)
  return found
}

/** Insertions and deletions of a node, and of what is around it where it has none of its own. */
export function changesOf(node: BodyNode, within: readonly BodyMark[] = []): BodyMark[] {
  const own = (node.marks ?? []).filter(({ type }) => type === 'insertion' || type === 'deletion')
  return [...within.filter(({ type }) => !own.some((inner) => inner.type === type)), ...own]
}

/** As Word nests them: what was put in, and within it what is to go again. */
export function changed(review: ReviewPage | null, marks: readonly BodyMark[], element: XmlElement): XmlElement {
  if (!review) return element
  const deletion = marks.find(({ type }) => type === 'deletion')
  const insertion = marks.find(({ type }) => type === 'insertion')
  const inner = deletion ? review.change('w:del', deletion, element) : element
  return insertion ? review.change('w:ins', insertion, inner) : inner
}

/** The newest change of a line's own kind that Word has words for, and the style that it had before. */
export function styleBefore(node: BodyNode): { mark: BodyMark; style: ParagraphStyle } | null {
  const mark = (node.marks ?? []).findLast(({ attrs }) => attrs?.type === 'nodeType' || attrs?.type === 'attr')
  const { type, attrName, previousValue } = mark?.attrs ?? {}
  const was =
    type === 'nodeType'
      ? (previousValue as BodyNode)
      : attrName === 'level'
        ? { type: node.type, attrs: { level: previousValue } }
        : null
  const style = was && styleOf(was)
  return mark && style ? { mark, style } : null
}

export const headingStyles: Record<number, ParagraphStyle> = { 2: 'Heading2', 3: 'Heading3', 4: 'Heading4' }

function styleOf(node: BodyNode): ParagraphStyle | null {
  if (node.type === 'paragraph') return 'Body'
  if (node.type === 'pullQuote') return 'PullQuote'
  return node.type === 'heading' ? (headingStyles[numberAttribute(node, 'level', 2)] ?? null) : null
}

/** Suggestions of which something cannot be shown in Word: other kinds of lists, texts and crops of pictures. By id. */
export function untoldSuggestions(body: BodyNode): Set<string> {
  const untold = new Set<string>()
  const visit = (node: BodyNode): void => {
    const told = isTextblock(node) ? styleBefore(node)?.mark : undefined
    for (const mark of node.marks ?? [])
      if (mark.type === 'modification' && ['attr', 'nodeType'].includes(String(mark.attrs?.type)) && mark !== told)
        untold.add(String(mark.attrs?.id))
    node.content?.forEach(visit)
  }
  visit(body)
  return untold
}
