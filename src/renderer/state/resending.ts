import type { InputOf } from '#shared/contract/index.ts'
import { call } from '#renderer/bridge.ts'
import { heldSittings } from './sitting-locks.ts'
import { findUnacknowledged, forget, openShelf, recover, type Recovery, type Unacknowledged } from './unacknowledged.ts'

/** Where this window keeps what the core has not acknowledged. */
export const shelf = openShelf(globalThis.indexedDB)

/** The save that a record stands for. */
export function saveOf({ at: _at, emptied, decided, article, ...rest }: Unacknowledged): InputOf<'articles.save'> {
  return {
    ...rest,
    article: article as unknown as InputOf<'articles.save'>['article'],
    ...(emptied ? { emptied } : {}),
    ...(decided && decided.length > 0 ? { decided } : {})
  }
}

/** Sends again what earlier sittings of this window left unacknowledged, of one article or of all. */
export async function resendUnacknowledged(articleId?: string): Promise<Recovery[]> {
  const found = await findUnacknowledged(shelf, localStorage, await heldSittings())
  const recovered: Recovery[] = []
  for (const record of found) {
    if (articleId !== undefined && record.articleId !== articleId) continue
    recovered.push(
      await recover(
        record,
        () => call('articles.save', saveOf(record)),
        (one) => forget(shelf, localStorage, one.session, one.seq)
      )
    )
  }
  return recovered
}
