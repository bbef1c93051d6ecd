// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { AllSelection, TextSelection } from '@tiptap/pm/state'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Arrivals } from '#renderer/features/article/editor/arrivals.ts'
import { openEditor } from '#renderer/features/article/editor/open-editor.ts'
import type { Body } from '#shared/document/body.ts'
import { fail } from '#shared/result.ts'
import { article, figure } from './documents.ts'

Range.prototype.getClientRects = () => [] as unknown as DOMRectList
Range.prototype.getBoundingClientRect = () => new DOMRect()

const media = 'ab'.repeat(32)
const suggested = (text: string, type: 'insertion' | 'deletion') => ({
  type: 'text' as const,
  text,
  marks: [{ type, attrs: { id: 's1' } }]
})
let editor: Editor

beforeEach(() => {
  const body = article(
    ['paragraph', { id: 'a' }, 'The wall '],
    figure('f', { media, fileName: 'informant at home.jpg', alt: 'A wall.' }, 'The wall on Monday.', 'Ines Moreau')
  ).toJSON() as Body
  body.content?.[2]?.content?.push(suggested('held', 'insertion'), suggested('fell', 'deletion'))
  body.content?.push({
    type: 'paragraph',
    attrs: { id: 'gone' },
    marks: [{ type: 'deletion', attrs: { id: 's2' } }],
    content: [{ type: 'text', text: 'whispered' }]
  })
  const arrivals = new Arrivals(
    async () => fail('unsupported', 'No pictures here.'),
    () => {}
  )
  editor = openEditor(
    {
      body,
      editable: true,
      language: () => 'en-GB',
      parts: null,
      paste: null,
      openLink: () => {},
      figures: { arrivals, chooseFile: () => {}, openLibrary: () => {}, openCrop: () => {} }
    },
    document.body.appendChild(document.createElement('div'))
  )
})
afterEach(() => editor.destroy())

const captionAt = () => {
  let at = 0
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === 'caption') at = position + 1
  })
  return at
}

test('what is copied has the words as they will read, and neither what was struck out nor what a file was called', () => {
  const all = editor.view.serializeForClipboard(new AllSelection(editor.state.doc).content())
  const inside = editor.view.serializeForClipboard(
    TextSelection.create(editor.state.doc, captionAt(), captionAt() + 8).content()
  )
  expect(all.text).toContain('The wall held')
  expect(all.dom.textContent).toContain('The wall held')
  expect(all.dom.querySelector('figure')?.getAttribute('data-alt')).toBe('A wall.')
  expect(inside.text).toBe('The wall')
  for (const { dom, text } of [all, inside])
    for (const told of [dom.innerHTML, text]) expect(told).not.toMatch(/informant|fell|whispered|data-suggestion/)
})

test('pasted back, a picture has its file’s name again', () => {
  const { dom } = editor.view.serializeForClipboard(new AllSelection(editor.state.doc).content())
  const html = dom.innerHTML
  editor.commands.deleteRange({ from: captionAt() - 2, to: captionAt() + 33 })
  expect(editor.getHTML()).not.toContain('informant')
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.atEnd(editor.state.doc)))
  editor.view.pasteHTML(html, new Event('paste') as ClipboardEvent)
  expect(editor.getHTML()).toContain('data-file-name="informant at home.jpg"')
})

test('what is dragged inside the page takes its suggestions along', () => {
  const { slice } = editor.view.serializeForClipboard(new AllSelection(editor.state.doc).content())
  expect(JSON.stringify(slice.content.toJSON())).toContain('whispered')
})
