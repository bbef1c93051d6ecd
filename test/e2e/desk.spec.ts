import type { Page } from '@playwright/test'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { foundDesk } from '#test/support/newsroom.ts'
import { expectOk } from '#shared/result.ts'

const options = (page: Page) => page.getByRole('listbox').getByRole('option')
const option = (page: Page, name: string) => options(page).filter({ hasText: name })

/** A desk of one editor with the sample in it; gives the ids by slugline. */
async function sampleDesk(app: App): Promise<Map<string, string>> {
  await foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I work alone/ })
  await app.page.getByRole('button', { name: 'Put in a small sample desk' }).click()
  await expect(options(app.page).first()).toBeVisible()
  const { rows } = expectOk(await app.call('articles.list', { view: 'all', limit: 100 }))
  return new Map(rows.map(({ slugline, id }) => [slugline, id]))
}

test('search marks its hits, knows field words, and a saved search counts by itself', async ({ app }) => {
  const { page } = app
  const ids = await sampleDesk(app)
  const [slugline = ''] = ids.keys()
  const field = page.getByRole('combobox', { name: 'Search articles' })
  await page.keyboard.press('/')
  await expect(field).toBeFocused()
  await expect(page.getByText('by: desk: source: state: credit:')).toBeVisible()
  await field.fill('harbour')
  await expect(page.locator('mark').first()).toHaveText(/harbour/i)
  await expectAccessible(page)
  await shot(page, 'desk-search')

  await field.fill('state:draft')
  await expect(options(page).first().getByText('Draft')).toBeVisible()
  await page.getByRole('button', { name: 'Save search…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('All drafts')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const line = page.getByRole('link', { name: /^All drafts/ })
  await expect(line).toHaveAttribute('aria-current', 'page')
  const before = await options(page).count()
  await expect(line).toContainText(String(before))
  expectOk(await app.call('articles.create', { slugline: 'one-more' }))
  await expect(line).toContainText(String(before + 1))
  await expect(option(page, 'one-more')).toBeVisible()

  await page.getByRole('link', { name: /^All working/ }).click()
  await expect(field).toHaveValue('')
  await line.click()
  await expect(field).toHaveValue('state:draft')
  await page.getByRole('button', { name: 'Saved search All drafts' }).click()
  await page.getByRole('menuitem', { name: 'Rename…' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Drafts')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByRole('link', { name: /^Drafts/ })).toBeVisible()
  await page.getByRole('button', { name: 'Saved search Drafts' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByRole('link', { name: /^Drafts/ })).toHaveCount(0)
  expect(slugline).not.toBe('')
})

test('filters, assignee and due time stay, and the row says them', async ({ app }) => {
  const { page } = app
  const ids = await sampleDesk(app)
  const [slugline = '', id = ''] = [...ids][0] ?? []
  const me = expectOk(await app.call('desk.status', {})).account?.id ?? ''
  await option(page, slugline).first().click()
  await page.getByRole('tab', { name: 'Details' }).click()
  await page.getByLabel('Assigned to').selectOption({ label: 'Ruth Okafor (you)' })
  await page.getByLabel('Due').fill('2020-01-05T15:30')
  await page.getByLabel('Due').press('Tab')
  await expect
    .poll(async () => expectOk(await app.call('articles.info', { id })).standing)
    .toMatchObject({ assignee: me, dueAt: '2020-01-05T15:30:00.000Z' })
  await expectAccessible(page)
  await shot(page, 'article-assignment')
  await page.keyboard.press('Control+Shift+D')
  await expect(option(page, slugline).getByText('for Ruth Okafor')).toBeVisible()
  await expect(option(page, slugline).locator('time.late')).toContainText('due 5 Jan')

  await page.getByLabel('Assigned to').selectOption({ label: 'Me' })
  await page.getByLabel('Due', { exact: true }).selectOption({ label: 'Late' })
  await expect(options(page)).toHaveCount(1)
  await expectAccessible(page)
  await shot(page, 'desk-filters')
  // The address alone leads home; the desk is found as it was left.
  await page.goto(page.url().replace(/#.*/, ''))
  await expect(options(page)).toHaveCount(1)
  await expect(page.getByLabel('Due', { exact: true })).toHaveValue('late')
})

test('several articles are chosen by keys and done at once; what is refused is named', async ({ app }) => {
  const { page } = app
  await sampleDesk(app)
  for (const slugline of ['bulk-one', 'bulk-two', 'bulk-three'])
    expectOk(await app.call('articles.create', { slugline }))
  await expect(option(page, 'bulk-three')).toBeVisible()
  const refused = expectOk(await app.call('articles.list', { view: 'review', limit: 10 })).rows[0]
  expect(refused).toBeDefined()

  await page.getByRole('listbox').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByText('3 selected:')).toBeVisible()
  await option(page, refused?.slugline ?? '')
    .first()
    .click({ modifiers: ['Control'] })
  await expect(page.getByText('4 selected:')).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'desk-selected')
  await page.getByRole('button', { name: 'Submit', exact: true }).click()
  await expect(page.getByText('3 articles are submitted.').first()).toBeVisible()
  await expect(page.getByText(`${refused?.slugline}: An article that is in review cannot be submitted.`)).toBeVisible()
  await expect(option(page, 'bulk-two').getByText('In review')).toBeVisible()

  await page.getByRole('button', { name: 'Due…' }).click()
  await page.getByLabel('Due', { exact: true }).fill('2030-05-06T18:00')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await expect(option(page, 'bulk-one').getByText('due 6 May')).toBeVisible()
  await page.getByRole('button', { name: 'Approve…' }).click()
  await expect(page.getByText('Each is approved as the list shows it.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(option(page, 'bulk-two').getByText('Approved')).toBeVisible()
  await page.getByRole('listbox').focus()
  await page.keyboard.press('Escape')
  await expect(page.getByText(/selected:/)).toHaveCount(0)
})

test('M moves the article at hand, the board by drag and by keys, each with its rules', async ({ app }) => {
  const { page } = app
  await sampleDesk(app)
  const { id } = expectOk(await app.call('articles.create', { slugline: 'board-card' }))
  await expect(option(page, 'board-card')).toBeVisible()
  await page.getByRole('listbox').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { name: 'Move board-card to…' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /In review/ }).click()
  await expect(option(page, 'board-card').getByText('In review')).toBeVisible()

  await page.keyboard.press('b')
  const column = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
  const card = page.locator('li').filter({ hasText: 'board-card' })
  await expect(column('In review').locator('li').filter({ hasText: 'board-card' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'board')

  await card.dragTo(column('Published'))
  await expect(page.getByText('Only an approved article can be published.')).toBeVisible()
  await card.dragTo(column('Changes asked'))
  await page.getByLabel('Reason').fill('A second source, please.')
  await page.getByRole('button', { name: 'Send back', exact: true }).click()
  await expect(column('Changes asked').locator('li').filter({ hasText: 'board-card' })).toBeVisible()
  expect(expectOk(await app.call('articles.info', { id })).standing.sentBackWith?.reason).toBe(
    'A second source, please.'
  )

  await card.getByRole('link').focus()
  await page.keyboard.press('m')
  await page.getByRole('button', { name: /In review/ }).click()
  await expect(column('In review').locator('li').filter({ hasText: 'board-card' })).toBeVisible()
  await page
    .getByRole('group', { name: 'Board' })
    .getByRole('link', { name: /board-card/ })
    .focus()
  await page.keyboard.press('ArrowLeft')
  await expect(column('In review').getByRole('link').and(page.locator(':focus'))).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Article text' })).toBeVisible()
})

test('an article is duplicated, kept as a template, and begun from it', async ({ app }) => {
  const { page } = app
  const ids = await sampleDesk(app)
  const [slugline = '', id = ''] = [...ids][0] ?? []
  const copy = expectOk(await app.call('articles.duplicate', { id }))
  await expect(option(page, `${slugline}-copy`)).toBeVisible()
  const [one, other] = await Promise.all([
    app.call('articles.open', { id }),
    app.call('articles.open', { id: copy.id })
  ])
  const text = (reply: typeof one) => JSON.stringify(expectOk(reply).article.body).replace(/"id":"[^"]*"/g, '')
  expect(text(other)).toBe(text(one))

  await page.getByRole('listbox').focus()
  await page.keyboard.press('Home')
  await page.getByRole('button', { name: 'Begin from a template' }).click()
  await page.getByRole('menuitem', { name: 'Templates…' }).click()
  await page.getByPlaceholder('Name of the template').fill('Morning ferry')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Name of the template Morning ferry' })).toBeVisible()
  await shot(page, 'templates')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Begin from a template' }).click()
  await page.getByRole('menuitem', { name: 'Morning ferry' }).click()
  await expect(page.getByRole('textbox', { name: 'Article text' })).toBeVisible()
})

test('lists are read again when the core was away', async ({ app, door }) => {
  test.skip(door === 'desktop', 'the desktop app goes with its core')
  const { page } = app
  await sampleDesk(app)
  await app.kill()
  await app.reopen({ window: 'stays' })
  await expect(page.getByText('The list could not be read')).toHaveCount(0)
  // What happened while nobody heard it: here, before the window's events are back.
  await expect
    .poll(async () => (await app.call('articles.create', { slugline: 'while-away' }).catch(() => null))?.ok, {
      timeout: 20_000
    })
    .toBe(true)
  await expect(option(page, 'while-away').first()).toBeVisible({ timeout: 15_000 })
})
