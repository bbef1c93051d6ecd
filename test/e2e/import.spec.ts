import { readFileSync } from 'node:fs'
import { expect, expectAccessible, shot, test } from '#test/support/app.ts'
import { deleted, inserted, makeDocx, namespaces, p, run, styled } from '#test/support/made-docx.ts'
import { foundDesk } from '#test/support/newsroom.ts'

const published = readFileSync(new URL('../fixtures/published-article.txt', import.meta.url))
const brief = makeDocx({
  body:
    styled('Title', 'Quay wall to be raised') +
    p(run('The council ') + deleted('has rejected') + inserted('will vote on') + run(' the wall.')) +
    p(
      `<w:commentRangeStart w:id="0"/>${run('It is old.')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`
    ),
  parts: {
    'word/comments.xml': `<w:comments ${namespaces()}><w:comment w:id="0" w:author="Ed Itor" w:date="2026-01-05T09:00:00Z">${p(run('How old?'))}</w:comment></w:comments>`
  }
})

test('a Word file with tracked changes and a published text are looked at, confirmed and taken in', async ({ app }) => {
  const { page } = app
  await foundDesk(page, { desk: 'The Harbour Gazette', name: 'Ruth Okafor', role: /I work alone/ })
  await page.getByRole('button', { name: 'Bring in…' }).click()
  await page.getByLabel('Files to bring in').setInputFiles([
    { name: 'brief.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(brief) },
    { name: 'published.txt', mimeType: 'text/plain', buffer: published },
    { name: 'song.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('ID3') }
  ])
  const dialog = page.getByRole('dialog', { name: 'Bring in articles' })
  await expect(dialog.getByText('song.mp3')).toBeVisible()
  await expect(dialog.getByText(/does not know this kind of file/)).toBeVisible()
  await expect(dialog.getByText('1 tracked insertion came as suggestions', { exact: false })).toBeVisible()
  await expect(dialog.getByText('1 comment came', { exact: false })).toBeVisible()
  await expect(dialog.getByRole('document')).toContainText('The council has rejectedwill vote on the wall.')
  await expectAccessible(page)

  await dialog.getByRole('button', { name: /Harbour Board Turns Down/ }).click()
  await expect(dialog.getByRole('heading', { name: 'To confirm' })).toBeVisible()
  await dialog.getByLabel('Headline', { exact: true }).fill('Harbour board says no')
  await expect(dialog.getByRole('document').getByRole('heading', { level: 1 })).toHaveText('Harbour board says no')
  await dialog.getByRole('checkbox', { name: /Related Topics/ }).uncheck()
  await shot(page, 'import-report')
  expect(
    (await app.call('articles.counts', {})).ok && (await app.call('articles.list', { view: 'all', limit: 9 }))
  ).toMatchObject({ value: { total: 0 } })

  await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
  await dialog.getByRole('button', { name: /Quay wall to be raised/ }).click()
  await dialog.getByRole('button', { name: 'Accept', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('.ProseMirror h1')).toContainText('Quay wall to be raised')
  const record = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Brought in', exact: true }) })
  await expect(record).toContainText(/From brief\.docx \(Word\), .*, by Ruth Okafor/)
  await record.getByText('What happened on the way:', { exact: false }).click()
  await expect(record.getByText('1 comment came', { exact: false })).toBeVisible()
  await shot(page, 'import-record')
  const list = await app.call('articles.list', { view: 'all', limit: 9 })
  expect(list).toMatchObject({ ok: true, value: { total: 2 } })

  // A busy window may still be putting the article on its page.
  await expect(async () => {
    const chooser = page.waitForEvent('filechooser', { timeout: 3000 })
    await page.keyboard.press('ControlOrMeta+Shift+O')
    const file = { name: 'brief.docx', mimeType: 'application/octet-stream', buffer: Buffer.from(brief) }
    await (await chooser).setFiles(file)
  }).toPass()
  await expect(dialog.getByText('This file has come in before', { exact: false })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.evaluate(() => void (location.hash = '#/all'))
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['---\ntitle: The ferry is late\n---\nIt came at noon.'], 'ferry.md'))
    return transfer
  })
  await page.getByRole('listbox', { name: /articles$/ }).dispatchEvent('drop', { dataTransfer: dropped })
  await expect(dialog.getByRole('document')).toContainText('It came at noon.')
  await expect(dialog.getByRole('document').getByRole('heading', { level: 1 })).toHaveText('The ferry is late')
})
