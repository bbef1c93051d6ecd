import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './fault.ts'
import { checkFolder, checkShown, checkStored, patience, runTyping, seconds } from './typing-run.ts'
import { noWindow } from './typing-window.ts'

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
  async run(options) {
    let [words, unacknowledged, slowest] = [0, 0, 0]
    const told: number[] = []
    const outcome = await runTyping(options, async (turn) => {
      const { window, time, random, note } = turn
      const before = window.typed
      const stop = window.startTyping(() => 5 + random() * 60)
      await wait(200 + random() * 900)
      await window.killCore()
      const killed = performance.now()
      const acknowledged = turn.acknowledged()
      if (time % 4 === 3) {
        while (!(await window.savingLine()).startsWith('Not saved:') && performance.now() - killed < patience)
          await wait(20)
        told.push(performance.now() - killed)
        if (performance.now() - killed > 3000) note('corrupt', 'the window did not say that nothing is saved')
      } else await wait(random() * 700)
      await stop()
      checkFolder(turn, acknowledged)
      await checkShown(turn)
      unacknowledged += window.typed - window.acknowledged
      await window.startCore()
      slowest = Math.max(slowest, await checkStored(turn))
      words += window.typed - before
    })
    outcome.notes.unshift(
      `${words} words typed, ${unacknowledged} of them not acknowledged when the core was gone; all stored ${seconds(slowest)} s after its return at the latest`,
      ...(told.length > 0
        ? [`“Not saved” stood in the window ${seconds(Math.max(...told))} s after the kill at the latest`]
        : [])
    )
    return outcome
  }
}
