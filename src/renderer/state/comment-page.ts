import type { Anchor, AnchorText, Place } from '#shared/article/anchor.ts'
import type { Body } from '#shared/document/body.ts'

/** A mark in the page: a thread's, or (`draftMark`) that of the comment that is being written. */
export interface CommentMark {
  id: string
  place: Place
}
export const draftMark = 'draft'

/** What a comment would be about, and whether the person has selected it or only has the caret there. */
export interface SelectedAnchor {
  anchor: Omit<Anchor, 'revision'>
  explicit: boolean
}

/** What the editor lends to the comments while it is on the screen. */
export interface CommentPage {
  text(): AnchorText
  body(): Body
  /** What a comment would be about now: the selection, or what the caret is in. */
  selected(): SelectedAnchor | null
  /** An anchor on what a mark of the page stands on by now, or null where nothing is left of it. */
  anchorAt(id: string): Omit<Anchor, 'revision'> | null
  moved(id: string): Place | null
  /** Draws these marks and no others (null: those that are there); gives each one's place in the order of the page. */
  show(
    marks: readonly CommentMark[] | null,
    selected: string | null,
    hovered: string | null
  ): ReadonlyMap<string, number>
  reveal(place: Place): void
  focus(): void
}
