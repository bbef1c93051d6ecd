import type { DictionaryName } from '#shared/article/spelling.ts'
import type { SpellingAnswer, SpellingJob, SpellingRequest } from './spelling-jobs.ts'

/** The dictionaries, wherever they are kept. A promise is refused when they cannot be read. */
export interface Dictionaries {
  wrong(dictionary: DictionaryName, words: string[]): Promise<string[]>
  suggest(dictionary: DictionaryName, word: string): Promise<string[]>
}

/** The dictionaries in a thread of their own, which is started when it is first asked. */
export class SpellingThread implements Dictionaries {
  #worker: Worker | null = null
  #count = 0
  readonly #waiting = new Map<number, { resolve: (words: string[]) => void; reject: (reason: Error) => void }>()

  wrong(dictionary: DictionaryName, words: string[]): Promise<string[]> {
    return this.#ask({ job: 'wrong', dictionary, words })
  }

  suggest(dictionary: DictionaryName, word: string): Promise<string[]> {
    return this.#ask({ job: 'suggest', dictionary, word })
  }

  #ask(job: SpellingJob): Promise<string[]> {
    const id = ++this.#count
    const worker = (this.#worker ??= this.#start())
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      worker.postMessage({ ...job, id } satisfies SpellingRequest)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'spelling' })
    worker.addEventListener('message', ({ data }: MessageEvent<SpellingAnswer>) => {
      const waits = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if ('words' in data) waits?.resolve(data.words)
      else waits?.reject(new Error(data.failed))
    })
    worker.addEventListener('error', () => {
      worker.terminate()
      this.#worker = null
      for (const { reject } of this.#waiting.values()) reject(new Error('The thread that spells has ended.'))
      this.#waiting.clear()
    })
    return worker
  }
}
