import { expect, test } from 'vitest'
import { matchesPassphrase, oneTimePassphrase, sealPassphrase } from '#main/passphrase.ts'

test('a passphrase matches what it was sealed as, however its letters are composed, and nothing else', async () => {
  const sealed = await sealPassphrase('café wall')
  expect(sealed).not.toContain('caf')
  expect(await matchesPassphrase('cafe\u0301 wall', sealed)).toBe(true)
  expect(await matchesPassphrase('cafe wall', sealed)).toBe(false)
})

test('a passphrase for one sign-in can be read out, and is another every time', () => {
  const made = Array.from({ length: 200 }, oneTimePassphrase)
  for (const one of made) expect(one).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/)
  expect(new Set(made).size).toBe(200)
})
