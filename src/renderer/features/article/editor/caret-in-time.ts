import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/**
 * What is done to the text happens where the caret is seen. The browser moves the caret by itself and tells of it later: where
 * the window is busy, later than the next key, which would then work on the place of before (a line split in the
 * headline, a page pasted into another paragraph). So the editor looks where the caret is before every key and paste.
 */
export const CaretInTime = Extension.create({
  name: 'caretInTime',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view, event) => {
            // What an input method is composing is not for anybody else to read.
            if (!event.isComposing && event.keyCode !== 229) lookForCaret(view)
            return false
          },
          paste: lookForCaret,
          cut: lookForCaret,
          copy: lookForCaret
        }
      }
    })
  ]
})

function lookForCaret(view: EditorView): false {
  if (!view.composing && view.hasFocus()) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
  return false
}
