import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, clickAfter, expectStored, foundDesk, openPanel } from '#test/support/newsroom.ts'
import { expectOk } from '#shared/result.ts'

const paragraphs = [
  'The Port Ellen ferry was late again on Monday, for the ninth time this month.',
  'Islanders say that nobody has told them why. The company did not answer.',
  'The council meets on Thursday evening to hear from the harbour master.',
  'A second vessel has been promised since 2019.'
]

/** An approved article with a picture, made through the core; gives its id. */
async function approvedArticle(app: App): Promise<string> {
  const { id } = expectOk(await app.call('articles.create', { slugline: 'ferry-late' }))
  const { article, session, version, schemaVersion } = expectOk(await app.call('articles.open', { id }))
  const line = (type: string, words: string, id: string) => ({
    type,
    attrs: { id },
    content: [{ type: 'text', text: words }]
  })
  const body = {
    type: 'doc' as const,
    content: [
      line('headline', 'Ferry late for the ninth time', 'h'),
      line('standfirst', 'Islanders wait, and nobody says why.', 's'),
      ...paragraphs.slice(0, 2).map((words, index) => line('paragraph', words, `p${index}`)),
      {
        type: 'figure',
        attrs: {
          id: 'f',
          media: null,
          fileName: '',
          width: null,
          height: null,
          role: 'inline',
          alt: 'A quay',
          creator: '',
          copyright: '',
          usageTerms: ''
        },
        content: [line('caption', 'Waiting at Port Ellen.', 'fc'), line('credit', 'Inés Moreau', 'fd')]
      },
      ...paragraphs.slice(2).map((words, index) => line('paragraph', words, `p${index + 2}`))
    ]
  }
  const saved = expectOk(
    await app.call('articles.save', {
      articleId: id,
      session,
      seq: 1,
      version,
      schemaVersion,
      article: { meta: { ...article.meta, topics: ['Ferries'] }, body }
    })
  )
  for (const move of ['submit', 'approve'] as const)
    expectOk(await app.call('workflow.move', { articleId: id, move, articleHash: saved.articleHash }))
  return id
}

/** Stores the article again with the body changed; the window is not in it. */
async function change(app: App, id: string, alter: (text: string) => string): Promise<void> {
  const { article, session, version, schemaVersion } = expectOk(await app.call('articles.open', { id }))
  const altered = JSON.parse(alter(JSON.stringify(article))) as typeof article
  expectOk(
    await app.call('articles.save', {
      articleId: id,
      session,
      seq: 1,
      version,
      schemaVersion,
      article: altered as never
    })
  )
  expectOk(await app.call('articles.settle', { id, session }))
}

test('an approved article is changed, and the editor is shown exactly what changed since the approval', async ({
  app
}) => {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /alone/ })
  const id = await approvedArticle(app)
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await expect(articleText(page)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Changed since it was approved' })).toHaveCount(0)

  await clickAfter(page.getByText('A second vessel has been promised'))
  await page.keyboard.type(' It is to sail in May.')
  await page.getByText('ninth time this month').dblclick({ position: { x: 8, y: 8 } })
  await expectStored(page)
  const banner = page.getByRole('region', { name: 'Changed since it was approved' })
  await expect(banner).toContainText('This text has changed since you approved it')
  await expectAccessible(page)
  await shot(page, 'versions-stale-banner')

  await page.getByRole('button', { name: 'Show what changed since I approved it' }).click()
  const dialog = page.getByRole('dialog', { name: 'What changed' })
  await expect(dialog.locator('ins')).toHaveText('It is to sail in May.', { useInnerText: false })
  await expect(dialog.locator('del')).toHaveCount(0)
  await expect(dialog.getByText('6 words in, 0 words out')).toBeVisible()
  await page.keyboard.press('n')
  await expect(dialog.locator('[data-current]')).toHaveText('It is to sail in May.')
  await expect(dialog.getByText('1 of 1', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('two versions are read as one marked text and side by side, with every field; a restore shows first what it will change', async ({
  app
}) => {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /alone/ })
  const id = await approvedArticle(app)
  await change(app, id, (text) =>
    text
      .replace('late again on Monday', 'late on Tuesday')
      .replace('A quay', 'A wet quay at dawn')
      .replace('Waiting at', 'Passengers waiting at')
      .replace('["Ferries"]', '["Ferries","Islay"]')
      .replace('"kicker":""', '"kicker":"Transport"')
      .replace('Ferry late for', 'Ferry late again for')
  )
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await openPanel(page, 'Versions')
  await page.getByRole('button', { name: 'Since I approved it', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'What changed' })
  const details = dialog.getByRole('region', { name: 'Details' })
  await expect(details).toContainText('Transport')
  await expect(details.locator('ins', { hasText: 'Islay' })).toBeVisible()
  await expect(dialog.getByText('Alt text: A wet quay at dawn')).toBeVisible()
  await expect(dialog.locator('h1 ins')).toHaveText('again ')
  await expect(dialog.locator('[data-type=caption] del')).toHaveText('Waiting')
  await expectAccessible(page)
  await shot(page, 'versions-one-text')

  const places = Number(((await dialog.getByText(/^\d+ changes$/).textContent()) ?? '').replace(/\D/g, ''))
  for (let place = 1; place <= places; place++) {
    await page.keyboard.press('n')
    await expect(dialog.getByText(`${place} of ${places}`, { exact: true })).toBeVisible()
    await expect(dialog.locator('[data-current]').first()).toBeInViewport()
  }
  await page.keyboard.press('p')
  await expect(dialog.getByText(`${places - 1} of ${places}`, { exact: true })).toBeVisible()

  await dialog.getByLabel('Side by side').check()
  await expect(dialog.locator('.beside .side').first()).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'versions-side-by-side')
  await dialog.getByLabel('One marked text').check()
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  await page
    .getByRole('button', { name: /^Submitted|^Approved/ })
    .last()
    .click()
  await page.getByRole('button', { name: 'Restore this version…' }).click()
  const restore = page.getByRole('dialog', { name: 'What restoring would change' })
  await expect(restore.locator('h1 del')).toHaveText('again ')
  await expectAccessible(page)
  await shot(page, 'versions-restore')
  await restore.getByRole('button', { name: 'Restore this version' }).click()
  await expect(restore).toBeHidden()
  await expect(articleText(page)).toContainText('late again on Monday')
  await expect(page.getByRole('region', { name: 'Changed since it was approved' })).toHaveCount(0)
})

test('versions carry their marks and the name that somebody gave, and can be filtered by them', async ({ app }) => {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /alone/ })
  const id = await approvedArticle(app)
  await change(app, id, (text) => text.replace('late again', 'late once more'))
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await openPanel(page, 'Versions')
  const panel = page.getByRole('complementary', { name: 'About the article' })

  await panel.getByRole('button', { name: 'Name what stands now…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Name this version' })
  await dialog.getByLabel('Name').fill('For the lawyer')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(panel.getByText('For the lawyer').first()).toBeVisible()
  const versions = panel.locator('li .row')
  await expect(versions).toHaveCount(2)

  await panel.getByLabel('Show').selectOption('Named')
  await expect(versions).toHaveCount(1)
  await expect(versions.first()).toContainText('For the lawyer')
  await panel.getByLabel('Show').selectOption('Submitted')
  await expect(versions).toHaveCount(1)
  await panel.getByLabel('Show').selectOption('Published')
  await expect(panel.getByText('No version has this mark.')).toBeVisible()
  await panel.getByLabel('Show').selectOption('Marked versions')
  await expect(versions).toHaveCount(2)
  await shot(page, 'versions-marks')

  await versions.first().click()
  await page.getByRole('button', { name: 'Name this version…' }).click()
  await dialog.getByLabel('Name').fill('Cleared')
  await dialog.getByRole('button', { name: 'Name it' }).click()
  await expect(dialog).toBeHidden()
  await expect(versions.first()).toContainText('Cleared')
})
