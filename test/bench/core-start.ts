import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWebDoor } from '#test/support/app.ts'
import { compareTimes, quantile, reachFigure, type Bench, type Figure } from './figures.ts'
import { fillDesk } from './generate.ts'

const runs = 15
const sizes = [10, 10_000]

/** From the start of the process to the line that says where it is open, beside a Node that does nothing. */
export const coreStart: Bench = {
  name: 'core-start',
  async run() {
    const figures: Figure[] = []
    for (const size of sizes) {
      const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'))
      try {
        console.log(`  writing ${size} articles`)
        await fillDesk(folder, size)
        await untilIndexed(folder)
        const times: number[] = []
        const reference: number[] = []
        for (let run = 0; run < runs; run++) {
          reference.push(await timeBareNode())
          const started = performance.now()
          const door = await startWebDoor({ folder })
          times.push(performance.now() - started)
          await door.end('SIGTERM')
        }
        const name = `core-start, ${size.toLocaleString('en')} articles`
        figures.push(
          ...compareTimes(name, times, reference, 'node -e 0'),
          reachFigure(`${name}, median`, quantile(times, 0.5), 300, times.length)
        )
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }
    return figures
  }
}

/** The first start after filling still indexes in the background; the figure is about the starts after it. */
async function untilIndexed(folder: string): Promise<void> {
  const door = await startWebDoor({ folder })
  await new Promise((resolve) => setTimeout(resolve, 3000))
  await door.end('SIGTERM')
  if (!existsSync(folder)) throw new Error(`The desk folder is gone: ${folder}`)
}

function timeBareNode(): Promise<number> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
    child.on('error', reject)
    child.on('exit', () => resolve(performance.now() - started))
  })
}
