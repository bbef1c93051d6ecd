import { expect, expectAccessible, shot, test } from '#test/support/app.ts'

test('the first run names the desk, opens it empty, and puts in the sample', async ({ app }) => {
  const { page } = app
  await expect(page.getByRole('heading', { name: 'Set up your desk' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'first-run')

  await page.getByLabel('Name of the desk').fill('The Harbour Gazette')
  await page.getByLabel('Your name').fill('Ada Quill')
  await page.getByRole('radio', { name: /I work alone/ }).check()
  await page.getByRole('button', { name: 'Open the desk' }).click()

  await expect(page.getByText('An empty desk')).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'desk-empty')

  await page.getByRole('button', { name: 'Put in a small sample desk' }).click()
  await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'desk-sample')
})

test('the first run works by keyboard alone', async ({ app }) => {
  const { page } = app
  await page.getByLabel('Name of the desk').focus()
  await page.keyboard.type('The Harbour Gazette')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Your name')).toBeFocused()
  await page.keyboard.type('Ada Quill')
  await page.keyboard.press('Enter')
  await expect(page.getByText('An empty desk')).toBeVisible()
})

test('the first run says what is missing, and where', async ({ app }) => {
  const { page } = app
  await page.getByRole('button', { name: 'Open the desk' }).click()
  await expect(page.getByText('Give the desk a name.')).toBeVisible()
  await expect(page.getByLabel('Name of the desk')).toBeFocused()
})

test('a desk that was named is there after the core was killed', async ({ app }) => {
  const { page } = app
  await page.getByLabel('Name of the desk').fill('The Harbour Gazette')
  await page.getByLabel('Your name').fill('Ada Quill')
  await page.getByRole('button', { name: 'Open the desk' }).click()
  await expect(page.getByText('An empty desk')).toBeVisible()

  await app.kill()
  await app.reopen()
  const status = await app.call('desk.status', {})
  expect(status.ok && status.value.settings.deskName).toBe('The Harbour Gazette')
  expect(status.ok && status.value.account?.name).toBe('Ada Quill')
})
