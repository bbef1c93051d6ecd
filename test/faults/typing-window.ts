import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { readWorking } from '#main/store/articles.ts'
import { openStore } from '#main/store/open.ts'
import type { Article } from '#shared/article/article.ts'
import { articleHash } from '#shared/article/revision.ts'
import { expectOk } from '#shared/result.ts'
import { ask, startWebDoor, type WebDoor } from '#test/support/app.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'

/** Why no window can be opened here, or null. */
export const noWindow = (): string | null => (findChromium() ? null : 'there is no Chromium on this machine')

/** One Chromium for a whole run. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? '', args: chromiumArguments })
}

/**
 * A real core on a folder of its own and a real window at it, in which numbered words are typed. What the core has
 * acknowledged is read off the wire, as the window gets it.
 */
export class TypingWindow {
  readonly folder: string
  articleId = ''
  page!: Page
  /** How many words were typed, and up to which one the core has acknowledged them. */
  typed = 0
  acknowledged = 0
  readonly #typedAt = new Map<number, number>()
  readonly #context: BrowserContext
  readonly #coreEnv: Record<string, string>
  readonly #ended: () => void
  #core: WebDoor

  private constructor(
    folder: string,
    context: BrowserContext,
    core: WebDoor,
    coreEnv: Record<string, string>,
    ended: () => void
  ) {
    this.folder = folder
    this.#context = context
    this.#core = core
    this.#coreEnv = coreEnv
    this.#ended = ended
  }

  /** `ended` is called when the core is gone, before the folder goes. */
  static async open(
    browser: Browser,
    {
      folder = mkdtempSync(join(tmpdir(), 'copydesk-fault-')),
      coreEnv = {} as Record<string, string>,
      ended = () => {}
    } = {}
  ): Promise<TypingWindow> {
    const core = await startWebDoor({ folder, env: coreEnv })
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 } })
    const window = new TypingWindow(folder, context, core, coreEnv, ended)
    const page = await window.#newPage()
    await page.goto(core.address)
    await page.getByLabel('Name of the desk').waitFor()
    expectOk(await ask(page, 'desk.found', { deskName: 'The Harbour Gazette', name: 'Ada Quill', role: 'admin' }))
    window.articleId = expectOk(await ask(page, 'articles.create', {})).id
    await window.show()
    return window
  }

  get corePid(): number {
    return this.#core.pid
  }

  /** Loads the article anew and puts the caret after its last word; in a new page when the old one is gone. */
  async show({ anew = false } = {}): Promise<void> {
    if (anew) await this.#newPage()
    const { origin } = new URL(this.#core.address)
    await this.page.goto(`${origin}/#/article/${this.articleId}`)
    await this.page.reload()
    await this.page.locator('.ProseMirror[contenteditable="true"]').waitFor()
    await this.takeCaret()
  }

  async takeCaret(): Promise<void> {
    await this.page.locator('.ProseMirror').click()
    await this.page.keyboard.press('Control+End')
  }

  /** Types words until told to stop; gives how to stop, which waits for the word that is being typed. */
  startTyping(pause: () => number): () => Promise<void> {
    let going = true
    const done = (async () => {
      while (going) {
        await this.typeWord()
        await wait(pause())
      }
      // A window that is gone takes no more keys: that is how such a run ends.
    })().catch(() => {})
    return async () => {
      going = false
      await Promise.race([done, wait(3000)])
    }
  }

  async typeWord(): Promise<void> {
    const next = this.typed + 1
    await this.page.keyboard.insertText(`${wordNumber(next)} `)
    this.typed = next
    this.#typedAt.set(next, performance.now())
  }

  /** Milliseconds for which the oldest word that is not acknowledged has been waiting. */
  get waiting(): number {
    const oldest = this.#typedAt.get(this.acknowledged + 1)
    return oldest === undefined ? 0 : performance.now() - oldest
  }

  async killCore(): Promise<void> {
    await this.#core.end('SIGKILL')
  }

  /** Starts the core again where it was; the window finds it by itself. */
  async startCore(): Promise<void> {
    this.#core = await startWebDoor({ folder: this.folder, env: this.#coreEnv })
  }

  /** Kills the process that draws the page: nothing in it gets to run any more. */
  async crashPage(): Promise<void> {
    const session = await this.#context.newCDPSession(this.page)
    const crashed = new Promise((resolve) => this.page.once('crash', resolve))
    session.send('Page.crash').catch(() => {})
    await crashed
    await this.page.close().catch(() => {})
  }

  /** The words that stand in the window. */
  async shownText(): Promise<string> {
    return this.page.locator('.ProseMirror').innerText()
  }

  /** What the window says of where the copy is. */
  async savingLine(): Promise<string> {
    return this.page.locator('.saving').first().innerText()
  }

  async waitUntilStored(milliseconds: number): Promise<boolean> {
    const until = Date.now() + milliseconds
    while (Date.now() < until) {
      if (this.acknowledged === this.typed) return true
      await wait(25)
    }
    return false
  }

  /** The article as the running core has it. */
  async askCore(): Promise<string> {
    return JSON.stringify(expectOk(await ask(this.page, 'articles.open', { id: this.articleId })).article.body)
  }

  /** The article as it is in the folder now, read by the real store from a copy; and what is wrong with it. */
  readFolder(): { text: string; wrong: string[] } {
    const copy = mkdtempSync(join(tmpdir(), 'copydesk-fault-copy-'))
    try {
      cpSync(this.folder, copy, { recursive: true })
      return readStoredText(copy, this.articleId)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  }

  async close(): Promise<void> {
    await this.#context.close()
    await this.#core.end('SIGTERM')
    this.#ended()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #newPage(): Promise<Page> {
    this.page = await this.#context.newPage()
    this.page.on('dialog', (dialog) => void dialog.accept().catch(() => {}))
    this.page.on('response', async (response) => {
      if (!response.url().endsWith('/call/articles.save')) return
      const reply = (await response.json().catch(() => null)) as { ok: boolean } | null
      if (!reply?.ok) return
      const sent = lastWord(response.request().postData() ?? '')
      this.acknowledged = Math.max(this.acknowledged, sent)
    })
    return this.page
  }
}

export const wordNumber = (number: number): string => `word${number}`

/** The number of the last whole word in a text. */
export function lastWord(text: string): number {
  return Number([...text.matchAll(/word(\d+) /g)].at(-1)?.[1] ?? 0)
}

/** The first of the words 1 to `last` that is not there, or null. */
export function missingWord(text: string, last: number): number | null {
  const there = new Set([...text.matchAll(/word(\d+)\b/g)].map(([, number]) => Number(number)))
  for (let number = 1; number <= last; number++) if (!there.has(number)) return number
  return null
}

/** Whether the words stand in the order in which they were typed, each once. */
export function inOrder(text: string): boolean {
  const found = [...text.matchAll(/word(\d+)\b/g)].map(([, number]) => Number(number))
  return found.every((number, index) => number === index + 1)
}

/** Opens a folder as the app would and reads an article there. */
export function readStoredText(folder: string, articleId: string): { text: string; wrong: string[] } {
  const opened = openStore(folder)
  if (!opened.ok) return { text: '', wrong: [`the desk does not open: ${opened.error.message}`] }
  const store = opened.value
  try {
    const wrong: string[] = []
    const integrity = store.database.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') wrong.push(`integrity_check: ${String(integrity)}`)
    const working = readWorking(store, articleId)
    if (!working) return { text: '', wrong: [...wrong, 'the article is gone'] }
    const article = working.article as Article
    if (articleHash(working.schemaVersion, article) !== working.articleHash)
      wrong.push('the text is not what its hash says')
    return { text: JSON.stringify(article.body), wrong }
  } finally {
    store.close()
  }
}
