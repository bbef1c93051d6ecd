import { walkBody } from '../../document/body.ts'
import { isSuggested } from '../../document/suggestions.ts'
import { isTextblock, textOf } from '../../document/text.ts'
import { at, excerpt, idOf, type Check, type Found } from './check.ts'

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
      found.set(block, { message: words === '' ? 'A suggestion is still open.' : `A suggestion is still open: “${words}”.`, ...at(idOf(block)) })
    }
    return [...found.values()]
  }
}
