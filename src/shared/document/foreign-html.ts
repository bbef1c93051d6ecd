/**
 * What other programs write into HTML, read without a DOM: styles of Word, its list marks, whose frames can be cards.
 * Who has the tree, a browser's or a parser's, asks here what an element of it means.
 */

export type ListType = '1' | 'a' | 'A' | 'i' | 'I'

/** One paragraph of a list that is written as paragraphs. */
export interface ListMark {
  ordered: boolean
  type: ListType
  /** What an ordered item is numbered with, from 1. */
  number: number
}

/** The declarations of a style attribute, names and values in lower case; the last of a name counts. */
export function readStyle(style: string | null | undefined): ReadonlyMap<string, string> {
  const declarations = (style ?? '').split(';').map((one) => {
    const at = one.indexOf(':')
    return at < 0
      ? null
      : ([
          one.slice(0, at).trim().toLowerCase(),
          one
            .slice(at + 1)
            .trim()
            .toLowerCase()
        ] as const)
  })
  return new Map(declarations.filter((one) => one !== null))
}

/** Which list of Word a paragraph belongs to and how deep ("l1 level2 lfo3"), or null. */
export function wordListPlace(style: string | null | undefined): { list: string; level: number } | null {
  const value = readStyle(style).get('mso-list') ?? ''
  const [, list, level] = /^(l\d+)\s+level(\d)\b/.exec(value) ?? []
  return list && level ? { list, level: Number(level) } : null
}

/** Whether Word wrote this itself, as the sign before a list's item. */
export function isWordListSign(style: string | null | undefined): boolean {
  return readStyle(style).get('mso-list') === 'ignore'
}

const roman: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

/** What the sign before an item says ("3.", "b)", "iv.", "·"), where the item before it counted by `before`. */
export function readListSign(sign: string, before: ListMark | null = null): ListMark {
  const bullet: ListMark = { ordered: false, type: '1', number: 1 }
  const words = sign
    .slice(0, 40)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  const [, label] = /^\(?(?:\w+[.-])*?(\d+|[a-z]+)[.):]?$/i.exec(words) ?? []
  // Word's open circle is the letter o of a symbol font.
  if (label === undefined || words === 'o') return bullet
  if (/^\d/.test(label)) return { ordered: true, type: '1', number: Math.min(Number(label), 100_000) }
  const upper = label === label.toUpperCase()
  const letters = label.toLowerCase()
  const asRoman = /^[ivxlcdm]+$/.test(letters) ? readRoman(letters) : null
  const asLetter = /^(.)\1*$/.test(letters) ? (letters.length - 1) * 26 + letters.charCodeAt(0) - 96 : null
  const goesOn = (number: number | null) => before?.ordered && number === before.number + 1
  const isRoman =
    asRoman !== null && (asLetter === null || (before ? /i/i.test(before.type) && goesOn(asRoman) : letters === 'i'))
  if (isRoman) return { ordered: true, type: upper ? 'I' : 'i', number: asRoman }
  return asLetter === null ? bullet : { ordered: true, type: upper ? 'A' : 'a', number: asLetter }
}

function readRoman(letters: string): number {
  return [...letters].reduce((sum, letter, at) => {
    const value = roman[letter] ?? 0
    return sum + (value < (roman[letters.charAt(at + 1)] ?? 0) ? -value : value)
  }, 0)
}

/** An item as it stood in a flat row of them. */
export interface FlatItem<Item> {
  item: Item
  /** From 1. */
  level: number
  mark: ListMark
}

export interface NestedList<Item> {
  mark: ListMark
  items: { item: Item; lists: NestedList<Item>[] }[]
}

/** Flat items as lists in lists: a deeper level lies in the item before it, another kind of sign begins another list. */
export function nestItems<Item>(flat: readonly FlatItem<Item>[]): NestedList<Item>[] {
  const roots: NestedList<Item>[] = []
  const open: { level: number; list: NestedList<Item> }[] = []
  for (const { item, level, mark } of flat) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop()
    const top = open.at(-1)
    const entry = { item, lists: [] }
    if (top?.level === level && goesOn(top.list, mark)) {
      top.list.items.push(entry)
      continue
    }
    if (top?.level === level) open.pop()
    const list: NestedList<Item> = { mark, items: [entry] }
    const parent = open.at(-1)?.list.items.at(-1)
    ;(parent?.lists ?? roots).push(list)
    open.push({ level, list })
  }
  return roots
}

function goesOn<Item>({ mark, items }: NestedList<Item>, next: ListMark): boolean {
  if (mark.ordered !== next.ordered) return false
  return !mark.ordered || (mark.type === next.type && next.number === mark.number + items.length)
}

/** Whether a style hides what it stands on. */
export function isHiddenStyle(style: string | null | undefined): boolean {
  const styles = readStyle(style)
  const is = (name: string, value: RegExp) => value.test(styles.get(name) ?? '')
  return is('display', /^none/) || is('visibility', /^(hidden|collapse)/) || is('mso-hide', /^all/)
}

/** Whether a class is one of those that hide words from who sees the page. */
export function isHidingClass(names: string): boolean {
  return /(^|\s)(sr-only|visually-?hidden|screen-reader-text|u-hidden|a11y-hidden)(\s|$)/i.test(names)
}

/** Whether a picture of this size (as its attributes or style say) is there to count readers, not to be seen. */
export function isTracker(width: string | null, height: string | null): boolean {
  const tiny = (length: string | null) => length !== null && /^\s*[01](\.0+)?(px)?\s*$/.test(length)
  return tiny(width) || tiny(height)
}

/** The level of a heading that is one by Word's class alone ("MsoTitle", "Heading2"), or null. */
export function classHeadingLevel(names: string): number | null {
  if (/(^|\s)MsoTitle/.test(names)) return 1
  const [, level] = /(^|\s)(?:Mso)?Heading([1-6])(?:\s|$)/.exec(names)?.slice(1) ?? []
  return level === undefined ? null : Number(level)
}

/** Whether a class says that this is a quotation. */
export function isQuoteClass(names: string): boolean {
  return /(^|\s)Mso(Intense)?Quote/.test(names)
}

/** Whether the words of a class or property say that this names who made a picture. */
export function isCreditName(names: string): boolean {
  return /credit|copyright|photographer|photo-?by|(^|[\s_-])source/i.test(names)
}

const cards =
  /^https:\/\/(www\.)?(youtube(-nocookie)?\.com|player\.vimeo\.com|open\.spotify\.com|w\.soundcloud\.com|datawrapper\.dwcdn\.net|flo\.uri\.sh|platform\.twitter\.com|www\.instagram\.com|www\.facebook\.com|www\.tiktok\.com)\//i

/** The address of a frame that can stand in an article as a card, or null: films, sound, graphics and posts. */
export function cardAddress(address: string | null | undefined): string | null {
  const text = (address ?? '').trim().replace(/^\/\//, 'https://')
  return text.length <= 2000 && !/[\s"'<>`]/.test(text) && cards.test(text) ? text : null
}

export interface LeftOut {
  pictures: number
  textBoxes: number
  embeds: number
  formulas: number
  comments: number
  deletions: number
  hidden: number
  links: number
  forms: number
}

export const nothingLeftOut: LeftOut = {
  pictures: 0,
  textBoxes: 0,
  embeds: 0,
  formulas: 0,
  comments: 0,
  deletions: 0,
  hidden: 0,
  links: 0,
  forms: 0
}

const names: Record<keyof LeftOut, [one: string, many: string]> = {
  pictures: ['picture from the web', 'pictures from the web'],
  textBoxes: ['text box', 'text boxes'],
  embeds: ['embed', 'embeds'],
  formulas: ['formula', 'formulas'],
  comments: ['comment', 'comments'],
  deletions: ['deleted passage', 'deleted passages'],
  hidden: ['hidden passage', 'hidden passages'],
  links: ['link address', 'link addresses'],
  forms: ['button or form field', 'buttons and form fields']
}

/** The one sentence that says what did not come in, or null where all of it did. `waiting` counts captions that wait for their picture. */
export function leftOutWords(left: LeftOut, waiting = 0): string | null {
  const parts = (Object.keys(names) as (keyof LeftOut)[])
    .filter((kind) => left[kind] > 0)
    .map((kind) => `${left[kind]} ${names[kind][left[kind] === 1 ? 0 : 1]}`)
  if (parts.length === 0) return null
  const waits =
    waiting === 0
      ? ''
      : waiting === 1
        ? ' Its caption is in the article and waits for the picture.'
        : ` ${waiting} captions are in the article and wait for their pictures.`
  return `Left out: ${parts.join(', ')}.${waits}`
}
