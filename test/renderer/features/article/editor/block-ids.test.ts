import { history, redo, undo } from '@tiptap/pm/history'
import { Fragment, Slice } from '@tiptap/pm/model'
import { Plugin, TextSelection, type EditorState } from '@tiptap/pm/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mendIds } from '#renderer/features/article/editor/block-ids.ts'
import { article, figure, idsOf, stateOf } from './documents.ts'

const plugins = () => [history(), new Plugin({ appendTransaction: mendIds })]
const start = () =>
  stateOf(
    article(['paragraph', { id: 'a' }, 'one two'], figure('f', {}, 'cap', 'cred'), ['paragraph', { id: 'b' }, 'three']),
    plugins()
  )

function place(state: EditorState, id: string): number {
  let found = -1
  state.doc.descendants((node, at) => void (node.attrs.id === id && (found = at)))
  if (found < 0) throw new Error(`No block ${id}`)
  return found
}
const whole = (ids: (string | null)[]) => ids.every((id) => id !== null) && new Set(ids).size === ids.length

test('a split leaves the id to the first half and gives the second a new one', () => {
  const state = start()
  const after = state.apply(state.tr.split(place(state, 'a') + 4))
  const ids = idsOf(after.doc)
  expect(ids[2]).toBe('a')
  expect(ids[3]).not.toBe('a')
  expect(whole(ids)).toBe(true)
})

test('undoing a split brings the one block with its id back, and redoing brings the same new id', () => {
  let state = start()
  state = state.apply(state.tr.split(place(state, 'a') + 4))
  const made = idsOf(state.doc)
  undo(state, (transaction) => (state = state.apply(transaction)))
  expect(idsOf(state.doc)).toEqual(idsOf(start().doc))
  redo(state, (transaction) => (state = state.apply(transaction)))
  expect(idsOf(state.doc)).toEqual(made)
})

test('a block that is cut and pasted elsewhere keeps its id', () => {
  let state = start()
  const at = place(state, 'a')
  const cut = state.doc.nodeAt(at)
  if (!cut) throw new Error('no block')
  state = state.apply(state.tr.delete(at, at + cut.nodeSize))
  expect(idsOf(state.doc)).not.toContain('a')
  state = state.apply(state.tr.insert(state.doc.content.size, cut))
  expect(idsOf(state.doc).at(-1)).toBe('a')
})

test('a copy gets new ids even when it lands before what it was copied from', () => {
  let state = start()
  const figureNode = state.doc.nodeAt(place(state, 'f'))
  if (!figureNode) throw new Error('no figure')
  state = state.apply(state.tr.insert(place(state, 'a'), figureNode))
  const ids = idsOf(state.doc)
  expect(whole(ids)).toBe(true)
  expect(ids.indexOf('f')).toBeGreaterThan(ids.indexOf('a'))
  expect(ids.indexOf('f-caption')).toBeGreaterThan(ids.indexOf('a'))
})

test('joining two blocks keeps the first one’s id', () => {
  let state = stateOf(article(['paragraph', { id: 'a' }, 'one'], ['paragraph', { id: 'b' }, 'two']), plugins())
  state = state.apply(state.tr.join(place(state, 'b')))
  expect(idsOf(state.doc)).toEqual(['head', 'stand', 'a'])
})

test('typing and marks touch no ids and append nothing', () => {
  const state = start()
  const transaction = state.tr.insertText('x', place(state, 'a') + 1)
  expect(mendIds([transaction], state, state.apply(transaction))).toBeNull()
})

test('whatever is split, joined, deleted, copied, undone and redone, every block has one id of its own', () => {
  const act = fc.record({
    kind: fc.constantFrom('split', 'join', 'delete', 'copy', 'undo', 'redo', 'type'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true })
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      let state = start()
      for (const { kind, at, to } of acts) {
        const spot = (part: number) =>
          TextSelection.near(state.doc.resolve(Math.floor(part * state.doc.content.size))).from
        const { tr } = state
        try {
          if (kind === 'undo') undo(state, (transaction) => (state = state.apply(transaction)))
          else if (kind === 'redo') redo(state, (transaction) => (state = state.apply(transaction)))
          else if (kind === 'type') state = state.apply(tr.insertText('w', spot(at)))
          else if (kind === 'split') state = state.apply(tr.split(spot(at)))
          else if (kind === 'join') state = state.apply(tr.join(state.doc.resolve(spot(at)).after(1)))
          else if (kind === 'delete')
            state = state.apply(tr.deleteRange(Math.min(spot(at), spot(to)), Math.max(spot(at), spot(to))))
          else {
            const block = state.doc.child(
              Math.min(state.doc.childCount - 1, 2 + Math.floor(at * (state.doc.childCount - 2)))
            )
            const after = 2 + Math.floor(to * (state.doc.childCount - 1))
            let offset = 0
            state.doc.forEach((child, position, index) => void (index < after && (offset = position + child.nodeSize)))
            state = state.apply(tr.replace(offset, offset, new Slice(Fragment.from(block), 0, 0)))
          }
        } catch {
          continue // the step does not fit here: nothing has happened
        }
        expect(whole(idsOf(state.doc))).toBe(true)
        state.doc.check()
      }
    }),
    { numRuns: 200 }
  )
})
