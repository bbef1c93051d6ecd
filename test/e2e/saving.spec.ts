import type { Page } from '@playwright/test'
import { expect, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk } from '#test/support/newsroom.ts'
import { breakSaving, saveFailures, toldOf } from '#test/support/save-failures.ts'

const notSaved = (page: Page) => page.getByText('Not saved:', { exact: true })

async function startWriting(page: Page, words: string): Promise<void> {
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Quill', role: /I work alone/ })
  await page.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.type(words)
  await expectStored(page)
}

/** What is really stored, asked of the core. */
async function storedText(app: App): Promise<string> {
  const list = await app.call('articles.list', { view: 'all', limit: 1 })
  const id = list.ok ? list.value.rows[0]?.id : undefined
  const opened = id ? await app.call('articles.open', { id }) : null
  return opened?.ok ? JSON.stringify(opened.value.article.body) : ''
}

for (const failure of saveFailures)
  test.describe(failure, () => {
    test.use({ diskSize: toldOf[failure].smallDisk ? 24 : null })

    test('is told within two seconds; a copy carries the words away; saving goes on by itself', async ({ app }) => {
      const { page } = app
      // So that the browser keeps the file as a download: its own dialog is nothing that a test can answer.
      await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
      await page.evaluate(() => Reflect.deleteProperty(Window.prototype, 'showSaveFilePicker'))
      await startWriting(page, 'Before it broke')
      const mend = await breakSaving(app, failure)
      await page.keyboard.type(`, and after it. ${'More words. '.repeat(12)}`)
      await expect(notSaved(page)).toBeVisible({ timeout: 2600 })
      await expect(page.getByText(toldOf[failure].words).first()).toBeVisible()
      await expect(page.getByRole('button', { name: 'Copy the text' })).toBeVisible()
      await shot(page, `unsaved-${failure.replaceAll(' ', '-')}`)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save a copy elsewhere…' }).click()
      ])
      await expect(articleText(page)).toContainText('Before it broke, and after it.')
      await mend()
      // Whoever has not been told “stored” types on, and nothing else has to be done.
      await expect(notSaved(page)).toBeHidden({ timeout: 10_000 })
      await expectStored(page)
      expect(await storedText(app)).toContain('Before it broke, and after it. More words.')

      await page.getByRole('link', { name: /^Mine/ }).click()
      await page.getByRole('button', { name: 'Bring in…' }).click()
      await page.getByLabel('Files to bring in').setInputFiles(await download.path().then((path) => [path]))
      const dialog = page.getByRole('dialog', { name: 'Bring in articles' })
      await expect(dialog.getByRole('document')).toContainText('Before it broke, and after it. More words.')
      await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
      await expect(articleText(page)).toContainText('Before it broke, and after it. More words.')
      expect(await app.call('articles.list', { view: 'all', limit: 9 })).toMatchObject({ value: { total: 2 } })
    })
  })

test('words that were on their way when the core died are stored when it is back, also after a reload', async ({
  app
}) => {
  const { page } = app
  await startWriting(page, 'Stored. ')
  await app.kill()
  await page.keyboard.type('Typed while nobody answered.')
  await expect(notSaved(page)).toBeVisible({ timeout: 3000 })
  await app.reopen({ window: 'stays' })
  await page.reload()
  await expect(articleText(page)).toContainText('Typed while nobody answered.')
  await expectStored(page)
  expect(await storedText(app)).toContain('Typed while nobody answered.')
})

test('words typed while another window’s text is being fetched are not replaced by it', async ({ app }) => {
  const { page } = app
  await startWriting(page, 'One headline')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(articleText(other)).toContainText('One headline')
  let fetching = () => {}
  const fetched = new Promise<void>((resolve) => (fetching = resolve))
  await page.route('**/call/articles.open', async (route) => {
    fetching()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.continue()
  })
  await articleText(other).locator('h1').click()
  await other.keyboard.type(' from the other window')
  await fetched
  await articleText(page).locator('h1').click()
  await page.keyboard.press('Home')
  await page.keyboard.type('Typed meanwhile: ')
  await expect(articleText(page)).toContainText('from the other window')
  await expect(articleText(page)).toContainText('Typed meanwhile: One headline from the other window')
  await expectStored(page)
  for (const words of ['from the other window', 'Typed meanwhile']) expect(await storedText(app)).toContain(words)
})

test('reload in the middle of a word loses nothing', async ({ app }) => {
  const { page } = app
  await startWriting(page, 'A')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.keyboard.type(' headline that was still being typed')
  await page.reload()
  await expect(articleText(page)).toContainText('A headline that was still being typed')
  await expectStored(page)
})
