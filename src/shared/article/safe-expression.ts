import { fail, ok, type Result } from '../result.ts'

/** Characters of an expression. */
const longest = 200
/** How often `*`, `+` and `{n,}` repeat at most: what makes the work of an expression something that can be counted. */
export const farthest = 30
const mostWork = 100_000

/**
 * A regular expression that somebody typed, as one that cannot hang: its source with every open repetition closed at
 * `farthest`, or the sentence that says why it is refused. The ways in which it can match from one letter are counted
 * as it is read; patterns whose ways multiply ("(a+)+") are refused before they ever run. No back references, no named groups.
 */
export function readExpression(typed: string): Result<string> {
  if (typed.trim() === '') return fail('invalid-input', 'The pattern is empty.')
  if (typed.length > longest) return fail('invalid-input', `The pattern is longer than ${longest} characters.`)
  try {
    const reader = new Reader(typed)
    const { source, ways, size } = reader.choice()
    if (!reader.done)
      return fail('invalid-input', `The pattern has a “)” too many at character ${reader.position + 1}.`)
    if (new RegExp(source, 'iu').test(''))
      return fail('invalid-input', 'The pattern matches nothing at all: every place would be a hit.')
    if (ways * Math.max(1, size) > mostWork)
      return fail(
        'invalid-input',
        'The pattern can match in too many ways and would hold up the page: use fewer *, + and | inside one another.'
      )
    return ok(source)
  } catch (error) {
    return fail(
      'invalid-input',
      `The pattern cannot be read: ${(error as Error).message.replace(/^Invalid regular expression: /, '').replace(/\.?$/, '.')}`
    )
  }
}

interface Part {
  source: string
  /** In how many ways it can be tried from one place. */
  ways: number
  /** How many letters the longest way reads. */
  size: number
}

class Reader {
  position = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  get done(): boolean {
    return this.position >= this.#text.length
  }

  choice(): Part {
    const parts = [this.#sequence()]
    while (this.#take('|')) parts.push(this.#sequence())
    return {
      source: parts.map(({ source }) => source).join('|'),
      ways: parts.reduce((sum, { ways }) => sum + ways, 0),
      size: Math.max(...parts.map(({ size }) => size))
    }
  }

  #sequence(): Part {
    const whole: Part = { source: '', ways: 1, size: 0 }
    while (!this.done && !'|)'.includes(this.#text[this.position] ?? '')) {
      const part = this.#repeated(this.#atom())
      whole.source += part.source
      whole.ways *= part.ways
      whole.size += part.size
    }
    return whole
  }

  #repeated(part: Part): Part {
    const match = /^(?:([*+?])|\{(\d+)(,(\d*))?\})(\??)/.exec(this.#text.slice(this.position))
    if (!match) return part
    this.position += match[0].length
    const [, sign, exact = '', open, upTo] = match
    const least = sign ? (sign === '+' ? 1 : 0) : Number(exact)
    const most = sign
      ? sign === '?'
        ? 1
        : farthest
      : open === undefined
        ? least
        : upTo === ''
          ? Math.max(least, farthest)
          : Number(upTo)
    if (most > 100) throw new Error(`{${least},${most}} repeats more than 100 times`)
    let ways = 0
    for (let times = least; times <= most; times++) ways += part.ways ** times
    return { source: `${part.source}{${least},${most}}${match[5] ?? ''}`, ways, size: part.size * most }
  }

  #atom(): Part {
    if (this.#take('(')) return this.#group()
    const rest = this.#text.slice(this.position)
    if (/^\\[1-9k]/.test(rest)) throw new Error('it refers back to a group')
    const [source] = /^(?:\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[0-9a-f]{4}|\\[^]|\[\^?(?:\\[^]|[^\]\\])*\]|[^])/iu.exec(
      rest
    ) ?? ['']
    this.position += source.length
    return { source, ways: 1, size: /^(?:\\[bB]|[\^$])$/.test(source) ? 0 : 1 }
  }

  #group(): Part {
    const [opening] = /^(?:\?(?:[:=!]|<[=!]))?/.exec(this.#text.slice(this.position)) ?? ['']
    if (opening === '' && this.#text[this.position] === '?') throw new Error('it names a group')
    this.position += opening.length
    const inner = this.choice()
    if (!this.#take(')')) throw new Error('a “(” is never closed')
    return { ...inner, source: `(${opening}${inner.source})` }
  }

  #take(sign: string): boolean {
    if (this.#text[this.position] !== sign) return false
    this.position++
    return true
  }
}
