/** One way in which the world fails, done to the real store again and again. */
export interface Fault {
  name: string
  /** How often in a quick and in a full run; 0 leaves it out. */
  times: { quick: number; full: number }
  /** Whether it needs the app as it is built. */
  built?: true
  /** Why it cannot be done on this machine, or null. */
  missing?(): string | null
  run(options: FaultOptions): Promise<Outcome>
}

export interface FaultOptions {
  times: number
  seed: number
  /** Acknowledges too early, on purpose: a run that can fail must be seen to fail. */
  control: boolean
}

export interface Outcome {
  times: number
  /** Times after which something acknowledged was not there. */
  lost: number
  /** Times after which something was there and was not what had been stored. */
  corrupt: number
  /** What was seen, first ones only, and figures that say that the run did its work. */
  notes: string[]
}

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
