import { expectOk } from '#shared/result.ts'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk, openPanel, signInAs } from '#test/support/newsroom.ts'

const copy = 'The brown fox jumps over the lazy dog.'

/** An article of the account that sits at the window; gives its id. */
async function writeArticle(app: App): Promise<string> {
  const { id } = expectOk(await app.call('articles.create', { slugline: 'fox-jumps' }))
  const { article, session, version, schemaVersion } = expectOk(await app.call('articles.open', { id }))
  const line = (type: string, id: string, words: string) => ({
    type,
    attrs: { id },
    content: [{ type: 'text', text: words }]
  })
  const body = {
    type: 'doc' as const,
    content: [
      line('headline', 'h', 'Fox jumps'),
      line('paragraph', 'a', copy),
      line('paragraph', 'b', 'And it was gone.')
    ]
  }
  expectOk(
    await app.call('articles.save', {
      articleId: id,
      session,
      seq: 1,
      version,
      schemaVersion,
      article: { meta: article.meta, body }
    })
  )
  return id
}

async function open(app: App, id: string): Promise<void> {
  await app.page.evaluate((article) => (location.hash = `#/article/${article}`), id)
  await expect(articleText(app.page)).toContainText('And it was gone.')
}

/** Selects a word of the text, as a double click does. */
async function selectWord(app: App, word: string): Promise<void> {
  await articleText(app.page).evaluate((text, wanted) => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
    }
  }, word)
}

test('an editor suggests, the writer accepts one, undoes it, and rejects another', async ({ app }) => {
  test.setTimeout(180_000)
  const { page } = app
  await foundDesk(page, { desk: 'The Gazette', name: 'Rea Porter', role: /I report/, editor: 'Ed Itor' })
  const id = await writeArticle(app)

  await signInAs(page, 'Ed Itor')
  await open(app, id)
  await page.getByRole('button', { name: 'Suggest mode' }).click()
  await expect(page.getByRole('button', { name: 'Suggest mode' })).toHaveAttribute('aria-pressed', 'true')
  await articleText(page).focus()
  await selectWord(app, 'brown')
  await page.keyboard.type('red')
  await selectWord(app, 'lazy ')
  await page.keyboard.press('Backspace')
  await expect(page.locator('ins', { hasText: 'red' })).toBeVisible()
  await expect(page.locator('del', { hasText: 'lazy' })).toBeVisible()
  await expectStored(page)
  await openPanel(page, 'Details')
  await expect(page.getByLabel('Slugline')).toHaveAttribute('readonly', '')
  await expect(page.getByText('Suggest mode is on: details are not suggested.')).toBeVisible()
  await openPanel(page, 'Suggestions')
  await expect(page.getByRole('region', { name: 'Suggestions' })).toContainText('“brown” → “red”')
  await expect(page.getByRole('region', { name: 'Suggestions' })).toContainText('Delete “lazy ”')
  await expectAccessible(page)
  await shot(page, 'suggestions')

  await signInAs(page, 'Rea Porter')
  await open(app, id)
  await openPanel(page, 'Suggestions')
  const panel = page.getByRole('region', { name: 'Suggestions' })
  await expect(panel).toContainText('Ed Itor')
  await page.getByRole('button', { name: 'Accept: “brown” → “red”' }).click()
  await expect(articleText(page)).toContainText('The red fox jumps')
  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.locator('del', { hasText: 'brown' })).toBeVisible()
  await page.getByRole('button', { name: 'Accept: “brown” → “red”' }).click()
  await page.locator('del', { hasText: 'lazy' }).click()
  const popover = page.getByRole('dialog', { name: 'Suggestion: Delete “lazy ”' })
  await expect(popover).toContainText('Ed Itor')
  await page.keyboard.press('Escape')
  await expect(popover).toBeHidden()
  await page.keyboard.press('ControlOrMeta+Alt+s')
  await expect(popover).toBeFocused()
  await expectAccessible(page)
  await shot(page, 'suggestion-popover')
  await page.keyboard.press('x')
  await expect(popover).toBeHidden()
  await expect(articleText(page)).toContainText('The red fox jumps over the lazy dog.')
  await expect(page.locator('ins, del')).toHaveCount(0)
  await expect(page.getByText('No open suggestions')).toBeVisible()
  await expectStored(page)
  const rows = expectOk(await app.call('suggestions.list', { articleId: id }))
  expect(rows.map(({ author, decision, decidedByName }) => [author, decision, decidedByName]).sort()).toEqual([
    ['Ed Itor', 'accepted', 'Rea Porter'],
    ['Ed Itor', 'rejected', 'Rea Porter']
  ])
})

test('a reporter can only suggest in a colleague’s article, whatever is sent; open suggestions hold up the approval', async ({
  app
}) => {
  test.setTimeout(180_000)
  const { page } = app
  await foundDesk(page, { desk: 'The Gazette', name: 'Ed Itor', role: /I edit/ })
  const id = await writeArticle(app)
  expectOk(await app.call('accounts.create', { name: 'Cole League', role: 'reporter' }))
  await page.reload()

  await signInAs(page, 'Cole League')
  await open(app, id)
  await expect(page.getByRole('region', { name: 'Suggesting' })).toContainText('What you type here is a suggestion.')
  await expect(page.getByText('Suggesting only')).toBeVisible()
  await articleText(page).focus()
  await selectWord(app, 'brown')
  await page.keyboard.type('red')
  await expect(page.locator('del', { hasText: 'brown' })).toBeVisible()
  for (const word of ['lazy ', 'it ']) {
    await selectWord(app, word)
    await page.keyboard.press('Backspace')
    await expect(page.locator('del', { hasText: word })).toBeVisible()
  }
  await expectStored(page)
  // One's own is taken back over the text; accepting is not offered, by key either.
  const over = (what: string) => page.getByRole('dialog', { name: `Suggestion: ${what}` })
  await page.locator('del', { hasText: 'lazy' }).click()
  await expect(over('Delete “lazy ”')).toContainText('You')
  await expect(over('Delete “lazy ”').getByRole('button', { name: /^Accept/ })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(over('Delete “lazy ”')).toBeHidden()
  await page.keyboard.press('ControlOrMeta+Alt+s')
  await expect(over('Delete “lazy ”')).toBeFocused()
  await page.keyboard.press('y')
  await expect(over('Delete “lazy ”')).toBeFocused()
  await page.keyboard.press('n')
  await expect(over('Delete “it ”')).toBeFocused()
  await page.keyboard.press('p')
  await expect(over('Delete “lazy ”')).toBeFocused()
  await shot(page, 'suggestion-withdraw')
  await page.keyboard.press('x')
  await expect(over('Delete “it ”')).toBeFocused()
  await expect(page.locator('del', { hasText: 'lazy' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(articleText(page)).toBeFocused()
  await expectStored(page)

  // What a window that plays foul would send.
  const { article, session, version, schemaVersion } = expectOk(await app.call('articles.open', { id }))
  const forged = JSON.parse(JSON.stringify(article).replace('gone', 'here')) as typeof article
  const refused = await app.call('articles.save', {
    articleId: id,
    session,
    seq: 1,
    version,
    schemaVersion,
    article: forged as never
  })
  expect(refused).toMatchObject({ ok: false, error: { code: 'not-allowed' } })

  await signInAs(page, 'Ed Itor')
  await open(app, id)
  await expect(articleText(page)).toContainText('And it was gone.')
  const info = expectOk(await app.call('articles.info', { id }))
  const submitted = expectOk(
    await app.call('workflow.move', { articleId: id, move: 'submit', articleHash: info.articleHash })
  )
  const approved = await app.call('workflow.move', {
    articleId: id,
    move: 'approve',
    articleHash: submitted.articleHash
  })
  expect(approved.ok).toBe(false)
  await openPanel(page, 'Suggestions')
  await expect(page.getByRole('region', { name: 'Suggestions' })).toContainText('Cole League')
  // By person: what the editor suggests too stays, until the selection that holds it is rejected.
  await page.getByRole('button', { name: 'Suggest mode' }).click()
  await articleText(page).focus()
  await selectWord(app, 'dog')
  await page.keyboard.type('cat')
  await expect(page.locator('ins', { hasText: 'cat' })).toBeVisible()
  const panel = page.getByRole('region', { name: 'Suggestions' })
  await panel.getByLabel('By whom').selectOption({ label: 'Cole League' })
  await panel.getByRole('button', { name: 'Accept these' }).click()
  await expect(articleText(page)).toContainText('The red fox jumps')
  await expect(articleText(page)).toContainText('And was gone.')
  await expect(page.locator('ins')).toHaveText('cat')
  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+Alt+x')
  await expect(page.locator('ins, del')).toHaveCount(0)
  await expect(articleText(page)).toContainText('over the lazy dog.')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.locator('ins')).toHaveText('cat')
  await expect(panel.getByRole('button', { name: 'Accept: “dog” → “cat”' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Alt+s')
  const last = page.getByRole('dialog', { name: 'Suggestion: “dog” → “cat”' })
  await expect(last).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.press('y')
  await expect(last).toBeHidden()
  await expect(page.locator('ins, del')).toHaveCount(0)
  await expect(articleText(page)).toContainText('over the lazy cat.')
})

test('who may only suggest goes on with what they typed, over what another window has stored', async ({ app }) => {
  test.setTimeout(180_000)
  const { page } = app
  await foundDesk(page, { desk: 'The Gazette', name: 'Ed Itor', role: /I edit/ })
  const id = await writeArticle(app)
  expectOk(await app.call('accounts.create', { name: 'Cole League', role: 'reporter' }))
  await page.reload()
  await signInAs(page, 'Cole League')
  await open(app, id)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(page.getByText('Suggesting only')).toBeVisible()
  const last = (window: typeof page) => articleText(window).locator('p:not([data-type])').nth(1)
  await last(other).click()
  await other.keyboard.press('End')
  await other.keyboard.type(' It rained.')
  await expect(page.locator('ins')).toHaveText(' It rained.')

  await page.route('**/call/articles.open', (route) => route.abort())
  await page.route('**/call/articles.info', (route) => route.abort())
  await other.keyboard.type(' It froze.')
  await expectStored(other)
  await articleText(page).focus()
  await selectWord(app, 'brown')
  await page.keyboard.type('red')
  const asked = page.getByRole('alert', { name: 'Two windows' })
  await expect(asked).toContainText('stored from another window')
  await page.unroute('**/call/articles.open')
  await page.unroute('**/call/articles.info')
  await asked.getByRole('button', { name: 'Go on with this text' }).click()
  await expect(asked).toBeHidden()
  await expect(last(page)).toHaveText('And it was gone. It rained. It froze.')
  await expect(page.locator('del')).toHaveText('brown')
  await expect(page.locator('ins')).toHaveText(['red', ' It rained. It froze.'])
  await expectStored(page)
  await expect(other.locator('ins')).toHaveText(['red', ' It rained. It froze.'])
  await expect(last(other)).toHaveText('And it was gone. It rained. It froze.')
  await page.keyboard.type('dish')
  await expect(other.locator('ins')).toHaveText(['reddish', ' It rained. It froze.'])
  app.expectTrouble(/articles\.(open|info)/)
})
