import { Editor, Extension, InputRule } from '@tiptap/core'
import { Dropcursor } from '@tiptap/extensions/drop-cursor'
import { UndoRedo } from '@tiptap/extensions/undo-redo'
import { Plugin } from '@tiptap/pm/state'
import type { Body } from '#shared/document/body.ts'
import { documentExtensions } from '#shared/document/schema.ts'
import { ArticleKeys } from './article-keys.ts'
import { BlockIds } from './block-ids.ts'
import { CaretInTime } from './caret-in-time.ts'
import { CommentMarks, type MarkHost } from './comment-marks.ts'
import { Copied } from './copied.ts'
import { EmbedView } from './embed-view.ts'
import { FigureWords } from './figure-words.ts'
import { FigureView, type FigureHost } from './figure-view.ts'
import { FindHits } from './find-hits.ts'
import { toggleQuote } from './insert.ts'
import { PageDecorations, type PageParts } from './page-decorations.ts'
import { Paste, type PasteHost } from './paste.ts'
import { SpellingMarks } from './spelling-marks.ts'
import { Storable } from './storable.ts'
import { StyleMarks } from './style-marks.ts'
import { Suggesting, type SuggestHost } from './suggesting.ts'
import { Tables } from './tables.ts'
import { Typography } from './typography.ts'

export interface EditorSetup {
  /** Checked by `readBody` before. */
  body: Body
  editable: boolean
  language: () => string
  parts: PageParts | null
  paste: PasteHost | null
  openLink: () => void
  /** Ignores a hit of the house style, by its key. */
  ignoreStyle?: (key: string) => void
  /** What a mark of a comment does when it is clicked or hovered. */
  comments?: MarkHost
  /** The bar that finds: told when what it shows has changed, and asked to close. */
  find?: { changed: () => void; escape: () => boolean; kicker: () => string }
  figures: Omit<FigureHost, 'editor'>
  suggest?: SuggestHost
}

/** `## ` and `> ` at the start of a paragraph; lists bring their own. Signs inside a line stay signs. */
const BlockRules = Extension.create({
  name: 'blockRules',
  addInputRules() {
    return [
      new InputRule({
        find: /^(#{2,4})\s$/,
        handler: ({ state, range, match, chain }) => {
          if (state.doc.resolve(range.from).parent.type.name !== 'paragraph') return null
          chain()
            .deleteRange(range)
            .setNode('heading', { level: match[1]?.length ?? 2 })
            .run()
          return undefined
        }
      }),
      new InputRule({
        find: /^>\s$/,
        handler: ({ state, range }) => {
          if (state.doc.resolve(range.from).parent.type.name !== 'paragraph') return null
          state.tr.delete(range.from, range.to)
          return toggleQuote(state.tr) ? undefined : null
        }
      })
    ]
  }
})

/** The editor of an article: the stored schema, the newsroom's keys, and node views in plain DOM. */
export function openEditor(setup: EditorSetup, element: HTMLElement | null): Editor {
  const host: FigureHost = { ...setup.figures, editor: () => editor }
  const Views = Extension.create({
    name: 'pageViews',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          nodeViews: {
            figure: (node) => new FigureView(node, host),
            embed: (node, _view, getPos) => new EmbedView(node, () => editor, getPos)
          }
        }
      })
    ]
  })
  const editor: Editor = new Editor({
    element,
    injectCSS: false,
    content: setup.body,
    editable: setup.editable,
    enableContentCheck: true,
    enableInputRules: ['bulletList', 'orderedList', 'blockRules'],
    enablePasteRules: false,
    // Nobody listens to what it tells after every key.
    enableCoreExtensions: { delete: false },
    extensions: [
      ...documentExtensions,
      UndoRedo.configure({ depth: 500 }),
      Dropcursor.configure({ class: 'drop-cursor', color: false, width: 2 }),
      CaretInTime,
      ArticleKeys.configure({ openLink: setup.openLink }),
      BlockIds,
      Storable,
      BlockRules,
      FigureWords,
      Views,
      Tables,
      Typography.configure({ language: setup.language }),
      PageDecorations.configure({ parts: setup.parts }),
      SpellingMarks,
      StyleMarks.configure({ ignore: setup.ignoreStyle ?? (() => {}) }),
      CommentMarks.configure({ host: setup.comments ?? null }),
      FindHits.configure(setup.find ?? {}),
      Copied,
      Paste.configure({ host: setup.paste }),
      Suggesting.configure({ host: setup.suggest ?? null })
    ],
    editorProps: {
      attributes: { class: 'prose', 'aria-label': 'Article text', 'aria-multiline': 'true', spellcheck: 'false' },
      scrollThreshold: 60,
      scrollMargin: 80
    }
  })
  return editor
}
