import { getSchema, type Extensions } from '@tiptap/core'
import { Bold } from '@tiptap/extension-bold'
import { HardBreak } from '@tiptap/extension-hard-break'
import { Italic } from '@tiptap/extension-italic'
import { Strike } from '@tiptap/extension-strike'
import { Text } from '@tiptap/extension-text'
import { LinkMark } from './marks/link.ts'
import { SubscriptMark, SuperscriptMark } from './marks/script.ts'
import { DeletionMark, InsertionMark, ModificationMark } from './marks/suggestion.ts'
import { AttributionNode } from './nodes/attribution.ts'
import { CaptionNode } from './nodes/caption.ts'
import { CreditNode } from './nodes/credit.ts'
import { DividerNode } from './nodes/divider.ts'
import { DocumentNode } from './nodes/document.ts'
import { EmbedNode } from './nodes/embed.ts'
import { FactBoxNode } from './nodes/fact-box.ts'
import { FactBoxTitleNode } from './nodes/fact-box-title.ts'
import { FigureNode } from './nodes/figure.ts'
import { HeadingNode } from './nodes/heading.ts'
import { HeadlineNode } from './nodes/headline.ts'
import { BulletListNode, ListItemNode, OrderedListNode } from './nodes/list.ts'
import { ParagraphNode } from './nodes/paragraph.ts'
import { PullQuoteNode } from './nodes/pull-quote.ts'
import { QuoteNode } from './nodes/quote.ts'
import { StandfirstNode } from './nodes/standfirst.ts'
import { TableCellNode, TableHeaderNode, TableNode, TableRowNode } from './nodes/table.ts'

/** Every node by its name: the list that formats, text and tests must answer for. */
export const nodes = {
  doc: DocumentNode,
  headline: HeadlineNode,
  standfirst: StandfirstNode,
  paragraph: ParagraphNode,
  heading: HeadingNode,
  bulletList: BulletListNode,
  orderedList: OrderedListNode,
  listItem: ListItemNode,
  quote: QuoteNode,
  attribution: AttributionNode,
  pullQuote: PullQuoteNode,
  figure: FigureNode,
  caption: CaptionNode,
  credit: CreditNode,
  table: TableNode,
  tableRow: TableRowNode,
  tableHeader: TableHeaderNode,
  tableCell: TableCellNode,
  factBox: FactBoxNode,
  factBoxTitle: FactBoxTitleNode,
  embed: EmbedNode,
  divider: DividerNode,
  hardBreak: HardBreak,
  text: Text
}

export const marks = {
  link: LinkMark,
  bold: Bold,
  italic: Italic,
  strike: Strike,
  superscript: SuperscriptMark,
  subscript: SubscriptMark,
  insertion: InsertionMark,
  deletion: DeletionMark,
  modification: ModificationMark
}

export type NodeName = keyof typeof nodes
export type MarkName = keyof typeof marks

/** Bumped with a migration in `migrations.ts` whenever a stored body would read differently. */
export const schemaVersion = 1

export const documentExtensions: Extensions = [...Object.values(nodes), ...Object.values(marks)]

export const schema = getSchema(documentExtensions)
