import { readFileSync } from 'node:fs'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk } from '#test/support/newsroom.ts'
import { openArticle } from '#test/support/open-article.ts'
import { body, figure, line, paragraphs } from '#test/support/bodies.ts'

const found = (app: App) => foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Ada Boszz', role: /I edit/ })

const text = body(
  'The harbuor wall',
  line('standfirst', 'Built in May by Boszz and Okafor.', 's'),
  ...paragraphs('They recieve the colour, NATO and https://exmple.org say.', 'The fireman met in order to vote.'),
  figure('f', { caption: 'A mispelt caption.', credit: '', media: null })
)

test('words in no dictionary are underlined and settled by keys: replaced, ignored here, added to the desk’s', async ({
  app
}) => {
  test.slow()
  const { page } = app
  await found(app)
  const id = await openArticle(app, text)
  const hits = page.locator('.spelling-hit')
  // Names on record and in the credits, addresses and abbreviations are no mistakes.
  await expect(hits).toHaveText(['harbuor', 'recieve', 'mispelt'])
  await expect(page.getByRole('button', { name: 'Spelling: British English' })).toBeVisible()
  await expect(articleText(page)).toHaveAttribute('spellcheck', 'false')

  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('F7')
  const popover = page.getByRole('dialog', { name: 'Spelling: harbuor' })
  await expect(popover.getByRole('button', { name: 'harbour' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'spelling')
  // In a window of another size it stays beside its word; closed, the key for the word at the caret opens it again.
  const size = page.viewportSize()!
  const before = (await popover.boundingBox())!.x
  await page.setViewportSize({ ...size, width: size.width + 200 })
  await expect.poll(async () => (await popover.boundingBox())!.x).toBeGreaterThan(before + 50)
  await page.keyboard.press('Escape')
  await expect(popover).toBeHidden()
  await page.keyboard.press('ControlOrMeta+;')
  await expect(popover.getByRole('button', { name: 'harbour' })).toBeVisible()
  await page.keyboard.press('1')
  await expect(articleText(page)).toContainText('The harbour wall')

  await page.keyboard.press('F7')
  await expect(page.getByRole('dialog', { name: 'Spelling: recieve' })).toBeVisible()
  await page.keyboard.press('i')
  await expect(hits).toHaveText(['mispelt'])

  // The house style is gone through by the same keys, with its reason.
  await page.keyboard.press('F7')
  await expect(page.getByRole('dialog', { name: 'House style: fireman' })).toContainText('firefighter')
  await shot(page, 'house-style-popover')
  await page.keyboard.press('ControlOrMeta+;')
  await expect(page.getByRole('dialog', { name: 'House style: fireman' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(articleText(page)).toContainText('The firefighter met')
  await page.keyboard.press('Shift+F7')
  await page.keyboard.press('Escape')
  await expect(articleText(page)).toBeFocused()

  await hits.first().click({ button: 'right' })
  await page.getByRole('button', { name: 'Add to the desk’s dictionary' }).click()
  await expect(hits).toHaveCount(0)
  await expectStored(page)
  await page.reload()
  await expect(articleText(page)).toContainText('recieve')
  await expect(page.locator('.style-hit').first()).toBeVisible()
  await page.waitForTimeout(1500)
  await expect(hits).toHaveCount(0)

  // In another article the word that was ignored here is wrong again; the desk's own is right.
  await openArticle(app, body('Another', ...paragraphs('They recieve a mispelt word.')))
  await expect(hits).toHaveText(['recieve'])
  await page.getByRole('button', { name: 'Spelling: British English' }).click()
  await expect(hits).toHaveCount(0)
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await expect(page.getByRole('button', { name: 'Spelling is off' })).toBeVisible()
})

test('a language without a dictionary says so, and another spelling is checked by its own', async ({ app }) => {
  const { page } = app
  await found(app)
  await openArticle(app, body('The harbour', ...paragraphs('La réunion du conseil.')), { language: 'fr-FR' })
  await expect(page.getByText('No spelling for French (France)')).toBeVisible()
  await page.waitForTimeout(1500)
  await expect(page.locator('.spelling-hit')).toHaveCount(0)
  await openArticle(app, body('The harbour', ...paragraphs('A color.')), { language: 'en-US' })
  await expect(page.locator('.spelling-hit')).toHaveText(['harbour'])
})

test('editors keep the desk’s dictionary, and take it from desk to desk as plain text', async ({ app }) => {
  test.slow()
  const { page } = app
  await found(app)
  await page.evaluate(() => void (location.hash = '#/house-style'))
  await expect(page.getByText('No words yet.')).toBeVisible()
  await page.getByLabel('Add a word').fill('two words')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('A word has letters only')).toBeVisible()
  await page.getByLabel('Add a word').fill('quayside')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Take out quayside' })).toBeVisible()
  await page.getByLabel('Word list').setInputFiles({
    name: 'words.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('# ours\nTidewatch\nquayside\nÅngström\n')
  })
  await expect(page.getByText('2 words added to the dictionary.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('heading', { name: /^Dictionary/ }).scrollIntoViewIfNeeded()
  await shot(page, 'dictionary')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export words' }).click()
  ])
  expect(readFileSync(await download.path(), 'utf8')).toBe('Ångström\nquayside\nTidewatch\n')
  await page
    .getByLabel('Word list')
    .setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('<html>') })
  await expect(page.getByText(/Line 1 is not a word/)).toBeVisible()
  await page.getByRole('button', { name: 'Take out quayside' }).click()
  await expect(page.getByText('Tidewatch')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Take out quayside' })).toBeHidden()
})
