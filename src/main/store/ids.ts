import { decodeTime, isValid, monotonicFactory } from 'ulid'

const next = monotonicFactory()
let floor = 0

/** A ULID that sorts after every one before it, also within one millisecond and when the clock has gone back. */
export function newId(): string {
  return next(Math.max(Date.now(), floor))
}

/**
 * Every id from now on sorts after this one: a clock that was set back between two runs must not reorder events. What is no
 * ULID any more, because the disk was damaged there, says nothing.
 */
export function startIdsAfter(id: string): void {
  if (isValid(id)) floor = Math.max(floor, decodeTime(id) + 1)
}
