import type { BlockChange, OpenSuggestion } from '#shared/document/open-suggestions.ts'
import type { NodeName } from '#shared/document/schema.ts'

const blockNames: Partial<Record<NodeName, string>> = {
  headline: 'headline',
  standfirst: 'standfirst',
  paragraph: 'paragraph',
  heading: 'heading',
  bulletList: 'list',
  orderedList: 'numbered list',
  listItem: 'list item',
  quote: 'quote',
  attribution: 'attribution',
  pullQuote: 'pull quote',
  figure: 'picture',
  table: 'table',
  tableRow: 'table row',
  tableCell: 'table cell',
  tableHeader: 'table cell',
  factBox: 'fact box',
  embed: 'embed',
  divider: 'divider'
}

const attributeNames: Record<string, string> = {
  level: 'Heading level',
  alt: 'Alt text',
  media: 'Picture',
  role: 'Place of the picture',
  crop: 'Crop',
  focus: 'Focus',
  joined: 'Gallery',
  creator: 'Creator',
  copyright: 'Copyright',
  usageTerms: 'Usage terms',
  url: 'Address',
  start: 'First number',
  type: 'Numbering'
}
// What goes along with another change and is nothing to decide on.
const silent = new Set(['captionFrom', 'creditFrom', 'fileName', 'width', 'height', 'colwidth'])

/** What a suggestion would do, in a few words: “brown” → “red”; “Paragraph split”. */
export function suggestionWords(one: OpenSuggestion): string {
  const blocks = [...named(one.blocksOut, 'removed'), ...named(one.blocksIn, 'added')]
  const seams = [
    ...(one.splits > 0 ? [one.splits === 1 ? 'Paragraph split' : `${one.splits} paragraphs split`] : []),
    ...(one.joins > 0 ? ['Paragraphs joined'] : [])
  ]
  const said = [...words(one), ...blocks, ...seams, ...one.changes.flatMap(changeWords)]
  return said.length > 0 ? said.join('; ') : 'A change of the layout'
}

function words(one: OpenSuggestion): string[] {
  if (one.formatted) return [`${quoted(one.deleted)}: other type style or link`]
  if (one.deleted !== '' && one.inserted !== '') return [`${quoted(one.deleted)} → ${quoted(one.inserted)}`]
  if (one.deleted !== '') return [`Delete ${quoted(one.deleted)}`]
  return one.inserted === '' ? [] : [`Insert ${quoted(one.inserted)}`]
}

const longest = 60

function quoted(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ¶ ')
  return `“${line.length > longest ? `${line.slice(0, longest - 1)}…` : line}”`
}

function named(types: NodeName[], what: string): string[] {
  const [first] = types
  if (first === undefined) return []
  const name = blockNames[first] ?? 'block'
  return [types.length === 1 ? `${capital(name)} ${what}` : `${types.length} blocks ${what}`]
}

function changeWords({ block, attribute, before, after }: BlockChange): string[] {
  if (attribute === null)
    return [`${capital(blockNames[before as NodeName] ?? 'block')} → ${blockNames[block] ?? 'block'}`]
  if (silent.has(attribute)) return []
  const name = attributeNames[attribute] ?? 'Settings'
  const plain = (value: unknown) => ['string', 'number'].includes(typeof value) && attribute !== 'media'
  if (!plain(before) || !plain(after)) return [`${name} changed`]
  return [`${name}: ${quoted(String(before))} → ${quoted(String(after))}`]
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
