import { afterAll, afterEach, expect, test } from 'vitest'
import { openImporter, type Importer } from '#main/import/importer.ts'

const bytes = new TextEncoder().encode('Words.')
const open: Importer[] = []
function importer(options: Parameters<typeof openImporter>[0] = {}): Importer {
  const made = openImporter(options)
  open.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()))
})
const shared = openImporter()
afterAll(() => shared.close())
const greedy = { workerFile: new URL('./greedy-worker.js', import.meta.url) }

test('a text file comes back as an article, by way of the thread', async () => {
  const text = new TextEncoder().encode('Quay wall to be raised\n\nThe council has voted.\n')
  const read = await shared.read({ name: 'brief.txt', bytes: text }, [])
  expect(read).toMatchObject({ ok: true, value: { format: 'Plain text', articles: [{ body: { type: 'doc' } }] } })
  expect(text.length).toBeGreaterThan(0)
})

test.each([
  ['endless', 'too long'],
  ['heap', 'more memory'],
  ['buffers', 'more memory'],
  ['dies', 'more memory']
])('a file that makes its reader %s is refused, and the next is read by a new thread', async (name, words) => {
  const reading = importer({ ...greedy, timeout: name === 'endless' ? 300 : 30_000, memory: 200 * 1024 * 1024 })
  const before = process.memoryUsage().arrayBuffers
  const refused = await reading.read({ name, bytes }, [])
  expect(refused).toMatchObject({ ok: false, error: { code: 'too-large', message: expect.stringContaining(words) } })
  expect(await reading.read({ name: 'fine', bytes }, [])).toMatchObject({ ok: true, value: { format: 'Fine' } })
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024)
})

test('cancelling ends what is being read, at once', async () => {
  const reading = importer({ ...greedy, timeout: 60_000 })
  await reading.read({ name: 'fine', bytes }, [])
  const cancel = new AbortController()
  const read = reading.read({ name: 'endless', bytes }, [], cancel.signal)
  const started = performance.now()
  setTimeout(() => cancel.abort(), 100)
  expect(await read).toMatchObject({ ok: false, error: { message: 'Cancelled before it was read.' } })
  expect(performance.now() - started).toBeLessThan(5000)
  expect(await reading.read({ name: 'fine', bytes }, [])).toMatchObject({ ok: true })
})

test.each([
  ['empty.txt', new Uint8Array(), 'empty'],
  ['letter.doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), 'old Word'],
  ['page.pdf', new TextEncoder().encode('%PDF-1.7'), 'does not read this kind'],
  ['song.mp3', Uint8Array.of(0x49, 0x44, 0x33, 0), 'does not know this kind']
])('%s is refused with a reason', async (name, file, words) => {
  expect(await shared.read({ name, bytes: file }, [])).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining(words) }
  })
})

test('a closed importer reads nothing more', async () => {
  const reading = importer(greedy)
  const read = reading.read({ name: 'endless', bytes }, [])
  setTimeout(() => void reading.close(), 300)
  expect(await read).toMatchObject({ ok: false })
  expect(await reading.read({ name: 'fine', bytes }, [])).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('closed') }
  })
})
