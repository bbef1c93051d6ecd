import { expect, test } from '#test/support/app.ts'
import { foundDesk } from '#test/support/newsroom.ts'

test('look and list go with the account, whatever the address of the window is', async ({ app, browser }) => {
  test.skip(app.address === '', 'the desktop window has one address')
  await foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I work alone/ })
  await app.page.getByRole('button', { name: /^Account: Ruth Okafor/ }).click()
  await app.page.getByRole('menuitemcheckbox', { name: 'Dark' }).click()
  await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await app.page.getByRole('link', { name: /^To review/ }).click()
  await expect(app.page).toHaveURL(/#\/review/)

  // Another browser has nothing of this one’s own storage, as a window at another port has not.
  await app.reopen()
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(app.address)
  await page.getByRole('button', { name: /Ruth Okafor/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page).toHaveURL(/#\/review/)
  await context.close()
})
