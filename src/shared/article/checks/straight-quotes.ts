import { curlyQuote } from '../quote-style.ts'
import { around, at, quoted, type Check, type Found, type TextBlock, type TextChange } from './check.ts'

const curly = /[“”‘’„‚«»‹›]/u
/** Not feet, inches, minutes or seconds. */
const straight = /(?<!\d)["']/g

export const straightQuotes: Check = {
  id: 'straight-quotes',
  label: 'Straight quotation marks stand among curly ones',
  level: 'warn',
  find({ meta }, { blocks }) {
    if (!blocks.some(({ text }) => curly.test(text))) return []
    return blocks.flatMap((block) => {
      const signs = [...block.text.matchAll(straight)].map(({ index }) => index)
      const [first] = signs
      if (first === undefined) return []
      const range = { start: first, end: first + 1 }
      const words = signs.length === 1 ? 'A quotation mark is straight' : `${signs.length} quotation marks are straight`
      return [
        {
          message: `${words} and others are curly: ${quoted(around(block, range))}`,
          ...at(block.id, range),
          ...mendOf(block, signs, meta.language)
        }
      ]
    })
  }
}

/** All of the block at once, sign by sign: one turned alone would leave its other half, and what lies between stays as it is. */
function mendOf({ id, text }: TextBlock, signs: number[], language: string): Pick<Found, 'mend'> {
  if (id === undefined) return {}
  const mend: TextChange[] = []
  let turned = text
  let grown = 0
  for (const start of signs) {
    const sign = text.charAt(start)
    if (sign !== '"' && sign !== "'") throw new Error(`“${sign}” is no straight quotation mark.`)
    const after = curlyQuote(turned.slice(0, start + grown), sign, language)
    turned = `${turned.slice(0, start + grown)}${after}${text.slice(start + 1)}`
    grown += after.length - 1
    mend.push({ place: id, start, end: start + 1, before: sign, after })
  }
  return { mend }
}
