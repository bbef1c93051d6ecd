import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openDesktop, type Desktop } from '#test/support/desktop.ts'
import { articleText, dropFiles, expectStored, foundDesk, openPanel } from '#test/support/newsroom.ts'
import { referencePictures } from '#test/support/pictures.ts'

// The desktop's own path as it ships: the built main, preload and renderer together. Only the module `electron`
// itself is a stand-in here; where the binary is, the other specs run in it too.

let folder: string
let target: string
let desktop: Desktop
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-desk-'))
  target = mkdtempSync(join(tmpdir(), 'copydesk-target-'))
})
test.afterEach(async () => {
  await desktop.end()
  for (const gone of [folder, target]) rmSync(gone, { recursive: true, force: true })
})

test('one person alone writes, approves and exports to a folder through the desktop door', async ({ page }) => {
  test.setTimeout(120_000)
  const troubles: string[] = []
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
  page.on('pageerror', (error) => troubles.push(error.message))
  const [picture] = await referencePictures()
  desktop = await openDesktop(page, {
    folder,
    answers: [{ kind: 'open', answer: { canceled: false, filePaths: [target] } }]
  })

  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Quill', role: /I work alone/ })
  await page.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.type('A wall for the quay')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type('It was voted on Monday.')
  await dropFiles(page, articleText(page).locator('p').last(), [
    { name: picture.name, type: 'image/jpeg', bytes: picture.bytes }
  ])
  const figure = page.getByRole('figure').first()
  await expect(figure).toContainText(picture.credit, { timeout: 20_000 })
  await expect(figure.getByRole('img')).toHaveJSProperty('complete', true)
  await figure.getByLabel('Alt text').fill('What it shows.')
  await openPanel(page, 'Details')
  await page.getByLabel('Add a name').fill('Ada Quill')
  await page.getByRole('listbox', { name: 'Names' }).getByRole('option', { name: 'Ada Quill', exact: true }).click()
  await page.getByLabel('Slugline').fill('quay-wall')
  await expectStored(page)

  await page.getByRole('button', { name: 'Submit' }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Approved by Ada Quill')).toBeVisible()
  await openPanel(page, 'Publish')
  await page.getByRole('button', { name: 'Export to a folder…' }).click()
  await expect.poll(() => readdirSync(target)).toEqual(['quay-wall'])
  const files = readdirSync(join(target, 'quay-wall'), { recursive: true }).map(String)
  const html = files.find((file) => file.endsWith('index.html'))
  expect(readFileSync(join(target, 'quay-wall', html ?? ''), 'utf8')).toContain('It was voted on Monday.')
  expect(files.some((file) => file.endsWith('.jpg'))).toBe(true)
  expect(troubles).toEqual([])
})

test('a window that is closed in the middle of a word stores it first', async ({ page, browser }) => {
  desktop = await openDesktop(page, { folder })
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Quill', role: /I work alone/ })
  await page.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.type('The last words before the window clo')
  expect(await desktop.close()).toBe(0)
  expect(existsSync(join(folder, 'desk.sqlite'))).toBe(true)

  const again = await (await browser.newContext()).newPage()
  desktop = await openDesktop(again, { folder })
  await again.getByRole('button', { name: 'Ada Quill' }).click()
  await expect(again.getByText('The last words before the window clo')).toBeVisible()
})
