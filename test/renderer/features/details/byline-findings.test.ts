import { expect, test } from 'vitest'
import { emptyMeta, type Credit } from '#shared/article/article.ts'
import { bylineStyles } from '#shared/article/byline.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { newerStyle } from '#renderer/features/details/byline-findings.svelte.ts'

const credit = (name: string): Credit => ({
  id: name,
  role: 'by',
  personId: null,
  profile: { ...emptyProfile, name },
  box: false
})
const english = { ...bylineStyles.en!, capitals: true }
const meta = { ...emptyMeta, language: 'en-GB', credits: [credit('Ruth Okafor')] }

test('the house style is offered only where it would print another line', () => {
  expect(newerStyle(meta, {})).toBeNull()
  expect(newerStyle(meta, { de: english })).toBeNull()
  expect(newerStyle({ ...meta, credits: [] }, { en: english })).toBeNull()
  expect(newerStyle(meta, { en: { ...english, capitals: false, serialComma: true } })).toBeNull()
  expect(newerStyle(meta, { en: english })).toEqual({
    bylineStyle: { ...english, language: 'en' },
    line: 'By RUTH OKAFOR'
  })
})

test('an article that carries an older style of the house is offered the present one, and nothing once it has it', () => {
  const carried = { ...meta, bylineStyle: { ...english, language: 'en' } }
  expect(newerStyle(carried, { en: english })).toBeNull()
  expect(newerStyle(carried, {})?.line).toBe('By Ruth Okafor')
})
