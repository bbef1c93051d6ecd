import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { root } from '#test/support/build.ts'
import { expect, shot, test } from '#test/support/app.ts'
import {
  articleText,
  clickAfter,
  dropFiles,
  expectStored,
  foundDesk,
  openPanel,
  pasteText,
  signInAs
} from '#test/support/newsroom.ts'
import { readPublishedArticle, type PublishedArticle } from '#test/support/published-article.ts'
import { referencePictures } from '#test/support/pictures.ts'

const published = readPublishedArticle()
const formats = ['html', 'ninjs-3.1', 'markdown']

test('a reporter writes offline, an editor approves, the article goes out', async ({ app }) => {
  test.setTimeout(240_000)
  const { page } = app
  const [lead, second] = await referencePictures()
  const { author } = published

  await test.step('the reporter founds the desk and starts the article', async () => {
    await foundDesk(page, { desk: 'The Harbour Gazette', name: author.name, role: /I report/, editor: 'Ruth Okafor' })
    await page.getByRole('button', { name: 'New article' }).first().click()
    await expect(articleText(page)).toBeFocused()
    await page.keyboard.type(published.headline)
  })

  await test.step('the lead picture is dropped and brings its caption and credit', async () => {
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('x')
    await dropFiles(page, articleText(page).locator('[data-type=standfirst]'), [
      { name: lead.name, type: 'image/jpeg', bytes: lead.bytes }
    ])
    const figure = page.getByRole('figure').first()
    await expect(figure).toContainText(lead.caption, { timeout: 20_000 })
    await expect(figure).toContainText(lead.credit)
    await expectStored(page)
    await retype(page, figure.getByText(lead.caption), published.lead.caption)
    await retype(page, figure.getByText(lead.credit), published.lead.credit)
    await page.getByLabel('Alt text').first().fill('A man in a dark suit speaks at a lectern.')
  })

  await test.step('the copy is typed and pasted', async () => {
    await page.locator('p', { hasText: /^x$/ }).click()
    await page.keyboard.press('Backspace')
    const [first = '', ...others] = published.before
    await page.keyboard.type(first.slice(0, 60))
    await pasteText(page, [first.slice(60), ...others].join('\n\n'))
    await expectStored(page)
  })

  await test.step('the core is killed while they type, and every acknowledged word is there when it is opened again', async () => {
    await page.keyboard.press('Enter')
    const acknowledged: string[] = []
    page.on('response', async (response) => {
      if (!response.url().endsWith('/call/articles.save')) return
      const reply = (await response.json().catch(() => null)) as { ok: boolean } | null
      if (reply?.ok) acknowledged.push(response.request().postData() ?? '')
    })
    const typing = page.keyboard.type(`${published.after[0]} ${'and on '.repeat(40)}`, { delay: 12 })
    await page.waitForTimeout(1500)
    await app.kill()
    await typing.catch(() => {})
    expect(acknowledged.length).toBeGreaterThan(0)
    await expect(page.getByText('Not saved:', { exact: true })).toBeVisible({ timeout: 3000 })
    const words = textOfSave(acknowledged.at(-1) ?? '')
    await app.reopen({ window: 'stays' })
    await expectStored(page)
    await page.reload()
    await expect(articleText(page)).toContainText(words.slice(-80))
    await expect(articleText(page)).toContainText(published.after[0]!)
  })

  await test.step('the second picture is captioned by hand, the rest of the copy is written', async () => {
    await articleText(page).locator('p', { hasText: 'and on' }).last().click({ clickCount: 3 })
    await pasteText(page, published.after.join('\n\n'))
    const spot = articleText(page).locator('p', { hasText: published.before.at(-1)!.slice(0, 40) })
    await dropFiles(page, spot, [{ name: second.name, type: 'image/jpeg', bytes: second.bytes }])
    const figure = page.getByRole('figure').filter({ hasNotText: published.lead.credit })
    await expect(figure).toContainText(second.caption, { timeout: 20_000 })
    await retype(page, figure.getByText(second.caption), published.second.caption)
    await retype(page, figure.getByText(second.credit), published.second.credit)
    await figure.getByLabel('Alt text').fill('A man at a desk looks at a wall of screens.')
    await expectStored(page)
  })

  await test.step('the byline, the author’s box and the topics are attached', async () => {
    await writeOwnRecord(app, published)
    await openPanel(page, 'Details')
    await page.getByRole('button', { name: 'Take the new one' }).click()
    for (const topic of published.topics) {
      await page.getByLabel('Related topics').fill(topic)
      await page.getByLabel('Related topics').press('Enter')
    }
    await page.getByLabel('Slugline').fill('live-debate')
    await expectStored(page)
    await shot(page, 'article-reporter')
  })

  await test.step('it is submitted, sent back with a reason, mended, submitted again', async () => {
    await page.getByRole('button', { name: 'Submit' }).click()
    await expect(page.getByText('In review').first()).toBeVisible()
    await signInAs(page, 'Ruth Okafor')
    await openFromDesk(page, /To review/)
    await page.getByRole('button', { name: /Send back/ }).click()
    await page.getByLabel('Reason').fill('Who says so? Name the source in the first line.')
    await page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
    await signInAs(page, author.name)
    await openFromDesk(page, /Mine/)
    await expect(page.getByText('Who says so? Name the source in the first line.')).toBeVisible()
    await clickAfter(articleText(page).locator('p', { hasText: published.before[0]!.slice(0, 40) }))
    await page.keyboard.type(' She said so on the record.')
    await expectStored(page)
    await page.getByRole('button', { name: 'Submit' }).click()
  })

  await test.step('the editor approves, and all three formats go out', async () => {
    await signInAs(page, 'Ruth Okafor')
    await openFromDesk(page, /To review/)
    await page.getByRole('button', { name: 'Approve' }).click()
    await expect(page.getByText('Approved by Ruth Okafor')).toBeVisible()
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-export-'))
    try {
      await exportAll(page, folder)
      checkExport(folder, published)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  await test.step('one word changes: the approval is stale, and the export refuses, saying why', async () => {
    await clickAfter(articleText(page).locator('p', { hasText: 'on the record' }))
    await page.keyboard.type(' Twice.')
    await expectStored(page)
    await expect(page.getByText('Changed since it was approved').first()).toBeVisible()
    await openPanel(page, 'Publish')
    await expect(page.getByText('The article has changed since it was approved')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Export as zip' })).toBeDisabled()
    await shot(page, 'publish-refused')
  })
})

type Page = Parameters<typeof expectStored>[0]

async function retype(page: Page, where: ReturnType<Page['getByText']>, words: string): Promise<void> {
  await where.click({ clickCount: 3 })
  await page.keyboard.insertText(words)
}

async function openFromDesk(page: Page, view: RegExp): Promise<void> {
  await page.getByRole('link', { name: view }).click()
  await page.getByText(published.headline).first().dblclick()
  await expect(articleText(page)).toBeVisible()
}

/** Puts the author's record in through the core: the People screen has a spec of its own. */
async function writeOwnRecord(
  app: Parameters<Parameters<typeof test>[2]>[0]['app'],
  { author }: PublishedArticle
): Promise<void> {
  const people = await app.call('people.list', {})
  const own = people.ok && people.value.find((person) => person.name === author.name)
  if (!own) throw new Error('The author has no record.')
  const saved = await app.call('people.save', {
    ...own,
    jobTitle: author.jobTitle,
    biography: author.biography,
    handles: [{ service: 'X', url: author.handle }]
  })
  expect(saved.ok).toBe(true)
}

/** The words of a save as it went over the wire. */
function textOfSave(posted: string): string {
  return (
    [...posted.matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => JSON.parse(`"${text}"`) as string).at(-1) ??
    ''
  )
}

async function exportAll(page: Page, folder: string): Promise<void> {
  await openPanel(page, 'Publish')
  for (const format of ['HTML bundle', 'ninjs 3.1', 'Markdown'])
    await page.getByRole('checkbox', { name: new RegExp(`^${format}`) }).check()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as zip' }).click()
  const file = await (await download).path()
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(file)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
  }
}

/** Every part of the published article in every format, and each format valid where the schemas are at hand. */
function checkExport(
  folder: string,
  { headline, lead, second, author, before, after, topics }: PublishedArticle
): void {
  const html = readFileSync(join(folder, 'html/index.html'), 'utf8')
  const files: Record<string, string> = {
    html: decodeHtml(html),
    'ninjs-3.1': decodeHtml(
      JSON.stringify(JSON.parse(readFileSync(join(folder, 'ninjs-3.1/article.json'), 'utf8')), null, 1).replace(
        /\\"/g,
        '"'
      )
    ),
    markdown: readFileSync(join(folder, 'markdown/article.md'), 'utf8').replace(/\\([^\w\s])/g, '$1')
  }
  const parts = [
    headline,
    lead.caption,
    lead.credit,
    second.caption,
    second.credit,
    author.name,
    author.jobTitle,
    author.biography,
    author.handle,
    ...topics,
    ...before,
    ...after
  ]
  for (const format of formats)
    for (const part of parts)
      expect(squeeze(files[format]!), `${format} holds “${part.slice(0, 60)}”`).toContain(squeeze(part))
  const checker = join(root, '../shared/standards/check.mjs')
  if (!existsSync(checker)) return console.log('skipped: no ../shared')
  writeFileSync(
    join(folder, 'article.jsonld'),
    /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? ''
  )
  for (const [format, file] of [
    ['ninjs-3.1', 'ninjs-3.1/article.json'],
    ['jsonld', 'article.jsonld']
  ] as const)
    execFileSync(process.execPath, [checker, format, join(folder, file)], { cwd: root, stdio: 'pipe' })
}

function decodeHtml(text: string): string {
  return text
    .replace(/<[^>]+>/g, '')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
}

// Typing makes straight quotes curly, as a newsroom wants; the words are what is compared.
function squeeze(text: string): string {
  return text.replace(/[“”„]/g, '"').replace(/[‘’`]/g, "'").replace(/\s+/g, ' ')
}
