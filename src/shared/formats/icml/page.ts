import type { Story } from '../story.ts'
import type { ParagraphStyle } from './styles.ts'

/** What a block must know of where it stands, and what the document must know of its blocks. */
export interface IcmlPage {
  story: Story
  /** What a plain paragraph is here. */
  style: ParagraphStyle
  /** How deep the list is that an item stands in; 0 is none. */
  depth: number
  /** Filled while writing: what the document has to declare. */
  used: { paragraphs: Set<string>; characters: Set<string>; links: string[]; tables: number }
}
