import { deskWordLimit, plainWord, sortWords, writeWordList } from '#shared/article/spelling.ts'
import { fail, ok } from '#shared/result.ts'
import { readDictionary, writeDictionary } from '../store/dictionary.ts'
import { write } from '../store/open.ts'
import { listPersonNames } from '../store/people.ts'
import type { Context, HandlersOf } from './context.ts'

const fileName = 'dictionary.txt'

export const dictionaryHandlers: HandlersOf<'dictionary'> = {
  'dictionary.get': (context) => ok(dictionaryOf(context)),
  'dictionary.add': (context, { words }) => {
    const full = write(context.store, () => {
      const next = sortWords([...readDictionary(context.store), ...words.map(plainWord)])
      if (next.length > deskWordLimit) return true
      writeDictionary(context.store, next)
      return false
    })
    if (full)
      return fail(
        'too-large',
        `The desk’s dictionary holds ${deskWordLimit} words at most. Take some out in House style.`
      )
    return changed(context)
  },
  'dictionary.remove': (context, { word }) => {
    write(context.store, () =>
      writeDictionary(
        context.store,
        readDictionary(context.store).filter((other) => other !== plainWord(word))
      )
    )
    return changed(context)
  },
  'dictionary.export': async (context) => {
    const bytes = new TextEncoder().encode(writeWordList(readDictionary(context.store)))
    if (!context.caller.saveFiles) return ok({ savedTo: null, download: { name: fileName, bytes } })
    const saved = await context.caller.saveFiles(fileName, 'zip', [{ path: fileName, bytes }])
    return saved.ok ? ok({ savedTo: saved.value, download: null }) : saved
  }
}

function changed(context: Context) {
  context.tell({ name: 'desk.changed', detail: { what: 'dictionary' } })
  return ok(dictionaryOf(context))
}

function dictionaryOf({ store }: Context) {
  return { words: readDictionary(store), names: listPersonNames(store) }
}
