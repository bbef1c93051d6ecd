import { quoteStyle } from '../quote-style.ts'
import { around, at, change, quoted, type Check, type Found, type TextBlock } from './check.ts'

export const quotationMarks: Check = {
  id: 'quotation-marks',
  label: 'A quotation mark is missing or turned the wrong way',
  level: 'warn',
  find({ meta }, { blocks, language }) {
    const pairs = pairsOf(meta.language)
    return blocks.flatMap((block, index) => [
      ...pairs.flatMap((pair) => unpaired(block, pair, () => continues(blocks, index, pair))),
      ...oddStraight(block),
      ...(language === 'en' ? apostrophes(block) : [])
    ])
  }
}

type Pair = readonly [open: string, close: string]

/** The double signs of the language; Swedish and Finnish open and close with the same one. */
function pairsOf(language: string): Pair[] {
  const [open, close] = quoteStyle(language).double.map((sign) => sign.trim())
  if (open === undefined || close === undefined) throw new Error(`No quotation marks for ${language}.`)
  // Where these are not the language's own, they stand inside its quotations or are the house's choice.
  const foreign: Pair[] = [open, close].some((sign) => '“”'.includes(sign)) ? [] : [['“', '”']]
  return open === close ? [] : [[open, close], ...foreign]
}

/** A quotation that runs on opens every paragraph and is closed in the last alone. */
function continues(blocks: TextBlock[], index: number, [open]: Pair): boolean {
  const next = blocks.slice(index + 1).find(({ type, text }) => type === 'paragraph' && text.trim() !== '')
  return next !== undefined && next.text.trimStart().startsWith(open)
}

function unpaired(block: TextBlock, [open, close]: Pair, runsOn: () => boolean): Found[] {
  const { text } = block
  const found: Found[] = []
  let opened: number | null = null
  const say = (message: string, position: number, after?: string) => {
    const range = { start: position, end: position + 1 }
    found.push({
      message: `${message}: ${quoted(around(block, range))}`,
      ...at(block.id, range),
      ...(after === undefined ? {} : change(block, range, after))
    })
  }
  for (let position = 0; position < text.length; position++) {
    const sign = text[position]
    if (sign !== open && sign !== close) continue
    const [before, next] = [text[position - 1] ?? ' ', text[position + 1] ?? ' ']
    // What stands on either side tells the way; the signs of the language may themselves be wrong.
    const looksOpening = isGap(before) && isWord(next)
    const looksClosing = (isWord(before) || /[.,!?…]/.test(before)) && isGap(next)
    const turned =
      (sign === open && looksClosing && opened !== null) || (sign === close && looksOpening && opened === null)
    const opening = turned ? sign === close : sign === open
    if (turned) say('A quotation mark is turned the wrong way', position, sign === open ? close : open)
    if (opening) {
      if (opened !== null) say('A quotation is opened again before it is closed', position)
      opened = position
    } else if (opened === null) {
      // Inches and seconds are written with a closing sign by some keyboards.
      if (!/\d/.test(before)) say('A quotation is closed that was never opened', position)
    } else opened = null
  }
  if (opened !== null && !runsOn()) say('A quotation is not closed', opened)
  return found
}

function isGap(sign: string): boolean {
  return /[\s([{—–\u00a0\u202f/]/u.test(sign)
}

function isWord(sign: string): boolean {
  return /[\p{L}\p{N}£$€]/u.test(sign)
}

/** Straight signs open and close alike: an odd number is one too few. Feet and inches are none. */
function oddStraight(block: TextBlock): Found[] {
  const signs = [...block.text.matchAll(/(?<!\d)"/g)].map(({ index }) => index)
  const inches = /\d"/.test(block.text)
  const last = signs.at(-1)
  if (last === undefined || signs.length % 2 === 0 || inches) return []
  const range = { start: last, end: last + 1 }
  return [{ message: `A quotation is not closed: ${quoted(around(block, range))}`, ...at(block.id, range) }]
}

/** What loses its first letters: the apostrophe before them is a closing sign. */
const shortened =
  'em|tis|twas|twere|twill|til|till|cause|cos|coz|n|round|bout|neath|gainst|fore|ere|tude|nuff|flu|phone|bus'
const openedApostrophe = new RegExp(
  String.raw`(?<![\p{L}\p{N}])‘(?=\d0s(?![\p{L}\p{N}])|(?:${shortened})(?![\p{L}\p{N}’]))`,
  'giu'
)

/** ‘90s and rock ‘n’ roll: the sign that a keyboard puts there opens a quotation. */
function apostrophes(block: TextBlock): Found[] {
  return [...block.text.matchAll(openedApostrophe)].flatMap(({ index }) => {
    const closes = block.text.slice(index + 1).search(/’(?![\p{L}\p{N}])/u)
    const short = block.text.slice(index + 1).match(/^(?:\d0s|n(?=’)|\p{L}+)/u)?.[0].length ?? 0
    // A quotation may begin with such a word: then something closes it further on.
    if (closes > short) return []
    const range = { start: index, end: index + 1 }
    return [
      {
        message: `An apostrophe is turned the wrong way: ${quoted(around(block, range))}`,
        ...at(block.id, range),
        ...change(block, range, '’')
      }
    ]
  })
}
