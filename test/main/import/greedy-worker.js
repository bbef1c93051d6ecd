// A reader that does what hostile files make readers do, named by the file.
import { parentPort } from 'node:worker_threads'

const held = []
parentPort.on('message', ({ id, file }) => {
  if (file.name === 'endless') for (;;);
  if (file.name === 'heap') for (;;) held.push({ of: 'text'.repeat(50), at: held.length })
  if (file.name === 'buffers') for (;;) held.push(new Uint8Array(8 * 1024 * 1024).fill(1))
  if (file.name === 'dies') process.exit(1)
  parentPort.postMessage({ id, result: { ok: true, value: { format: 'Fine', articles: [] } } })
})
parentPort.postMessage('ready')
