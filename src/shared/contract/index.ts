import type { z } from 'zod'
import { accountOperations } from './accounts.ts'
import { articleOperations } from './articles.ts'
import { commentOperations } from './comments.ts'
import { backupOperations } from './backups.ts'
import { bundleOperations } from './bundles.ts'
import { conflictOperations } from './conflicts.ts'
import { deskOperations } from './desk.ts'
import { dictionaryOperations } from './dictionary.ts'
import { exportOperations } from './exports.ts'
import { houseStyleOperations } from './house-style.ts'
import { importOperations } from './imports.ts'
import { mediaOperations } from './media.ts'
import { peopleOperations } from './people.ts'
import { pictureOperations } from './pictures.ts'
import { preferenceOperations } from './preferences.ts'
import { rescueOperations } from './rescue.ts'
import { revisionOperations } from './revisions.ts'
import { searchOperations } from './searches.ts'
import { suggestionOperations } from './suggestions.ts'
import { templateOperations } from './templates.ts'
import { windowOperations } from './window.ts'
import { wireOperations } from './wires.ts'
import { workflowOperations } from './workflow.ts'

/** Every question that a window may ask. Both doors pass these and nothing else. */
export const operations = {
  ...deskOperations,
  ...accountOperations,
  ...peopleOperations,
  ...articleOperations,
  ...workflowOperations,
  ...commentOperations,
  ...conflictOperations,
  ...revisionOperations,
  ...mediaOperations,
  ...pictureOperations,
  ...exportOperations,
  ...bundleOperations,
  ...importOperations,
  ...wireOperations,
  ...houseStyleOperations,
  ...dictionaryOperations,
  ...searchOperations,
  ...suggestionOperations,
  ...templateOperations,
  ...preferenceOperations,
  ...windowOperations,
  ...backupOperations,
  ...rescueOperations
}

export type OperationName = keyof typeof operations
export type InputOf<Name extends OperationName> = z.infer<(typeof operations)[Name]['input']>
export type OutputOf<Name extends OperationName> =
  NonNullable<(typeof operations)[Name]['output']> | Extract<(typeof operations)[Name]['output'], null>

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name)
}
