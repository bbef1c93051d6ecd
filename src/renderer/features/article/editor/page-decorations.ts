import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { tkPattern } from '#shared/article/release.ts'
import { isInline } from './block-ids.ts'

/** What an empty part of the page says of itself. */
export const placeholders: Record<string, string> = {
  headline: 'Headline',
  standfirst: 'Standfirst',
  caption: 'Caption: what it shows, who, where, when',
  credit: 'Credit',
  attribution: 'Who said it',
  pullQuote: 'A sentence out of the copy',
  factBoxTitle: 'Title of the box'
}

/** The parts of the page that are rendered from meta: elements that live as long as the editor. */
export interface PageParts {
  byline: HTMLElement
  dateline: HTMLElement
  hasDateline: () => boolean
}

/** What the page shows without its being text: placeholders, the byline and dateline lines, TK marked. */
export const PageDecorations = Extension.create<{ parts: PageParts | null }>({
  name: 'pageDecorations',
  addOptions: () => ({ parts: null }),
  addProseMirrorPlugins() {
    const { parts } = this.options
    const plugin: Plugin<DecorationSet> = new Plugin<DecorationSet>({
      state: {
        init: (_, state) => decorate(state.doc, parts),
        apply: (transaction, set, _, state) =>
          transaction.getMeta('redecorate') ? decorate(state.doc, parts) : redecorate(transaction, set, parts)
      },
      props: { decorations: (state: EditorState) => plugin.getState(state) }
    })
    return [plugin]
  }
})

/** The decorations of the document after a transaction, from those before it: typing looks at one textblock only. */
export function redecorate(transaction: Transaction, set: DecorationSet, parts: PageParts | null): DecorationSet {
  const { steps, docs, doc } = transaction
  const [step, ...more] = steps
  const [before] = docs
  if (!step || !before) return set
  if (more.length > 0 || !isInline(step, before)) return decorate(doc, parts)
  // Marks and meta move no text.
  if (!(step instanceof ReplaceStep)) return set
  const at = before.resolve(step.from).before()
  const node = doc.nodeAt(at)
  // The first paragraph has the dateline, and says "Write" while it is alone.
  if (!node || at === firstParagraphOf(doc)) return decorate(doc, parts)
  const end = at + node.nodeSize
  const mapped = set.map(transaction.mapping, doc)
  // Only its own: what ends or begins at its edges is its neighbours', what has no length is a part of the page.
  const old = mapped.find(at, end).filter(({ from, to }) => from >= at && to <= end && from < to)
  const found = decorateTextblock(node, at, placeholders[node.type.name])
  return old.length + found.length === 0 ? mapped : mapped.remove(old).add(doc, found)
}

function firstParagraphOf(doc: Node): number | null {
  let at = 0
  for (const node of doc.children) {
    if (node.type.name === 'paragraph') return at
    at += node.nodeSize
  }
  return null
}

export function decorate(doc: Node, parts: PageParts | null): DecorationSet {
  const found: Decoration[] = []
  const firstParagraph = firstParagraphOf(doc)
  let blocks = 0
  let top = 0
  doc.forEach((node, at) => {
    if (node.type.name === 'headline' || node.type.name === 'standfirst') top = at + node.nodeSize
    else blocks++
  })
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    const hint = placeholders[node.type.name] ?? (blocks === 1 && at === firstParagraph ? 'Write' : undefined)
    found.push(...decorateTextblock(node, at, hint))
    return false
  })
  if (parts) {
    const still = { side: -1, ignoreSelection: true, stopEvent: () => true }
    found.push(Decoration.widget(top, () => parts.byline, { key: 'byline', ...still }))
    if (firstParagraph !== null && parts.hasDateline())
      found.push(Decoration.widget(firstParagraph + 1, () => parts.dateline, { key: 'dateline', ...still }))
  }
  return DecorationSet.create(doc, found)
}

function decorateTextblock(node: Node, at: number, hint: string | undefined): Decoration[] {
  if (node.content.size > 0)
    return tkRanges(node).map(([from, to]) => Decoration.inline(at + 1 + from, at + 1 + to, { class: 'tk' }))
  // A heading without words still has a name, for who hears the page.
  const named = node.type.name === 'headline' ? 'Headline' : node.type.name === 'heading' ? 'Heading' : null
  const attributes = {
    ...(hint !== undefined && { class: 'is-empty', 'data-placeholder': hint }),
    ...(named && { 'aria-label': named })
  }
  return Object.keys(attributes).length === 0 ? [] : [Decoration.node(at, at + node.nodeSize, attributes)]
}

// Nodes never change, so what was found in one holds for as long as it lives.
const known = new WeakMap<Node, [number, number][]>()

/** Where a textblock says TK, in positions of its content. */
export function tkRanges(node: Node): [number, number][] {
  const kept = known.get(node)
  if (kept) return kept
  const text = node.textBetween(0, node.content.size, null, '\ufffc')
  const ranges = [...text.matchAll(new RegExp(tkPattern, 'gu'))].map(({ index, 0: match }): [number, number] => [
    index,
    index + match.length
  ])
  known.set(node, ranges)
  return ranges
}
