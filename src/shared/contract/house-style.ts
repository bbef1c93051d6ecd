import { z } from 'zod'
import { ruleLimit, styleRuleSchema, type StyleRule } from '../article/house-style.ts'
import type { SavedFile } from './exports.ts'
import { nothing } from './ids.ts'
import { admins, operation } from './operation.ts'

export interface HouseStyleList {
  rules: StyleRule[]
  /** Counts the changes, from 0: these are the rules that ship with the app. */
  version: number
}

export const houseStyleOperations = {
  'houseStyle.get': operation<HouseStyleList>()('signed-in', nothing),
  /** Puts these rules in the place of all others. `version` is the one that the window saw: a newer one makes it a `conflict`. */
  'houseStyle.save': operation<HouseStyleList>()(
    admins,
    z.strictObject({ version: z.int().min(0), rules: z.array(styleRuleSchema).max(ruleLimit) })
  ),
  /** Ignores these words for good, wherever this rule would find them. */
  'houseStyle.except': operation<HouseStyleList>()(
    admins,
    z.strictObject({ rule: styleRuleSchema.shape.id, words: z.string().trim().min(1).max(80) })
  ),
  /** Hands the rules out as a file that `readStyleFile` reads. */
  'houseStyle.export': operation<SavedFile>()('signed-in', nothing),
  /** The rules that ship with the app again. */
  'houseStyle.reset': operation<HouseStyleList>()(admins, nothing)
}
