import { EditorState } from '@tiptap/pm/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storedBody } from '#renderer/features/article/editor/stored-body.ts'
import { schema } from '#shared/document/schema.ts'
import { article, figure } from './documents.ts'

test('after any edits the stored body is what the document says of itself, and untouched blocks are the same objects', () => {
  const edit = fc.record({
    at: fc.nat(),
    text: fc.constantFrom('x', 'two words', ''),
    mark: fc.boolean(),
    split: fc.boolean()
  })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 20 }), (edits) => {
      let state = EditorState.create({
        doc: article(['paragraph', { id: 'a' }, 'one'], figure('f', { alt: 'wall' }, 'A caption'), [
          'paragraph',
          { id: 'b' },
          'two'
        ])
      })
      let before = storedBody(state.doc)
      for (const { at, text, mark, split } of edits) {
        const block = state.doc.children.findLast((child) => child.isTextblock)
        const inside = state.doc.content.size - 1 - (at % ((block?.content.size ?? 0) + 1))
        const { tr } = state
        if (split) tr.split(inside)
        else if (mark && schema.marks.bold) tr.addMark(inside, state.doc.content.size - 1, schema.marks.bold.create())
        else if (text) tr.insertText(text, inside)
        state = state.apply(tr)
        const body = storedBody(state.doc)
        expect(body).toEqual(state.doc.toJSON())
        expect(body.content?.[0]).toBe(before.content?.[0])
        before = body
      }
    })
  )
})

test('a document without blocks has no content', () => {
  const empty = schema.topNodeType.create()
  expect(storedBody(empty)).toEqual(empty.toJSON())
})
