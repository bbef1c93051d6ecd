import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { chromium } from '@playwright/test'
import sharp from 'sharp'
import { openCore } from '#main/open-core.ts'
import type { Caller } from '#main/core.ts'
import { openMediaLibrary } from '#main/media/library.ts'
import { writeMetadata } from '#main/media/write-metadata.ts'
import { expectOk, fail } from '#shared/result.ts'
import { startWebDoor } from '#test/support/app.ts'
import { hostilePictures } from '#test/support/hostile-pictures.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'
import { show, type Bench, type Figure } from './figures.ts'

const amount = 20
const size = { width: 6000, height: 4000 }
const most = { picture: 600, blocked: 50, memory: 400, refusal: 1000 }

/** Twenty 24-megapixel JPEGs at once: into the core beside decoding alone, then through the window. And files that mean harm. */
export const pictures: Bench = {
  name: 'pictures',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'copydesk-bench-'))
    try {
      console.log(`  making ${amount} pictures of 24 megapixels`)
      const files = await makePictures(folder)
      return [
        ...(await refuseHostile(join(folder, 'hostile'))),
        ...(await intoCore(join(folder, 'core'), files)),
        ...(await throughWindow(join(folder, 'window'), files))
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Alike to look at, as dense as a photograph (about 3 bits a pixel), each a file of its own. */
async function makePictures(folder: string): Promise<string[]> {
  const noise = { type: 'gaussian', mean: 128, sigma: 22 } as const
  const pixels = await sharp({ create: { ...size, channels: 3, background: '#808080', noise } })
    .blur(1.1)
    .jpeg({ quality: 92 })
    .toBuffer()
  const none = { credit: 'NTB', creator: '', copyright: '', alt: '', usageTerms: '' }
  return Array.from({ length: amount }, (_, index) => {
    const file = join(folder, `picture-${index}.jpg`)
    writeFileSync(file, writeMetadata(pixels, { ...none, caption: `The quay, ${index}` }))
    return file
  })
}

/** Files that would break or fool who opens them; each is refused, and a sound picture after it is taken. */
async function refuseHostile(folder: string): Promise<Figure[]> {
  const library = openMediaLibrary(folder)
  const sound = await sharp({ create: { width: 300, height: 200, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
  expectOk(await library.add('sound.jpg', sound))
  const times: number[] = []
  for (const { name, bytes } of await hostilePictures()) {
    const started = performance.now()
    const reply = await library.add(`${name}.jpg`, bytes)
    times.push(performance.now() - started)
    if (reply.ok) throw new Error(`${name} was taken in`)
    expectOk(await library.add('sound.jpg', sound))
  }
  await library.close()
  return [limitOf('pictures, hostile file refused, slowest', Math.max(...times), most.refusal, 'ms', times.length)]
}

async function intoCore(folder: string, files: string[]): Promise<Figure[]> {
  const core = expectOk(await openCore({ folder, version: 'bench' }))
  const caller: Caller = {
    door: 'desktop',
    accountId: null,
    flushed: () => {},
    openLink: async () => fail('unsupported', 'No browser here.')
  }
  const ask = (operation: string, input: unknown) => core.dispatch(caller, operation, input)
  expectOk(await ask('desk.found', { deskName: 'Bench', name: 'Bench', role: 'alone' }))
  const inputs = files.map((file, index) => ({
    fileName: `picture-${index}.jpg`,
    bytes: new Uint8Array(readFileSync(file))
  }))
  const memory = watchMemory()
  const loop = monitorEventLoopDelay({ resolution: 2 })
  loop.enable()
  const started = performance.now()
  for (const reply of await Promise.all(inputs.map((input) => ask('media.add', input)))) expectOk(reply)
  const each = (performance.now() - started) / amount
  loop.disable()
  const peak = memory.stop()
  const alone = await decodeAlone(files)
  await core.close()
  return [
    {
      name: 'pictures, brought in, each',
      figure: `${show(each)} ms`,
      reference: `at most ${most.picture} ms; decoding to 1,600 px alone ${show(alone)} ms`,
      ratio: `${(each / alone).toFixed(2)} ×`,
      n: amount
    },
    limitOf('pictures, core’s loop blocked, longest', loop.max / 1e6 - 2, most.blocked, 'ms'),
    limitOf('pictures, memory above the start', peak, most.memory, 'MB')
  ]
}

async function decodeAlone(files: string[]): Promise<number> {
  sharp.cache(false)
  sharp.concurrency(1)
  const started = performance.now()
  for (const file of files.slice(0, 5))
    await sharp(readFileSync(file)).resize(1600, 1600, { fit: 'inside' }).webp({ effort: 3 }).toBuffer()
  return (performance.now() - started) / 5
}

/** Megabytes of the whole process, threads and all, above where it stood. */
function watchMemory(): { stop(): number } {
  const base = process.memoryUsage().rss
  let peak = base
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10)
  return {
    stop() {
      clearInterval(timer)
      return (peak - base) / 1e6
    }
  }
}

async function throughWindow(folder: string, files: string[]): Promise<Figure[]> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('There is no Chromium on this machine')
  const door = await startWebDoor({ folder })
  const browser = await chromium.launch({ executablePath, args: chromiumArguments })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(door.address)
    await page.getByLabel('Name of the desk').fill('Bench')
    await page.getByLabel('Your name').fill('Bench')
    await page.getByRole('radio', { name: /alone/ }).check()
    await page.getByRole('button', { name: 'Open the desk' }).click()
    await page.getByRole('link', { name: 'Pictures', exact: true }).click()
    await page.getByRole('heading', { name: 'No pictures yet' }).waitFor()
    await page.evaluate(() => {
      const seen = { longest: 0 }
      Object.assign(window, { seen })
      new PerformanceObserver((list) =>
        list.getEntries().forEach((entry) => (seen.longest = Math.max(seen.longest, entry.duration)))
      ).observe({ entryTypes: ['longtask'] })
    })
    const started = performance.now()
    await page.getByLabel('Picture files').setInputFiles(files)
    await page.getByText(`${amount} pictures are in the library.`).waitFor({ timeout: 120_000 })
    const each = (performance.now() - started) / amount
    const longest = await page.evaluate(() => (window as unknown as { seen: { longest: number } }).seen.longest)
    return [
      limitOf('pictures, dropped on the window, each', each, most.picture, 'ms'),
      limitOf('pictures, window blocked, longest task', longest, most.blocked, 'ms', amount)
    ]
  } finally {
    await browser.close()
    await door.end('SIGTERM')
  }
}

/** A task under 50 ms is none that Chromium tells of: it is then written as 0. */
function limitOf(name: string, value: number, limit: number, unit: string, n = amount): Figure {
  return {
    name,
    figure: `${show(Math.max(0, value))} ${unit}`,
    reference: `at most ${limit} ${unit}`,
    ratio: `${(value / limit).toFixed(2)} ×`,
    n
  }
}
