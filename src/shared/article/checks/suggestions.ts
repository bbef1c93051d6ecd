import { walkBody, type BodyNode } from '#shared/document/body.ts'
import { isSuggested } from '#shared/document/suggestions.ts'
import { isTextblock, textOf } from '#shared/document/text.ts'
import { at, excerpt, idOf, quoted, type Check, type Found } from './check.ts'

export const suggestions: Check = {
  id: 'suggestions',
  label: 'Suggestions are still open',
  level: 'block',
  fixed: true,
  find({ body }) {
    const found = new Map<unknown, Found>()
    let block = body
    /** What leads there: a caption is found by its picture. */
    let place: string | undefined
    let paragraphs = 0
    for (const { node } of walkBody(body)) {
      if (idOf(node) !== undefined || isTextblock(node)) block = node
      place = idOf(node) ?? place
      if (node.type === 'paragraph') paragraphs++
      if (!isSuggested(node) || found.has(block)) continue
      const words = excerpt(textOf(block))
      const where = block.type === 'paragraph' ? `in paragraph ${paragraphs}` : (places[block.type] ?? 'in the text')
      found.set(block, {
        message: `A suggestion is still open ${where}${words === '' ? '.' : `: ${quoted(words)}`}`,
        ...at(place)
      })
    }
    return [...found.values()]
  }
}

const places: Partial<Record<BodyNode['type'], string>> = {
  headline: 'in the headline',
  standfirst: 'in the standfirst',
  heading: 'in a heading',
  attribution: 'in the name under a quote',
  pullQuote: 'in a pull quote',
  figure: 'on a picture',
  caption: 'in a caption',
  credit: 'in a picture’s credit',
  table: 'in a table',
  factBox: 'in a fact box',
  factBoxTitle: 'in the title of a fact box',
  embed: 'on an embed',
  bulletList: 'in a list',
  orderedList: 'in a list',
  quote: 'in a quote'
}
