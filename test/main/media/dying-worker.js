import { parentPort } from 'node:worker_threads'

/** Stands in for a decoder that a picture brings down: dies of 'die' and of 'throw', answers the rest. */
parentPort.on('message', ({ id, bytes }) => {
  const text = Buffer.from(bytes).toString()
  if (text === 'die') process.exit(7)
  if (text === 'throw') throw new Error('thrown outside of any promise')
  parentPort.postMessage({ id, result: { ok: true, value: { mediaType: 'image/png', width: 1, height: 1 } } })
})
