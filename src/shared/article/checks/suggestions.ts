import { walkBody } from '#shared/document/body.ts'
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
    for (const { node } of walkBody(body)) {
      if (idOf(node) !== undefined || isTextblock(node)) block = node
      if (!isSuggested(node) || found.has(block)) continue
      const words = excerpt(textOf(block))
      found.set(block, {
        message: words === '' ? 'A suggestion is still open.' : `A suggestion is still open: ${quoted(words)}`,
        ...at(idOf(block))
      })
    }
    return [...found.values()]
  }
}
