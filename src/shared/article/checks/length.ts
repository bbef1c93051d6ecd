import { countWords, readText } from '#shared/document/text.ts'
import type { Check } from './check.ts'

/** Words more or less than ordered, as a share, that nobody minds. */
const tolerance = 0.1

export const length: Check = {
  id: 'length',
  label: 'The copy is over or under the commissioned length',
  level: 'warn',
  find({ meta, body }) {
    const ordered = meta.commissionedLength
    if (ordered === null) return []
    const words = countWords(readText(body).copy, meta.language)
    const off = words - ordered
    if (Math.abs(off) <= ordered * tolerance) return []
    const message = `The copy is ${Math.abs(off)} ${Math.abs(off) === 1 ? 'word' : 'words'} ${off > 0 ? 'over' : 'under'}: ${words} of ${ordered}.`
    return [{ message, place: 'meta.commissionedLength' }]
  }
}
