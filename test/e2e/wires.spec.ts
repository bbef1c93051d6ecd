import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, expectAccessible, shot, test } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk } from '#test/support/newsroom.ts'
import { drop, newsml, ninjs, nitf } from '#test/support/wire-items.ts'

let folder: string
test.beforeEach(async ({ page }) => {
  folder = mkdtempSync(join(tmpdir(), 'copydesk-wire-'))
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I work alone/ })
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ferry = {
  guid: 'tag:northwire.example,2026:ferry',
  version: 1,
  headline: 'Ferry runs aground off the mole',
  copy: ['The morning ferry ran aground.', 'All 40 people on board are safe.', 'The harbour is closed.']
}

test('a folder is watched: items come in, a newer version waits where the article was changed, and a kill reaches the desk', async ({
  page
}) => {
  test.setTimeout(180_000)
  drop(folder, 'ferry-1.xml', newsml(ferry))
  drop(folder, 'council.nitf', nitf({ ...ferry, guid: 'council', headline: 'Council delays its vote' }))
  drop(folder, 'match.json', ninjs({ ...ferry, guid: 'match', headline: 'City hold United' }))
  drop(folder, 'broken.xml', '<nitf><body>')
  await page.getByRole('link', { name: 'Wires' }).click()
  await expect(page.getByText('Nothing has come in yet')).toBeVisible()
  await shot(page, 'wires-empty')
  await page.getByLabel('A folder on this computer').fill('wires')
  await page.getByRole('button', { name: 'Watch it' }).click()
  await expect(page.getByText('Give the whole path of the folder, from its beginning.')).toBeVisible()
  await page.getByLabel('A folder on this computer').fill(folder)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Watching · 3 items · 1 file not read')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('button', { name: 'Try broken.xml again' })).toBeVisible()
  await expectAccessible(page)
  await shot(page, 'wires')

  await page.getByRole('link', { name: ferry.headline }).click()
  await articleText(page).getByText('The harbour is closed.').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' It opens at noon.')
  await expectStored(page)
  drop(
    folder,
    'ferry-2.xml',
    newsml({ ...ferry, version: 2, copy: ['A tug pulled the ferry free.', ...ferry.copy.slice(1)] })
  )
  const newer = page.getByRole('region', { name: 'Newer version from the agency' })
  await expect(newer).toContainText('North Wire has sent a newer version of this item', { timeout: 20_000 })
  await newer.getByRole('button', { name: 'See what changed' }).click()
  await expect(page.locator('ins').filter({ hasText: 'tug' }).first()).toBeVisible()
  await shot(page, 'wires-newer')
  await page.keyboard.press('Escape')
  await newer.getByRole('button', { name: 'Take what changed' }).click()
  await expect(articleText(page)).toContainText('A tug pulled the ferry free.')
  await expect(articleText(page)).toContainText('It opens at noon.')
  await expect(newer).toBeHidden()

  drop(
    folder,
    'ferry-3.xml',
    newsml({ ...ferry, version: 3, status: 'canceled', copy: [], ednote: 'The wrong ferry.' })
  )
  const killed = page.getByRole('region', { name: 'Killed by its agency' })
  await expect(killed).toContainText('The wrong ferry.', { timeout: 20_000 })
  await expectAccessible(page)
  await shot(page, 'wires-killed')
  await page.getByRole('link', { name: /^All working/ }).click()
  await expect(page.getByText('Killed by North Wire')).toBeVisible()
  await shot(page, 'wires-desk')

  await page.getByRole('link', { name: 'Wires' }).click()
  await page.getByRole('button', { name: `Stop watching ${folder}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop watching' }).click()
  await expect(page.getByRole('heading', { name: 'Watched folders' })).toBeHidden()
  await expect(page.getByRole('link', { name: 'City hold United' })).toBeVisible()
})
