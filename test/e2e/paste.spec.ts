import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Editor } from '@tiptap/core'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, shot, test, type App } from '#test/support/app.ts'
import { articleText, expectStored, foundDesk } from '#test/support/newsroom.ts'
import { openArticle } from '#test/support/open-article.ts'
import { body, paragraphs } from '#test/support/bodies.ts'
import { root } from '#test/support/build.ts'

const found = (app: App) => foundDesk(app.page, { desk: 'The Harbour Gazette', name: 'Ada Boss', role: /I edit/ })

async function begin(app: App): Promise<void> {
  await found(app)
  await openArticle(app, body('Wall holds', ...paragraphs('It stood.')))
}

/** Puts the caret behind the last word, by key: a click goes astray where the page still moves. */
async function toTheEnd(page: Page): Promise<void> {
  await articleText(page).focus()
  await page.keyboard.press('ControlOrMeta+End')
}

/** Pastes as the clipboard would give it, at the end of the copy. */
async function paste(page: Page, content: { html?: string; text?: string }, shift = false): Promise<void> {
  await toTheEnd(page)
  if (shift) await page.keyboard.down('Shift')
  await page.evaluate(({ html, text }) => {
    const data = new DataTransfer()
    if (html !== undefined) data.setData('text/html', html)
    if (text !== undefined) data.setData('text/plain', text)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
    )
  }, content)
  if (shift) await page.keyboard.up('Shift')
}

const fromTheWeb = `<html><head><script>alert(1)</script><style>p { color: red }</style></head><body><!--StartFragment-->
<h1>Harbour wall holds</h1>
<p>The wall <span style="font-weight: 700">held</span>, engineers said. <span style="display:none">Subscribe now</span></p>
<figure><img src="https://example.org/quay.jpg" alt="Waves against the quay" width="1200" height="800">
<figcaption>The quay on Monday. <span class="credit">Ines Moreau / Gazette</span></figcaption></figure>
<ul><li>First</li><ul><li>Inside</li></ul><li>Second</li></ul>
<table><thead><tr><td>Year</td><td>Floods</td></tr></thead><tbody><tr><td>2025</td><td>3</td></tr></tbody></table>
<img src="https://example.org/count.gif" width="1" height="1">
<iframe src="https://www.youtube.com/embed/abc" width="560" height="315"></iframe>
<button>Share</button>
<!--EndFragment--></body></html>`

test('a web page comes in as an article has it, what cannot is said once, and undo takes all of it back', async ({
  app
}) => {
  test.slow()
  const { page } = app
  await begin(app)
  const text = articleText(page)
  await toTheEnd(page)
  await page.keyboard.press('Enter')
  await expect(text.locator('> p')).toHaveCount(2)
  await paste(page, { html: fromTheWeb, text: 'as text' })
  await expect(
    page.getByText('Left out: 1 picture from the web, 1 hidden passage, 1 button or form field.')
  ).toBeVisible()
  await expect(page.getByText('Its caption is in the article and waits for the picture.')).toBeVisible()
  await expect(text.locator('h2')).toHaveText('Harbour wall holds')
  await expect(text.locator('strong')).toHaveText('held')
  await expect(text.locator('figure [data-type=caption]')).toHaveText('The quay on Monday.')
  await expect(text.locator('figure [data-type=credit]')).toHaveText('Ines Moreau / Gazette')
  await expect(text.locator('figure input')).toHaveValue('Waves against the quay')
  await expect(text.locator('li > ul > li')).toHaveText('Inside')
  await expect(text.locator('th')).toHaveText(['Year', 'Floods'])
  await expect(text.locator('.embed')).toContainText('youtube.com')
  await expect(text).not.toContainText('Subscribe')
  await expectAccessible(page)
  await shot(page, 'paste')
  await text.focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(text.locator('h2')).toHaveCount(0)
  await expect(text).toContainText('It stood.')
  await expectStored(page)
})

test('a key or a paste right behind a move of the caret happens where the caret is', async ({ app }) => {
  const { page } = app
  await begin(app)
  const text = articleText(page)
  await text.locator('h1').click()
  await page.keyboard.press('ControlOrMeta+Home')
  /** In one go, as in a window that is busy: the browser has not told of the caret when the next thing comes. */
  const atTheEnd = (then: 'Enter' | 'paste') =>
    text.evaluate((element: HTMLElement, then) => {
      const last = element.querySelector(':scope > p:last-of-type')
      if (last) getSelection()?.selectAllChildren(last)
      getSelection()?.collapseToEnd()
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', ' Still.')
      const event =
        then === 'paste'
          ? new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
          : new KeyboardEvent('keydown', { key: then, code: then, keyCode: 13, bubbles: true, cancelable: true })
      element.dispatchEvent(event)
    }, then)
  await atTheEnd('paste')
  await expect(text.locator('> p')).toHaveText(['It stood. Still.'])
  await text.locator('h1').click()
  await page.keyboard.press('ControlOrMeta+Home')
  await atTheEnd('Enter')
  await expect(text.locator('> p')).toHaveText(['It stood. Still.', ''])
})

test('plain text keeps its paragraphs, a clear list becomes one, and with Shift nothing is read into it', async ({
  app
}) => {
  const { page } = app
  await begin(app)
  const text = articleText(page)
  await paste(page, { text: ' They said:\n\n- no\n- yes\n\nand left.' })
  await expect(text.locator('li')).toHaveText(['no', 'yes'])
  await expect(text.locator('> p').first()).toHaveText('It stood. They said:')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(text.locator('li')).toHaveCount(0)

  await paste(page, { html: '<p>no <b>bold</b></p><ul><li>x</li></ul>', text: ' no bold\n- x\n- y' }, true)
  await expect(text).toContainText('no bold')
  await expect(text).toContainText('- x')
  await expect(text.locator('strong, li')).toHaveCount(0)
})

const samples = join(root, '../shared/samples')
const hostile = existsSync(join(samples, 'hostile'))
if (!hostile) console.log('skipped: no ../shared')

interface Item {
  id: string
  html: string
}

interface EditorElement extends HTMLElement {
  editor: Editor
}

/** Everything hostile by every way in, and what has run meanwhile. Nothing may. */
async function attack(page: Page, items: Item[]): Promise<{ ran: string[]; odd: string[]; ways: number }> {
  return page.evaluate(async (list) => {
    const ran: string[] = []
    const odd: string[] = []
    let now = ''
    let ways = 0
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const)
      Object.assign(window, { [name]: () => void ran.push(`${now}: ${name}`) })
    const page = document.querySelector<EditorElement>('.prose')
    if (!page) throw new Error('There is no article on the page.')
    const { editor } = page
    const empty = editor.getJSON()
    const allowed =
      /^(class|data-[a-z-]+|href|rel|start|type|colspan|rowspan|draggable|contenteditable|alt|src|aria-[a-z]+|role|value|placeholder|id|for|maxlength|tabindex|width|height|style|hidden|title|spellcheck|name|autocomplete|disabled)$/
    const look = () => {
      for (const element of page.querySelectorAll('*')) {
        if (
          /^(script|iframe|object|embed|svg|math|form|style|link|meta|base|video|audio|frame|template)$/i.test(
            element.tagName
          )
        )
          odd.push(`${now}: <${element.tagName}>`)
        for (const { name, value } of element.attributes) {
          if (!allowed.test(name)) odd.push(`${now}: ${name}`)
          if (/^(href|src)$/.test(name) && !/^(https?:|mailto:|tel:|\/media\/|blob:)/.test(value))
            odd.push(`${now}: ${name}=${value}`)
        }
      }
    }
    const give = (kind: 'paste' | 'drop', html: string, plain: string) => {
      const data = new DataTransfer()
      data.setData('text/html', html)
      data.setData('text/plain', plain)
      const box = page.getBoundingClientRect()
      const event =
        kind === 'paste'
          ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent('drop', {
              dataTransfer: data,
              bubbles: true,
              cancelable: true,
              clientX: box.left + 80,
              clientY: box.top + 120
            })
      page.dispatchEvent(event)
    }
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20))
    const address = (html: string) => /(?:href|src|data|action)\s*=\s*["']?([^"'>]*)/i.exec(html)?.[1] ?? html
    const attempt = (way: string, id: string, run: () => void) => {
      now = `${id} by ${way}`
      ways++
      try {
        run()
      } catch (error) {
        // Refused by the schema: as good as kept out.
        if (!(error instanceof RangeError)) odd.push(`${now}: ${String(error)}`)
      }
      look()
    }
    const clear = () => editor.commands.setContent(empty)
    for (const [index, { id, html }] of list.entries()) {
      const wrapped = `<html><body><!--StartFragment-->${html}<!--EndFragment--></body></html>`
      attempt('paste', id, () => give('paste', wrapped, html))
      attempt('paste that says it is ours', id, () =>
        give('paste', `<div data-pm-slice='0 0 ["figure",{"alt":"${'x'}"}]'>${html}</div>`, html)
      )
      clear()
      attempt('drop', id, () => give('drop', wrapped, html))
      clear()
      const content = (node: object) => ({
        type: 'doc',
        content: [{ type: 'headline', content: [{ type: 'text', text: html || ' ' }] }, node]
      })
      const nodes = {
        link: {
          type: 'paragraph',
          content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: address(html) } }] }]
        },
        embed: { type: 'embed', attrs: { url: address(html) } },
        figure: {
          type: 'figure',
          attrs: { media: null, alt: html.slice(0, 2000), fileName: html.slice(0, 255), creator: html.slice(0, 500) },
          content: [
            { type: 'caption', content: [{ type: 'text', text: html || ' ' }] },
            { type: 'credit', content: [{ type: 'text', text: html || ' ' }] }
          ]
        },
        picture: {
          type: 'figure',
          attrs: { media: address(html) },
          content: [{ type: 'caption' }, { type: 'credit' }]
        },
        list: {
          type: 'orderedList',
          attrs: { type: html, start: html },
          content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }]
        }
      }
      for (const [name, node] of Object.entries(nodes))
        attempt(`JSON, ${name}`, id, () => {
          const doc = editor.schema.nodeFromJSON(content(node))
          doc.check()
          editor.commands.setContent(content(node))
        })
      clear()
      if (index % 15 === 14) await pause()
    }
    await pause()
    await pause()
    return { ran, odd, ways }
  }, items)
}

/** Whether a page that takes HTML as it is would have been run over: without this a clean sheet says nothing. */
async function control(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let ran = 0
    Object.assign(window, { alert: () => ran++ })
    const raw = document.createElement('div')
    raw.innerHTML = '<img src="data:,x" onerror="alert(1)">'
    document.body.append(raw)
    await new Promise((resolve) => setTimeout(resolve, 300))
    raw.remove()
    return ran
  })
}

function readItems(): Item[] {
  return readdirSync(join(samples, 'hostile'))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(join(samples, 'hostile', name), 'utf8')) as Item[])
}

for (const policy of ['on', 'off'] as const)
  test.describe(`with the content security policy ${policy}`, () => {
    test.use({ contextOptions: policy === 'off' ? { bypassCSP: true } : {} })
    test('nothing hostile runs, is fetched or stays, whichever way it comes in', async ({ app }) => {
      test.skip(!hostile, 'no ../shared')
      test.setTimeout(240_000)
      const { page } = app
      await begin(app)
      const dialogs: string[] = []
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message())
        void dialog.dismiss()
      })
      const items = readItems()
      expect(items.length).toBeGreaterThan(300)
      const { ran, odd, ways } = await attack(page, items)
      expect(ran).toEqual([])
      expect(odd).toEqual([])
      expect(dialogs).toEqual([])
      expect(ways).toBe(items.length * 8)
      // The policy reports what it forbids even to documents that are only read; nothing else may be heard of.
      app.expectTrouble(/CSP|Content Security Policy|data:,x/)
      expect(app.troubles.filter((line) => !/CSP|Content Security Policy/.test(line))).toEqual([])
      expect(await control(page)).toBe(policy === 'off' ? 1 : 0)
    })
  })
