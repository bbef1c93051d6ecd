import type { Actor } from '#shared/article/workflow-rules.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import type { AnyEvent } from '#shared/contract/events.ts'
import type { Result } from '#shared/result.ts'
import type { Caller } from '../core.ts'
import type { Importer } from '../import/importer.ts'
import type { ImportJobs } from '../import/jobs.ts'
import type { MediaLibrary } from '../media/library.ts'
import type { Safety } from '../safety/safety.ts'
import type { Searcher } from '../search/searcher.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { Store } from '../store/open.ts'
import type { Wires } from '../wires/wires.ts'

/** What lives as long as the core does. */
export interface Desk {
  store: Store
  media: MediaLibrary
  search: Searcher
  safety: Safety
  /** Takes documents from outside apart. */
  importer: Importer
  imports: ImportJobs
  /** Watches the folders that agencies' items are put in. */
  wires: Wires
  version: string
  /** Where the files that ship with the app are. */
  resources: string
  now(): Date
  tell(event: AnyEvent): void
  /** Says that an article's words have changed and wait for the search index. */
  indexSoon(): void
  /** Puts another file in the place of the desk's, with every window open; `file` is a copy that has been proved. */
  replaceStore(file: string): Promise<Result<null>>
}

/** What one operation runs in: the desk, the window that asks, and who has signed in there. */
export interface Context extends Desk {
  caller: Caller
  account: AccountRow | null
}

export type Handler<Name extends OperationName> = (
  context: Context,
  input: InputOf<Name>
) => Result<OutputOf<Name>> | Promise<Result<OutputOf<Name>>>

export type HandlersOf<Prefix extends string> = {
  [Name in Extract<OperationName, `${Prefix}.${string}`>]: Handler<Name>
}

/** The account of an operation that only the signed-in may ask: `dispatch` has made sure of it. */
export function accountOf(context: Context): AccountRow {
  if (!context.account) throw new Error('An operation for the signed-in ran without an account.')
  return context.account
}

export function actorOf(context: Context): Actor {
  const { id, personId, role } = accountOf(context)
  return { accountId: id, personId, role }
}
