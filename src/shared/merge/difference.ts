/** One step from one list to another: `a` and `b` index the lists, -1 where the other alone has it. */
export interface Step {
  a: number
  b: number
}

/** Beyond so many insertions and deletions two lists count as different altogether: reading on would help nobody. */
const mostEdits = 2000

/**
 * The shortest way from `a` to `b` (Myers 1986), numbers standing for what is equal. Deletions come before the
 * insertions that take their place. `good` says how well an insertion or deletion reads when it begins at a value;
 * where several places are equally short, the best reading one is taken.
 */
export function difference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  good: (value: number) => number = () => 0
): Step[] {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const steps: Step[] = []
  for (let index = 0; index < start; index++) steps.push({ a: index, b: index })
  steps.push(...middle(a, b, start, a.length - end, b.length - end))
  for (let left = end; left > 0; left--) steps.push({ a: a.length - left, b: b.length - left })
  slide(steps, a, b, good)
  return deletionsFirst(steps)
}

function middle(a: ArrayLike<number>, b: ArrayLike<number>, start: number, aEnd: number, bEnd: number): Step[] {
  const n = aEnd - start
  const m = bEnd - start
  const apart = () => [
    ...Array.from({ length: n }, (_, index) => ({ a: start + index, b: -1 })),
    ...Array.from({ length: m }, (_, index) => ({ a: -1, b: start + index }))
  ]
  if (n === 0 || m === 0) return apart()
  const most = Math.min(n + m, mostEdits)
  const offset = most + 1
  const reached = new Int32Array(2 * most + 3)
  // How far each diagonal had come before each round; round d knows the diagonals -d to d.
  const rounds: Int32Array[] = []
  for (let d = 0; d <= most; d++) {
    rounds.push(reached.slice(offset - d - 1, offset + d + 2))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(reached, offset + k - 1) < at(reached, offset + k + 1))
      let x = down ? at(reached, offset + k + 1) : at(reached, offset + k - 1) + 1
      let y = x - k
      while (x < n && y < m && a[start + x] === b[start + y]) {
        x++
        y++
      }
      reached[offset + k] = x
      if (x >= n && y >= m) return walkBack(rounds, n, m, start)
    }
  }
  return apart()
}

function walkBack(rounds: Int32Array[], n: number, m: number, start: number): Step[] {
  const steps: Step[] = []
  let x = n
  let y = m
  for (let d = rounds.length - 1; d >= 0; d--) {
    const before = rounds[d]
    if (!before) throw new Error(`Round ${d} was not kept.`)
    const reached = (k: number) => at(before, k + d + 1)
    const k = x - y
    const down = k === -d || (k !== d && reached(k - 1) < reached(k + 1))
    const from = d === 0 ? 0 : down ? k + 1 : k - 1
    const fromX = d === 0 ? 0 : reached(from)
    const fromY = d === 0 ? 0 : fromX - from
    const [edgeX, edgeY] = d === 0 ? [0, 0] : down ? [fromX, fromY + 1] : [fromX + 1, fromY]
    while (x > edgeX && y > edgeY) steps.push({ a: start + --x, b: start + --y })
    if (d === 0) break
    steps.push(down ? { a: -1, b: start + fromY } : { a: start + fromX, b: -1 })
    x = fromX
    y = fromY
  }
  return steps.reverse()
}

/**
 * An insertion between equal values can often stand a little earlier or later and say the same ("the [big the] cat").
 * Every run of only insertions or only deletions is moved to where it reads best.
 */
function slide(steps: Step[], a: ArrayLike<number>, b: ArrayLike<number>, good: (value: number) => number): void {
  const isKept = (step: Step | undefined) => step !== undefined && step.a >= 0 && step.b >= 0
  for (let first = 0; first < steps.length; first++) {
    const step = steps[first]
    if (!step || isKept(step)) continue
    let last = first
    while (last + 1 < steps.length && !isKept(steps[last + 1])) last++
    const side = step.a < 0 ? 'b' : 'a'
    const only = steps.slice(first, last + 1).every((one) => one.a < 0 === step.a < 0)
    if (only) last = place(steps, first, last, side, side === 'b' ? b : a, good)
    first = last
  }
}

function place(
  steps: Step[],
  first: number,
  last: number,
  side: 'a' | 'b',
  values: ArrayLike<number>,
  good: (value: number) => number
): number {
  const other = side === 'a' ? 'b' : 'a'
  const kept = (index: number) => (steps[index]?.a ?? -1) >= 0 && (steps[index]?.b ?? -1) >= 0
  const value = (index: number) => at(values, steps[index]?.[side] ?? -1)
  let back = 0
  while (kept(first - back - 1) && value(first - back - 1) === value(last - back)) back++
  let on = 0
  while (kept(last + on + 1) && value(last + on + 1) === value(first + on)) on++
  if (back === 0 && on === 0) return last
  let best = 0
  let bestScore = -Infinity
  for (let by = -back; by <= on; by++) {
    // Every value keeps its place in its own list: only which of them are the change moves.
    const score = good(value(first + by)) + (by === 0 ? 0.5 : 0)
    if (score > bestScore) [best, bestScore] = [by, score]
  }
  if (best === 0) return last
  const from = Math.min(first, first + best)
  const to = Math.max(last, last + best)
  const others = steps
    .slice(from, to + 1)
    .map((step) => step[other])
    .filter((index) => index >= 0)
  for (let index = from; index <= to; index++) {
    const step = steps[index]
    if (!step) throw new Error(`No step ${index}.`)
    const changed = index >= first + best && index <= last + best
    steps[index] = { ...step, [other]: changed ? -1 : (others.shift() ?? -1) }
  }
  return last + Math.max(best, 0)
}

function deletionsFirst(steps: Step[]): Step[] {
  const ordered: Step[] = []
  let inserted: Step[] = []
  for (const step of steps) {
    if (step.a < 0) inserted.push(step)
    else {
      if (step.b >= 0) {
        ordered.push(...inserted)
        inserted = []
      }
      ordered.push(step)
    }
  }
  return [...ordered, ...inserted]
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? -1
}
