import { toggleMark, setBlockType, joinBackward, splitBlock, wrapIn } from '@tiptap/pm/commands'
import { history } from '@tiptap/pm/history'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { liftListItem, wrapInList } from '@tiptap/pm/schema-list'
import { EditorState, NodeSelection, Plugin, TextSelection, type Command, type Transaction } from '@tiptap/pm/state'
import { mendIds } from '#renderer/features/article/editor/block-ids.ts'
import { suggestEdit, suggestingPlugin } from '#renderer/features/article/editor/suggesting.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import { decideModel } from '#shared/document/decide.ts'
import { schema } from '#shared/document/schema.ts'
import { isSameButIds } from '#shared/document/track-changes.ts'
import { seededRandom } from '#test/bench/random.ts'

/** The editor's state with what changes documents by itself, and no page. */
export function suggestingState(doc: Node): EditorState {
  const blockIds = new Plugin({ appendTransaction: (made, before, after) => mendIds(made, before, after) })
  return EditorState.create({ doc, plugins: [history({ newGroupDelay: 0 }), blockIds, suggestingPlugin(() => true)] })
}

/** A part of a document between two letters, by how many letters that stay come before it. */
interface Range {
  from: number
  to: number
}

type Edit = (state: EditorState, from: number, to: number, text: string) => Transaction | null

function run(command: Command, near?: (state: EditorState, from: number, to: number) => EditorState): Edit {
  return (state, from, to) => {
    let made: Transaction | null = null
    const placed = near ? near(state, from, to) : select(state, from, to)
    command(placed, (transaction) => (made = transaction))
    return made
  }
}

const select = (state: EditorState, from: number, to: number) =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)))
const caret = (state: EditorState, from: number) => select(state, from, from)
const lineStart = (state: EditorState, from: number) => caret(state, state.doc.resolve(from).start())
const type = (name: string) => {
  const found = schema.nodes[name]
  if (!found) throw new Error(name)
  return found
}
const mark = (name: string) => {
  const found = schema.marks[name]
  if (!found) throw new Error(name)
  return found
}

/** What people do to a text. `line` edits are about the block that the place is in, `range` edits about what is between. */
export const edits: Record<string, { about: 'caret' | 'range' | 'line'; edit: Edit }> = {
  type: { about: 'caret', edit: (state, from, _to, text) => state.tr.insertText(text, from) },
  replace: { about: 'range', edit: (state, from, to, text) => state.tr.insertText(text, from, to) },
  delete: { about: 'range', edit: (state, from, to) => state.tr.deleteRange(from, to) },
  split: { about: 'caret', edit: run(splitBlock, caret) },
  join: { about: 'line', edit: run(joinBackward, lineStart) },
  bold: { about: 'range', edit: run(toggleMark(mark('bold'))) },
  link: {
    about: 'range',
    edit: (state, from, to) => state.tr.addMark(from, to, mark('link').create({ href: 'https://example.org/' }))
  },
  heading: { about: 'line', edit: run(setBlockType(type('heading'), { level: 3 }), caret) },
  paragraph: { about: 'line', edit: run(setBlockType(type('paragraph')), caret) },
  pullQuote: { about: 'line', edit: run(setBlockType(type('pullQuote')), caret) },
  list: { about: 'line', edit: run(wrapInList(type('bulletList')), caret) },
  lift: { about: 'line', edit: run(liftListItem(type('listItem')), caret) },
  quote: { about: 'line', edit: run(wrapIn(type('quote')), caret) },
  paste: {
    about: 'range',
    edit: (state, from, to, text) =>
      state.tr.replaceRange(
        from,
        to,
        new Slice(
          Fragment.from(
            ['one', 'two', 'three'].map((word) => type('paragraph').create(null, schema.text(`${word} ${text}`)))
          ),
          1,
          1
        )
      )
  },
  figure: {
    about: 'line',
    edit: (state, from) => {
      const $from = state.doc.resolve(from)
      const figure = type('figure').createAndFill({ id: newBlockId(), alt: 'new' })
      return $from.depth === 1 && $from.index(0) > 0 && figure ? state.tr.insert($from.after(1), figure) : null
    }
  },
  alt: {
    about: 'line',
    edit: (state, from, _to, text) => {
      const $from = state.doc.resolve(from)
      for (let depth = $from.depth; depth > 0; depth--)
        if ($from.node(depth).type.name === 'figure') return state.tr.setNodeAttribute($from.before(depth), 'alt', text)
      return null
    }
  },
  remove: {
    about: 'line',
    edit: (state, from) => {
      const $from = state.doc.resolve(from)
      if ($from.index(0) < 2 || state.doc.childCount < 4) return null
      return state.tr.setSelection(NodeSelection.create(state.doc, $from.before(1))).deleteSelection()
    }
  }
}

export interface SuggestSession {
  original: Node
  /** The states of the document with suggestions, the first one the original's. */
  states: EditorState[]
  /** The same edits made directly. */
  direct: Node
  authors: Map<string, string>
  done: string[]
  refused: string[]
  /** Edits that did something else among suggestions, before these were told. */
  different: string[]
}

/** Random edits by `seed`, each in suggest mode by one of `people` and directly beside it. */
export function suggestSession(original: Node, seed: number, count: number, people: string[]): SuggestSession {
  const random = seededRandom(seed)
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T
  const authors = new Map<string, string>()
  let state = suggestingState(original)
  let direct = suggestingState(original)
  const session: SuggestSession = {
    original,
    states: [state],
    direct: original,
    authors,
    done: [],
    refused: [],
    different: []
  }
  for (let number = 0; number < count; number++) {
    const person = pick(people)
    const name = pick(Object.keys(edits))
    const { about, edit } = edits[name] as (typeof edits)[string]
    const places = lettersOf(direct.doc)
    const range = pickRange(places, about, random)
    const here = range && placeIn(state.doc, range)
    const there = range && placeIn(direct.doc, range)
    if (!here || !there || !isSamePlace(state.doc, direct.doc, here, there, about)) continue
    const text = pick(['a', 'xy', ' and then ', 'é', '👩‍🚒'])
    const plainly = attempt(() => edit(direct, there.from, there.to, text))
    const made = attempt(() => edit(state, here.from, here.to, text))
    if (!plainly || !made || !plainly.docChanged || !made.docChanged) continue
    // What an edit does may hang on what stands around it: then it is another one among suggestions.
    if (
      !isSameButIds(
        decideModel(made.doc, () => 'accept'),
        decideModel(plainly.doc, () => 'accept')
      )
    ) {
      session.different.push(name)
      continue
    }
    let given = 0
    const suggested = suggestEdit(state, made, {
      isOwn: (id) => authors.get(id) === person,
      newId: () => {
        const id = `${person}-${number}-${given++}`
        authors.set(id, person)
        return id
      }
    })
    if (!suggested.ok) {
      session.refused.push(name)
      continue
    }
    state = state.applyTransaction(suggested.value).state
    direct = direct.applyTransaction(plainly).state
    session.done.push(name)
    session.states.push(state)
  }
  session.direct = direct.doc
  return session
}

function attempt(make: () => Transaction | null): Transaction | null {
  try {
    return make()
  } catch {
    return null
  }
}

interface Letter {
  at: number
  block: Node
  blockAt: number
}

/** The letters that stay when everything is accepted, in order. */
function lettersOf(doc: Node): Letter[] {
  const letters: Letter[] = []
  doc.descendants((node, at, parent) => {
    if (node.marks.some(({ type }) => type.name === 'deletion')) return false
    if (node.isText && parent)
      for (let offset = 0; offset < (node.text ?? '').length; offset++)
        letters.push({ at: at + offset, block: parent, blockAt: doc.resolve(at).before() })
    return true
  })
  return letters
}

function pickRange(letters: Letter[], about: string, random: () => number): Range | null {
  if (letters.length < 8) return null
  const from = 1 + Math.floor(random() * (letters.length - 2))
  const to =
    about === 'range' ? Math.min(letters.length - 1, from + 1 + Math.floor(random() * (random() < 0.2 ? 60 : 8))) : from
  // Between two letters of one line, so that the place is the same in both texts.
  for (const index of [from, to]) if (letters[index - 1]?.blockAt !== letters[index]?.blockAt) return null
  return { from, to }
}

function placeIn(doc: Node, { from, to }: Range): Range | null {
  const letters = lettersOf(doc)
  const [start, end] = [letters[from - 1], letters[to - 1]]
  return start && end ? { from: start.at + 1, to: end.at + 1 } : null
}

/** Whether an edit about a block is about the same one in both: not about a part of one that a suggestion is to join. */
function isSamePlace(suggested: Node, direct: Node, here: Range, there: Range, about: string): boolean {
  const [one, other] = [suggested.resolve(here.from), direct.resolve(there.from)]
  if (about !== 'line') return true
  if (one.depth !== other.depth || one.parent.type !== other.parent.type) return false
  const path = (at: typeof one) => Array.from({ length: at.depth }, (_, depth) => at.node(depth + 1).type.name).join()
  return path(one) === path(other) && one.parent.attrs.id === other.parent.attrs.id
}
