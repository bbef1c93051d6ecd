import { expect, test } from '#test/support/app.ts'
import { foundDesk } from '#test/support/newsroom.ts'
import { expectOk } from '#shared/result.ts'

test('look, list and suggest mode go with the account, whatever the address of the window is', async ({
  app,
  browser
}) => {
  test.skip(app.address === '', 'the desktop window has one address')
  await foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I work alone/ })
  await app.page.getByRole('button', { name: /^Account: Ruth Okafor/ }).click()
  await app.page.getByRole('menuitemcheckbox', { name: 'Dark' }).click()
  await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await app.page.getByRole('link', { name: /^To review/ }).click()
  await expect(app.page).toHaveURL(/#\/review/)

  const { id } = expectOk(await app.call('articles.create', { slugline: 'ferry' }))
  await app.page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await app.page.getByRole('button', { name: 'Suggest mode' }).click()
  await expect(app.page.getByRole('button', { name: 'Suggest mode' })).toHaveAttribute('aria-pressed', 'true')
  await app.page.goBack()
  await expect(app.page).toHaveURL(/#\/review/)

  // Another browser has nothing of this one’s own storage, as a window at another port has not.
  await app.reopen()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(app.address)
  await page.getByRole('button', { name: /Ruth Okafor/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page).toHaveURL(/#\/review/)
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await expect(page.getByRole('button', { name: 'Suggest mode' })).toHaveAttribute('aria-pressed', 'true')
  await context.close()
})
