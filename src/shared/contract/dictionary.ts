import { z } from 'zod'
import { deskWordLimit, deskWordSchema } from '../article/spelling.ts'
import type { SavedFile } from './exports.ts'
import { nothing } from './ids.ts'
import { editors, operation } from './operation.ts'

export interface DeskDictionary {
  /** The desk's own words, sorted. */
  words: string[]
  /** Names of the people on record: known without being in the dictionary. */
  names: string[]
}

export const dictionaryOperations = {
  'dictionary.get': operation<DeskDictionary>()('signed-in', nothing),
  'dictionary.add': operation<DeskDictionary>()(
    editors,
    z.strictObject({ words: z.array(deskWordSchema).min(1).max(deskWordLimit) })
  ),
  'dictionary.remove': operation<DeskDictionary>()(editors, z.strictObject({ word: deskWordSchema })),
  /** Hands the words out as plain text, one a line. */
  'dictionary.export': operation<SavedFile>()('signed-in', nothing)
}
