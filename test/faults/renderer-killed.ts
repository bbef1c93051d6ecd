import { setTimeout as wait } from 'node:timers/promises'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { inOrder, missingWord, noWindow, openChromium, TypingWindow } from './typing-window.ts'

const killsPerDesk = 15

/**
 * The process that draws the window is killed while somebody types in it; the article is opened again in a new one. Every
 * word that was acknowledged is there. Words that nobody had acknowledged may be gone: how many, is said.
 */
export const rendererKilled: Fault = {
  name: 'renderer-killed',
  times: { quick: 2, full: 300 },
  built: true,
  missing: noWindow,
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const browser = await openChromium()
    let window: TypingWindow | null = null
    let words = 0
    let gone = 0
    let oldest = 0
    const note = (kind: 'lost' | 'corrupt', time: number, what: string) => {
      outcome[kind]++
      if (outcome.notes.length < 10) outcome.notes.push(`kill ${time} of seed ${seed}: ${what}`)
    }
    try {
      for (let time = 0; time < times; time++) {
        if (time % killsPerDesk === 0) {
          await window?.close()
          window = await TypingWindow.open(browser)
        }
        if (!window) throw new Error('There is no window.')
        const before = window.typed
        const typedAt: number[] = []
        const stop = window.startTyping(() => {
          typedAt.push(performance.now())
          return 5 + random() * 60
        })
        await wait(200 + random() * 1500)
        await window.crashPage()
        const crashed = performance.now()
        await stop()
        words += window.typed - before
        const acknowledged = control ? window.typed : window.acknowledged
        await window.show({ anew: true })
        const shown = await window.shownText()
        const missing = missingWord(shown, acknowledged)
        if (missing !== null) note('lost', time, `word ${missing} of ${acknowledged} acknowledged is not in the window`)
        const stored = await window.askCore()
        const unstored = missingWord(stored, acknowledged)
        if (unstored !== null) note('lost', time, `word ${unstored} of ${acknowledged} acknowledged is not stored`)
        else if (!inOrder(stored)) note('corrupt', time, 'the words are stored twice or in another order')
        const first = missingWord(shown, window.typed)
        if (first !== null) {
          gone += window.typed - first + 1
          oldest = Math.max(oldest, crashed - (typedAt[first - 1 - before] ?? crashed))
        }
        // What is not there any more is not typed: the next word follows the last that stands.
        window.typed = window.acknowledged = (first ?? window.typed + 1) - 1
      }
    } finally {
      await window?.close()
      await browser.close()
    }
    outcome.notes.unshift(
      `${words} words typed; ${gone} of them were not acknowledged yet and went with the window, the oldest typed ${Math.round(oldest)} ms before`
    )
    return outcome
  }
}
