import { undo, redo } from '@tiptap/pm/history'
import type { Node } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { describe, expect, test } from 'vitest'
import { decideEdit, setSuggesting, settledSlice, suggestEdit } from '#renderer/features/article/editor/suggesting.ts'
import { acceptSuggestions, decideModel, rejectSuggestions } from '#shared/document/decide.ts'
import type { Body } from '#shared/document/body.ts'
import { openSuggestions } from '#shared/document/open-suggestions.ts'
import { isSameButIds } from '#shared/document/track-changes.ts'
import { suggestSession, suggestingState } from '#test/support/suggest-session.ts'
import { article, figure } from './documents.ts'

/** More sessions by this variable; the figure of the report was taken with it. */
const sessions = Number(process.env.SUGGEST_SESSIONS ?? 150)

const original = article(
  ['paragraph', { id: 'a' }, 'The quick brown fox jumps over the lazy dog.'],
  ['heading', { id: 'h', level: 2 }, 'What happened then'],
  ['paragraph', { id: 'b' }, 'A second paragraph with a few more words in it.'],
  figure('f', { alt: 'A quay', media: 'a'.repeat(64) }, 'The quay on Monday.', 'Ines Moreau'),
  ['paragraph', { id: 'c' }, 'Third and not least.'],
  [
    'bulletList',
    { id: 'l' },
    ['listItem', {}, ['paragraph', { id: 'i1' }, 'first item']],
    ['listItem', {}, ['paragraph', { id: 'i2' }, 'second item']]
  ],
  ['quote', { id: 'q' }, ['paragraph', { id: 'q1' }, 'I saw it.'], ['attribution', { id: 'q2' }, 'A witness']],
  [
    'table',
    { id: 't' },
    [
      'tableRow',
      {},
      ['tableCell', {}, ['paragraph', { id: 't1' }, 'cell one']],
      ['tableCell', {}, ['paragraph', { id: 't2' }, 'cell two']]
    ]
  ],
  ['paragraph', { id: 'd' }, 'The end of it all.']
)

const text = (doc: Node) => doc.textBetween(0, doc.content.size, '|')
const json = (doc: Node) => doc.toJSON() as Body
const last = <T>(list: T[]) => list.at(-1) as T
const settled = (doc: Node, verdict: 'accept' | 'reject') => decideModel(doc, () => verdict)

describe(`random sessions in suggest mode (${sessions})`, () => {
  const all = Array.from({ length: sessions }, (_, seed) => suggestSession(original, seed + 1, 24, ['ann', 'ben']))
  const each = (check: (session: (typeof all)[number], seed: number) => void) =>
    all.forEach((session, index) => check(session, index + 1))

  test('most edits can be suggested', () => {
    const done = all.flatMap((session) => session.done)
    const refused = all.flatMap((session) => session.refused)
    const counts = (names: string[]) =>
      Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]))
    if (process.env.SUGGEST_SESSIONS) console.log(done.length, counts(done), refused.length, counts(refused))
    const different = all.flatMap((session) => session.different)
    if (process.env.SUGGEST_SESSIONS) console.log(different.length, counts(different))
    expect(refused.length + different.length).toBeLessThan(done.length * 0.1)
  })
  test('rejecting all is the original, exactly', () =>
    each(({ states }, seed) =>
      expect(settled(last(states).doc, 'reject').toJSON(), `seed ${seed}`).toEqual(original.toJSON())
    ))
  test('accepting all is the same edits made directly', () =>
    each(({ states, direct, done }, seed) => {
      const accepted = settled(last(states).doc, 'accept')
      expect(isSameButIds(accepted, direct), `seed ${seed}: ${done.join()}\n${text(accepted)}\n${text(direct)}`).toBe(
        true
      )
    }))
  test('every state is a sound document with no two equal ids', () =>
    each(({ states }, seed) => {
      for (const { doc } of states) doc.check()
      const ids: unknown[] = []
      last(states).doc.descendants((node) => void (node.attrs.id && ids.push(node.attrs.id)))
      expect(new Set(ids).size, `seed ${seed}`).toBe(ids.length)
    }))
  test('no sign that nobody typed stands in any text', () =>
    each(({ states }, seed) => expect(text(last(states).doc), `seed ${seed}`).not.toMatch(/[\u200b¶]/)))
  test('undoing everything is the original, and doing it again is what was there', () =>
    each(({ states }, seed) => {
      let state = last(states)
      const run = (command: typeof undo) => command(state, (made: Transaction) => (state = state.apply(made)))
      while (run(undo));
      expect(state.doc.toJSON(), `seed ${seed}`).toEqual(original.toJSON())
      while (run(redo));
      expect(state.doc.toJSON(), `seed ${seed}`).toEqual(last(states).doc.toJSON())
    }))
  test('one person’s accepted and then the other’s is all accepted; so with rejecting', () =>
    each(({ states, authors }, seed) => {
      const { doc } = last(states)
      for (const verdict of ['accept', 'reject'] as const) {
        const by = (person: string) => (id: string) => (authors.get(id) === person ? verdict : 'keep')
        const [ann, ben] = [
          decideModel(decideModel(doc, by('ann')), by('ben')),
          decideModel(decideModel(doc, by('ben')), by('ann'))
        ]
        expect(ann.toJSON(), `seed ${seed} ${verdict} ann first`).toEqual(settled(doc, verdict).toJSON())
        expect(ben.toJSON(), `seed ${seed} ${verdict} ben first`).toEqual(settled(doc, verdict).toJSON())
      }
    }))
  test('a body decides as its document does', () =>
    each(({ states }) => {
      const { doc } = last(states)
      expect(acceptSuggestions(json(doc))).toEqual(settled(doc, 'accept').toJSON())
      expect(rejectSuggestions(json(doc))).toEqual(settled(doc, 'reject').toJSON())
    }))
})

const place = (doc: Node, id: string, offset: number) => {
  let at = -1
  doc.descendants((node, position) => void (node.attrs.id === id && (at = position + 1)))
  return at + offset
}
const author = (name = 's') => {
  let count = 0
  return { isOwn: (id: string) => id.startsWith(name), newId: () => `${name}${++count}` }
}
function suggest(state: EditorState, make: (state: EditorState) => Transaction, by = author()): EditorState {
  const made = suggestEdit(state, make(state), by)
  if (!made.ok) throw new Error(made.error.message)
  return state.applyTransaction(made.value).state
}
const caretAt = (state: EditorState, at: number) =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)))

describe('typing in suggest mode', () => {
  test('a word typed letter by letter over another is one suggestion: the one for the other', () => {
    const by = author()
    let state = suggestingState(original)
    const from = place(state.doc, 'a', 10)
    state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, from + 5)))
    for (const letter of 'blue') state = suggest(state, ({ tr }) => tr.insertText(letter), by)
    expect(openSuggestions(json(state.doc))).toMatchObject([
      { id: 's1', deleted: 'brown', inserted: 'blue', block: 'a' }
    ])
  })
  test('Backspace walks back over what it takes out, and takes back what was typed', () => {
    const by = author()
    let state = caretAt(suggestingState(original), place(original, 'a', 9))
    for (let count = 0; count < 5; count++)
      state = suggest(state, ({ tr, selection }) => tr.delete(selection.from - 1, selection.from), by)
    expect(state.selection.from).toBe(place(original, 'a', 4))
    expect(openSuggestions(json(state.doc))).toMatchObject([{ id: 's1', deleted: 'quick', inserted: '' }])
    state = suggest(state, ({ tr }) => tr.insertText('sly'), by)
    state = suggest(state, ({ tr, selection }) => tr.delete(selection.from - 3, selection.from), by)
    expect(openSuggestions(json(state.doc))).toMatchObject([{ deleted: 'quick', inserted: '' }])
  })
  test('Delete walks on over what it takes out', () => {
    const by = author()
    let state = caretAt(suggestingState(original), place(original, 'a', 4))
    for (let count = 0; count < 5; count++)
      state = suggest(state, ({ tr, selection }) => tr.delete(selection.from, selection.from + 1), by)
    expect(state.selection.from).toBe(place(original, 'a', 9))
    expect(openSuggestions(json(state.doc))).toMatchObject([{ deleted: 'quick' }])
  })
  test('words that somebody else put in are wanted out, not gone; one’s own are gone', () => {
    let state = suggest(
      suggestingState(original),
      ({ tr }) => tr.insertText('very ', place(original, 'a', 4)),
      author('x')
    )
    const from = place(state.doc, 'a', 4)
    const theirs = suggest(state, ({ tr }) => tr.delete(from, from + 5), author('y'))
    expect(openSuggestions(json(theirs.doc)).map(({ id }) => id)).toEqual(['x1', 'y1'])
    state = suggest(state, ({ tr }) => tr.delete(from, from + 5), author('x'))
    expect(state.doc.toJSON()).toEqual(original.toJSON())
  })
  test('a split gives the second half an id of its own, and rejecting it gives back the old', () => {
    const state = suggest(suggestingState(original), ({ tr }) => tr.split(place(original, 'a', 9)))
    expect(state.doc.childCount).toBe(original.childCount + 1)
    expect(state.doc.child(2).attrs.id).toBe('a')
    expect(state.doc.child(3).attrs.id).not.toBe('a')
    expect(settled(state.doc, 'reject').toJSON()).toEqual(original.toJSON())
  })
  test('Replace everywhere is a suggestion for each place', () => {
    const state = suggest(suggestingState(original), ({ tr, doc }) => {
      const made = tr
      for (const at of [place(doc, 'a', 0), place(doc, 'd', 0)])
        made.insertText('One', made.mapping.map(at), made.mapping.map(at + 3))
      return made
    })
    expect(openSuggestions(json(state.doc)).map(({ deleted, inserted }) => [deleted, inserted])).toEqual([
      ['The', 'One'],
      ['The', 'One']
    ])
  })
  test('nothing is written into what is to go whole', () => {
    const gone = suggest(suggestingState(original), ({ tr, doc }) => {
      const at = place(doc, 'c', 0) - 1
      return tr.delete(at, at + doc.nodeAt(at)!.nodeSize)
    })
    const refused = suggestEdit(gone, gone.tr.insertText('x', place(gone.doc, 'c', 3)), author('y'))
    expect(!refused.ok && refused.error.message).toContain('suggested for deletion')
  })
})

test('a decision is one step of the history', () => {
  const state = suggest(suggestingState(original), ({ tr }) => tr.insertText('very ', place(original, 'a', 4)))
  const made = decideEdit(state, () => 'accept')
  if (!made.ok || !made.value) throw new Error('nothing to accept')
  let decided = state.apply(made.value)
  expect(text(decided.doc)).toContain('The very quick')
  expect(openSuggestions(json(decided.doc))).toEqual([])
  undo(decided, (transaction) => (decided = decided.apply(transaction)))
  expect(decided.doc.toJSON()).toEqual(state.doc.toJSON())
})

describe('typing directly where suggestions wait', () => {
  const directly = (state: EditorState) => state.apply(setSuggesting(state, false))
  test('words typed among those that are to go stay', () => {
    let state = suggest(suggestingState(original), ({ tr }) =>
      tr.delete(place(original, 'a', 4), place(original, 'a', 9))
    )
    state = directly(state)
    state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, place(state.doc, 'a', 6))))
    state = state.applyTransaction(state.tr.insertText('NEW')).state
    expect(text(settled(state.doc, 'accept'))).toContain('The NEW brown')
    expect(text(settled(state.doc, 'reject'))).toContain('The quNEWick brown')
  })
  test('a block that a suggestion had split is split again: rejecting joins no more than the suggestion did', () => {
    let state = suggest(suggestingState(original), ({ tr }) => tr.split(place(original, 'a', 9)))
    state = directly(state)
    const second = state.doc.child(3).attrs.id as string
    state = state.applyTransaction(state.tr.split(place(state.doc, second, 6))).state
    const rejected = settled(state.doc, 'reject')
    expect([rejected.child(2).textContent, rejected.child(3).textContent]).toEqual([
      'The quick brown',
      ' fox jumps over the lazy dog.'
    ])
  })
  test('what is copied is copied as it reads', () => {
    let state = suggest(suggestingState(original), ({ tr }) =>
      tr.insertText('sly', place(original, 'a', 4), place(original, 'a', 9))
    )
    state = directly(state)
    const slice = settledSlice(state.doc.slice(place(state.doc, 'a', 0), place(state.doc, 'a', 18)))
    expect(slice.content.textBetween(0, slice.content.size)).toBe('The sly brown')
    expect(JSON.stringify(slice.toJSON())).not.toContain('suggestion')
  })
})
