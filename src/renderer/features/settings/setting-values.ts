import { settingsSchema, type Settings } from '#shared/contract/desk.ts'
import { completeLink } from '#shared/document/links.ts'
import { fail, ok, type Result } from '#shared/result.ts'

/** The settings that are typed as text. */
export type TextSetting = 'deskName' | 'publisher' | 'siteUrl' | 'language' | 'copyright'

const wrong: Record<TextSetting, string> = {
  deskName: 'Give the desk a name of at most 120 characters.',
  publisher: 'At most 200 characters.',
  siteUrl: 'Give the address where articles live, such as https://example.org, or nothing.',
  language: 'Give a language tag such as en-GB.',
  copyright: 'At most 500 characters.'
}

/** What was typed as the setting's value, made whole where that is plain ("example.org" → "https://example.org"). */
export function readSetting(name: TextSetting, typed: string): Result<Partial<Settings>> {
  const text = typed.trim()
  const value =
    name === 'siteUrl' && text !== ''
      ? (completeLink(text) ?? text)
      : name === 'language'
        ? spelledLanguage(text)
        : text
  const read = settingsSchema.shape[name].safeParse(value)
  return read.success ? ok({ [name]: read.data }) : fail('invalid-input', wrong[name])
}

function spelledLanguage(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? tag
  } catch {
    return ''
  }
}

/** A new passphrase given twice, or what is wrong with it. */
export function readPassphrase(first: string, second: string): Result<string> {
  if (first.trim() === '') return fail('invalid-input', 'Give a passphrase.')
  if (first.length > 1000) return fail('invalid-input', 'A passphrase has at most 1,000 characters.')
  if (first !== second) return fail('invalid-input', 'The two are not the same.')
  return ok(first)
}
