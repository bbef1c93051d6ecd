import { curlyQuote } from '../quote-style.ts'
import { around, at, type Check, type TextBlock } from './check.ts'

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
      return [{ message: `${words} and others are curly: “${around(block, range)}”.`, ...at(block.id, range), ...mendOf(block, signs, meta.language) }]
    })
  }
}

/** All of the block at once: one sign turned alone would leave its other half. */
function mendOf({ id, text }: TextBlock, signs: number[], language: string) {
  const [start, last] = [signs[0], signs.at(-1)]
  if (id === undefined || start === undefined || last === undefined) return {}
  let after = text.slice(0, start)
  for (let position = start; position <= last; position++) {
    const sign = text.charAt(position)
    after += signs.includes(position) && (sign === '"' || sign === "'") ? curlyQuote(after, sign, language) : sign
  }
  const before = text.slice(start, last + 1)
  return before.includes('\ufffc') ? {} : { mend: { place: id, start, end: last + 1, before, after: after.slice(start) } }
}
