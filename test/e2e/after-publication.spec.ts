import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk, openPanel } from '#test/support/newsroom.ts'
import { expectOk } from '#shared/result.ts'

/** A published article, made through the core; gives its id. */
async function publishedArticle(app: App): Promise<string> {
  const { id } = expectOk(await app.call('articles.create', { slugline: 'ferries' }))
  const { article, session, version, schemaVersion } = expectOk(await app.call('articles.open', { id }))
  const line = (type: string, text: string, id: string) => ({ type, attrs: { id }, content: [{ type: 'text', text }] })
  const body = {
    type: 'doc' as const,
    content: [line('headline', 'Ferries back at sea', 'h'), line('paragraph', 'Six ferries sailed.', 'p')]
  }
  const profile = { name: 'Ruth Okafor', jobTitle: '', biography: '', handles: [], portrait: null }
  const credits = [{ id: 'c', role: 'by' as const, personId: null, profile, box: false }]
  const { articleHash } = expectOk(
    await app.call('articles.save', {
      articleId: id,
      session,
      seq: 1,
      version,
      schemaVersion,
      article: { meta: { ...article.meta, credits, language: 'en-GB' }, body }
    })
  )
  for (const move of ['submit', 'approve', 'publish'] as const)
    expectOk(await app.call('workflow.move', { articleId: id, move, articleHash }))
  await app.page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await expect(app.page.getByRole('heading', { name: 'Ferries back at sea' })).toBeVisible()
  return id
}

test.setTimeout(180_000)

test.beforeEach(async ({ page }) => {
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /alone/ })
})

test('a published article is corrected: reason, corrected words, a proposed note, a new approval', async ({ app }) => {
  const { page } = app
  const id = await publishedArticle(app)
  await page.getByRole('button', { name: 'Correct…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Correct the article' })
  await dialog.getByLabel('What is wrong').fill('It was seven ferries.')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Open for correction' }).click()
  const banner = page.getByRole('region', { name: 'Being corrected' })
  await expect(banner.getByText('It was seven ferries.')).toBeVisible()

  await articleText(page)
    .getByText('Six', { exact: false })
    .dblclick({ position: { x: 6, y: 10 } })
  await page.keyboard.type('Seven')
  await expectStored(page)
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const refusal = page.getByRole('dialog', { name: 'Not yet' })
  await expect(refusal.getByText('The correction has no note yet: it tells readers what was wrong.')).toBeVisible()
  await refusal.getByRole('button', { name: 'Go there' }).click()
  await expect(page.getByLabel('Correction note')).toBeFocused()
  await page.getByRole('button', { name: 'Propose from what changed' }).click()
  const note = 'An earlier version of this article said: “Six ferries sailed.” It now says: “Seven ferries sailed.”'
  await expect(page.getByLabel('Correction note')).toHaveValue(note)
  await expectStored(page)
  await expectAccessible(page)
  await shot(page, 'correcting')

  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Being corrected' })).toHaveCount(0)
  const { standing } = expectOk(await app.call('articles.info', { id }))
  expect(standing.corrections).toMatchObject([{ reason: 'It was seven ferries.' }])
  const markdown = expectOk(await app.call('exports.preview', { articleId: id, format: 'html' })).text
  expect(markdown).toContain('Seven ferries sailed.')
  expect(markdown).toContain('class="correction"')
  await openPanel(page, 'Versions')
  await expect(
    page.getByRole('complementary', { name: 'About the article' }).getByText(`Correction note: ${note}`)
  ).toBeVisible()
  await page.evaluate(() => void (location.hash = '#/corrected'))
  await expect(page.getByText('Ferries back at sea').first()).toBeVisible()
  await expectAccessible(page)
})

test('a correction is dropped, and the article stands as it was published', async ({ app }) => {
  const { page } = app
  await publishedArticle(app)
  await page.getByRole('button', { name: 'Correct…' }).click()
  await page.getByLabel('What is wrong').fill('Nothing, it turned out.')
  await page.getByRole('button', { name: 'Open for correction' }).click()
  await articleText(page).getByText('Six ferries').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Perhaps.')
  await expectStored(page)
  await page.getByRole('button', { name: 'More', exact: true }).first().click()
  await page.getByRole('menuitem', { name: 'Drop the correction' }).click()
  await expect(page.getByText('Perhaps.')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Correct…' })).toBeVisible()
})

test('an update is begun from the palette by keyboard, and each article leads to the other', async ({ app }) => {
  const { page } = app
  const id = await publishedArticle(app)
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('begin an update')
  await page.keyboard.press('Enter')
  const updates = page.getByRole('region', { name: 'Updates an earlier article' })
  await expect(updates).toBeVisible()
  await expect(articleText(page).getByText('Six ferries sailed.')).toBeVisible()
  await updates.getByRole('link', { name: 'Ferries back at sea' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(id))
  await expect(page.getByRole('region', { name: 'Updated by a later article' })).toContainText('(draft)')
  await expectAccessible(page)
  await shot(page, 'updated-by')
})

test('an article is killed by keyboard, with a reason, and nothing but the notice goes out of it', async ({ app }) => {
  const { page } = app
  await publishedArticle(app)
  await page.keyboard.press('Control+Shift+P')
  await page.keyboard.type('kill')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Kill the article' })
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await page.keyboard.type('The source took it back.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const banner = page.getByRole('region', { name: 'Killed' })
  await expect(banner.getByText('The source took it back.')).toBeVisible()
  await openPanel(page, 'Publish')
  const panel = page.getByRole('complementary', { name: 'About the article' })
  await expect(panel.getByText('What goes out is the notice alone: that it is withdrawn, and why.')).toBeVisible()
  await expect(panel.getByText('HTML bundle has no way to say that an article is killed.')).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'killed')
  await page.evaluate(() => void (location.hash = '#/published'))
  await expect(page.getByText('Nothing is published yet')).toBeVisible()
  await page.evaluate(() => void (location.hash = '#/killed'))
  await expect(page.getByText('Ferries back at sea').first()).toBeVisible()
  await shot(page, 'desk-killed')
})
