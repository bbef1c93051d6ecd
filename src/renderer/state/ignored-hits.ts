/** Articles whose ignored words are kept; the oldest give way. */
const articleLimit = 200

/** What has been ignored in articles, on this computer. */
export class IgnoredHits {
  readonly #key: string
  readonly #storage: Storage

  constructor(key: string, storage: Storage) {
    this.#key = key
    this.#storage = storage
  }

  of(articleId: string): ReadonlySet<string> {
    return new Set(this.#read().find(([id]) => id === articleId)?.[1])
  }

  add(articleId: string, hit: string): ReadonlySet<string> {
    const hits = new Set([...this.of(articleId), hit])
    const others = this.#read().filter(([id]) => id !== articleId)
    try {
      this.#storage.setItem(this.#key, JSON.stringify([[articleId, [...hits]], ...others].slice(0, articleLimit)))
    } catch {
      // Full or forbidden: it is ignored until the window closes.
    }
    return hits
  }

  #read(): [id: string, hits: string[]][] {
    try {
      const read: unknown = JSON.parse(this.#storage.getItem(this.#key) ?? '[]')
      return Array.isArray(read) ? read.filter(isEntry) : []
    } catch {
      return []
    }
  }
}

function isEntry(entry: unknown): entry is [string, string[]] {
  return Array.isArray(entry) && typeof entry[0] === 'string' && Array.isArray(entry[1])
}
