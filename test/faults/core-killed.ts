import { setTimeout as wait } from 'node:timers/promises'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { inOrder, missingWord, noWindow, openChromium, TypingWindow } from './typing-window.ts'

/** Kills after which there is a new desk, so that the text stays one that somebody could have typed. */
const killsPerDesk = 15
/** Milliseconds from the core's return to the last word being stored. */
const patience = 15_000

/**
 * The core is killed while somebody types in a window, who goes on typing. What had been acknowledged is in the folder
 * that it left; the words that were not stay in the window and are stored when the core is back, by themselves. A fourth
 * of the times it stays away long enough for the window to have to say so.
 */
export const coreKilled: Fault = {
  name: 'core-killed',
  times: { quick: 2, full: 300 },
  built: true,
  missing: noWindow,
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const browser = await openChromium()
    let window: TypingWindow | null = null
    let words = 0
    let unacknowledged = 0
    let slowest = 0
    const told: number[] = []
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
        const stop = window.startTyping(() => 5 + random() * 60)
        await wait(200 + random() * 900)
        await window.killCore()
        const killed = performance.now()
        const acknowledged = control ? window.typed : window.acknowledged
        if (time % 4 === 3) {
          while (!(await window.savingLine()).startsWith('Not saved:') && performance.now() - killed < patience)
            await wait(20)
          told.push(performance.now() - killed)
          if (performance.now() - killed > 3000) note('corrupt', time, 'the window did not say that nothing is saved')
        } else await wait(random() * 700)
        await stop()
        const left = window.readFolder()
        for (const wrong of left.wrong) note('corrupt', time, wrong)
        const gone = missingWord(left.text, acknowledged)
        if (gone !== null) note('lost', time, `word ${gone} of ${acknowledged} acknowledged is not in the folder`)
        const unshown = missingWord(await window.shownText(), window.typed)
        if (unshown !== null)
          note('lost', time, `word ${unshown} of ${window.typed} typed is not in the window any more`)
        unacknowledged += window.typed - window.acknowledged
        await window.startCore()
        const back = performance.now()
        if (!(await window.waitUntilStored(patience))) note('lost', time, 'the words were not stored by themselves')
        slowest = Math.max(slowest, performance.now() - back)
        const stored = await window.askCore()
        const missing = missingWord(stored, window.typed)
        if (missing !== null) note('lost', time, `word ${missing} of ${window.typed} typed was never stored`)
        else if (!inOrder(stored)) note('corrupt', time, 'the words are stored twice or in another order')
        words += window.typed - before
      }
    } finally {
      await window?.close()
      await browser.close()
    }
    outcome.notes.unshift(
      `${words} words typed, ${unacknowledged} of them not acknowledged when the core was gone; all stored ${seconds(slowest)} s after its return at the latest`,
      ...(told.length > 0
        ? [`“Not saved” stood in the window ${seconds(Math.max(...told))} s after the kill at the latest`]
        : [])
    )
    return outcome
  }
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
