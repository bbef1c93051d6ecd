import { strToU8, zipSync, type Zippable } from 'fflate'
import type { Article } from '#shared/article/article.ts'
import { keptCopyEntry, keptCopyVersion, plainWords, type KeptCopy } from '#shared/article/kept-copy.ts'
import { schemaVersion } from '#shared/document/schema.ts'

export interface KeptPicture {
  hash: string
  /** Within the file. */
  path: string
  bytes: Uint8Array
}

/** A zip knows no date before 1980, and this file is not about its own: when it was kept stands in it. */
const mtime = new Date(1980, 0, 2)

/** The file of a kept copy: what is read again, the words for anybody, the originals of the pictures. */
export function packCopy(
  kept: Pick<KeptCopy, 'articleId' | 'keptAt' | 'suggestions'> & { article: Article },
  pictures: KeptPicture[]
): Uint8Array {
  const copy = {
    format: 'copydesk-copy',
    version: keptCopyVersion,
    articleId: kept.articleId,
    keptAt: kept.keptAt,
    schemaVersion,
    article: kept.article,
    suggestions: kept.suggestions.slice(0, 5000).map(({ id, author, at }) => ({ id, author, at })),
    pictures: pictures.map(({ hash, path }) => ({ hash, path }))
  } satisfies Omit<KeptCopy, 'article'> & { article: Article }
  const files: Zippable = {
    [keptCopyEntry]: strToU8(JSON.stringify(copy)),
    'words.txt': strToU8(`${plainWords(kept.article.body)}\n`)
  }
  // Pictures are packed already.
  for (const { path, bytes } of pictures) files[path] = [bytes, { level: 0 }]
  return zipSync(files, { mtime })
}
