import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk } from '#test/support/newsroom.ts'
import { openArticle } from '#test/support/open-article.ts'
import { body, figure, line, paragraphs } from '#test/support/bodies.ts'

const found = (app: App) =>
  foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Tomas Lind', role: /I report/, editor: 'Ada Boss' })

const text = body(
  'Wall holds',
  line('standfirst', 'The wall was built in May.', 's'),
  ...paragraphs(
    'The wall stood. Nobody had thought the wall would.',
    'Walls of this kind are rare: “résumé” is not resume.'
  ),
  figure('f', { caption: 'The wall on Monday.', credit: 'Wall Pictures', media: null })
)

test('words are found, counted, gone through and replaced by keys alone', async ({ app }) => {
  test.slow()
  const { page } = app
  await found(app)
  await openArticle(app, text)
  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+f')
  const field = page.getByLabel('Find', { exact: true })
  await expect(field).toBeFocused()
  await page.keyboard.type('wall')
  const bar = page.getByRole('search', { name: 'Find in the article' })
  await expect(bar).toContainText('1 of 7')
  await expect(page.locator('.find-hit')).toHaveCount(7)
  await page.keyboard.press('Enter')
  await expect(bar).toContainText('2 of 7')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.press('Shift+Enter')
  await expect(bar).toContainText('7 of 7')
  await expectAccessible(page)

  await page.getByLabel('Match case').check()
  await expect(bar).toContainText('of 4')
  await page.getByLabel('Whole words').check()
  await field.fill('resume')
  await expect(bar).toContainText('1 of 1')
  await field.fill('nothing like it')
  await expect(bar).toContainText('None')
  await field.fill('wall')
  await expect(bar).toContainText('of 4')

  // Escape leads back to the text, at the hit.
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()
  await expect(page.locator('.find-hit')).toHaveCount(0)
  await expect(articleText(page)).toBeFocused()
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('wall')
  await page.keyboard.press('F3')
  await expect(bar).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+h')
  const other = page.getByLabel('Replace with')
  await expect(field).toBeFocused()
  await expect(page.getByLabel('Match case')).toBeChecked()
  await other.fill('sea wall')
  await shot(page, 'find')
  await page.keyboard.press('Enter')
  await expect(bar).toContainText('Replaced.')
  await page.getByRole('button', { name: 'Replace all' }).click()
  await expect(bar).toContainText('replaced.')
  await expect(articleText(page)).toContainText('The sea wall was built in May.')
  await expect(articleText(page)).toContainText('The sea wall on Monday.')
  await expect(articleText(page)).toContainText('Wall Pictures')

  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+z')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(articleText(page)).not.toContainText('sea wall')
  await expectStored(page)
})

test('alt text and kicker are found, shown and replaced too, and undone with the rest', async ({ app }) => {
  const { page } = app
  await found(app)
  await openArticle(
    app,
    body('Harbour', ...paragraphs('The wall.'), figure('f', { alt: 'A wall at sea', media: null }))
  )
  await page.getByLabel('Kicker', { exact: true }).first().fill('Wall street')
  const alt = articleText(page).getByLabel('Alt text')
  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+h')
  const bar = page.getByRole('search', { name: 'Find in the article' })
  await page.getByLabel('Find', { exact: true }).fill('wall')
  await expect(bar).toContainText('2 of 3')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(bar).toContainText('3 of 3')
  await expectAccessible(page)
  await shot(page, 'find-alt')
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(bar).toContainText('1 of 3')
  await page.getByLabel('Replace with').fill('quay')
  await page.getByRole('button', { name: 'Replace all' }).click()
  await expect(bar).toContainText('3 replaced.')
  await expect(alt).toHaveValue('A quay at sea')
  await expect(page.getByLabel('Kicker', { exact: true }).first()).toHaveValue('quay street')
  await page.keyboard.press('Escape')
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(alt).toHaveValue('A wall at sea')
  await expect(page.getByLabel('Kicker', { exact: true }).first()).toHaveValue('Wall street')
  // Closing the bar leads to the words, wherever they stand.
  await page.keyboard.press('ControlOrMeta+f')
  await page.getByLabel('Find', { exact: true }).fill('at sea')
  await expect(bar).toContainText('1 of 1')
  await page.keyboard.press('Escape')
  await expect(alt).toBeFocused()
  await expectStored(page)
})

test('an article that may only be read is searched, and offers no replacing', async ({ app }) => {
  test.slow()
  const { page } = app
  await found(app)
  const id = await openArticle(app, text)
  const info = await app.call('articles.info', { id })
  if (!info.ok) throw new Error(info.error.message)
  const spiked = await app.call('workflow.move', { articleId: id, move: 'spike', articleHash: info.value.articleHash })
  expect(spiked.ok).toBe(true)
  await expect(articleText(page)).toHaveAttribute('contenteditable', 'false')
  await page.keyboard.press('ControlOrMeta+f')
  await page.keyboard.type('wall')
  await expect(page.getByRole('search')).toContainText('1 of 7')
  await expect(page.getByRole('button', { name: 'Replace…' })).toBeHidden()
  await page.keyboard.press('ControlOrMeta+h')
  await expect(page.getByLabel('Replace with')).toBeHidden()
  await expectAccessible(page)
})

test('where only suggestions may be made, replacing is one', async ({ app }) => {
  const { page } = app
  await found(app)
  await openArticle(app, body('Wall holds', ...paragraphs('The wall stood, and the wall was new.')))
  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('Suggesting only')).toBeVisible()
  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+h')
  await page.getByLabel('Find', { exact: true }).fill('the wall')
  await page.getByLabel('Replace with').fill('that wall')
  await page.getByRole('button', { name: 'Replace all' }).click()
  await expect(page.getByRole('search')).toContainText('2 replaced.')
  // A suggestion is no more than what differs.
  await expect(articleText(page).locator('del')).toHaveText(['The', 'the'])
  await expect(articleText(page).locator('ins')).toHaveText(['that', 'that'])
  // Nothing is left to replace, so the button has gone out; the keys still lead back to the text.
  await expect(page.getByLabel('Find', { exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(articleText(page).locator('ins, del')).toHaveCount(0)
})
