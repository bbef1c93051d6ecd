import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Writes what was done and what failed, a JSON object a line: names, codes and times, never anybody's words. */
export interface Log {
  line(entry: Record<string, string | number | null>): void
  close(): void
}

/**
 * What was thrown, for the log: its kind and code, and where. Not its message, which may hold the words that were being read
 * ("Unexpected token … in JSON").
 */
export function thrownAt(error: unknown): string {
  const { name = 'Error', code, stack = '' } = (error ?? {}) as { name?: string; code?: string; stack?: string }
  const places = stack.split('\n').filter((line) => /^ +at /.test(line))
  return [code === undefined ? name : `${name} ${code}`, ...places.slice(0, 12)].join('\n')
}

const largest = 1_000_000

/** The log of a desk folder. One older file is kept. A log that cannot be written never stops the desk. */
export function openLog(folder: string): Log {
  const file = join(folder, 'copydesk.log')
  if (existsSync(file) && statSync(file).size > largest) renameSync(file, `${file}.1`)
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 })
  stream.on('error', () => {})
  return {
    line: (entry) => void stream.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`),
    close: () => void stream.end()
  }
}
