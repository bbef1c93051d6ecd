import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { foundDesk, openPanel, signInAs } from '#test/support/newsroom.ts'
import { expectOk } from '#shared/result.ts'

/** A moment in the time of London so many hours from now, as the field takes it, and as it is told. */
function inHours(hours: number): { local: string; clock: string; at: string } {
  const at = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + hours * 3_600_000)
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short'
  }).format(at)
  return { local: parts.replace(' ', 'T'), clock: parts.slice(11), at: at.toISOString() }
}

async function writtenArticle(app: App, words = 'The court rules at noon.'): Promise<string> {
  const { id } = expectOk(await app.call('articles.create', { slugline: 'court' }))
  const { article, session, version, schemaVersion } = expectOk(await app.call('articles.open', { id }))
  const line = (type: string, text: string, id: string) => ({ type, attrs: { id }, content: [{ type: 'text', text }] })
  const body = {
    type: 'doc' as const,
    content: [line('headline', 'Court to rule on the quay', 'h'), line('paragraph', words, 'p')]
  }
  const profile = { name: 'Ruth Okafor', jobTitle: '', biography: '', handles: [], portrait: null }
  const credits = [{ id: 'c', role: 'by' as const, personId: null, profile, box: false }]
  expectOk(
    await app.call('articles.save', {
      articleId: id,
      session,
      seq: 1,
      version,
      schemaVersion,
      article: { meta: { ...article.meta, credits }, body }
    })
  )
  return id
}

test.setTimeout(180_000)

const open = async (app: App, id: string) => {
  await app.page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await expect(app.page.getByRole('textbox', { name: 'Article text' })).toBeVisible()
}

test('an embargo is given by the clock of its zone, is counted down everywhere, and holds the article back until an editor overrides it', async ({
  app
}) => {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /alone/ })
  const id = await writtenArticle(app)
  await open(app, id)
  const { local, clock, at } = inHours(2)
  await openPanel(page, 'Details')
  await page.getByRole('button', { name: 'Set an embargo…' }).click()
  await page.getByLabel('Time zone').selectOption('Europe/London')
  await page.getByLabel('Not before').fill(local)
  const told = new RegExp(`Embargoed until .*${clock} London time, in (1 h \\d+ min|2 h)`)
  // In the article's bar, and in Details.
  await expect(page.getByText(told)).toHaveCount(2)
  await expect
    .poll(async () => expectOk(await app.call('articles.open', { id })).article.meta.embargo)
    .toEqual({ at, zone: 'Europe/London' })

  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const refusal = page.getByRole('dialog', { name: 'Not yet' })
  await expect(refusal.getByText(new RegExp(`^Embargoed until .*${clock} London time\\.`))).toBeVisible()
  await refusal.getByRole('button', { name: 'Override under Publish…' }).click()

  const panel = page.getByRole('complementary', { name: 'About the article' })
  await expect(panel.getByRole('button', { name: 'Export as zip' })).toBeDisabled()
  await panel.getByRole('button', { name: 'Override…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Override' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Override', exact: true }).click()
  await expect(dialog.getByText('Tick what is to be let pass.')).toBeVisible()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Override', exact: true }).click()
  await expect(dialog.getByText('Give a reason: it is kept with the article.')).toBeVisible()
  await dialog.getByLabel('Reason').fill('Lifted by the court’s office, by phone.')
  await shot(page, 'override')
  await dialog.getByRole('button', { name: 'Override', exact: true }).click()
  await expect(panel.getByRole('heading', { name: 'Goes out in spite of' })).toBeVisible()
  await expect(panel.getByText('Lifted by the court’s office, by phone.')).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Export as zip' })).toBeEnabled()
  await expectAccessible(page)
  await shot(page, 'overridden')

  await openPanel(page, 'Versions')
  await expect(panel.getByText('let it out in spite of')).toBeVisible()
  await expect(panel.getByText(/overrode the release gate/)).toBeVisible()

  await openPanel(page, 'Publish')
  await panel.getByRole('button', { name: 'Take the override back' }).click()
  await expect(panel.getByRole('button', { name: 'Export as zip' })).toBeDisabled()

  await page.evaluate(() => void (location.hash = '#/approved'))
  await expect(page.getByText('Embargo', { exact: false }).filter({ visible: true }).first()).toBeVisible()
  await shot(page, 'desk-embargo')
})

test('a desk that asks for two approvals says who has approved and what is missing', async ({ app }) => {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /alone/ })
  expectOk(await app.call('desk.change', { approvalsNeeded: 2 }))
  expectOk(await app.call('accounts.create', { name: 'Eva Dit', role: 'editor' }))
  const id = await writtenArticle(app)
  await open(app, id)
  const status = page.locator('footer')
  await expect(status.getByText('Approved by nobody yet · needs 2 approvals')).toBeVisible()
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(status.getByText('Approved by Ada Boss · needs 1 more approval')).toBeVisible()
  await expect(page.locator('header').getByText('1 of 2 approvals')).toBeVisible()
  await page.evaluate(() => void (location.hash = '#/review'))
  const row = page.getByRole('listbox').getByRole('option').first()
  await expect(row.getByText('1 of 2 approvals')).toBeVisible()
  await expect(row.getByText('Approved')).toHaveCount(0)
  await page.getByRole('button', { name: 'Board', exact: true }).click()
  await expect(page.getByRole('region', { name: /^In review/ }).getByText('1 of 2 approvals')).toBeVisible()
  await page.getByRole('button', { name: 'List', exact: true }).click()
  await signInAs(page, 'Eva Dit')
  await open(app, id)
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(status.getByText('Approved by Ada Boss and Eva Dit')).toBeVisible()
  await page.evaluate(() => void (location.hash = '#/approved'))
  await expect(row.getByText('Approved')).toBeVisible()
})
