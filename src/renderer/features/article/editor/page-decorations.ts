import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { tkPattern } from '#shared/article/release.ts'

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
        apply: (transaction, set, _, state) => (transaction.docChanged || transaction.getMeta('redecorate') ? decorate(state.doc, parts) : set)
      },
      props: { decorations: (state: EditorState) => plugin.getState(state) }
    })
    return [plugin]
  }
})

function decorate(doc: Node, parts: PageParts | null): DecorationSet {
  const found: Decoration[] = []
  let firstParagraph: number | null = null
  let blocks = 0
  let top = 0
  doc.forEach((node, at) => {
    if (node.type.name === 'headline' || node.type.name === 'standfirst') top = at + node.nodeSize
    else blocks++
    if (node.type.name === 'paragraph') firstParagraph ??= at
  })
  doc.descendants((node, at) => {
    if (!node.isTextblock) return true
    const hint = placeholders[node.type.name] ?? (blocks === 1 && at === firstParagraph ? 'Write' : undefined)
    if (hint !== undefined && node.content.size === 0)
      found.push(Decoration.node(at, at + node.nodeSize, { class: 'is-empty', 'data-placeholder': hint }))
    for (const [from, to] of tkRanges(node)) found.push(Decoration.inline(at + 1 + from, at + 1 + to, { class: 'tk' }))
    return false
  })
  if (parts) {
    const still = { side: -1, ignoreSelection: true, stopEvent: () => true }
    found.push(Decoration.widget(top, () => parts.byline, { key: 'byline', ...still }))
    if (firstParagraph !== null && parts.hasDateline()) found.push(Decoration.widget(firstParagraph + 1, () => parts.dateline, { key: 'dateline', ...still }))
  }
  return DecorationSet.create(doc, found)
}

// Nodes never change, so what was found in one holds for as long as it lives.
const known = new WeakMap<Node, [number, number][]>()

/** Where a textblock says TK, in positions of its content. */
export function tkRanges(node: Node): [number, number][] {
  const kept = known.get(node)
  if (kept) return kept
  const text = node.textBetween(0, node.content.size, null, '\ufffc')
  const ranges = [...text.matchAll(new RegExp(tkPattern, 'gu'))].map(({ index, 0: match }): [number, number] => [index, index + match.length])
  known.set(node, ranges)
  return ranges
}
