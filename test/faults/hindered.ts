import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser } from '@playwright/test'
import { storeFile } from '#main/store/open.ts'
import type { Fault, FaultOptions, Outcome } from './fault.ts'
import { noStrace, watchCalls } from './strace.ts'
import { checkFolder, checkShown, checkStored, patience, runTyping, seconds, type Turn } from './typing-run.ts'
import { noWindow, TypingWindow } from './typing-window.ts'

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
  run: (options) => hinder(hindrance, options)
}))

async function hinder({ certain, begin, open }: Hindrance, options: FaultOptions): Promise<Outcome> {
  const sentences = new Map<string, number>()
  let [words, quietest, slowest] = [0, 0, 0]
  const take = async (turn: Turn) => {
    const { window, random, note } = turn
    const before = window.typed
    const stop = window.startTyping(() => 5 + random() * 60)
    await wait(200 + random() * 900)
    const end = await begin(window, random)
    const told = await watchLine(window, { certain, lasts: random() * 6000 })
    if (told.sentence) sentences.set(told.sentence, (sentences.get(told.sentence) ?? 0) + 1)
    quietest = Math.max(quietest, told.quiet)
    if (told.quiet > silence) note('corrupt', `a word waited ${seconds(told.quiet)} s and nothing was said`)
    await wait(random() * 500)
    await stop()
    await checkShown(turn)
    checkFolder(turn, turn.acknowledged())
    await end()
    slowest = Math.max(slowest, await checkStored(turn))
    words += window.typed - before
  }
  const outcome = await runTyping(options, take, { turns: 5, ...(open && { open }) })
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
