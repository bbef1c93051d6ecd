import type { Locator, Page } from '@playwright/test'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk, openPanel, panelTab, signInAs } from '#test/support/newsroom.ts'
import { emptyProfile } from '#shared/article/person.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'

const text = body(
  'Council backs the wall',
  ...paragraphs(
    'Councillors voted by a wide margin on Monday night to build a wall along the west quay.',
    'Nobody in this room will sign for a fourth, said the leader of the council.'
  ),
  figure('f', { caption: 'Shops on the west quay were under a metre of water.', media: null }),
  ...paragraphs('', '', 'Work begins in spring.').slice(2)
)

/** A desk with an editor and a reporter, and an article of the reporter's that the editor has open. */
async function setUp(app: App): Promise<string> {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I edit/ })
  const added = await app.call('accounts.create', { name: 'Tomas Lind', role: 'reporter' })
  if (!added.ok) throw new Error(added.error.message)
  const created = await app.call('articles.create', { slugline: 'harbour-wall' })
  if (!created.ok) throw new Error(created.error.message)
  const { id } = created.value
  const opened = await app.call('articles.open', { id })
  if (!opened.ok) throw new Error(opened.error.message)
  const { article, session, version, schemaVersion } = opened.value
  const credit = { id: 'c', role: 'by' as const, personId: added.value.personId, box: false }
  const credits = [{ ...credit, profile: { ...emptyProfile, name: 'Tomas Lind' } }]
  const whole = { meta: { ...article.meta, language: 'en-GB', credits }, body: { ...text, type: 'doc' as const } }
  const saved = await app.call('articles.save', {
    articleId: id,
    session,
    seq: 1,
    version,
    schemaVersion,
    article: whole
  })
  if (!saved.ok) throw new Error(saved.error.message)
  await show(page, id)
  return id
}

async function show(page: Page, id: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await expect(articleText(page)).toBeVisible()
}

/** Selects words of the page, as a person drags over them. */
async function selectWords(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.prose') ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.textContent?.indexOf(wanted) ?? -1
      if (start < 0) continue
      ;(node.parentElement?.closest('.prose') as HTMLElement).focus()
      getSelection()?.setBaseAndExtent(node, start, node, start + wanted.length)
      return
    }
    throw new Error(`The page does not say “${wanted}”.`)
  }, words)
  // The editor hears of a selection a moment later.
  await page.waitForTimeout(80)
}

const newComment = (page: Page): Locator => page.getByRole('textbox', { name: /^Comment on/ })
const card = (page: Page, words: string): Locator => page.locator('li.card').filter({ hasText: words })
const marks = (page: Page): Locator => page.locator('.prose mark.comment-mark:not(.is-draft)')

async function commentOn(page: Page, words: string | null, message: string): Promise<void> {
  if (words) await selectWords(page, words)
  await page.keyboard.press('ControlOrMeta+Alt+m')
  await expect(newComment(page)).toBeFocused()
  await page.keyboard.type(message)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(card(page, message.replace(/@\w+ ?$/, ''))).toBeVisible()
}

const hashOf = async (app: App, id: string) => {
  const info = await app.call('articles.info', { id })
  return info.ok ? info.value.articleHash : null
}

test('comments on words, a caption and the article change no word; who is named sees it on the desk and answers', async ({
  app
}) => {
  const { page } = app
  const id = await setUp(app)
  const before = await hashOf(app, id)
  await openPanel(page, 'Comments')
  await expect(page.getByRole('heading', { name: 'No open comments' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'comments-empty')

  await commentOn(page, 'Nobody in this room', 'Do we have this on tape?')
  await commentOn(page, 'under a metre of water', 'Sharper?')
  await page.getByRole('button', { name: 'Comment', exact: true }).last().focus()
  await page.keyboard.press('ControlOrMeta+Shift+p')
  await page.keyboard.type('Comment on the whole')
  await page.keyboard.press('Enter')
  await expect(newComment(page)).toBeFocused()
  await page.keyboard.type('Good. Check the vote, @to')
  await expect(page.getByRole('option', { name: 'Tomas Lind' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(newComment(page)).toHaveValue('Good. Check the vote, @Tomas Lind ')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(card(page, 'Check the vote')).toBeVisible()

  await expect(marks(page)).toHaveText(['Nobody in this room', 'under a metre of water'])
  await expect(panelTab(page, 'Comments')).toContainText('3')
  await expect(page.locator('li.card .quote')).toHaveText([
    'The whole article',
    'Nobody in this room',
    'under a metre of water'
  ])
  expect(await hashOf(app, id)).toBe(before)

  // From the mark to the comment, and back.
  await marks(page).first().click()
  await expect(card(page, 'on tape')).toHaveAttribute('aria-current', 'true')
  await card(page, 'Sharper').getByRole('button', { name: 'under a metre of water' }).click()
  await expect(marks(page).last()).toHaveClass(/is-selected/)
  await expectAccessible(page)
  await shot(page, 'comments')

  await page.evaluate(() => void (location.hash = '#/working'))
  await expect(page.getByRole('link', { name: 'Waiting for you 0' })).toBeVisible()
  await signInAs(page, 'Tomas Lind')
  await expect(page.getByRole('link', { name: 'Waiting for you 1' })).toBeVisible()
  await expect(page.getByRole('option', { name: /harbour-wall.*@ Waiting for you/s })).toBeVisible()
  await shot(page, 'comments-desk')
  await page.getByRole('link', { name: 'Waiting for you 1' }).click()
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'comments-waiting')
  await page.getByRole('button', { name: /Check the vote/ }).click()
  await expect(card(page, 'Check the vote')).toContainText('Waiting for you')
  await card(page, 'Check the vote').getByRole('button', { name: 'Reply' }).click()
  await page.keyboard.type('31 to 6, @')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(card(page, '31 to 6, @Ruth Okafor')).not.toContainText('Waiting for you')
  await page.evaluate(() => void (location.hash = '#/working'))
  await expect(page.getByRole('link', { name: 'Waiting for you 0' })).toBeVisible()
  expect(await hashOf(app, id)).toBe(before)
})

test('a mark moves with what is typed around it; when its words go, the comment keeps them and leads to where they stood', async ({
  app
}) => {
  const { page } = app
  await setUp(app)
  await openPanel(page, 'Comments')
  await commentOn(page, 'a wide margin', 'How wide?')
  await selectWords(page, 'Councillors voted')
  await page.keyboard.type('On Monday the members of the council voted')
  await expect(articleText(page)).toContainText('the members of the council voted by a wide margin')
  await expect(marks(page)).toHaveText('a wide margin')
  await expectStored(page)
  await page.reload()
  await expect(marks(page)).toHaveText('a wide margin')

  await selectWords(page, 'a wide margin')
  await page.keyboard.press('Delete')
  await expect(marks(page)).toHaveCount(0)
  await expect(card(page, 'How wide?')).toContainText('These words are no longer in the text.')
  await expect(card(page, 'How wide?').locator('.quote')).toHaveText('a wide margin')
  await expectAccessible(page)
  await shot(page, 'comments-lost')
  await card(page, 'How wide?').getByRole('button', { name: 'Show the version where they stood' }).click()
  await expect(page.getByRole('dialog')).toContainText('Councillors voted by a wide margin')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()

  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+z')
  await openPanel(page, 'Comments')
  await expect(marks(page)).toHaveText('a wide margin')
  await expect(card(page, 'How wide?')).not.toContainText('no longer')
})

test('approving asks while comments are open, with a way to each, and is no refusal', async ({ app }) => {
  const { page } = app
  const id = await setUp(app)
  await app.call('desk.change', { ownApproval: true })
  await commentOn(page, 'a wide margin', 'How wide?')
  await page.getByRole('button', { name: 'Submit' }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  const dialog = page.getByRole('dialog', { name: 'A comment is not resolved' })
  await expect(dialog).toContainText('“a wide margin”')
  await expectAccessible(page)
  await shot(page, 'comments-approve')
  await dialog.getByRole('button', { name: 'Go to “a wide margin”' }).click()
  await expect(dialog).toBeHidden()
  await expect(card(page, 'How wide?')).toHaveAttribute('aria-current', 'true')
  // The desk asks too.
  await page.evaluate(() => void (location.hash = '#/review'))
  await page.getByRole('listbox').focus()
  await page.keyboard.press('m')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Approved/ })
    .click()
  await expect(page.getByRole('dialog', { name: 'A comment is not resolved' })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Open the article' }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await dialog.getByRole('button', { name: 'Approve all the same' }).click()
  await expect(page.getByText('Approved.')).toBeVisible()
  const info = await app.call('articles.info', { id })
  expect(info.ok && info.value.standing.state).toBe('approved')
})

test('by keyboard alone: comment, edit, resolve, reopen and delete; words that are not sent are kept', async ({
  app
}) => {
  const { page } = app
  await setUp(app)
  await selectWords(page, 'a wide margin')
  await page.keyboard.press('ControlOrMeta+Alt+m')
  await page.keyboard.type('How wide')
  await page.keyboard.press('Escape')
  await expect(articleText(page)).toBeFocused()
  await page.reload()
  await expect(newComment(page)).toHaveValue('How wide')
  await newComment(page).focus()
  await page.keyboard.press('End')
  await page.keyboard.type('?')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(card(page, 'How wide?')).toBeVisible()
  await expect(articleText(page)).toBeFocused()

  await page.keyboard.press('F8')
  await expect(card(page, 'How wide?')).toHaveAttribute('aria-current', 'true')
  const press = async (name: string) => {
    const button = page.getByRole('button', { name, exact: true })
    for (let steps = 0; steps < 40; steps++) {
      if (await button.evaluateAll((list) => list.includes(document.activeElement as HTMLElement))) break
      await page.keyboard.press('Tab')
    }
    await expect(button).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await page.locator('#comments-filter').focus()
  await press('Edit your message')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('How many to how many?')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(card(page, 'How many to how many? (edited)')).toBeVisible()
  await press('Resolve')
  await expect(page.getByRole('heading', { name: 'No open comments' })).toBeVisible()
  await expect(marks(page)).toHaveCount(0)
  await expect(page.locator('#comments-filter')).toBeFocused()
  await page.locator('#comments-filter').selectOption('resolved')
  await expect(card(page, 'Resolved by Ruth Okafor')).toBeVisible()
  await press('Reopen')
  await page.locator('#comments-filter').selectOption('open')
  await expect(marks(page)).toHaveText('a wide margin')
  await press('Delete your message')
  await expect(page.getByRole('button', { name: 'Delete', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(card(page, 'This message was deleted.')).toBeVisible()
})

test('who may only read comments too, on words, on a picture and block by block with the arrows', async ({ app }) => {
  const { page } = app
  const id = await setUp(app)
  const other = await app.call('accounts.create', { name: 'Otto Her', role: 'reporter' })
  if (!other.ok) throw new Error(other.error.message)
  // In a working article whoever reads may suggest; in a spiked one there is nothing but to read.
  const info = await app.call('articles.info', { id })
  if (!info.ok) throw new Error(info.error.message)
  const spiked = await app.call('workflow.move', { articleId: id, move: 'spike', articleHash: info.value.articleHash })
  if (!spiked.ok) throw new Error(spiked.error.message)
  await page.evaluate(() => void (location.hash = '#/working'))
  await signInAs(page, 'Otto Her')
  await show(page, id)
  await expect(page.getByRole('region', { name: 'Read-only' })).toBeVisible()
  await commentOn(page, 'a wide margin', 'How wide?')
  await expect(marks(page)).toHaveText('a wide margin')
  await articleText(page).focus()
  await page.keyboard.press('ArrowDown')
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('Nobody in this room')
  await page.keyboard.press('ArrowDown')
  await commentOn(page, null, 'Second frame is sharper.')
  await expect(page.locator('.prose figure.comment-mark')).toBeVisible()
  await expect(card(page, 'Second frame').locator('.quote')).toContainText('Picture: Shops on the west quay')
  await shot(page, 'comments-read-only')
  await expectAccessible(page)
})
