import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
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

/** The newest article's id. */
async function newestArticle(app: App): Promise<string> {
  const list = await app.call('articles.list', { view: 'all', limit: 1 })
  return (list.ok ? list.value.rows[0]?.id : undefined) ?? ''
}

/** What is really stored, asked of the core. */
async function storedText(app: App): Promise<string> {
  const opened = await app.call('articles.open', { id: await newestArticle(app) })
  return opened.ok ? JSON.stringify(opened.value.article.body) : ''
}

for (const failure of saveFailures)
  test.describe(failure, () => {
    test.use({ diskSize: toldOf[failure].smallDisk ? 24 : null })

    test('is told within two seconds; a copy carries the words away; saving goes on by itself', async ({ app }) => {
      const { page } = app
      // So that the browser keeps the file as a download: its own dialog is nothing that a test can answer.
      await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
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

const meta = { kicker: '', slugline: 'deep' }
const words = '{"type":"paragraph","content":[{"type":"text","text":"Words at the bottom."}]}'
const levels = 5000
const deep = `{"meta":${JSON.stringify(meta)},"body":{"type":"doc","content":[${'{"type":"factBox","content":['.repeat(levels)}${words}${']}'.repeat(levels)}]}}`
const unknown = `{"meta":${JSON.stringify(meta)},"body":{"type":"doc","content":[{"type":"hologram"},${words}]}}`

for (const [name, stored] of [
  ['an unknown block', unknown],
  ['5,000 levels', deep]
] as const)
  test(`a text with ${name} is shown as it lies there, carried away as a file, and an earlier version put back`, async ({
    app
  }) => {
    const { page, folder } = app
    await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'))
    await startWriting(page, 'The ferry is late')
    await page.getByRole('link', { name: /^Mine/ }).click()
    await expect(page.getByText('The ferry is late')).toBeVisible()
    await app.end()
    const database = new Database(join(folder, 'desk.sqlite'))
    database.prepare('UPDATE working SET article = ?').run(stored)
    const lying = () => database.prepare('SELECT article, version FROM working').get()
    const before = lying()
    await app.reopen()
    await page.getByText('The ferry is late').click()
    await expect(page.getByRole('heading', { name: 'This text cannot be edited here' })).toBeVisible()
    await expect(page.getByLabel('As it is stored')).toContainText('Words at the bottom.')
    await expect(articleText(page)).toHaveCount(0)
    await page.keyboard.type('Nothing of this goes anywhere.')
    await shot(page, 'raw-article')
    await expectAccessible(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save what is there as a file…' }).click()
    ])
    expect(readFileSync(await download.path(), 'utf8')).toBe(stored)
    expect(lying()).toEqual(before)
    database.close()
    const id = await newestArticle(app)
    const versions = await app.call('revisions.list', { articleId: id })
    const version = versions.ok ? (versions.value[0]?.id ?? '') : ''
    expect(await app.call('revisions.restore', { articleId: id, id: version })).toMatchObject({ ok: true })
    await expect(articleText(page)).toContainText('The ferry is late')
  })
