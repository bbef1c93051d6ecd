import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { randomOf, type Fault, type Outcome } from './fault.ts'
import { readCalls, recordedCalls, RecordedDisk, survivals, type DiskCall } from './recorded-disk.ts'
import { noStrace } from './strace.ts'
import { examine, writer, type Acknowledged } from './writer-killed.ts'

/** What the writer does in each of its lives; it closes the desk after each, so that the log goes over into the file. */
const lives = { quick: [25, 15], full: [150, 100] }

/**
 * The power fails at any call of a session that makes a desk, fills it, closes it and goes on: of what was not synced
 * there is nothing, everything, a beginning, some writes or some sectors. Nothing that was acknowledged is gone, and
 * nothing is there that was not stored.
 */
export const powerCut: Fault = {
  name: 'power-cut',
  times: { quick: 150, full: 8000 },
  missing: noStrace,
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'copydesk-power-'))
    const calls = record(join(place, 'desk'), seed, times < 1000 ? lives.quick : lives.full, control)
    const cuts = chooseCuts(calls, times, random)
    const disk = new RecordedDisk(join(place, 'desk'))
    const acknowledged: Acknowledged = new Map()
    let done = 0
    let saves = 0
    for (const [index, call] of calls.entries()) {
      while (cuts[done] === index) {
        const survival = survivals[done++ % survivals.length] ?? 'nothing'
        const found = reopen(join(place, 'after'), disk.after(survival, random), acknowledged)
        if (found.lost.length > 0) outcome.lost++
        if (found.corrupt.length > 0) outcome.corrupt++
        for (const finding of [...found.lost, ...found.corrupt])
          outcome.notes.push(
            `before call ${index} of seed ${seed}, with ${survival} of what was not synced: ${finding}`
          )
      }
      disk.do(call)
      if (call.kind !== 'said') continue
      for (const line of call.text.split('\n').slice(0, -1)) {
        const [id = '', version = '', hash = ''] = line.split(' ')
        acknowledged.set(id, { version: Number(version), hash })
        saves++
      }
    }
    rmSync(place, { recursive: true, force: true })
    outcome.notes.splice(10)
    const count = (kind: DiskCall['kind']) => calls.filter((call) => call.kind === kind).length
    outcome.notes.unshift(
      `${calls.length} calls recorded (${count('written')} writes, ${count('synced')} syncs), ${saves} saves acknowledged; the power cut at ${new Set(cuts).size} different calls`
    )
    return outcome
  }
}

/** The lives of one writer on one folder, as the disk saw them. */
function record(folder: string, seed: number, steps: number[], control: boolean): DiskCall[] {
  const trace = `${folder}.calls`
  return steps.flatMap((count, life) => {
    const ran = spawnSync(
      'strace',
      [
        ...['-o', trace, '-y', '-xx', '-s', '1000000', '-e', `trace=${recordedCalls}`],
        ...[process.execPath, writer, folder, String(seed + life), control ? 'control' : '', String(count)]
      ],
      { encoding: 'utf8' }
    )
    if (ran.status !== 0) throw new Error(`The writer ended with ${ran.status}: ${ran.stderr}`)
    return readCalls(readFileSync(trace, 'latin1'), folder)
  })
}

/** Calls before which the power fails, in order: every second one a sync, before which most is owed. */
function chooseCuts(calls: DiskCall[], times: number, random: () => number): number[] {
  const syncs = [...calls.keys()].filter((index) => calls[index]?.kind === 'synced')
  const next = (list: number[], at: number) => list[at % list.length] ?? 0
  const offset = Math.floor(random() * calls.length)
  const stride = Math.max(1, Math.floor(calls.length / (times / 2)))
  const cuts = Array.from({ length: times }, (_, time) => {
    const at = offset + Math.floor(time / 2) * stride
    return time % 2 === 0 ? at % calls.length : next(syncs, at)
  })
  return cuts.sort((a, b) => a - b)
}

function reopen(folder: string, files: Map<string, Buffer>, acknowledged: Acknowledged) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [path, bytes] of files) writeFileSync(join(folder, basename(path)), bytes)
  return examine(folder, new Map(acknowledged))
}
