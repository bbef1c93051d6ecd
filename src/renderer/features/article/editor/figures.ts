import type { Node, Schema } from '@tiptap/pm/model'
import { Selection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { creditLine, type Picture } from '#shared/article/media.ts'
import type { PlacementField } from '#shared/article/placements.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import type { Crop, Point } from '#shared/document/crop.ts'
import { broughtWords } from './figure-words.ts'

/** A figure's place in the document by its id, or null when it is gone. */
export function findFigure(doc: Node, id: string): { node: Node; at: number } | null {
  let found: { node: Node; at: number } | null = null
  doc.descendants((node, at) => {
    if (node.type.name === 'figure' && node.attrs.id === id) found = { node, at }
    return found === null && !node.isTextblock
  })
  return found
}

function figures(doc: Node): { node: Node; at: number }[] {
  const found: { node: Node; at: number }[] = []
  doc.descendants((node, at) => {
    if (node.type.name === 'figure') found.push({ node, at })
    return !node.isTextblock
  })
  return found
}

export function emptyFigure(schema: Schema, attributes: Record<string, unknown> = {}): Node {
  const { figure, caption, credit } = schema.nodes
  if (!figure || !caption || !credit) throw new Error('The schema has no figure.')
  return figure.create({ id: newBlockId(), ...attributes }, [
    caption.create({ id: newBlockId() }),
    credit.create({ id: newBlockId() })
  ])
}

/** The place between two top-level blocks nearest to `at`, never before the first block of the copy. */
export function blockBoundary(doc: Node, at: number): number {
  let first = 0
  doc.forEach((node, offset) => {
    if (node.type.name === 'headline' || node.type.name === 'standfirst') first = offset + node.nodeSize
  })
  const $at = doc.resolve(Math.min(Math.max(at, 0), doc.content.size))
  if ($at.depth === 0) return Math.max(first, $at.pos)
  const atStart = $at.parentOffset === 0 && $at.parent.content.size > 0
  return Math.max(first, atStart && $at.depth === 1 ? $at.before(1) : $at.after(1))
}

/** Puts in one empty figure for each name, in order, and gives their ids; an empty paragraph at the place gives way. */
export function insertFigures(
  state: EditorState,
  at: number,
  fileNames: string[]
): { transaction: Transaction; ids: string[] } {
  const hasLead = figures(state.doc).some(({ node }) => node.attrs.role === 'lead')
  const nodes = fileNames.map((fileName, index) =>
    emptyFigure(state.schema, { fileName, role: index === 0 && !hasLead ? 'lead' : 'inline' })
  )
  const $at = state.doc.resolve(Math.min(at, state.doc.content.size))
  const empty = $at.depth === 1 && $at.parent.type.name === 'paragraph' && $at.parent.content.size === 0
  const boundary = empty ? $at.before(1) : blockBoundary(state.doc, at)
  const transaction = empty ? state.tr.replaceWith(boundary, $at.after(1), nodes) : state.tr.insert(boundary, nodes)
  // A figure at the very end leaves nowhere to type on.
  const end = boundary + nodes.reduce((size, node) => size + node.nodeSize, 0)
  if (end === transaction.doc.content.size && state.schema.nodes.paragraph)
    transaction.insert(end, state.schema.nodes.paragraph.create())
  const caption = TextSelection.create(transaction.doc, boundary + 2)
  return {
    transaction: transaction.setSelection(caption).scrollIntoView(),
    ids: nodes.map((node) => node.attrs.id as string)
  }
}

/**
 * Puts a picture into its figure. Caption, credit and alt text that the article has stay; the file's words go only where
 * the article's are empty. Maker and rights are the file's own.
 */
export function placePicture(
  state: EditorState,
  id: string,
  picture: Picture,
  from: 'file' | 'library' = 'file'
): Transaction | null {
  const found = findFigure(state.doc, id)
  if (!found) return null
  const { node, at } = found
  const { metadata } = picture
  const transaction = state.tr.setMeta(broughtWords, true)
  const set = (name: string, value: unknown) => transaction.setNodeAttribute(at, name, value)
  if (node.attrs.media !== picture.hash) {
    set('crop', null)
    set('focus', null)
  }
  set('media', picture.hash)
  set('fileName', picture.fileName)
  set('width', picture.width)
  set('height', picture.height)
  set('creator', metadata.creator.slice(0, 500))
  set('copyright', metadata.copyright.slice(0, 1000))
  set('usageTerms', metadata.usageTerms.slice(0, 2000))
  if (String(node.attrs.alt).trim() === '' && metadata.alt) set('alt', oneLine(metadata.alt).slice(0, 2000))
  const [caption, credit] = [node.child(0), node.child(1)]
  const fill = (text: string, part: Node, start: number) => {
    const line = oneLine(text)
    if (part.textContent.trim() !== '' || !line) return
    transaction.replaceWith(start + 1, start + 1 + part.content.size, state.schema.text(line))
    set(`${part.type.name}From`, from)
  }
  // The later one first: the earlier one's place then still holds.
  fill(creditLine(metadata), credit, at + 1 + caption.nodeSize)
  fill(metadata.caption, caption, at + 1)
  return transaction
}

/** Words that a picture brings and that its figure has otherwise. */
export interface OtherWords {
  field: PlacementField
  here: string
  brought: string
}

/** Field by field, where both say something and not the same. */
export function otherWords(figure: Node, { metadata }: Picture): OtherWords[] {
  const all: OtherWords[] = [
    { field: 'caption', here: figure.child(0).textContent, brought: metadata.caption },
    { field: 'credit', here: figure.child(1).textContent, brought: creditLine(metadata) },
    { field: 'alt', here: String(figure.attrs.alt), brought: metadata.alt }
  ]
  return all
    .map(({ field, here, brought }) => ({ field, here: here.trim(), brought: oneLine(brought) }))
    .filter(({ here, brought }) => here !== '' && brought !== '' && here !== brought)
}

/** Takes what a picture brings in the place of what its figure has. */
export function takeWords(
  state: EditorState,
  id: string,
  words: OtherWords[],
  from: 'file' | 'library'
): Transaction | null {
  const found = findFigure(state.doc, id)
  if (!found) return null
  const { node, at } = found
  const transaction = state.tr.setMeta(broughtWords, true)
  // The later part first: the earlier one's place then still holds.
  for (const { field, brought } of words.toReversed()) {
    if (field === 'alt') {
      transaction.setNodeAttribute(at, 'alt', brought.slice(0, 2000))
      continue
    }
    const index = field === 'caption' ? 0 : 1
    const start = at + 1 + (index === 1 ? node.child(0).nodeSize : 0)
    transaction.replaceWith(start + 1, start + 1 + node.child(index).content.size, state.schema.text(brought))
    transaction.setNodeAttribute(at, `${field}From`, from)
  }
  return transaction
}

export function setCrop(state: EditorState, id: string, crop: Crop | null, focus: Point | null): Transaction | null {
  const found = findFigure(state.doc, id)
  return found ? state.tr.setNodeAttribute(found.at, 'crop', crop).setNodeAttribute(found.at, 'focus', focus) : null
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** One lead picture an article: the one that was the lead becomes inline. */
export function setRole(state: EditorState, id: string, role: 'lead' | 'inline'): Transaction | null {
  const found = findFigure(state.doc, id)
  if (!found) return null
  const transaction = state.tr
  if (role === 'lead')
    for (const other of figures(state.doc))
      if (other.node.attrs.role === 'lead') transaction.setNodeAttribute(other.at, 'role', 'inline')
  return transaction.setNodeAttribute(found.at, 'role', role)
}

/** Puts a figure into one gallery with the figure before it, or takes it out; null where no figure stands before it. */
export function setJoined(state: EditorState, id: string, joined: boolean): Transaction | null {
  const found = findFigure(state.doc, id)
  if (!found || state.doc.resolve(found.at).nodeBefore?.type.name !== 'figure') return null
  return state.tr.setNodeAttribute(found.at, 'joined', joined)
}

export function setAlt(state: EditorState, id: string, alt: string): Transaction | null {
  const found = findFigure(state.doc, id)
  return found ? state.tr.setNodeAttribute(found.at, 'alt', alt.slice(0, 2000)) : null
}

export function removeFigure(state: EditorState, id: string): Transaction | null {
  const found = findFigure(state.doc, id)
  if (!found) return null
  const { paragraph } = state.schema.nodes
  const alone = state.doc.content.size === found.at + found.node.nodeSize && !blockBefore(state.doc, found.at)
  const transaction = state.tr
  if (alone && paragraph) transaction.replaceWith(found.at, found.at + found.node.nodeSize, paragraph.create())
  else transaction.delete(found.at, found.at + found.node.nodeSize)
  return transaction.setSelection(
    Selection.near(transaction.doc.resolve(Math.min(found.at, transaction.doc.content.size)), 1)
  )
}

function blockBefore(doc: Node, at: number): boolean {
  const before = doc.resolve(at).nodeBefore
  return before !== null && before.type.name !== 'headline' && before.type.name !== 'standfirst'
}
