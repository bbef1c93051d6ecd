import { first } from './0001-first.ts'
import { pictures } from './0002-pictures.ts'
import { desk } from './0003-desk.ts'
import { people } from './0004-people.ts'
import { revisionBase } from './0005-revision-base.ts'
import { ownChoices } from './0006-own-choices.ts'
import { comments } from './0007-comments.ts'
import { suggestions } from './0008-suggestions.ts'
import { handedOver } from './0009-handed-over.ts'
import { imports } from './0010-imports.ts'
import { release } from './0011-release.ts'
import { merging } from './0012-merging.ts'
import { decidedInText } from './0013-decided-in-text.ts'
import { sealedRecord } from './0014-sealed-record.ts'
import { wires } from './0015-wires.ts'
import { approvals } from './0016-approvals.ts'

/**
 * Every change to the tables, in order; the number of a migration is its place here, from 1, and the store's
 * `user_version` is the number of the last one that ran. A migration that has been shipped never changes.
 */
export const migrations: readonly string[] = [
  first,
  pictures,
  desk,
  people,
  revisionBase,
  ownChoices,
  comments,
  suggestions,
  handedOver,
  imports,
  release,
  merging,
  decidedInText,
  sealedRecord,
  wires,
  approvals
]
