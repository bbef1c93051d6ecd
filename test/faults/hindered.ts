import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { storeFile } from '#main/store/open.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { noStrace, watchCalls } from './strace.ts'
import { inOrder, missingWord, noWindow, openChromium, TypingWindow } from './typing-window.ts'

/** What keeps saves from being made, without ending anything. */
interface Hindrance {
  name: string
  times: Fault['times']
  missing?(): string | null
  /** Whether saving has to stop, so that the window has to say so. */
  certain: boolean
  open?(browser: Browser, random: () => number): Promise<TypingWindow>
  /** Begins; gives how it ends. */
  begin(window: TypingWindow, random: () => number): Promise<() => Promise<void> | void>
}

/** Milliseconds for which a word may wait before the window says that it is not saved; a busy machine has one more second. */
const silence = 2000 + 1000
/** Milliseconds from the end of the hindrance to the last word being stored. */
const patience = 20_000
/** Times after which there is a new desk. */
const timesPerDesk = 5

const hindrances: Hindrance[] = [
  {
    name: 'disk-full',
    times: { quick: 1, full: 100 },
    certain: true,
    missing: noMount,
    open: (browser, random) => openOnSmallDisk(browser, 10 + Math.floor(random() * 16)),
    begin({ folder }, random) {
      const ballast = join(folder, 'ballast')
      const { bavail, bsize } = statfsSync(folder)
      try {
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail - Math.floor(random() * 30)) * bsize))
      } catch (error) {
        // The core has taken some of it meanwhile: then it is full already.
        if ((error as { code?: string }).code !== 'ENOSPC') throw error
      }
      return Promise.resolve(() => rmSync(ballast))
    }
  },
  {
    name: 'read-only',
    times: { quick: 1, full: 60 },
    certain: true,
    missing: noStrace,
    begin: ({ corePid }) =>
      watchCalls(corePid, ['-o', '/dev/null', '-e', 'inject=pwrite64,ftruncate,openat,unlink:error=EROFS'])
  },
  {
    name: 'locked',
    times: { quick: 1, full: 60 },
    certain: true,
    begin({ folder }) {
      const other = new Database(join(folder, storeFile))
      other.exec('BEGIN EXCLUSIVE')
      return Promise.resolve(() => void other.close())
    }
  },
  {
    name: 'slow-disk',
    times: { quick: 1, full: 60 },
    certain: false,
    missing: noStrace,
    begin: ({ corePid }, random) =>
      watchCalls(corePid, [
        ...['-o', '/dev/null', '-e', `inject=fsync,fdatasync:delay_enter=${Math.floor(random() * 5e6)}`]
      ])
  }
]

/**
 * Something keeps a real core from storing what somebody types. The window says so within two seconds of a word, with a
 * plain sentence, and keeps every word; when it is over, all is stored without anybody doing anything.
 */
export const hindered: Fault[] = hindrances.map((hindrance) => ({
  name: hindrance.name,
  times: hindrance.times,
  built: true,
  missing: () => noWindow() ?? hindrance.missing?.() ?? null,
  run: ({ times, seed, control }) => hinder(hindrance, times, seed, control)
}))

async function hinder(
  { certain, begin, open = (browser) => TypingWindow.open(browser) }: Hindrance,
  times: number,
  seed: number,
  control: boolean
): Promise<Outcome> {
  const random = randomOf(seed)
  const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
  const browser = await openChromium()
  let window: TypingWindow | null = null
  const sentences = new Map<string, number>()
  let [words, quietest, slowest] = [0, 0, 0]
  const note = (kind: 'lost' | 'corrupt', time: number, what: string) => {
    outcome[kind]++
    if (outcome.notes.length < 10) outcome.notes.push(`time ${time} of seed ${seed}: ${what}`)
  }
  try {
    for (let time = 0; time < times; time++) {
      if (time % timesPerDesk === 0) {
        await window?.close()
        window = await open(browser, random)
      }
      if (!window) throw new Error('There is no window.')
      const before = window.typed
      const stop = window.startTyping(() => 5 + random() * 60)
      await wait(200 + random() * 900)
      const end = await begin(window, random)
      const told = await watchLine(window, { certain, lasts: random() * 6000 })
      if (told.sentence) sentences.set(told.sentence, (sentences.get(told.sentence) ?? 0) + 1)
      quietest = Math.max(quietest, told.quiet)
      if (told.quiet > silence) note('corrupt', time, `a word waited ${seconds(told.quiet)} s and nothing was said`)
      await wait(random() * 500)
      await stop()
      const unshown = missingWord(await window.shownText(), window.typed)
      if (unshown !== null) note('lost', time, `word ${unshown} of ${window.typed} typed is not in the window any more`)
      const acknowledged = control ? window.typed : window.acknowledged
      const left = window.readFolder()
      for (const wrong of left.wrong) note('corrupt', time, wrong)
      const gone = missingWord(left.text, acknowledged)
      if (gone !== null) note('lost', time, `word ${gone} of ${acknowledged} acknowledged is not in the folder`)
      await end()
      const over = performance.now()
      if (!(await window.waitUntilStored(patience))) note('lost', time, 'the words were not stored by themselves')
      slowest = Math.max(slowest, performance.now() - over)
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
    `${words} words typed; a word waited ${seconds(quietest)} s at most before the window said so; all stored ${seconds(slowest)} s after the end at the latest`,
    ...[...sentences].map(([sentence, count]) => `${count} × ${sentence}`)
  )
  return outcome
}

/** Watches what the window says until it has told of the hindrance, or the hindrance has lasted long enough. */
async function watchLine(
  window: TypingWindow,
  { certain, lasts }: { certain: boolean; lasts: number }
): Promise<{ sentence: string; quiet: number }> {
  const begun = performance.now()
  let quiet = 0
  for (;;) {
    const line = await window.savingLine()
    if (line.startsWith('Not saved:')) return { sentence: line.replace(/\s+/g, ' '), quiet }
    quiet = Math.max(quiet, window.waiting)
    const past = performance.now() - begun
    if (certain ? past > patience : past > lasts) return { sentence: '', quiet }
    await wait(20)
  }
}

async function openOnSmallDisk(browser: Browser, megabytes: number): Promise<TypingWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-fault-'))
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'copydesk-fault', folder])
  return TypingWindow.open(browser, { folder, ended: () => void spawnSync('umount', [folder]) })
}

function noMount(): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-fault-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'copydesk-fault', folder])
  if (status === 0) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true })
  return status === 0 ? null : 'a small disk can be mounted only by root on Linux'
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
