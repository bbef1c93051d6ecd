import { around, at, change, quoted, type Check, type Found } from './check.ts'

/** What is said twice in a row on purpose, by language. */
const rightTwice: Record<string, string> = {
  en: 'had that no bye ha hear knock night now there well far many long very so blah yada cha tut choo boo chop hip win',
  de: 'die der das den dem sie ihr wir es',
  fr: 'nous vous',
  es: 'bien muy ya',
  it: 'mano piano via man',
  nb: 'det som for at på i',
  nn: 'det som for at på i',
  sv: 'det som för att på i',
  da: 'det som for at på i',
  nl: 'dat die zij'
}
const lists = new Map(Object.entries(rightTwice).map(([language, words]) => [language, new Set(words.split(' '))]))
const none: ReadonlySet<string> = new Set()

const doubled = /(?<![\p{L}\p{M}\p{N}’'-])(\p{L}[\p{L}\p{M}’']*)([ \t\u00a0]+)(\1)(?![\p{L}\p{M}\p{N}’'-])/giu

export const doubledWords: Check = {
  id: 'doubled-word',
  label: 'A word stands twice in a row',
  level: 'warn',
  find(_article, { blocks, language }) {
    const right = lists.get(language) ?? none
    const found: Found[] = []
    for (const block of blocks) {
      for (const match of block.text.matchAll(doubled)) {
        const [whole, first = '', space = '', second = ''] = match
        // "Walla Walla", "Duran Duran": a name; "The the" is none.
        if (/^\p{Lu}/u.test(first) && /^\p{Lu}/u.test(second) && first !== 'I') continue
        if (right.has(first.toLowerCase())) continue
        const range = { start: match.index, end: match.index + whole.length }
        const again = {
          start: match.index + first.length,
          end: match.index + first.length + space.length + second.length
        }
        found.push({
          message: `“${first} ${second}” stands twice: ${quoted(around(block, range))}`,
          ...at(block.id, range),
          ...change(block, again, '')
        })
      }
    }
    return found
  }
}
