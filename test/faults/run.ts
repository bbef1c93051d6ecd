/*
 * node test/faults/run.ts [--quick | --full] [--only NAME] [--times N] [--seed N] [--control]
 *
 * Does every fault to the real store and says what was lost. Ends with 1 when anything was. With `--control` a promise is
 * broken on purpose (the writer acknowledges before it has stored; a hash is not looked at): a run that then sees nothing
 * could see nothing at all, and ends with 1.
 */
import { parseArgs } from 'node:util'
import { ensureBuilt } from '#test/support/build.ts'
import { approval } from './approval.ts'
import { clock } from './clock.ts'
import { coreKilled } from './core-killed.ts'
import { damage } from './damage.ts'
import { failingCalls } from './failing-calls.ts'
import type { Fault } from './fault.ts'
import { hindered } from './hindered.ts'
import { mergeSessions } from './merge.ts'
import { migrationsKilled } from './migrations-killed.ts'
import { powerCut } from './power-cut.ts'
import { rendererKilled } from './renderer-killed.ts'
import { switches } from './switches.ts'
import { twoWindows } from './two-windows.ts'
import { wiresKilled } from './wires-killed.ts'
import { writerKilled } from './writer-killed.ts'

const faults: Fault[] = [
  writerKilled,
  failingCalls,
  powerCut,
  migrationsKilled,
  clock,
  coreKilled,
  rendererKilled,
  ...hindered,
  switches,
  damage,
  approval,
  mergeSessions,
  twoWindows,
  wiresKilled
]

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    full: { type: 'boolean' },
    control: { type: 'boolean', default: false },
    only: { type: 'string' },
    times: { type: 'string' },
    seed: { type: 'string' }
  }
})
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
if (!Number.isInteger(seed)) throw new RangeError(`--seed takes a whole number, not “${values.seed}”.`)
const given = values.times === undefined ? null : Number(values.times)
if (given !== null && !(Number.isInteger(given) && given > 0))
  throw new RangeError(`--times takes a whole number above 0, not “${values.times}”.`)
const chosen = faults.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0)
  throw new RangeError(`There is no fault “${values.only}”; there are ${faults.map(({ name }) => name).join(', ')}.`)

if (chosen.some(({ built }) => built)) await ensureBuilt()
let failed = false
const line = (...cells: (string | number)[]) =>
  console.log(cells.map((cell, index) => String(cell).padEnd(index === 0 ? 24 : 11)).join('| '))
console.log(`seed ${seed}${values.control ? ', control: a promise is broken on purpose' : ''}`)
line('fault', 'N', 'lost', 'corrupt', '95 % bound', 'seconds')
for (const fault of chosen) {
  const missing = fault.missing?.() ?? null
  if (missing !== null) {
    console.log(`${fault.name}: skipped, ${missing}`)
    continue
  }
  const times = given ?? (values.control ? 40 : fault.times[values.full ? 'full' : 'quick'])
  if (times === 0) {
    console.log(`${fault.name}: not in a quick run`)
    continue
  }
  const started = performance.now()
  const outcome = await fault.run({ times, seed, control: values.control })
  const bad = outcome.lost + outcome.corrupt
  // No failure in N leaves less than 3/N, 95 times in 100 ("rule of three").
  line(
    fault.name,
    outcome.times,
    outcome.lost,
    outcome.corrupt,
    bad === 0 ? `${(300 / outcome.times).toFixed(2)} %` : '-',
    ((performance.now() - started) / 1000).toFixed(1)
  )
  for (const note of outcome.notes) console.log(`  ${note}`)
  if (values.control ? bad === 0 : bad > 0) failed = true
}
if (values.control)
  console.log(
    failed ? 'The control was not seen to lose: this test proves nothing.' : 'The control was seen to lose, as it must.'
  )
process.exitCode = failed ? 1 : 0
