import type { Page } from '@playwright/test'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk } from '#test/support/newsroom.ts'

// Two windows and a core, all at work at once.
test.slow()

/** One article with a headline and two paragraphs, open in two windows. */
async function openTwice({ page }: App): Promise<[Page, Page]> {
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ada Quill', role: /I work alone/ })
  await page.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(page)).toBeFocused()
  await page.keyboard.type('Harbour wall')
  await articleText(page).locator('p:not([data-type])').first().click()
  await page.keyboard.type('The ferry sails at noon.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('The wall is high.')
  await expectStored(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect(articleText(other)).toContainText('The wall is high.')
  return [page, other]
}

const paragraph = (page: Page, number: number) => articleText(page).locator('p:not([data-type])').nth(number)
const copyOf = async (page: Page) => (await paragraph(page, 0).innerText()) + (await paragraph(page, 1).innerText())

test('two windows type at once in different paragraphs: each has every word, and the caret stays', async ({ app }) => {
  const [here, there] = await openTwice(app)
  await paragraph(here, 0).click()
  await here.keyboard.press('End')
  await paragraph(there, 1).click()
  await there.keyboard.press('End')
  await Promise.all([
    here.keyboard.type(' It returns at six in the evening.', { delay: 40 }),
    there.keyboard.type(' It was built of granite long ago.', { delay: 40 })
  ])
  for (const page of [here, there]) {
    await expect(paragraph(page, 0)).toHaveText('The ferry sails at noon. It returns at six in the evening.')
    await expect(paragraph(page, 1)).toHaveText('The wall is high. It was built of granite long ago.')
  }
  await here.keyboard.type(' Daily.')
  await expect(paragraph(here, 0)).toHaveText('The ferry sails at noon. It returns at six in the evening. Daily.')
  await expect(paragraph(there, 0)).toHaveText('The ferry sails at noon. It returns at six in the evening. Daily.')
  await here.keyboard.press('Control+z')
  await expect(paragraph(here, 1)).toHaveText('The wall is high. It was built of granite long ago.')
})

test('two windows type at once in one paragraph: its two ends have the words of both', async ({ app }) => {
  const [here, there] = await openTwice(app)
  await paragraph(here, 0).click()
  await here.keyboard.press('Home')
  await paragraph(there, 0).click()
  await there.keyboard.press('End')
  await Promise.all([
    here.keyboard.type('On most days of the year ', { delay: 40 }),
    there.keyboard.type(' It carries forty cars and a dog.', { delay: 40 })
  ])
  for (const page of [here, there])
    await expect(paragraph(page, 0)).toHaveText(
      'On most days of the year The ferry sails at noon. It carries forty cars and a dog.'
    )
})

test('what both wrote at one spot is listed, and one of the two is kept', async ({ app }) => {
  const [here, there] = await openTwice(app)
  const strip = there.getByRole('region', { name: 'Where both wrote' })
  // The other window hears nothing until both have written.
  await there.route('**/call/articles.open', (route) => route.abort())
  await paragraph(here, 1).click()
  await here.keyboard.press('End')
  await here.keyboard.type(' Old.')
  await expectStored(here)
  await paragraph(there, 1).click()
  await there.keyboard.press('End')
  await there.keyboard.type(' New.')
  await expectStored(there)
  await there.unroute('**/call/articles.open')
  await expect(strip).toContainText('1 place where both wrote')
  expect(await copyOf(there)).toMatch(/Old\.[\s\S]*New\.|New\.[\s\S]*Old\./)
  await expectAccessible(there)
  await shot(there, 'conflict')
  await strip.getByRole('button', { name: 'Keep the first' }).click()
  await expect(strip).toBeHidden()
  await expect(paragraph(there, 1)).toHaveText('The wall is high. New.')
  await expect(paragraph(here, 1)).toHaveText('The wall is high. New.')
})

test('a merge is undone as a whole', async ({ app }) => {
  const [here, there] = await openTwice(app)
  await there.route('**/call/articles.open', (route) => route.abort())
  await paragraph(here, 1).click()
  await here.keyboard.press('End')
  await here.keyboard.type(' Old.')
  await expectStored(here)
  await paragraph(there, 1).click()
  await there.keyboard.press('End')
  await there.keyboard.type(' New.')
  await expectStored(there)
  await there.unroute('**/call/articles.open')
  const strip = there.getByRole('region', { name: 'Where both wrote' })
  await strip.getByRole('button', { name: 'Undo this merge' }).click()
  await expect(paragraph(there, 1)).toHaveText('The wall is high. Old.')
  await expect(strip).toBeHidden()
})
