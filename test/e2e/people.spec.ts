import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk, openPanel, signInAs } from '#test/support/newsroom.ts'
import type { Credit } from '#shared/article/article.ts'
import { emptyProfile, type Person } from '#shared/article/person.ts'

/** Puts people on record through the core: what is tested is what the window does with them. */
async function record(app: App, name: string, more: Partial<Person> = {}): Promise<Person> {
  const { id: _id, ...fields } = { ...emptyProfile, id: '', kind: 'person' as const, email: '', name, ...more }
  const saved = await app.call('people.save', { ...fields, id: null })
  if (!saved.ok) throw new Error(saved.error.message)
  return saved.value
}

/** An article with these credits and paragraphs; gives its id. */
async function write(
  app: App,
  headline: string,
  credits: Credit[],
  paragraphs: string[] = ['The wall is old.']
): Promise<string> {
  const created = await app.call('articles.create', {})
  if (!created.ok) throw new Error(created.error.message)
  const opened = await app.call('articles.open', { id: created.value.id })
  if (!opened.ok) throw new Error(opened.error.message)
  const { article, session, version, schemaVersion } = opened.value
  const text = (type: string, words: string, id: string) => ({
    type,
    attrs: { id },
    content: [{ type: 'text', text: words }]
  })
  const body = {
    type: 'doc' as const,
    content: [
      text('headline', headline, 'headline'),
      ...paragraphs.map((words, index) => text('paragraph', words, `block${index}`))
    ]
  }
  const saved = await app.call('articles.save', {
    articleId: created.value.id,
    session,
    seq: 1,
    version,
    schemaVersion,
    article: { meta: { ...article.meta, credits }, body }
  })
  if (!saved.ok) throw new Error(saved.error.message)
  return created.value.id
}

const credit = ({ id, name, jobTitle, biography, handles, portrait }: Person, role: Credit['role'] = 'by'): Credit => ({
  id: `${role}-${id}`,
  role,
  personId: id,
  profile: { name, jobTitle, biography, handles, portrait },
  box: false
})

const found = (app: App) => foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /I edit/ })
const goTo = (app: App, screen: 'people' | 'settings') =>
  app.page.evaluate((hash) => void (location.hash = hash), `#/${screen}`)

test('a stringer is put on record, read, and everything they wrote opens from their page', async ({ app }) => {
  const { page } = app
  await found(app)
  await goTo(app, 'people')
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Kind').selectOption({ label: 'Agency' })
  await page.getByLabel('Name', { exact: true }).fill('Coast Wire')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Coast Wire' })).toBeVisible()
  await expect(page.getByText('No article credits Coast Wire yet.')).toBeVisible()
  await expectAccessible(page)

  const ines = await record(app, 'Inés Moreau', {
    jobTitle: 'Photographer',
    biography: 'Inés Moreau has photographed the coast for twenty years.',
    handles: [{ service: 'Mastodon', url: 'https://social.example/@ines' }],
    email: 'ines@example.org'
  })
  for (let index = 1; index <= 52; index++)
    await write(app, `Harbour wall, part ${index}`, [credit(ines, index % 3 ? 'by' : 'photographs')])
  await write(app, 'Named, not linked', [{ ...credit(ines, 'reporting'), personId: null }])
  await page.getByRole('button', { name: 'Inés Moreau Photographer' }).click()
  await expect(page.getByRole('heading', { name: 'Articles 53' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Mastodon' })).toHaveAttribute('href', 'https://social.example/@ines')
  await expect(page.getByRole('link', { name: /^Named, not linked/ })).toContainText('credited by name only')
  await expectAccessible(page)
  await shot(page, 'people-page')
  await test.step('at 200 % it is all there, one thing under the other', async () => {
    const size = page.viewportSize()
    await page.setViewportSize({ width: 640, height: 450 })
    await expect(page.getByRole('button', { name: 'Merge with another…' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640)
    await expectAccessible(page)
    await page.screenshot({ path: 'test-results/screens/people-page-200.png' })
    if (size) await page.setViewportSize(size)
  })
  await page.getByRole('button', { name: 'Show more: 3 are left' }).click()
  await expect(page.getByRole('link', { name: /^Harbour wall, part 1 / })).toBeVisible()
  await page.getByRole('link', { name: /^Harbour wall, part 51 / }).click()
  await expect(articleText(page)).toContainText('Harbour wall, part 51')
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
})

test('two records of one person become one, and are taken apart again', async ({ app }) => {
  const { page } = app
  await found(app)
  await record(app, 'Ines Moreau', { jobTitle: 'Photographer' })
  const other = await record(app, 'Inés Moreau', { biography: 'Photographs the coast.', email: 'ines@example.org' })
  const article = await write(app, 'The wall', [credit(other, 'photographs')])
  await goTo(app, 'people')
  await page.getByRole('button', { name: 'Ines Moreau Photographer' }).click()
  await page.getByRole('button', { name: 'Merge with another…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Inés Moreau' }).click()
  await dialog.getByRole('group', { name: 'Name' }).getByRole('radio', { name: 'Inés Moreau' }).check()
  await expect(
    dialog.getByRole('group', { name: 'E-mail' }).getByRole('radio', { name: 'ines@example.org' })
  ).toBeChecked()
  await expectAccessible(page)
  await shot(page, 'people-merge')
  await dialog.getByRole('button', { name: 'Make them one' }).click()

  await expect(page.getByRole('heading', { name: 'Inés Moreau', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: /^The wall/ })).toBeVisible()
  await expect(page.getByText('The record of Inés Moreau is part of this one.')).toBeVisible()
  const opened = await app.call('articles.open', { id: article })
  expect(opened.ok && opened.value.article.meta.credits[0]?.personId).toBe(other.id)

  await page.getByRole('button', { name: 'Take them apart' }).click()
  await expect(page.getByRole('button', { name: 'Ines Moreau Photographer' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Inés Moreau', exact: true })).toBeVisible()
  await expect(page.getByText('The two records are apart again, as they were.')).toBeVisible()
})

test('a person on record is invited, and chooses a passphrase at the first sign-in', async ({ app }) => {
  const { page } = app
  await found(app)
  await record(app, 'Rea Porter', { jobTitle: 'Stringer' })
  await goTo(app, 'settings')
  await page.getByLabel('New account for').selectOption({ label: 'Rea Porter, Stringer' })
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog', { name: 'A passphrase for Rea Porter' })
  const oneTime = (await dialog.locator('code').textContent()) ?? ''
  expect(oneTime).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/)
  await expectAccessible(page)
  await shot(page, 'invitation')
  await dialog.getByRole('button', { name: 'I have passed it on' }).click()
  await expect(page.getByText('Invited: chooses a passphrase at the first sign-in')).toBeVisible()

  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('menuitem', { name: /Sign out/ }).click()
  await page.getByRole('button', { name: /^Rea Porter/ }).click()
  await page.getByLabel('The passphrase you were given').fill(oneTime)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Choose a passphrase of your own.')).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'first-sign-in')
  await page.getByLabel('One of your own').fill('quay wall')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('link', { name: /^Mine/ })).toBeVisible()
})

test('the house prints bylines its own way: new articles at once, others when they are asked', async ({ app }) => {
  const { page } = app
  await found(app)
  const ruth = await record(app, 'Ruth Okafor')
  const article = await write(app, 'The wall', [credit(ruth), credit(await record(app, 'Inés Moreau'), 'photographs')])
  await goTo(app, 'settings')
  await page.getByLabel('Words before writers').fill('words:')
  await page.getByLabel('Words before writers').press('Tab')
  await expect(page.getByText('Words: Ruth Okafor, Tom Lind and Aisha Brandt; additional')).toBeVisible()
  await page.getByLabel('Names in capitals').check()
  await page.getByRole('button', { name: 'Photographs earlier' }).click()
  await expect(
    page.getByText('Words: RUTH OKAFOR, TOM LIND and AISHA BRANDT; photographs by INÉS MOREAU; additional')
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Photographs earlier' })).toBeFocused()
  await expectAccessible(page)
  await page.getByRole('heading', { name: 'Bylines' }).scrollIntoViewIfNeeded()
  await shot(page, 'settings-bylines')

  await page.evaluate((hash) => void (location.hash = hash), `#/article/${article}`)
  await expect(page.getByRole('button', { name: 'By Ruth Okafor; photographs by Inés Moreau' })).toBeVisible()
  await openPanel(page, 'Details')
  await expect(page.getByText('House style prints “Words: RUTH OKAFOR; photographs by INÉS MOREAU”.')).toBeVisible()
  await page.getByRole('button', { name: 'Take the house style' }).click()
  await expect(page.getByRole('button', { name: 'Words: RUTH OKAFOR; photographs by INÉS MOREAU' })).toBeVisible()
  await expectStored(page)
})

test('Details says where the text and the credits disagree, and leads there; Versions says who handled it', async ({
  app
}) => {
  const { page } = app
  await found(app)
  const ruth = await record(app, 'Ruth Okafor')
  const article = await write(
    app,
    'The wall',
    [credit(ruth), credit(await record(app, 'Inés Moreau'), 'photographs')],
    ['By Tom Lind', 'Councillors voted on Monday night.', 'Work begins in spring.']
  )
  await app.call('accounts.create', { name: 'Ed Itor', role: 'editor' })
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${article}`)
  await openPanel(page, 'Details')
  const list = page.getByRole('list', { name: 'Where the text and the credits disagree' })
  await expect(list.getByRole('listitem')).toHaveCount(2)
  await expect(list).toContainText('Inés Moreau is credited with photographs, and no picture here names Inés Moreau.')
  await expectAccessible(page)
  await shot(page, 'details-credits')
  await list.getByRole('button', { name: 'The copy says “By Tom Lind”, and Tom Lind is not in the credits.' }).click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.keyboard.type('The wall was breached in March.')
  await expectStored(page)
  await expect(list.getByRole('listitem')).toHaveCount(1)

  await test.step('credits are moved with the keys', async () => {
    await page.getByRole('button', { name: /^Inés Moreau, 2 of 2/ }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(page.getByRole('button', { name: /^Inés Moreau, 1 of 2/ })).toBeFocused()
    await page.getByLabel('What Inés Moreau did').selectOption({ label: 'By' })
    await expect(page.getByRole('button', { name: 'By Inés Moreau and Ruth Okafor' })).toBeVisible()
    await page
      .getByRole('button', { name: /^Ruth Okafor, 2 of 2/ })
      .dragTo(page.getByRole('button', { name: /^Inés Moreau, 1 of 2/ }))
    await expect(page.getByRole('button', { name: 'By Ruth Okafor and Inés Moreau' })).toBeVisible()
    await expectStored(page)
  })

  await page.getByRole('button', { name: 'Submit' }).click()
  await expect(page.getByText('In review').first()).toBeVisible()
  await signInAs(page, 'Ed Itor')
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${article}`)
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Approved by Ed Itor')).toBeVisible()
  await openPanel(page, 'Versions')
  await expect(page.getByText('Sign-off: Ada Boss (wrote), Ed Itor (approved)')).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'versions-sign-off')
})
