import { expect, type Locator, type Page } from '@playwright/test'

/** What people do in a newsroom, in the words that they see on the screen. */

export async function foundDesk(
  page: Page,
  { desk, name, role, editor }: { desk: string; name: string; role: string | RegExp; editor?: string }
): Promise<void> {
  await page.getByLabel('Name of the desk').fill(desk)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('radio', { name: role }).check()
  if (editor) await page.getByLabel('The editor’s name').fill(editor)
  await page.getByRole('button', { name: 'Open the desk' }).click()
  await expect(page.getByRole('button', { name: 'New article' }).first()).toBeVisible()
}

export const articleText = (page: Page): Locator => page.getByRole('textbox', { name: 'Article text' })
export const panelTab = (page: Page, name: string): Locator => page.getByRole('tab', { name })

/** Waits until the status line says that every word typed so far is on this computer. */
export async function expectStored(page: Page): Promise<void> {
  // Nothing shows between a key and the debounced save, so the line is read after the longest wait of a save.
  await page.waitForTimeout(1100)
  await expect(page.getByText(/On this computer, \d\d:\d\d:\d\d/)).toBeVisible()
}

export async function openPanel(page: Page, name: string): Promise<void> {
  const tab = panelTab(page, name)
  if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click()
}

/** Drops files where a person would: on the page, over the paragraph with these words. */
export async function dropFiles(
  page: Page,
  target: Locator,
  files: { name: string; type: string; bytes: Buffer }[]
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer()
      for (const { name, type, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([bytes], name, { type }))
      }
      return data
    },
    files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }))
  )
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error('There is nothing to drop on.')
  const at = { clientX: box.x + 8, clientY: box.y + box.height / 2 }
  for (const kind of ['dragenter', 'dragover', 'drop'])
    await target.dispatchEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true, ...at })
}

/** Puts the caret after the last word of a paragraph. */
export async function clickAfter(paragraph: Locator): Promise<void> {
  await paragraph.scrollIntoViewIfNeeded()
  const box = await paragraph.boundingBox()
  if (!box) throw new Error('There is no paragraph to click after.')
  await paragraph.click({ position: { x: box.width - 2, y: box.height - 6 } })
}

/** Pastes plain text where the caret is, as the clipboard would give it. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((plain) => {
    const data = new DataTransfer()
    data.setData('text/plain', plain)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    )
  }, text)
}

/** Hands the window to another account of this computer. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('menuitem', { name }).click()
  await expect(page.getByRole('button', { name: `Account: ${name}` })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Mine/ })).toBeVisible()
}

/** Fills an empty desk with the sample that ships with the app. */
export async function putInSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Put in a small sample desk' }).click()
  await expect(page.getByText('Council backs £40m')).toBeVisible()
}
