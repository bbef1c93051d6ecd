import { parentPort } from 'node:worker_threads'
import type { ImportFile } from '#shared/formats/reader.ts'
import type { ReadAnswer, ReadRequest } from './importer.ts'
import { loadReaders, readFailure, readFile } from './read-file.ts'

/** The thread that takes documents apart. It is given bytes, gives back articles, and asks for nothing else. */
const port = parentPort
if (!port) throw new Error('The import thread was started as something else.')

const readers = await loadReaders()
port.on('message', ({ id, file, beside }: ReadRequest) => {
  const answer = answerOf(id, file, beside)
  const { result } = answer
  const pictures = result.ok ? result.value.articles.flatMap((article) => article.pictures) : []
  // A buffer of its own for each: what a picture was cut out of stays here.
  for (const picture of pictures) if (picture.bytes) picture.bytes = picture.bytes.slice()
  port.postMessage(
    answer,
    pictures.flatMap(({ bytes }) => (bytes ? [bytes.buffer as ArrayBuffer] : []))
  )
})
port.postMessage('ready')

function answerOf(id: number, file: ImportFile, beside: ImportFile[]): ReadAnswer {
  try {
    return { id, result: readFile(readers, file, beside) }
  } catch (error) {
    const places = String((error as Error)?.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
    return {
      id,
      result: readFailure(error),
      thrown: [(error as Error)?.name ?? 'Error', ...places.slice(0, 6)].join('\n')
    }
  }
}
