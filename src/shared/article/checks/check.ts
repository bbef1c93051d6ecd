import { walkStaying, type BodyNode } from '#shared/document/body.ts'
import { isTextblock, readText } from '#shared/document/text.ts'
import type { Article } from '../article.ts'
import { baseLanguage } from '../byline.ts'

export type Severity = 'warn' | 'block'
export type CheckLevel = 'off' | Severity

/** Characters of a block's text, as `TextBlock.text` counts them. */
export interface TextRange {
  start: number
  end: number
}

/** Words to put in the place of others: safe to do without asking, and undone like typing. */
export interface TextChange extends TextRange {
  /** Id of the block. */
  place: string
  /** What stands there now: where it reads otherwise by then, nothing is changed. */
  before: string
  after: string
}

/** Something to see to. `place` is a block id or `meta.<key>`; absent where the block has no id yet. */
export interface Finding {
  /** Id of the check. */
  check: string
  /** A sentence. */
  message: string
  place?: string
  range?: TextRange
  severity: Severity
  /** Changes that settle it, all or none. */
  mend?: TextChange[]
}

/** What a check says: the list gives the check's id and how grave it is. */
export type Found = Omit<Finding, 'check' | 'severity'>

export interface Check {
  id: string
  /** As settings name it. */
  label: string
  /** Where the desk has said nothing. */
  level: CheckLevel
  /** Holds an article back whatever the desk says: the workflow owes it. */
  fixed?: true
  /** Never holds an article back, whatever the desk says. */
  advice?: true
  find(article: Article, context: CheckContext): Found[]
}

/** A textblock as the checks read it. */
export interface TextBlock {
  id: string | undefined
  type: BodyNode['type']
  node: BodyNode
  /**
   * As long as the editor's own content of the block. A line break is "\n"; letters that a suggestion would delete are
   * U+FFFC each, so that nothing is found in them and nothing is moved.
   */
  text: string
}

/** What is read once for all checks. */
export interface CheckContext {
  now: Date
  /** "en". */
  language: string
  blocks: TextBlock[]
  /** Headline, standfirst and copy, one line a block. */
  copy: string
  /** The article has gone out already. */
  published: boolean
}

export function checkContext({ meta, body }: Article, now: Date, published = false): CheckContext {
  const blocks: TextBlock[] = []
  for (const { node } of walkStaying(body))
    if (isTextblock(node)) blocks.push({ id: idOf(node), type: node.type, node, text: shownText(node) })
  const text = readText(body)
  const copy = [text.headline, text.standfirst, text.copy].filter(Boolean).join('\n')
  return { now, language: baseLanguage(meta.language), blocks, copy, published }
}

export function idOf(node: BodyNode | undefined): string | undefined {
  const id = node?.attrs?.id
  return typeof id === 'string' ? id : undefined
}

const gone = '\ufffc'

function shownText(block: BodyNode): string {
  let text = ''
  for (const node of block.content ?? []) {
    const words = node.type === 'hardBreak' ? '\n' : (node.text ?? '')
    text += node.marks?.some((mark) => mark.type === 'deletion') ? gone.repeat(words.length) : words
  }
  return text
}

/** Where something lies, or nothing where the block has no id. */
export function at(id: string | undefined, range?: TextRange): Pick<Found, 'place' | 'range'> {
  return id === undefined ? {} : range ? { place: id, range } : { place: id }
}

/** A change of the block's text, where the block can be named. */
export function change(block: TextBlock, { start, end }: TextRange, after: string): Pick<Found, 'mend'> {
  const before = block.text.slice(start, end)
  return block.id === undefined || before.includes(gone)
    ? {}
    : { mend: [{ place: block.id, start, end, before, after }] }
}

/** At most so many characters of a text, for a message. */
export function excerpt(text: string, length = 48): string {
  const shown = text.replaceAll(gone, '').replace(/\s+/g, ' ').trim()
  return shown.length <= length ? shown : `${shown.slice(0, length - 1).trimEnd()}…`
}

/** Words in quotation marks at the end of a message, with its full stop unless they bring one. */
export function quoted(text: string): string {
  return /[.!?…]$/.test(text) ? `“${text}”` : `“${text}”.`
}

/** The words around a range, for a message. */
export function around({ text }: TextBlock, { start, end }: TextRange, reach = 18): string {
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, start - reach)) + 1)
  const next = text.indexOf(' ', Math.min(text.length, end + reach))
  return excerpt(text.slice(Math.min(from, start), next < 0 ? text.length : next), 80)
}
