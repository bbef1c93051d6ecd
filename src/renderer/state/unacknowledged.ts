import type { Article } from '#shared/article/article.ts'
import type { Receipt } from '#shared/contract/articles.ts'
import type { Failure, Result } from '#shared/result.ts'

/** A save that the core has not acknowledged: all that is needed to send it again exactly as it was. */
export interface Unacknowledged {
  articleId: string
  session: string
  seq: number
  version: number
  schemaVersion: number
  article: Article
  emptied: boolean
  /** What this sitting has decided on suggestions. */
  decided?: { id: string; decision: 'accepted' | 'rejected' }[]
  /** When it was kept, UTC. */
  at: string
}

/** Where they are kept between two lives of a window: one record a sitting, the newest. */
export interface Shelf {
  put(record: Unacknowledged): Promise<void>
  all(): Promise<Unacknowledged[]>
  /** Takes a sitting's record away when it is no newer than `seq`. */
  remove(session: string, seq: number): Promise<void>
}

const prefix = 'copydesk.unacknowledged.'

/** Kept at once, in the last moment of a window, when nothing asynchronous finishes any more. */
export function keepNow(storage: Storage, record: Unacknowledged): boolean {
  try {
    storage.setItem(prefix + record.session, JSON.stringify(record))
    return true
  } catch {
    return false
  }
}

function readNow(storage: Storage): Unacknowledged[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) =>
    key?.startsWith(prefix)
  )
  return keys.flatMap((key) => {
    try {
      return [JSON.parse(storage.getItem(key ?? '') ?? '') as Unacknowledged]
    } catch {
      return []
    }
  })
}

/** The newest record of every sitting, oldest first. Sittings that another window still holds are left to it. */
export async function findUnacknowledged(
  shelf: Shelf,
  storage: Storage,
  held: ReadonlySet<string>
): Promise<Unacknowledged[]> {
  const newest = new Map<string, Unacknowledged>()
  for (const record of [...(await shelf.all()), ...readNow(storage)]) {
    const known = newest.get(record.session)
    if (!held.has(record.session) && (!known || known.seq < record.seq)) newest.set(record.session, record)
  }
  return [...newest.values()].sort((a, b) => (a.at < b.at ? -1 : 1))
}

export async function forget(shelf: Shelf, storage: Storage, session: string, seq: number): Promise<void> {
  const now = readNow(storage).find((record) => record.session === session)
  if (now && now.seq <= seq) storage.removeItem(prefix + session)
  await shelf.remove(session, seq)
}

/** What became of words that were found again. */
export type Recovery =
  | { kind: 'stored'; record: Unacknowledged }
  /** The article had moved on: these words are not in it, and are offered. */
  | { kind: 'set-aside'; record: Unacknowledged; failure: Failure }
  /** Still not stored: kept for the next time. */
  | { kind: 'kept'; record: Unacknowledged; failure: Failure }

/** Sends again what was found, as the sitting that it belongs to. A record goes only when the core has its words. */
export async function recover(
  record: Unacknowledged,
  send: (record: Unacknowledged) => Promise<Result<Receipt>>,
  drop: (record: Unacknowledged) => Promise<void>
): Promise<Recovery> {
  const reply = await send(record)
  if (reply.ok) {
    await drop(record)
    return { kind: 'stored', record }
  }
  // Only these two leave the words with the core, under Versions.
  if (reply.error.code === 'conflict' || reply.error.code === 'not-allowed')
    return { kind: 'set-aside', record, failure: reply.error }
  return { kind: 'kept', record, failure: reply.error }
}

/** As it lies on the shelf: the article as text, which is put there for a fraction of what its objects cost. */
type Shelved = Omit<Unacknowledged, 'article'> & { article: string | Article }

/** The shelf that outlives the window. Where there is no IndexedDB it holds nothing, and `keepNow` is what remains. */
export function openShelf(factory: IDBFactory | undefined): Shelf {
  const opened = factory ? openDatabase(factory).catch(() => null) : Promise.resolve(null)
  const run = async <T>(
    mode: IDBTransactionMode,
    work: (store: IDBObjectStore) => IDBRequest<T>,
    then?: (value: T, store: IDBObjectStore) => void
  ) => {
    const database = await opened
    if (!database) return undefined
    return new Promise<T | undefined>((resolve) => {
      const transaction = database.transaction('saves', mode, { durability: 'strict' })
      const store = transaction.objectStore('saves')
      const request = work(store)
      request.onsuccess = () => then?.(request.result, store)
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = transaction.onerror = () => resolve(undefined)
    })
  }
  return {
    put: async (record) =>
      void (await run('readwrite', (store) =>
        store.put({ ...record, article: JSON.stringify(record.article) } satisfies Shelved)
      )),
    all: async () => {
      const shelved = ((await run('readonly', (store) => store.getAll())) ?? []) as Shelved[]
      return shelved.map(({ article, ...rest }) => ({
        ...rest,
        article: typeof article === 'string' ? (JSON.parse(article) as Article) : article
      }))
    },
    remove: async (session, seq) =>
      void (await run(
        'readwrite',
        (store) => store.get(session) as IDBRequest<Shelved | undefined>,
        (record, store) => {
          if (record && record.seq <= seq) store.delete(session)
        }
      ))
  }
}

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open('copydesk-unacknowledged', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('saves', { keyPath: 'session' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB does not open.'))
  })
}
