import { Extension, type Editor } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { NodeSelection, Selection, TextSelection, type Command } from '@tiptap/pm/state'

/** The keys of an article's own parts: headline, standfirst, pictures, quotes and boxes. The rest is Tiptap's. */
export const ArticleKeys = Extension.create<{ openLink: () => void }>({
  name: 'articleKeys',
  // Before Tiptap's own Enter and Backspace.
  priority: 200,
  addOptions: () => ({ openLink: () => {} }),
  addKeyboardShortcuts() {
    const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch, this.editor.view)
    return {
      Enter: run(enter),
      'Shift-Enter': ({ editor }) => isLine(editor.state.selection.$from.parent),
      'Mod-Enter': run(leaveBlock),
      Backspace: run(backspace),
      'Mod-Backspace': run(backspace),
      Delete: run(deleteForward),
      ArrowDown: run(vertically(1)),
      ArrowUp: run(vertically(-1)),
      'Mod-k': () => {
        this.options.openLink()
        return true
      },
      Tab: ({ editor }) => tabThroughFigure(editor, 1),
      'Shift-Tab': ({ editor }) => tabThroughFigure(editor, -1),
      'Mod-Alt-0': ({ editor }) => editor.commands.setNode('paragraph'),
      'Mod-Alt-1': ({ editor }) => editor.commands.toggleNode('heading', 'paragraph', { level: 2 }),
      'Mod-Alt-2': ({ editor }) => editor.commands.toggleNode('heading', 'paragraph', { level: 2 }),
      'Mod-Alt-3': ({ editor }) => editor.commands.toggleNode('heading', 'paragraph', { level: 3 }),
      'Mod-Alt-4': ({ editor }) => editor.commands.toggleNode('heading', 'paragraph', { level: 4 })
    }
  }
})

const lines = ['headline', 'credit', 'attribution', 'factBoxTitle']
const fixed = ['headline', 'standfirst', 'caption', 'credit', 'factBoxTitle']

/** A textblock that is one line of text and takes no line break. */
export function isLine(node: Node): boolean {
  return lines.includes(node.type.name)
}

export const enter: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  if (!$from.sameParent($to) || !$from.parent.isTextblock) return false
  const name = $from.parent.type.name
  if (name === 'headline') return intoStandfirst(state, dispatch)
  if (fixed.includes(name)) {
    const next = Selection.findFrom(state.doc.resolve($from.after()), 1, true)
    if (name === 'credit' || name === 'standfirst') return leaveBlock(state, dispatch)
    if (next) dispatch?.(state.tr.setSelection(next).scrollIntoView())
    return true
  }
  if (name === 'attribution' && $from.parentOffset === $from.parent.content.size) return leaveBlock(state, dispatch)
  return leaveContainer(state, dispatch)
}

/** Enter on an empty last paragraph of a quote or a box: on to who said it, or out into the copy. */
const leaveContainer: Command = (state, dispatch) => {
  const { $from } = state.selection
  const container = $from.depth > 1 ? $from.node(-1) : null
  if (!container || !['quote', 'factBox'].includes(container.type.name) || $from.parent.content.size > 0) return false
  const index = $from.index(-1)
  const next = container.maybeChild(index + 1)
  if (container.maybeChild(index - 1)?.type.name !== 'paragraph' || (next && next.type.name !== 'attribution'))
    return false
  const transaction = state.tr.delete($from.before(), $from.after())
  if (next) {
    dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, $from.before() + 1)).scrollIntoView())
    return true
  }
  const after = transaction.mapping.map($from.after(-1))
  const { paragraph } = state.schema.nodes
  if (!paragraph) return false
  dispatch?.(
    transaction
      .insert(after, paragraph.create())
      .setSelection(TextSelection.create(transaction.doc, after + 1))
      .scrollIntoView()
  )
  return true
}

const intoStandfirst: Command = (state, dispatch) => {
  const transaction = state.tr
  const { standfirst } = state.schema.nodes
  const after = state.doc.firstChild?.nodeSize ?? 0
  if (standfirst && state.doc.maybeChild(1)?.type !== standfirst) transaction.insert(after, standfirst.create())
  dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, after + 1)).scrollIntoView())
  return true
}

/** Puts the caret into the text after the outermost block; makes a paragraph there when there is none. */
export const leaveBlock: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.depth === 0 && !(state.selection instanceof NodeSelection)) return false
  const after = state.selection instanceof NodeSelection ? state.selection.to : $from.after(1)
  const transaction = state.tr
  const { paragraph } = state.schema.nodes
  if (!paragraph) return false
  if (state.doc.resolve(after).depth > 0) return false
  if (
    state.doc.childBefore(after).index < 1 &&
    state.doc.firstChild?.type.name === 'headline' &&
    after <= (state.doc.firstChild?.nodeSize ?? 0)
  )
    return intoStandfirst(state, dispatch)
  if (state.doc.resolve(after).nodeAfter?.isTextblock !== true) transaction.insert(after, paragraph.create())
  dispatch?.(transaction.setSelection(TextSelection.create(transaction.doc, after + 1)).scrollIntoView())
  return true
}

/** At the start of a part nothing before it is destroyed: the caret goes there instead. */
export const backspace: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || !(state.selection instanceof TextSelection) || $from.parentOffset > 0) return false
  const name = $from.parent.type.name
  const figure = name === 'caption' ? $from.node(-1) : null
  if (figure && figure.textContent === '' && !figure.attrs.media) {
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, $from.before(-1))))
    return true
  }
  if (fixed.includes(name)) return caretBefore($from)(state, dispatch)
  if ($from.depth !== 1) return startsCell($from)
  const before = state.doc.resolve($from.before()).nodeBefore
  if (before?.type.name !== 'headline' && before?.type.name !== 'standfirst') return false
  if ($from.parent.content.size > 0 || onlyBlock(state.doc)) return caretBefore($from)(state, dispatch)
  const transaction = state.tr.delete($from.before(), $from.after())
  dispatch?.(transaction.setSelection(Selection.near(transaction.doc.resolve($from.before() - 1), -1)).scrollIntoView())
  return true
}

/** The start of a table's cell or of a box: what stands before it is another's. */
function startsCell($from: ResolvedPos): boolean {
  const cell = $from.node(-1)
  return (cell.type.spec.isolating ?? false) && $from.index(-1) === 0
}

export const deleteForward: Command = (state) => {
  const { $from, empty } = state.selection
  return (
    empty &&
    state.selection instanceof TextSelection &&
    fixed.includes($from.parent.type.name) &&
    $from.parentOffset === $from.parent.content.size
  )
}

function caretBefore($from: ResolvedPos): Command {
  return (state, dispatch) => {
    const before = Selection.findFrom(state.doc.resolve($from.before()), -1, true)
    if (before) dispatch?.(state.tr.setSelection(before).scrollIntoView())
    return true
  }
}

function onlyBlock(doc: Node): boolean {
  let blocks = 0
  doc.forEach((node) => (blocks += node.type.name === 'headline' || node.type.name === 'standfirst' ? 0 : 1))
  return blocks < 2
}

/**
 * The arrows lead over what stands between the parts and is no text: the byline under the standfirst, a picture over its
 * caption. Within ordinary copy they are the browser's.
 */
function vertically(direction: 1 | -1): Command {
  return (state, dispatch, view) => {
    const { $head, empty } = state.selection
    if (!view || !empty || !(state.selection instanceof TextSelection) || $head.depth === 0) return false
    if (!view.endOfTextblock(direction === 1 ? 'down' : 'up')) return false
    const next = Selection.findFrom(
      state.doc.resolve(direction === 1 ? $head.after() : $head.before()),
      direction,
      true
    )
    if (!next || !(fixed.includes($head.parent.type.name) || fixed.includes(next.$head.parent.type.name))) return false
    const { left } = view.coordsAtPos($head.pos)
    const line = view.coordsAtPos(next.head)
    const beneath = view.posAtCoords({ left, top: (line.top + line.bottom) / 2 })?.pos
    const same = beneath !== undefined && state.doc.resolve(beneath).sameParent(next.$head)
    dispatch?.(state.tr.setSelection(same ? TextSelection.create(state.doc, beneath) : next).scrollIntoView())
    return true
  }
}

/** Caption, credit and alt text follow one another by Tab. */
function tabThroughFigure(editor: Editor, direction: 1 | -1): boolean {
  const { $from } = editor.state.selection
  const name = $from.parent.type.name
  if (name !== 'caption' && name !== 'credit') return false
  const to = (name === 'caption' ? 0 : 1) + direction
  const figure = $from.before(-1)
  if (to === 2 || to === -1) {
    const dom = editor.view.nodeDOM(figure)
    const alt = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('input') : null
    if (to === -1 || !alt) return false
    alt.focus()
    return true
  }
  const target = Selection.findFrom(
    editor.state.doc.resolve(to === 1 ? $from.after() : $from.before()),
    direction,
    true
  )
  if (target) editor.view.dispatch(editor.state.tr.setSelection(target).scrollIntoView())
  return target !== null
}
