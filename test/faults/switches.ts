import { setTimeout as wait } from 'node:timers/promises'
import { expectOk } from '#shared/result.ts'
import { ask } from '#test/support/app.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { noWindow, openChromium, TypingWindow } from './typing-window.ts'

/** Switches after which there is a new desk, so that the texts stay ones that somebody could have typed. */
const switchesPerDesk = 100
const names = ['articleA', 'articleB', 'articleC']
const patience = 20_000

/** What the page saw: into the text with which name each word was typed. */
type Seen = { word: string; into: string }

/**
 * Somebody goes from article to article and types on, often before the next one stands there. Each word that went into a
 * text that was on the screen is in that article, once, and in no other.
 */
export const switches: Fault = {
  name: 'switches',
  // One word in 2,060 stood where the page had not seen it typed, and it is not known yet whether the page missed it: until
  // then this runs when it is asked for.
  times: { quick: 0, full: 10_000 },
  built: true,
  missing: noWindow,
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const browser = await openChromium()
    let [typed, landed] = [0, 0]
    try {
      for (let done = 0; done < times; done += switchesPerDesk) {
        const window = await TypingWindow.open(browser)
        try {
          const ids = await nameArticles(window)
          await listen(window)
          let word = 0
          for (let turn = 0; turn < Math.min(switchesPerDesk, times - done); turn++) {
            const next = Math.floor(random() * names.length)
            await window.page.evaluate((id) => void (location.hash = `#/article/${id}`), ids[next])
            // Half of the times the fingers are faster than the page.
            if (random() < 0.5) {
              await window.page.locator('.ProseMirror', { hasText: names[next] ?? '' }).waitFor()
              await window.takeCaret()
            }
            for (let count = Math.ceil(random() * 3); count > 0; count--) {
              await window.page.keyboard.insertText(`w${++word}w `)
              await wait(random() * 40)
            }
          }
          const seen = await window.page.evaluate(() => (globalThis as unknown as { seenWords: Seen[] }).seenWords)
          typed += word
          landed += seen.length
          // The control expects a word where it was not typed.
          if (control) seen.forEach((one) => (one.into = names[(names.indexOf(one.into) + 1) % names.length] ?? ''))
          const wrong = await wrongWords(window, ids, seen)
          outcome.lost += wrong.missing.length
          outcome.corrupt += wrong.astray.length
          outcome.notes.push(
            ...[...wrong.missing, ...wrong.astray].map((what) => `switches ${done} and on of seed ${seed}: ${what}`)
          )
        } finally {
          await window.close()
        }
      }
    } finally {
      await browser.close()
    }
    outcome.notes.splice(10)
    outcome.notes.unshift(`${typed} words typed, ${landed} of them into a text; the others while none had the caret`)
    return outcome
  }
}

/** Three articles, each with its name in its text. */
async function nameArticles(window: TypingWindow): Promise<string[]> {
  const ids: string[] = []
  for (const name of names) {
    window.articleId = expectOk(await ask(window.page, 'articles.create', {})).id
    ids.push(window.articleId)
    await window.show()
    await window.page.keyboard.insertText(`${name} `)
    for (const until = Date.now() + patience; !(await window.askCore()).includes(name); await wait(50))
      if (Date.now() > until) throw new Error('The name of an article was not stored.')
  }
  return ids
}

function listen({ page }: TypingWindow): Promise<void> {
  return page.evaluate((known) => {
    const seen: { word: string; into: string }[] = []
    Object.assign(globalThis, { seenWords: seen })
    document.addEventListener(
      'beforeinput',
      (event) => {
        const text = (event.target as HTMLElement).closest('.ProseMirror[contenteditable="true"]')?.textContent ?? ''
        const into = known.find((name) => text.includes(name))
        if (into !== undefined && event.data) seen.push({ word: event.data.trim(), into })
      },
      { capture: true }
    )
  }, names)
}

/** Waits until every word is stored where it was typed; gives those that are not, and those that stand elsewhere. */
async function wrongWords(
  window: TypingWindow,
  ids: string[],
  seen: Seen[]
): Promise<{ missing: string[]; astray: string[] }> {
  const counts = (text: string) => Map.groupBy(text.match(/w\d+w/g) ?? [], (word) => word)
  for (const until = Date.now() + patience; ; await wait(200)) {
    const texts = await Promise.all(
      ids.map(async (id) => JSON.stringify(expectOk(await ask(window.page, 'articles.open', { id })).article.body))
    )
    const stored = new Map(texts.map((text, index) => [names[index] ?? '', counts(text)]))
    const missing = seen.filter(({ word, into }) => stored.get(into)?.get(word)?.length !== 1)
    const own = new Set(seen.map(({ word, into }) => `${word} ${into}`))
    const astray = [...stored].flatMap(([name, words]) =>
      [...words.keys()]
        .filter((word) => !own.has(`${word} ${name}`))
        .map((word) => {
          const into = seen.filter((one) => one.word === word).map((one) => one.into)
          return `${word} stands in ${name}; the page saw it go into ${into.join(' and ') || 'none'}`
        })
    )
    if ((missing.length === 0 && astray.length === 0) || Date.now() > until)
      return {
        missing: missing.map(({ word, into }) => `${word} is not in ${into}`),
        astray
      }
  }
}
