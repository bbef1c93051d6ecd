import type { Body, BodyNode } from './body.ts'
import type { NodeName } from './schema.ts'
import { suggestionOf } from './suggestions.ts'
import { isTextblock, textOf } from './text.ts'

/** What one suggestion would do, for whoever decides on it. */
export interface OpenSuggestion {
  id: string
  /** The block where it begins; null where that has no id yet. */
  block: string | null
  /** Words that it puts in and takes out, a line break where it leads over the end of a line. */
  inserted: string
  deleted: string
  /** Lines that it ends, and lines that it joins to the one before. */
  splits: number
  joins: number
  /** Blocks that it puts in and takes out whole, their words told above. */
  blocksIn: NodeName[]
  blocksOut: NodeName[]
  /** The same words otherwise set: bold, linked and so on. */
  formatted: boolean
  changes: BlockChange[]
}

/** A block that keeps its words: another type, or an attribute with another value. */
export interface BlockChange {
  block: NodeName
  /** Null where the block's type has changed. */
  attribute: string | null
  before: unknown
  after: unknown
}

/** Every suggestion that waits for a decision, in reading order. */
export function openSuggestions(body: Body): OpenSuggestion[] {
  const found = new Map<string, OpenSuggestion>()
  visit(body, null, found)
  for (const one of found.values()) {
    one.formatted =
      one.deleted !== '' && one.inserted === one.deleted && one.blocksIn.length === 0 && one.blocksOut.length === 0
    one.inserted = one.inserted.replace(/\n$/, '')
    one.deleted = one.deleted.replace(/\n$/, '')
  }
  return [...found.values()]
}

function visit(node: BodyNode, above: string | null, found: Map<string, OpenSuggestion>): void {
  const block = typeof node.attrs?.id === 'string' ? node.attrs.id : above
  for (const mark of node.marks ?? []) {
    const id = suggestionOf(mark)
    if (id === null) continue
    const one = found.get(id) ?? newSuggestion(id, block)
    found.set(id, one)
    const inline = node.type === 'text' || node.type === 'hardBreak'
    if (mark.type === 'modification') tellModification(one, node, mark.attrs ?? {})
    else {
      const words = inline ? textOf(node) : `${textOf(node)}\n`
      if (mark.type === 'insertion') one.inserted += words
      else one.deleted += words
      if (!inline) (mark.type === 'insertion' ? one.blocksIn : one.blocksOut).push(node.type)
    }
  }
  for (const child of node.content ?? []) visit(child, block, found)
}

function newSuggestion(id: string, block: string | null): OpenSuggestion {
  return {
    id,
    block,
    inserted: '',
    deleted: '',
    splits: 0,
    joins: 0,
    blocksIn: [],
    blocksOut: [],
    formatted: false,
    changes: []
  }
}

function tellModification(one: OpenSuggestion, node: BodyNode, attrs: Record<string, unknown>): void {
  const { type, attrName, previousValue } = attrs
  if (type === 'split') one.splits++
  else if (type === 'join') one.joins++
  else if (type === 'nodeType') {
    const before = (previousValue as { type?: unknown } | null)?.type
    one.changes.push({ block: node.type, attribute: null, before, after: node.type })
  } else {
    const attribute = String(attrName)
    one.changes.push({ block: node.type, attribute, before: previousValue, after: node.attrs?.[attribute] })
  }
  if (isTextblock(node) && type === 'join' && one.deleted !== '' && !one.deleted.endsWith('\n')) one.deleted += '\n'
}
