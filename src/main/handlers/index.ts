import type { OperationName } from '#shared/contract/index.ts'
import { accountHandlers } from './accounts.ts'
import { articleHandlers } from './articles.ts'
import { bundleHandlers } from './bundles.ts'
import { commentHandlers } from './comments.ts'
import { backupHandlers } from './backups.ts'
import { conflictHandlers } from './conflicts.ts'
import type { Handler } from './context.ts'
import { deskHandlers } from './desk.ts'
import { dictionaryHandlers } from './dictionary.ts'
import { exportHandlers } from './exports.ts'
import { houseStyleHandlers } from './house-style.ts'
import { importHandlers } from './imports.ts'
import { mediaHandlers } from './media.ts'
import { peopleHandlers } from './people.ts'
import { pictureHandlers } from './pictures.ts'
import { preferenceHandlers } from './preferences.ts'
import { rescueHandlers } from './rescue.ts'
import { revisionHandlers } from './revisions.ts'
import { searchHandlers } from './searches.ts'
import { suggestionHandlers } from './suggestions.ts'
import { templateHandlers } from './templates.ts'
import { windowHandlers } from './window.ts'
import { wireHandlers } from './wires.ts'
import { workflowHandlers } from './workflow.ts'

/** One answer for every operation of the contract: a missing one does not compile. */
export const handlers: { [Name in OperationName]: Handler<Name> } = {
  ...deskHandlers,
  ...accountHandlers,
  ...peopleHandlers,
  ...articleHandlers,
  ...workflowHandlers,
  ...commentHandlers,
  ...conflictHandlers,
  ...revisionHandlers,
  ...mediaHandlers,
  ...pictureHandlers,
  ...exportHandlers,
  ...bundleHandlers,
  ...importHandlers,
  ...wireHandlers,
  ...houseStyleHandlers,
  ...dictionaryHandlers,
  ...searchHandlers,
  ...suggestionHandlers,
  ...templateHandlers,
  ...preferenceHandlers,
  ...windowHandlers,
  ...backupHandlers,
  ...rescueHandlers
}
