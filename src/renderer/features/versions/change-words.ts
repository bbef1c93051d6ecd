import type { NodeName } from '#shared/document/schema.ts'
import type { FieldName, CreditPart } from '#shared/merge/compare-meta.ts'
import type { AttributeChange } from '#shared/merge/compare.ts'

/** A kind of block, as a newsroom says it. */
export const blockWords: Record<Exclude<NodeName, 'doc' | 'text' | 'hardBreak'>, string> = {
  headline: 'headline',
  standfirst: 'standfirst',
  paragraph: 'paragraph',
  heading: 'heading',
  bulletList: 'bullet list',
  orderedList: 'numbered list',
  listItem: 'item',
  quote: 'quote',
  attribution: 'attribution',
  pullQuote: 'pull quote',
  figure: 'picture',
  caption: 'caption',
  credit: 'credit',
  table: 'table',
  tableRow: 'row',
  tableHeader: 'head cell',
  tableCell: 'cell',
  factBox: 'fact box',
  factBoxTitle: 'box title',
  embed: 'embed',
  divider: 'divider'
}

export function blockWord(type: string): string {
  return (blockWords as Record<string, string>)[type] ?? type
}

/** What an attribute of a block is called on the screen. */
export const attributeWords: Record<string, string> = {
  kind: 'Kind',
  type: 'Numbering',
  level: 'Heading level',
  start: 'First number',
  media: 'Picture',
  fileName: 'File',
  width: 'Width',
  height: 'Height',
  role: 'Place',
  alt: 'Alt text',
  creator: 'Creator',
  copyright: 'Copyright',
  usageTerms: 'Usage terms',
  captionFrom: 'Caption taken from',
  creditFrom: 'Credit taken from',
  crop: 'Crop',
  focus: 'Focus',
  joined: 'In one gallery with the picture before it',
  url: 'Address',
  colspan: 'Columns it spans',
  rowspan: 'Rows it spans',
  colwidth: 'Column width'
}

/** An attribute's value in words; text stays as it is. */
export function attributeText(name: string, value: unknown): string {
  if (name === 'crop') return value === null ? 'the whole picture' : `a part (${numbersOf(value)})`
  if (name === 'focus') return value === null ? 'none' : numbersOf(value)
  if (name === 'captionFrom' || name === 'creditFrom') return provenanceWords[String(value)] ?? 'not known'
  if (value === null || value === undefined || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (name === 'role') return value === 'lead' ? 'lead picture' : 'in the copy'
  return String(value)
}

const provenanceWords: Record<string, string> = {
  file: 'the picture’s file',
  typed: 'what was typed here',
  library: 'the desk’s record'
}

/** "12 %, 0 %, 50 %": parts of a picture, whatever they are called. */
function numbersOf(value: unknown): string {
  return Object.entries(value as Record<string, unknown>)
    .map(
      ([name, part]) =>
        `${name} ${typeof part === 'number' && part <= 1 ? `${Math.round(part * 100)} %` : String(part)}`
    )
    .join(', ')
}

/** What is told of a block's attributes: a replaced picture is one change, whatever its file is called. */
export function tellAttributes(changes: AttributeChange[]): AttributeChange[] {
  const replaced = changes.some(({ name }) => name === 'media')
  return changes.flatMap((change) => {
    if (replaced && ['width', 'height', 'fileName'].includes(change.name)) return []
    if (change.name === 'kind')
      return { ...change, before: blockWord(String(change.before)), after: blockWord(String(change.after)) }
    return change
  })
}

/** A field of meta by its name in Details. */
export const fieldWords: Record<FieldName, string> = {
  slugline: 'Slugline',
  kicker: 'Kicker',
  credits: 'Credits',
  bylineStyle: 'House style of the byline',
  'dateline.place': 'Dateline: place',
  'dateline.date': 'Dateline: day',
  'dateline.text': 'Dateline',
  desk: 'Desk',
  language: 'Language',
  genre: 'Genre',
  urgency: 'Urgency',
  summary: 'Summary',
  subjects: 'Subjects',
  topics: 'Related topics',
  'alternativeHeadlines.search': 'Headline for search',
  'alternativeHeadlines.social': 'Headline for social media',
  'alternativeHeadlines.print': 'Headline for print',
  embargo: 'Embargo',
  ednote: 'Note to editors',
  commissionedLength: 'Words ordered',
  copyright: 'Copyright',
  usageTerms: 'Usage terms',
  corrections: 'Correction notes',
  updates: 'Updates'
}

export const creditWords: Record<CreditPart, string> = {
  role: 'role',
  name: 'name',
  jobTitle: 'job title',
  biography: 'biography',
  handles: 'handles',
  portrait: 'portrait',
  box: 'author’s box',
  personId: 'record'
}

/** A value of meta as people read it: days spelled out, an embargo in its own zone, nothing as “not set”. */
export function valueText(field: FieldName, value: unknown, deskName: (id: string) => string): string {
  if (value === null || value === undefined || value === '') return 'not set'
  if (field === 'desk') return deskName(String(value))
  if (field === 'language') return languageName(String(value))
  if (field === 'dateline.date') return dayOf(String(value))
  if (field === 'embargo') return embargoText(value as { at: string; zone: string })
  if (field === 'commissionedLength') return Number(value).toLocaleString('en-US')
  if (field === 'updates') return 'an earlier article'
  if (field === 'bylineStyle') return bylineStyleText(value as Record<string, unknown>)
  return String(value)
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

function dayOf(date: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`)
  )
}

function embargoText({ at, zone }: { at: string; zone: string }): string {
  try {
    const text = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(
      new Date(at)
    )
    return `${text} (${zone})`
  } catch {
    return `${at} (${zone})`
  }
}

function bylineStyleText(style: Record<string, unknown>): string {
  const labels = Object.entries((style.labels ?? {}) as Record<string, string>).map(
    ([role, label]) => `${role}: “${label}”`
  )
  const parts = [
    ...labels,
    `before the last name: “${String(style.and)}”`,
    style.serialComma ? 'serial comma' : 'no serial comma',
    style.capitals ? 'in capitals' : 'not in capitals',
    `order: ${(style.order as string[] | undefined)?.join(', ') ?? ''}`
  ]
  return parts.join('; ')
}
