import { attribute, element, elements, type XmlNode } from '../read-xml.ts'

export type Role =
  | 'headline'
  | 'standfirst'
  | 'kicker'
  | 'byline'
  | 'heading'
  | 'quote'
  | 'attribution'
  | 'pullQuote'
  | 'picture'
  | 'caption'
  | 'credit'
  | 'factBoxTitle'
  | 'factBox'
  | 'embed'
  | 'divider'
  | 'tagline'
  | 'topics'
  | 'copyright'
  | 'note'
  | 'list'
  | 'contents'
  | 'plain'

export interface Emphasis {
  bold?: boolean
  italic?: boolean
  strike?: boolean
  hidden?: boolean
  script?: 'superscript' | 'subscript' | null
  /** Underlined, coloured or marked: what an article has no room for. */
  dressed?: boolean
}

export interface ParagraphStyle {
  role: Role
  /** Of a heading, as Word counts: 1 is the highest. */
  level: number
  list: { id: string; level: number } | null
}

export interface DocxStyles {
  paragraph(id: string | undefined): ParagraphStyle
  /** What a character style makes of its words. */
  character(id: string | undefined): Emphasis
  isDateline(id: string | undefined): boolean
}

/** Word's own names, which are the same in every language of Word, and those of our own documents. */
const roles: Record<string, Role> = {
  title: 'headline',
  subtitle: 'standfirst',
  kicker: 'kicker',
  byline: 'byline',
  author: 'byline',
  quote: 'quote',
  intensequote: 'quote',
  blocktext: 'quote',
  attribution: 'attribution',
  pullquote: 'pullQuote',
  picture: 'picture',
  caption: 'caption',
  credit: 'credit',
  factboxtitle: 'factBoxTitle',
  factbox: 'factBox',
  embed: 'embed',
  divider: 'divider',
  tagline: 'tagline',
  relatedtopics: 'topics',
  copyright: 'copyright',
  note: 'note',
  listparagraph: 'list',
  tocheading: 'contents',
  headline: 'headline',
  standfirst: 'standfirst',
  dek: 'standfirst'
}

interface Style {
  name: string
  type: string
  basedOn: string | undefined
  outline: number | null
  list: { id: string; level: number } | null
  emphasis: Emphasis
}

export function readStyles(root: XmlNode | null): DocxStyles {
  const styles = new Map(
    elements(root ?? undefined, 'style').map((style): [string, Style] => {
      const paragraph = element(style, 'pPr')
      const outline = Number(attribute(element(paragraph, 'outlineLvl'), 'val') ?? NaN)
      return [
        attribute(style, 'styleId') ?? '',
        {
          name: plain(attribute(element(style, 'name'), 'val') ?? ''),
          type: attribute(style, 'type') ?? '',
          basedOn: attribute(element(style, 'basedOn'), 'val'),
          outline: outline >= 0 && outline < 9 ? outline : null,
          list: listOf(paragraph),
          emphasis: emphasisOf(element(style, 'rPr'))
        }
      ]
    })
  )
  /** The style and those that it stands on, itself first; a circle ends. */
  const chain = (id: string | undefined): Style[] => {
    const found: Style[] = []
    for (let next = id; next !== undefined && found.length < 20;) {
      const style = styles.get(next)
      if (!style) break
      found.push(style)
      next = style.basedOn
    }
    return found
  }
  const kept = new Map<string, ParagraphStyle>()
  return {
    paragraph(id) {
      const known = kept.get(id ?? '')
      if (known) return known
      const all = chain(id)
      const style = styleOf(all.length > 0 || id === undefined ? all : [{ ...unknown, name: plain(id) }])
      kept.set(id ?? '', style)
      return style
    },
    character: (id) =>
      Object.assign(
        {},
        ...chain(id)
          .reverse()
          .map(({ emphasis }) => emphasis)
      ) as Emphasis,
    isDateline: (id) => id !== undefined && (plain(id) === 'dateline' || styles.get(id)?.name === 'dateline')
  }
}

const unknown: Style = { name: '', type: 'paragraph', basedOn: undefined, outline: null, list: null, emphasis: {} }

function styleOf(chain: Style[]): ParagraphStyle {
  const list = chain.find((style) => style.list)?.list ?? null
  for (const { name, outline } of chain) {
    const heading = /^heading([1-9])$/.exec(name)?.[1]
    if (heading) return { role: 'heading', level: Number(heading), list: null }
    if (/^toc\d$/.test(name)) return { role: 'contents', level: 0, list: null }
    const role = roles[name]
    if (role) return { role, level: 0, list }
    if (outline !== null) return { role: 'heading', level: outline + 1, list: null }
  }
  return { role: 'plain', level: 0, list }
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

/** The list that paragraph properties put a paragraph in; id "0" takes it out of any. */
export function listOf(properties: XmlNode | undefined): { id: string; level: number } | null {
  const own = element(properties, 'numPr')
  const id = attribute(element(own, 'numId'), 'val')
  if (id === undefined) return null
  return { id, level: Math.min(8, Math.max(0, Number(attribute(element(own, 'ilvl'), 'val') ?? 0) || 0)) }
}

/** A property that is there is on, unless it says otherwise. */
function isOn(properties: XmlNode | undefined, name: string): boolean | undefined {
  const found = element(properties, name)
  return found ? !/^(0|false|off|none)$/i.test(attribute(found, 'val') ?? '1') : undefined
}

export function emphasisOf(properties: XmlNode | undefined): Emphasis {
  if (!properties) return {}
  const script = attribute(element(properties, 'vertAlign'), 'val')
  const found: Emphasis = {}
  const bold = isOn(properties, 'b')
  const italic = isOn(properties, 'i')
  const strike = isOn(properties, 'strike') ?? isOn(properties, 'dstrike')
  const hidden = isOn(properties, 'vanish')
  if (bold !== undefined) found.bold = bold
  if (italic !== undefined) found.italic = italic
  if (strike !== undefined) found.strike = strike
  if (hidden !== undefined) found.hidden = hidden
  if (script !== undefined) found.script = script === 'superscript' || script === 'subscript' ? script : null
  if (isOn(properties, 'u') || isOn(properties, 'highlight')) found.dressed = true
  return found
}
