import { readFileSync } from 'node:fs'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk, openPanel, panelTab } from '#test/support/newsroom.ts'
import { openArticle as open } from '#test/support/open-article.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'

const found = (app: App) => foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /I edit/ })

test('what is wrong is counted, leads to its place, and is settled where that is safe', async ({ app }) => {
  const { page } = app
  await found(app)
  await open(
    app,
    body(
      'Council backs the wall',
      ...paragraphs(
        'The survey found TK homes behind the the quay.',
        'He said: "We are tired," and “left”.',
        'They met in order to vote.'
      ),
      figure('f', { alt: '', media: null })
    )
  )
  const tab = panelTab(page, 'Checks')
  await expect(tab).toContainText('5')
  await openPanel(page, 'Checks')
  await expect(page.getByRole('heading', { name: 'Holds the article back 3' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'checks')

  await page.getByRole('button', { name: /^TK is still in the copy/ }).click()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('TK')
  await page.keyboard.type('forty')
  await expect(page.getByRole('button', { name: /^TK is still/ })).toBeHidden()

  await page.getByRole('button', { name: 'Take one out' }).click()
  await expect(articleText(page)).toContainText('forty homes behind the quay.')
  await page.getByRole('button', { name: 'Make them curly' }).click()
  await expect(articleText(page)).toContainText('“We are tired,” and “left”')
  await page.getByRole('button', { name: 'Write “to”', exact: true }).click()
  await expect(articleText(page)).toContainText('They met to vote.')
  await expect(page.getByRole('heading', { name: 'Holds the article back 2' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'To look at' })).toBeHidden()

  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(articleText(page)).toContainText('They met in order to vote.')
  await expect(articleText(page)).toContainText('“We are tired,”')
  await expectStored(page)

  // The same reasons hold it back at the gate.
  await openPanel(page, 'Publish')
  await expect(page.getByRole('button', { name: /no alt text/ })).toBeVisible()
})

test('an article with nothing wrong says so, and the desk decides what holds one back', async ({ app }) => {
  const { page } = app
  await found(app)
  await open(app, body('Council backs the wall', ...paragraphs('Work begins in spring.')))
  await openPanel(page, 'Checks')
  await expect(page.getByRole('heading', { name: 'Nothing to see to.' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'checks-empty')
  await page.evaluate(() => void (location.hash = '#/settings'))
  await page.getByLabel('There is no dateline').selectOption({ label: 'Holds it back' })
  await expect(page.getByText('TK is left in the copy')).toBeVisible()
  await expect(page.getByText('Always holds it back').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('heading', { name: 'Checks' }).scrollIntoViewIfNeeded()
  await shot(page, 'checks-settings')
  await page.goBack()
  await openPanel(page, 'Checks')
  await expect(page.getByRole('button', { name: 'The article has no dateline.' })).toBeVisible()
  await openPanel(page, 'Publish')
  await page.getByRole('button', { name: 'The article has no dateline.' }).click()
  await expect(page.locator('#meta-dateline :focus')).toBeVisible()
  await page.keyboard.type('Port Ellen')
  await openPanel(page, 'Checks')
  await expect(page.getByRole('heading', { name: 'Nothing to see to.' })).toBeVisible()
})

test('house style is underlined, accepted with a key, ignored once and for good', async ({ app }) => {
  const { page } = app
  await found(app)
  await open(
    app,
    body(
      'The wall',
      ...paragraphs('They met in order to vote.', 'The fireman met in order to vote.', 'A second fireman agreed.')
    )
  )
  const hits = page.locator('.style-hit')
  await expect(hits).toHaveCount(4)
  await shot(page, 'house-style-marks')

  await hits.first().click()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(articleText(page)).toContainText('They met to vote.')
  await expect(hits).toHaveCount(3)

  await page.getByText('in order to').click()
  await expect.poll(() => page.evaluate(() => getSelection()?.anchorNode?.textContent)).toContain('in order to')
  await page.keyboard.press('ControlOrMeta+Shift+Period')
  await expect(hits).toHaveCount(2)

  await openPanel(page, 'Checks')
  await expect(page.getByRole('heading', { name: 'House style 2' })).toBeVisible()
  await page.getByRole('button', { name: 'Ignore always' }).first().click()
  await expect(hits).toHaveCount(0)
  await expect(page.getByText(/is right on this desk from now on/)).toBeVisible()
  await expectStored(page)
  await page.reload()
  await expect(articleText(page)).toContainText('The fireman met')
  await page.waitForTimeout(1500)
  await expect(hits).toHaveCount(0)
  await open(app, body('The quay', ...paragraphs('They met in order to vote.')))
  await expect(hits).toHaveText('in order to')
})

test('an administrator keeps the rules, tries them, and takes them from desk to desk', async ({ app }) => {
  const { page } = app
  await found(app)
  await page.evaluate(() => void (location.hash = '#/house-style'))
  await expect(page.getByRole('heading', { name: /^Rules \d+$/ })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'house-style')

  await page.getByRole('button', { name: 'Add a rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Finds').selectOption({ label: 'A pattern (regular expression)' })
  await dialog.getByLabel('Pattern').fill('(a+)+$')
  await dialog.getByLabel('Write', { exact: true }).fill('b')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog.getByRole('alert')).toContainText('too many ways')
  await expectAccessible(page)
  await shot(page, 'house-style-rule')
  await dialog.getByLabel('Finds').selectOption({ label: 'Words and phrases' })
  await dialog.getByLabel('Words', { exact: true }).fill('west quay')
  await dialog.getByLabel('Write', { exact: true }).fill('West Quay')
  await dialog.getByLabel('Why').fill('A street has its capitals.')
  await dialog.getByLabel('Capitals count').click()
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog).toBeHidden()
  await page.getByLabel('Try a sentence').fill('Shops on the west quay were flooded.')
  await expect(page.getByText('A street has its capitals.').first()).toBeVisible()
  await expect(page.locator('mark')).toHaveText('west quay')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export', exact: true }).click()
  ])
  const file = readFileSync(await download.path(), 'utf8')
  expect(file).toContain('West Quay')
  await page.getByRole('button', { name: 'Back to the rules that came with Copydesk…' }).click()
  await page.getByRole('button', { name: 'Go back' }).click()
  await expect(page.getByText('No rule finds anything here.')).toBeVisible()
  await page
    .getByLabel('House-style file')
    .setInputFiles({ name: 'house-style.json', mimeType: 'application/json', buffer: Buffer.from(file) })
  await page.getByRole('button', { name: 'In place of all rules here' }).click()
  await expect(page.locator('mark')).toHaveText('west quay')
  await page
    .getByLabel('House-style file')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"rules": 1}') })
  await expect(page.getByText(/This house-style file cannot be read/)).toBeVisible()
})
