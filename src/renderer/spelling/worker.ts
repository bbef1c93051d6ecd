import britishRules from 'dictionary-en-gb/index.aff?url'
import britishWords from 'dictionary-en-gb/index.dic?url'
import americanRules from 'dictionary-en/index.aff?url'
import americanWords from 'dictionary-en/index.dic?url'
import type { DictionaryName } from '#shared/article/spelling.ts'
import { openSpeller, type Speller } from './speller.ts'
import type { SpellingAnswer, SpellingRequest } from './spelling-jobs.ts'

/** The thread that spells: the dictionaries are files of the app, each read when it is first needed. */
const files: Record<DictionaryName, [rules: string, words: string]> = {
  'en-GB': [britishRules, britishWords],
  'en-US': [americanRules, americanWords]
}
const open = new Map<DictionaryName, Promise<Speller>>()

function spellerFor(name: DictionaryName): Promise<Speller> {
  const kept = open.get(name)
  if (kept) return kept
  const opening = Promise.all(files[name].map(read)).then(([rules = '', words = '']) => openSpeller(rules, words))
  open.set(name, opening)
  // What could not be read is tried again when it is asked for again.
  opening.catch(() => open.delete(name))
  return opening
}

async function read(address: string): Promise<string> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address}: ${response.status}`)
  return response.text()
}

async function answer(request: SpellingRequest): Promise<SpellingAnswer> {
  const { id } = request
  try {
    const speller = await spellerFor(request.dictionary)
    return { id, words: request.job === 'wrong' ? speller.wrong(request.words) : speller.suggest(request.word) }
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) }
  }
}

self.addEventListener('message', ({ data }: MessageEvent<SpellingRequest>) => {
  void answer(data).then((said) => self.postMessage(said))
})
