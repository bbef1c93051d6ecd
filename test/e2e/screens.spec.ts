import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, expectAccessible, shot, test } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk, openPanel, putInSample } from '#test/support/newsroom.ts'

// Every screen, looked at: no violation of any rule that axe knows, and pictures for a person to judge.

test.beforeEach(async ({ page }) => {
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I work alone/ })
  await putInSample(page)
})

test('the desk and its search', async ({ page }) => {
  await expectAccessible(page)
  await shot(page, 'desk')
  await page
    .getByRole('searchbox')
    .or(page.getByRole('combobox', { name: /Search/ }))
    .first()
    .fill('harbour wal')
  await expect(page.locator('mark').first()).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'desk-search')
})

test('an article with each of its panels', async ({ page }) => {
  test.setTimeout(120_000)
  await page.getByText('Council backs £40m').click()
  await expect(articleText(page)).toBeVisible()
  for (const panel of ['Details', 'Versions', 'Publish']) {
    await openPanel(page, panel)
    await page.waitForTimeout(400)
    await expectAccessible(page)
    await shot(page, `article-${panel.toLowerCase()}`)
  }
})

test('a long headline and an empty article sit well', async ({ page }) => {
  await page.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(page)).toBeFocused()
  await shot(page, 'article-empty')
  await expectAccessible(page)
  await page.keyboard.type('A headline that does not end where headlines end but goes on '.repeat(7).slice(0, 400))
  await expectStored(page)
  await shot(page, 'article-long-headline')
  await page.getByRole('link', { name: /^All working/ }).click()
  await shot(page, 'desk-long-headline')
  await expectAccessible(page)
})

for (const [screen, hash] of [
  ['people', '#/people'],
  ['settings', '#/settings']
] as const)
  test(`the screen ${screen}`, async ({ page }) => {
    await page.evaluate((to) => (location.hash = to), hash)
    await page.waitForTimeout(600)
    await expectAccessible(page)
    await shot(page, screen)
  })

test('at 200 % zoom nothing overlaps and every control can be reached', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 450 })
  await expectAccessible(page)
  await page.getByText('Council backs £40m').click()
  await expect(articleText(page)).toBeVisible()
  await expectAccessible(page)
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  )
  expect(sideways).toBe(0)
})

test('an article whose stored text does not check opens read-only, with its content to copy, and is never written', async ({
  app
}) => {
  const { page, folder } = app
  await app.kill()
  const database = new Database(join(folder, 'desk.sqlite'))
  const where = `article_number = (SELECT number FROM article WHERE slugline = 'harbour-wall')`
  const read = () =>
    database.prepare(`SELECT article, version FROM working WHERE ${where}`).get() as {
      article: string
      version: number
    }
  const spoilt = read()
    .article.replace('"type":"pullQuote"', '"type":"hologram"')
    .replace('"type":"quote"', '"type":"hologram"')
  expect(spoilt).toContain('hologram')
  database.prepare(`UPDATE working SET article = ? WHERE ${where}`).run(spoilt)
  const before = read()
  await app.reopen()
  await page.getByText('Council backs £40m').click()
  await expect(page.getByText(/Read-only/).first()).toBeVisible()
  await expect(page.getByText('“We have watched the same shops empty three times,”').first()).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'article-damaged')
  await page.getByRole('link', { name: /^Mine/ }).click()
  await app.stop()
  expect(read()).toEqual(before)
  database.close()
})
