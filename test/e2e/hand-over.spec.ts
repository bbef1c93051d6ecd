import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, shot, test } from '#test/support/app.ts'
import { articleText, clickAfter, dropFiles, expectStored, foundDesk, openPanel } from '#test/support/newsroom.ts'

// Two computers at work.
test.slow()

const paragraph = (page: Page, number: number) => articleText(page).locator('p:not([data-type])').nth(number)

/** Hands the open article over, as the palette's command and the panel's button do; gives the file. */
async function handOver(page: Page): Promise<{ name: string; type: string; bytes: Buffer }> {
  await openPanel(page, 'Publish')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Hand over as a file…' }).click()
  ])
  return { name: download.suggestedFilename(), type: '', bytes: await readFile(await download.path()) }
}

/** Drops a file on the desk's list and looks at what it would do. */
async function dropOnDesk(page: Page, file: { name: string; type: string; bytes: Buffer }) {
  await page.evaluate(() => void (location.hash = '#/mine'))
  const heading = page.getByRole('link', { name: /^Mine/ })
  await expect(heading).toBeVisible()
  await dropFiles(page, page.getByRole('heading', { level: 1, includeHidden: true }).first(), [file])
  const dialog = page.getByRole('dialog', { name: 'Take in a hand-over' })
  await expect(dialog).toBeVisible()
  return dialog
}

async function takeInAndOpen(page: Page, name: string) {
  await page.getByRole('button', { name: 'Take in', exact: true }).click()
  const done = page.getByRole('dialog', { name: 'The hand-over is taken in' })
  await done.getByRole('button', { name }).click()
  await expect(articleText(page)).toBeVisible()
}

async function typeAfter(page: Page, number: number, text: string) {
  await clickAfter(paragraph(page, number))
  await page.keyboard.press('End')
  await page.keyboard.type(text)
  await expectStored(page)
}

test('an article goes to another desk and back by file: both write, one chooses, and only an approval given here counts', async ({
  app: { page: home },
  otherApp: { page: away }
}) => {
  await Promise.all([
    foundDesk(home, { desk: 'The Harbour Gazette', name: 'Ada Quill', role: /I work alone/ }),
    foundDesk(away, { desk: 'The Hill Courier', name: 'Ben Else', role: /I work alone/ })
  ])
  await home.getByRole('button', { name: 'New article' }).first().click()
  await expect(articleText(home)).toBeFocused()
  await home.keyboard.type('Harbour wall')
  await paragraph(home, 0).click()
  await home.keyboard.type('The ferry sails at noon.')
  await home.keyboard.press('Enter')
  await home.keyboard.type('The wall is high.')
  await expectStored(home)

  const offered = await dropOnDesk(away, await handOver(home))
  await expect(offered).toContainText('From The Harbour Gazette, made by Ada Quill')
  await expect(offered).toContainText('New on this desk.')
  await expectAccessible(away)
  await shot(away, 'hand-over')
  await takeInAndOpen(away, 'Harbour wall')

  await typeAfter(away, 0, ' Daily.')
  await typeAfter(away, 1, ' New.')
  await away.getByRole('button', { name: 'Submit', exact: true }).click()
  await away.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(away.getByRole('button', { name: 'Publish', exact: true })).toBeVisible()
  await typeAfter(home, 1, ' Old.')

  const back = await dropOnDesk(home, await handOver(away))
  await expect(back).toContainText('Both desks went on writing: the two texts become one, with one place')
  await expect(back).toContainText('Approved elsewhere by Ben Else, on another text; not confirmed here.')
  await home.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(home)
  await home.emulateMedia({ colorScheme: null })
  await takeInAndOpen(home, 'Harbour wall')
  await expect(paragraph(home, 0)).toHaveText('The ferry sails at noon. Daily.')

  const strip = home.getByRole('region', { name: 'Where both wrote' })
  await expect(strip).toContainText('1 place where both wrote')
  await expect(strip).toContainText('Ben Else')
  await expect(home.getByRole('region', { name: 'Approved elsewhere' })).toContainText('not confirmed here')
  await shot(home, 'hand-over-conflict')
  await openPanel(home, 'Publish')
  const panel = home.getByRole('complementary', { name: 'About the article' })
  await expect(panel.getByText(/^Two people wrote in one place and nobody has chosen yet: “(Old|New)/)).toBeVisible()
  await expect(panel.getByText('The article needs 1 more approval.')).toBeVisible()

  await home.getByRole('button', { name: 'Approve', exact: true }).click()
  const refusal = home.getByRole('dialog', { name: 'Not yet' })
  await expect(refusal).toContainText('A suggestion is still open in paragraph 2: “The wall is high. ')
  await refusal.getByRole('button', { name: 'Go there' }).first().click()
  await expect(refusal).toBeHidden()
  await strip.getByRole('button', { name: 'Keep both' }).click()
  await expect(strip).toBeHidden()
  await expectStored(home)
  await home.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(home.getByRole('button', { name: 'Publish', exact: true })).toBeVisible()
  await expect(panel.getByText(/more approval/)).toBeHidden()
})
