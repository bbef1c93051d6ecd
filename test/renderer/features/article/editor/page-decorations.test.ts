// @vitest-environment jsdom
import { EditorState, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import type { DecorationSet } from '@tiptap/pm/view'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decorate, redecorate, type PageParts } from '#renderer/features/article/editor/page-decorations.ts'
import { schema } from '#shared/document/schema.ts'
import { article, figure } from './documents.ts'

const parts: PageParts = {
  byline: document.createElement('div'),
  dateline: document.createElement('span'),
  hasDateline: () => true
}

/** What is decorated, where and how, in an order of its own. */
const shown = (set: DecorationSet) =>
  set
    .find()
    .map((decoration) =>
      JSON.stringify([
        decoration.from,
        decoration.to,
        (decoration as unknown as { type: { attrs?: unknown } }).type.attrs ?? decoration.spec.key
      ])
    )
    .sort()

const start = () =>
  article(
    ['paragraph', { id: 'a' }, 'First TK words'],
    ['paragraph', { id: 'b' }, 'TK at the start and TK'],
    figure('f', {}, 'A caption TK', ''),
    ['quote', { id: 'q' }, ['paragraph', { id: 'c' }, 'said']],
    ['heading', { id: 'h', level: 2 }, 'TK'],
    ['paragraph', { id: 'd' }]
  )

const words = ['T', 'K', 'TK', ' ', 'words ', 'TK, TK']
const edit = fc.record({
  kind: fc.constantFrom('type', 'type', 'type', 'delete', 'mark', 'split', 'join', 'drop'),
  at: fc.nat(),
  size: fc.integer({ min: 1, max: 6 }),
  text: fc.constantFrom(...words)
})

function make(
  state: EditorState,
  { kind, at, size, text }: { kind: string; at: number; size: number; text: string }
): Transaction | null {
  const { tr, doc } = state
  const places: number[] = []
  doc.descendants((node, position) => {
    if (node.isTextblock) for (let offset = 0; offset <= node.content.size; offset++) places.push(position + 1 + offset)
    return !node.isTextblock
  })
  const place = places[at % places.length] ?? 0
  const end = Math.min(place + size, doc.resolve(place).end())
  try {
    if (kind === 'type') return tr.insertText(text, place, end)
    if (kind === 'delete') return tr.delete(place, end)
    if (kind === 'mark') return schema.marks.italic ? tr.addMark(place, end, schema.marks.italic.create()) : tr
    if (kind === 'split') return tr.split(place)
    if (kind === 'join') return tr.delete(place, Math.min(place + size * 5, doc.content.size))
    return tr.step(new ReplaceStep(doc.resolve(place).before(1), doc.resolve(place).after(1), doc.slice(0, 0)))
  } catch {
    return null
  }
}

test('after any edits the page is decorated as if it were looked at anew', () => {
  let near = 0
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 25 }), (edits) => {
      let state = EditorState.create({ doc: start() })
      let set = decorate(state.doc, parts)
      for (const one of edits) {
        const transaction = make(state, one)
        if (!transaction) continue
        set = redecorate(transaction, set, parts)
        state = state.apply(transaction)
        if (transaction.steps.length === 1) near++
        expect(shown(set)).toEqual(shown(decorate(state.doc, parts)))
      }
    }),
    { numRuns: 300 }
  )
  expect(near).toBeGreaterThan(1000)
})
