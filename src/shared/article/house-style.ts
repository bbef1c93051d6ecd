import { z } from 'zod'
import { fail, ok, type Result } from '../result.ts'
import { around, at, type CheckContext, type Finding, type TextBlock, type TextRange } from './checks/check.ts'
import { readExpression } from './safe-expression.ts'

const words = z.array(z.string().trim().min(1).max(80)).max(200)

/** One thing that this house writes in one way. */
export const styleRuleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,60}$/),
  /** Words and phrases as they stand, or an expression as `readExpression` takes it. */
  pattern: z.union([
    z.strictObject({ words: words.min(1) }),
    z.strictObject({ expression: z.string().min(1).max(200) })
  ]),
  /** What to write; `$1` stands for what an expression's first group matched; empty takes the words out; null only advises. */
  suggestion: z.string().max(200).nullable(),
  /** Why, in a sentence. */
  reason: z.string().max(300),
  /** Words in which nothing is found: names, titles, what somebody has ignored for good. */
  exceptions: words,
  /** "en" is every English, "en-GB" the British alone. */
  language: z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/),
  matchCase: z.boolean()
})
export type StyleRule = z.infer<typeof styleRuleSchema>

/** How many rules a house may have. */
export const ruleLimit = 2000

/** A house style as it travels from desk to desk. */
export const styleFileSchema = z.strictObject({
  format: z.literal('copydesk-house-style'),
  version: z.literal(1),
  rules: z.array(styleRuleSchema).max(ruleLimit)
})

/** The rules of a house-style file, or what is wrong with it and where. */
export function readStyleFile(text: string): Result<StyleRule[]> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return fail('invalid-input', 'This is not a house-style file: it is not JSON.')
  }
  const read = styleFileSchema.safeParse(json)
  if (!read.success) {
    const [issue] = read.error.issues
    const where =
      issue && issue.path[0] === 'rules' && typeof issue.path[1] === 'number' ? `rule ${issue.path[1] + 1}` : 'its head'
    return fail(
      'invalid-input',
      `This house-style file cannot be read: ${where} is not as it should be (${issue?.message ?? ''}).`
    )
  }
  return checkRules(read.data.rules)
}

export function writeStyleFile(rules: StyleRule[]): string {
  return `${JSON.stringify({ format: 'copydesk-house-style', version: 1, rules } satisfies z.infer<typeof styleFileSchema>, null, 2)}\n`
}

/** The rules, if every one of them can be run without harm and is there once. */
export function checkRules(rules: StyleRule[]): Result<StyleRule[]> {
  const seen = new Set<string>()
  for (const rule of rules) {
    if (seen.has(rule.id)) return fail('invalid-input', `Two rules are called “${rule.id}”.`)
    seen.add(rule.id)
    const source = sourceOf(rule)
    if (!source.ok) return fail(source.error.code, `The rule “${rule.id}” cannot be used. ${source.error.message}`)
  }
  return ok(rules)
}

const before = String.raw`(?<![\p{L}\p{M}\p{N}/@#_])`
const after = String.raw`(?![\p{L}\p{M}\p{N}@_]|[.’'](?=\p{L}{3}))`
const firstWord = /[\p{L}\p{M}\p{N}]+/u

function sourceOf({ pattern }: StyleRule): Result<string> {
  if ('expression' in pattern) return readExpression(pattern.expression)
  const odd = pattern.words.find((word) => !/^[\p{L}\p{N}]/u.test(word))
  if (odd !== undefined)
    return fail('invalid-input', `“${odd}” does not begin with a letter or a figure: make it a pattern.`)
  return ok(phrases(pattern.words))
}

/** Any of these as whole words, longest first; any space is any space, any apostrophe any apostrophe. */
function phrases(list: string[]): string {
  const escaped = list
    .toSorted((one, two) => two.length - one.length)
    .map((word) =>
      word
        .replace(/[.*+?^${}()|[\]\\/-]/g, (sign) => (sign === '-' ? '-' : `\\${sign}`))
        .replace(/\s+/g, String.raw`[\s\u00a0]+`)
        .replace(/['’]/g, "['’]")
    )
  return `${before}(?:${escaped.join('|')})${after}`
}

interface Compiled {
  rule: StyleRule
  expression: RegExp
  exceptions: RegExp | null
}

/** Rules made ready for one language. */
export interface HouseStyle {
  /** Lists of words, by the first word of each. */
  listed: Map<string, Compiled[]>
  expressions: Compiled[]
}

/** The rules that hold in this language. A rule that cannot be run is left out: it was refused when it was made. */
export function compileStyle(rules: StyleRule[], language: string): HouseStyle {
  const style: HouseStyle = { listed: new Map(), expressions: [] }
  for (const rule of rules) {
    if (!holdsIn(rule.language, language)) continue
    const source = sourceOf(rule)
    if (!source.ok) continue
    const exceptions = rule.exceptions.length === 0 ? null : new RegExp(phrases(rule.exceptions), 'giu')
    const compile = (flags: string): Compiled => ({
      rule,
      expression: new RegExp(source.value, rule.matchCase ? `${flags}u` : `${flags}iu`),
      exceptions
    })
    if ('expression' in rule.pattern) {
      style.expressions.push(compile('g'))
      continue
    }
    const compiled = compile('y')
    for (const first of new Set(rule.pattern.words.map((word) => (firstWord.exec(word)?.[0] ?? '').toLowerCase())))
      style.listed.set(first, [...(style.listed.get(first) ?? []), compiled])
  }
  return style
}

function holdsIn(wanted: string, language: string): boolean {
  const [rule, article] = [wanted.toLowerCase(), language.toLowerCase()]
  return article === rule || article.startsWith(`${rule}-`)
}

/** Where a text is not in the style of the house. */
export interface StyleHit extends TextRange {
  rule: StyleRule
  /** What stands there. */
  found: string
  /** What to write in its place; null is advice only. */
  suggestion: string | null
}

/** Every hit in a text, in order; of two that overlap, the one that begins first, then the longer. */
export function styleHits(text: string, style: HouseStyle): StyleHit[] {
  const hits: StyleHit[] = []
  const take = ({ rule, exceptions }: Compiled, match: RegExpExecArray) => {
    const [found] = match
    const range = { start: match.index, end: match.index + found.length }
    if (
      found === '' ||
      found.includes('\ufffc') ||
      isInAddress(text, range.start) ||
      (exceptions && isWithin(text, range, exceptions))
    )
      return
    hits.push({ rule, found, ...range, suggestion: suggestionFor(rule, match) })
  }
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu))
    for (const compiled of style.listed.get(word.toLowerCase()) ?? []) {
      compiled.expression.lastIndex = index
      const match = compiled.expression.exec(text)
      if (match) take(compiled, match)
    }
  for (const compiled of style.expressions)
    for (const match of text.matchAll(compiled.expression)) take(compiled, match)
  hits.sort((one, two) => one.start - two.start || two.end - one.end)
  let end = -1
  return hits.filter((hit) => {
    if (hit.start < end) return false
    end = hit.end
    return true
  })
}

/** Whether this place lies in a web or e-mail address: nobody spells those. */
function isInAddress(text: string, place: number): boolean {
  const from = text.slice(0, place).search(/\S*$/)
  const run = /^\S*/.exec(text.slice(from))?.[0] ?? ''
  return /:\/\/|^www\.|\S@\S+\.\S|\p{L}\.\p{L}{2,}\//u.test(run)
}

function isWithin(text: string, { start, end }: TextRange, exceptions: RegExp): boolean {
  for (const { 0: phrase, index } of text.matchAll(exceptions))
    if (index <= start && end <= index + phrase.length) return true
  return false
}

/** The suggestion with its groups filled in, and capitals as the words had them. */
function suggestionFor({ suggestion, matchCase, pattern }: StyleRule, match: RegExpExecArray): string | null {
  if (suggestion === null) return null
  const [found] = match
  const filled =
    'expression' in pattern
      ? suggestion.replace(/\$([1-9])/g, (_, group: string) => match[Number(group)] ?? '')
      : suggestion
  if (filled === found) return null
  if (matchCase || filled === '') return filled
  const letters = found.replace(/[^\p{L}]/gu, '')
  if (letters.length > 3 && found === found.toUpperCase()) return filled.toUpperCase()
  return /^\p{Lu}/u.test(found) && /^\p{Ll}/u.test(filled) ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled
}

/** The characters to change for a hit, and what to put there; null where there is nothing safe to put. */
export function styleChange(
  text: string,
  { start, end, suggestion, found }: StyleHit
): (TextRange & { after: string }) | null {
  if (suggestion === null) return null
  if (suggestion !== '') return { start, end, after: suggestion }
  // Taken out of the middle of a sentence, words leave one space behind; at its beginning the next word would need a capital.
  if (/^\p{Lu}/u.test(found)) return null
  if (/, ?$/.test(text.slice(0, start)) && text.charAt(end) === ',')
    return { start: text.lastIndexOf(',', start), end: end + 1, after: '' }
  if (/[ \u00a0]/.test(text.charAt(end))) return { start, end: end + 1, after: '' }
  return /[ \u00a0]/.test(text.charAt(start - 1)) ? { start: start - 1, end, after: '' } : { start, end, after: '' }
}

export interface StyleFinding extends Finding {
  /** Id of the rule. */
  rule: string
  /** What stands there. */
  found: string
}

/** What tells one ignored hit from another. */
export function hitKey(rule: string, found: string): string {
  return `${rule} ${found.toLowerCase()}`
}

/** The hits of an article's textblocks. `ignored` holds hit keys. House style advises: it never holds an article back. */
export function styleFindings(
  { blocks }: CheckContext,
  style: HouseStyle,
  ignored: ReadonlySet<string>
): StyleFinding[] {
  return blocks.flatMap((block) =>
    styleHits(block.text, style).flatMap((hit) =>
      ignored.has(hitKey(hit.rule.id, hit.found)) ? [] : [findingOf(block, hit)]
    )
  )
}

function findingOf(block: TextBlock, hit: StyleHit): StyleFinding {
  const { rule, found, start, end, suggestion } = hit
  const range = { start, end }
  const changed = styleChange(block.text, hit)
  const advice = suggestion === null ? '' : suggestion === '' ? ': leave it out' : `: write “${suggestion}”`
  const context = around(block, range)
  return {
    check: 'house-style',
    rule: rule.id,
    found,
    severity: 'warn',
    message: `“${found}”${advice}. ${rule.reason}${context === found ? '' : ` “${context}”`}`.trim(),
    ...at(block.id, range),
    ...(changed && block.id !== undefined
      ? { mend: [{ ...changed, place: block.id, before: block.text.slice(changed.start, changed.end) }] }
      : {})
  }
}
