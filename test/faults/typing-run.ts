import type { Browser } from '@playwright/test'
import { randomOf, type FaultOptions, type Outcome } from './fault.ts'
import { inOrder, missingWord, openChromium, TypingWindow } from './typing-window.ts'

/** Milliseconds that the last word has to be stored in once nothing is in its way any more. */
export const patience = 20_000

/** One time of a run: somebody types in a window, and something goes wrong. */
export interface Turn {
  window: TypingWindow
  time: number
  random: () => number
  note(kind: 'lost' | 'corrupt', what: string): void
  /** The last word that the core is held to. */
  acknowledged(): number
}

interface Desks {
  /** Turns after which there is a new one, so that the text stays one that somebody could have typed. */
  turns?: number
  open?(browser: Browser, random: () => number): Promise<TypingWindow>
}

/** Goes through one turn after another; what came of them. */
export async function runTyping(
  { times, seed, control }: FaultOptions,
  take: (turn: Turn) => Promise<void>,
  { turns = 15, open = (browser) => TypingWindow.open(browser) }: Desks = {}
): Promise<Outcome> {
  const random = randomOf(seed)
  const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
  const browser = await openChromium()
  let window: TypingWindow | null = null
  try {
    for (let time = 0; time < times; time++) {
      if (time % turns === 0) {
        await window?.close()
        window = await open(browser, random)
      }
      if (!window) throw new Error('There is no window.')
      const at = window
      const note = (kind: 'lost' | 'corrupt', what: string) => {
        outcome[kind]++
        if (outcome.notes.length < 10) outcome.notes.push(`time ${time} of seed ${seed}: ${what}`)
      }
      // The control holds the core to words that it has not acknowledged.
      const acknowledged = () => (control ? at.typed : at.acknowledged)
      await take({ window, time, random, note, acknowledged })
    }
  } finally {
    await window?.close()
    await browser.close()
  }
  return outcome
}

/** What was acknowledged is in the folder as it lies there, and nothing in it is wrong. */
export function checkFolder({ window, note }: Turn, acknowledged: number): void {
  const left = window.readFolder()
  for (const wrong of left.wrong) note('corrupt', wrong)
  const gone = missingWord(left.text, acknowledged)
  if (gone !== null) note('lost', `word ${gone} of ${acknowledged} acknowledged is not in the folder`)
}

/** Every word that was typed still stands in the window. */
export async function checkShown({ window, note }: Turn): Promise<void> {
  const gone = missingWord(await window.shownText(), window.typed)
  if (gone !== null) note('lost', `word ${gone} of ${window.typed} typed is not in the window any more`)
}

/** Everything is stored without anybody doing anything, each word once and in order; milliseconds that it took. */
export async function checkStored({ window, note }: Turn): Promise<number> {
  const began = performance.now()
  if (!(await window.waitUntilStored(patience))) note('lost', 'the words were not stored by themselves')
  const took = performance.now() - began
  const stored = await window.askCore()
  const missing = missingWord(stored, window.typed)
  if (missing !== null) note('lost', `word ${missing} of ${window.typed} typed was never stored`)
  else if (!inOrder(stored)) note('corrupt', 'the words are stored twice or in another order')
  return took
}

export const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1)
