import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { foundDesk, openPanel } from '#test/support/newsroom.ts'
import { emptyProfile } from '#shared/article/person.ts'
import type { Result } from '#shared/result.ts'
import { body, paragraphs } from '#test/support/bodies.ts'

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** A whole article of the founder's, approved where it says so; a desk of one person approves its own. */
async function article(app: App, slugline: string, approved = true): Promise<string> {
  const { id } = value(await app.call('articles.create', { slugline }))
  const { article, session, version, schemaVersion } = value(await app.call('articles.open', { id }))
  const profile = { ...emptyProfile, name: 'Tomas Lind' }
  const credits = [{ id: 'c', role: 'by' as const, personId: null, box: false, profile }]
  value(
    await app.call('articles.save', {
      articleId: id,
      session,
      seq: 1,
      version,
      schemaVersion,
      article: {
        meta: { ...article.meta, language: 'en-GB', credits },
        body: { ...body(`Headline of ${slugline}`, ...paragraphs('It was voted on Monday.')), type: 'doc' }
      }
    })
  )
  for (const move of approved ? (['submit', 'approve'] as const) : []) {
    const { articleHash } = value(await app.call('articles.info', { id }))
    value(await app.call('workflow.move', { articleId: id, move, articleHash }))
  }
  return id
}

test('three articles are exported at once: two go out, the draft is left and named, and the record says so', async ({
  app,
  page
}) => {
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I edit/ })
  value(await app.call('desk.change', { ownApproval: true }))
  const wall = await article(app, 'harbour-wall')
  await article(app, 'ferry-fares')
  await article(app, 'half-done', false)
  await expect(page.getByText('half-done').first()).toBeVisible()
  await expect(page.getByRole('listbox', { name: /articles$/ }).getByRole('option')).toHaveCount(3)
  await page.getByRole('listbox', { name: /articles$/ }).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export 3 articles' })
  await dialog.getByLabel('Markdown').check()
  await dialog.getByLabel('WordPress import').check()
  await dialog.getByLabel('Pictures').selectOption('1600')
  await expectAccessible(page)
  await shot(page, 'export-several')
  const download = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Export as zip' }).click()
  expect((await download).suggestedFilename()).toMatch(/^articles-\d{4}-\d\d-\d\d\.zip$/)
  const done = page.getByRole('dialog', { name: 'What was exported' })
  await expect(done.getByText('2 articles went out')).toBeVisible()
  await expect(done.getByText('One article did not')).toBeVisible()
  await expect(done.getByText(/half-done.*cannot go out yet/)).toBeVisible()
  await shot(page, 'export-several-done')
  await done.getByRole('button', { name: 'Close' }).last().click()
  const history = value(await app.call('workflow.history', { articleId: wall }))
  expect(history.at(-1)).toMatchObject({
    type: 'exported',
    detail: { formats: expect.arrayContaining(['markdown', 'wxr']), pictureEdge: 1600 }
  })
  await page.evaluate((address) => void (location.hash = address), `#/article/${wall}`)
  await openPanel(page, 'Publish')
  const before = page.getByRole('region', { name: 'Exported before' })
  await expect(before.getByText('The text is still the same')).toBeVisible()
  await before.getByText('Ruth Okafor').click()
  await expect(before.getByText(/articles-.*\.zip”, to a browser’s downloads/)).toBeVisible()
  await expect(before.getByRole('row').first()).toContainText('wxr/')
  await expectAccessible(page)
  await shot(page, 'exported-before')

  const review = page.getByRole('region', { name: 'Copy for review' })
  await review.getByLabel('Comments as Word comments').uncheck()
  const copy = page.waitForEvent('download')
  await review.getByRole('button', { name: 'Word copy for review…' }).click()
  expect((await copy).suggestedFilename()).toBe('harbour-wall-for-review.docx')
  await expect(page.getByText('harbour-wall-for-review.docx is with your browser’s downloads.').first()).toBeVisible()
  await shot(page, 'copy-for-review')
  const taken = value(await app.call('workflow.history', { articleId: wall }))
  expect(taken.at(-1)).toMatchObject({ type: 'review_copy', detail: { suggestions: true, comments: false } })
})
