import { placementsOf } from '../placements.ts'
import { at, excerpt, quoted, type Check, type Found } from './check.ts'

/** "To come": a gap left on purpose, as newsrooms type it. */
export const tkPattern = /(?<![\p{L}\p{N}])TK+(?![\p{L}\p{N}])/u

export const tk: Check = {
  id: 'tk',
  label: 'TK is left in the copy',
  level: 'block',
  fixed: true,
  find({ meta, body }, { blocks }) {
    const found: Found[] = []
    for (const { id, text } of blocks) {
      const match = tkPattern.exec(text)
      if (match)
        found.push({
          message: `TK is still in the copy: ${quoted(excerpt(text))}`,
          ...at(id, { start: match.index, end: match.index + match[0].length })
        })
    }
    for (const { figureId, alt } of placementsOf(body))
      if (tkPattern.test(alt))
        found.push({ message: `TK is still in an alt text: ${quoted(excerpt(alt))}`, ...at(figureId || undefined) })
    const { search, social, print } = meta.alternativeHeadlines
    const printed: [string, string[]][] = [
      ['kicker', [meta.kicker]],
      ['dateline', [meta.dateline.text]],
      ['summary', [meta.summary]],
      ['alternativeHeadlines', [search, social, print]],
      ['topics', meta.topics]
    ]
    for (const [key, texts] of printed)
      for (const text of texts)
        if (tkPattern.test(text))
          found.push({ message: `TK is still in the details: ${quoted(excerpt(text))}`, place: `meta.${key}` })
    return found
  }
}
