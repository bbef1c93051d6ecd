import type { Locator, Page } from '@playwright/test'
import { droppedPicture } from '#test/support/dropped-picture.ts'
import { expect, test, type App } from '#test/support/app.ts'
import { articleText, dropFiles, expectStored, foundDesk, openPanel } from '#test/support/newsroom.ts'

/** What is promised from a key to the disk. A busy runner is given twice that before it counts as broken. */
const promised = 2000

/** Everything of the article as the store has it. */
async function storedArticle(app: App): Promise<string> {
  const list = await app.call('articles.list', { view: 'all', limit: 1 })
  const id = list.ok ? (list.value.rows[0]?.id ?? '') : ''
  const raw = await app.call('articles.raw', { id })
  return raw.ok ? raw.value.text : ''
}

async function storedSettings(app: App): Promise<string> {
  const status = await app.call('desk.status', {})
  return status.ok ? JSON.stringify(status.value.settings) : ''
}

type View = [name: string, where: (page: Page) => Locator]

const page = (type: string): View => [
  `the ${type} on the page`,
  (at) => articleText(at).locator(type === 'headline' ? 'h1' : `[data-type=${type}]`)
]
const field = (label: string): View => [
  `“${label}” in the details`,
  (at) => at.getByRole('complementary').getByLabel(label, { exact: true })
]
const inArticle: View[] = [
  page('headline'),
  page('standfirst'),
  ['the copy', (at) => articleText(at).locator('p', { hasText: 'The ferry was late.' })],
  page('caption'),
  page('credit'),
  ['the alt text', (at) => articleText(at).getByLabel('Alt text')],
  field('Slugline'),
  field('Kicker'),
  field('Place'),
  field('As printed'),
  field('Genre'),
  field('Summary'),
  field('Note to editors'),
  field('Copyright'),
  field('Usage terms')
]
const inSettings: View[] = ['Name of the desk', 'Publisher', 'Copyright line of new articles'].map((label) => [
  `“${label}” in the settings`,
  (at) => at.getByLabel(label, { exact: true })
])

/** Types a sign that stands nowhere else, and waits until the store has it. */
async function typeInto(app: App, [name, where]: View, sign: string, stored: (app: App) => Promise<string>) {
  await test.step(name, async () => {
    const target = where(app.page)
    await target.click()
    await app.page.keyboard.press('End')
    await app.page.keyboard.type(sign)
    await expect.poll(() => stored(app), { timeout: 2 * promised, intervals: [50], message: name }).toContain(sign)
  })
}

/** Letters of a script that nothing else here is written in. */
const signs = Array.from({ length: 40 }, (_, index) => String.fromCodePoint(0x10d0 + index))

test('every view in which words of an article or of the desk are typed stores them within two seconds of a key', async ({
  app
}) => {
  const sign = signs.values()
  const next = () => sign.next().value ?? ''
  const at = app.page
  await foundDesk(at, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /alone/ })
  await at.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(at)).toBeFocused()
  await at.keyboard.type('Ferry')
  await at.keyboard.press('Enter')
  await at.keyboard.type('Late again')
  await at.keyboard.press('Enter')
  await at.keyboard.type('The ferry was late.')
  await dropFiles(at, articleText(at).locator('p', { hasText: 'The ferry was late.' }), [
    await droppedPicture('ferry.jpg')
  ])
  await expect(articleText(at).getByRole('figure')).toContainText('The ferry at the quay.', { timeout: 20_000 })
  await expectStored(at)
  await openPanel(at, 'Details')
  for (const view of inArticle) await typeInto(app, view, next(), storedArticle)

  await test.step('the caption desk, with the cell still open', async () => {
    await at.getByRole('link', { name: 'Caption desk' }).click()
    const cell = at.getByRole('grid').getByRole('gridcell', { name: /The ferry at the quay/ })
    await cell.dblclick()
    const open = at.getByRole('grid').getByRole('textbox')
    await expect(open).toBeFocused()
    const typed = next()
    await at.keyboard.type(typed)
    await expect.poll(() => storedArticle(app), { timeout: 2 * promised, intervals: [50] }).toContain(typed)
    await expect(open).toBeFocused()
    await at.keyboard.press('Enter')
  })

  await at.getByRole('button', { name: /^Account: / }).click()
  await at.getByRole('menuitem', { name: 'Settings' }).click()
  for (const view of inSettings) await typeInto(app, view, next(), storedSettings)
})
