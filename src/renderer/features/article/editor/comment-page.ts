import type { Editor } from '@tiptap/core'
import type { Body } from '#shared/document/body.ts'
import type { CommentPage } from '#renderer/state/comment-page.ts'
import { anchorAt, anchorTextOf, movedPlace, revealPlace, selectedAnchor, showMarks } from './comment-marks.ts'
import { storedBody } from './stored-body.ts'

/** The editor, as the comments of its article see it. */
export function commentPage(editor: Editor): CommentPage {
  return {
    text: () => anchorTextOf(editor.state.doc),
    body: (): Body => storedBody(editor.state.doc),
    selected: () => selectedAnchor(editor.state),
    anchorAt: (id) => {
      const place = movedPlace(editor.state, id)
      return place && anchorAt(editor.state.doc, place)
    },
    moved: (id) => movedPlace(editor.state, id),
    show: (marks, selected, hovered) => showMarks(editor.view, marks, { selected, hovered }),
    reveal: (place) => revealPlace(editor, place),
    focus: () => editor.view.focus()
  }
}
