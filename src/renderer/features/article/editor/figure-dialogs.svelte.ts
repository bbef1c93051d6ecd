import type { Editor } from '@tiptap/core'
import type { Picture } from '#shared/article/media.ts'
import type { PlacementField } from '#shared/article/placements.ts'
import type { Crop, Point } from '#shared/document/crop.ts'
import { findFigure, insertFigures, otherWords, placePicture, setCrop, takeWords, type OtherWords } from './figures.ts'

/** A picture with the words that it brings: its file's, or the desk's record. */
export interface Brought {
  picture: Picture
  from: 'file' | 'library'
}

/** What a dialog about one figure is open on. */
export interface Cropping {
  figureId: string
  media: string
  width: number
  height: number
  crop: Crop | null
  focus: Point | null
}

/** The dialogs that belong to the figures on the page. */
export class FigureDialogs {
  cropping: Cropping | null = $state.raw(null)
  /** The figure that waits for a picture out of the library, or where a new one is to stand. */
  picking: { figureId: string } | { at: number } | null = $state.raw(null)
  /** What a picture that was put in another's place says otherwise. */
  replacing: { figureId: string; fileName: string; from: Brought['from']; words: OtherWords[] } | null =
    $state.raw(null)
  readonly #editor: () => Editor | null

  constructor(editor: () => Editor | null) {
    this.#editor = editor
  }

  /** Puts a picture into its figure; where the figure has other words already, it offers the new ones. */
  place(figureId: string, { picture, from }: Brought): void {
    const editor = this.#editor()
    const found = editor && findFigure(editor.state.doc, figureId)
    const transaction = editor && placePicture(editor.state, figureId, picture, from)
    if (!editor || !found || !transaction) return
    const replaced = found.node.attrs.media !== null && found.node.attrs.media !== picture.hash
    const words = replaced ? otherWords(found.node, picture) : []
    editor.view.dispatch(transaction)
    if (words.length > 0) this.replacing = { figureId, fileName: picture.fileName, from, words }
  }

  take(fields: PlacementField[]): void {
    const [editor, replacing] = [this.#editor(), this.replacing]
    this.replacing = null
    if (!editor || !replacing || fields.length === 0) return
    const words = replacing.words.filter(({ field }) => fields.includes(field))
    const transaction = takeWords(editor.state, replacing.figureId, words, replacing.from)
    if (transaction) editor.view.dispatch(transaction)
  }

  crop(figureId: string): void {
    const editor = this.#editor()
    const { media, width, height, crop, focus } = (editor && findFigure(editor.state.doc, figureId)?.node.attrs) ?? {}
    if (media && width && height) this.cropping = { figureId, media, width, height, crop, focus }
  }

  cut(crop: Crop | null, focus: Point | null): void {
    const [editor, cropping] = [this.#editor(), this.cropping]
    this.cropping = null
    const transaction = editor && cropping && setCrop(editor.state, cropping.figureId, crop, focus)
    if (transaction) editor?.view.dispatch(transaction)
  }

  /** Asks for a picture of the library: for a figure, or for a new one where the caret is. */
  pick(figureId?: string): void {
    const editor = this.#editor()
    if (editor?.view.editable)
      this.picking = figureId === undefined ? { at: editor.state.selection.from } : { figureId }
  }

  picked(picture: Picture): void {
    const [editor, picking] = [this.#editor(), this.picking]
    this.picking = null
    if (!editor || !picking) return
    if ('figureId' in picking) return this.place(picking.figureId, { picture, from: 'library' })
    const { transaction, ids } = insertFigures(editor.state, picking.at, [picture.fileName])
    editor.view.dispatch(transaction)
    if (ids[0]) this.place(ids[0], { picture, from: 'library' })
    editor.view.focus()
  }
}
