import { checkRules, styleRuleSchema, type StyleRule } from '#shared/article/house-style.ts'
import { fail, ok, type Result } from '#shared/result.ts'

/** A rule as it is being typed: lists are lines. */
export interface RuleDraft {
  /** Null until it has been kept. */
  id: string | null
  kind: 'words' | 'expression'
  words: string
  expression: string
  does: 'write' | 'leave-out' | 'advise'
  suggestion: string
  reason: string
  exceptions: string
  language: string
  matchCase: boolean
}

export function draftOf(rule: StyleRule): RuleDraft {
  const { id, pattern, suggestion, reason, exceptions, language, matchCase } = rule
  return {
    id,
    kind: 'words' in pattern ? 'words' : 'expression',
    words: 'words' in pattern ? pattern.words.join('\n') : '',
    expression: 'expression' in pattern ? pattern.expression : '',
    does: suggestion === null ? 'advise' : suggestion === '' ? 'leave-out' : 'write',
    suggestion: suggestion ?? '',
    reason,
    exceptions: exceptions.join('\n'),
    language,
    matchCase
  }
}

export function emptyDraft(language: string): RuleDraft {
  return {
    id: null,
    kind: 'words',
    words: '',
    expression: '',
    does: 'write',
    suggestion: '',
    reason: '',
    exceptions: '',
    language,
    matchCase: false
  }
}

/** The rule that was typed, or what is wrong with it. A new one is named after its words, as none of `taken` is. */
export function readDraft(draft: RuleDraft, taken: readonly string[]): Result<StyleRule> {
  const words = linesOf(draft.words)
  if (draft.kind === 'words' && words.length === 0) return fail('invalid-input', 'Give the words that are to be found.')
  if (draft.does === 'write' && draft.suggestion.trim() === '')
    return fail('invalid-input', 'Say what to write instead, or choose another of the three.')
  const read = styleRuleSchema.safeParse({
    id: draft.id ?? freeId(draft.kind === 'words' ? (words[0] ?? '') : draft.suggestion, taken),
    pattern: draft.kind === 'words' ? { words } : { expression: draft.expression },
    suggestion: draft.does === 'advise' ? null : draft.does === 'leave-out' ? '' : draft.suggestion.trim(),
    reason: draft.reason.trim(),
    exceptions: linesOf(draft.exceptions),
    language: draft.language.trim(),
    matchCase: draft.matchCase
  } satisfies StyleRule)
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? '')
    return fail('invalid-input', wrong[field] ?? 'The rule is not whole.')
  }
  const checked = checkRules([read.data])
  return checked.ok
    ? ok(read.data)
    : fail(checked.error.code, checked.error.message.replace(/^The rule “[^”]*” cannot be used\. /, ''))
}

const wrong: Record<string, string> = {
  pattern: 'A rule holds up to 200 words of up to 80 letters each, or a pattern of up to 200 characters.',
  suggestion: 'What to write instead has at most 200 characters.',
  reason: 'The reason has at most 300 characters.',
  exceptions: 'A rule has up to 200 exceptions of up to 80 letters each.',
  language: 'Give a language tag such as en or en-GB.'
}

function linesOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean)
    )
  ]
}

function freeId(words: string, taken: readonly string[]): string {
  const base =
    words
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'rule'
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.includes(id)) return id
  }
}
