import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { runTyping } from './typing-run.ts'
import { inOrder, missingWord, noWindow } from './typing-window.ts'

/**
 * The process that draws the window is killed while somebody types in it; the article is opened again in a new one. Every
 * word that was acknowledged is there. Words that nobody had acknowledged may be gone: how many, is said.
 */
export const rendererKilled: Fault = {
  name: 'renderer-killed',
  times: { quick: 2, full: 300 },
  built: true,
  missing: noWindow,
  async run(options) {
    let [words, gone, oldest] = [0, 0, 0]
    const outcome = await runTyping(options, async ({ window, random, note, acknowledged: held }) => {
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
      const acknowledged = held()
      await window.show({ anew: true })
      const shown = await window.shownText()
      const missing = missingWord(shown, acknowledged)
      if (missing !== null) note('lost', `word ${missing} of ${acknowledged} acknowledged is not in the window`)
      const stored = await window.askCore()
      const unstored = missingWord(stored, acknowledged)
      if (unstored !== null) note('lost', `word ${unstored} of ${acknowledged} acknowledged is not stored`)
      else if (!inOrder(stored)) note('corrupt', 'the words are stored twice or in another order')
      const first = missingWord(shown, window.typed)
      if (first !== null) {
        gone += window.typed - first + 1
        oldest = Math.max(oldest, crashed - (typedAt[first - 1 - before] ?? crashed))
      }
      // What is not there any more is not typed: the next word follows the last that stands.
      window.typed = window.acknowledged = (first ?? window.typed + 1) - 1
    })
    outcome.notes.unshift(
      `${words} words typed; ${gone} of them were not acknowledged yet and went with the window, the oldest typed ${Math.round(oldest)} ms before`
    )
    return outcome
  }
}
