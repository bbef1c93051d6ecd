import { decodeTime, monotonicFactory } from 'ulid'

const next = monotonicFactory()
let floor = 0

/** A ULID that sorts after every one before it, also within one millisecond and when the clock has gone back. */
export function newId(): string {
  return next(Math.max(Date.now(), floor))
}

/** Every id from now on sorts after this one: a clock that was set back between two runs must not reorder events. */
export function startIdsAfter(id: string): void {
  floor = Math.max(floor, decodeTime(id) + 1)
}
