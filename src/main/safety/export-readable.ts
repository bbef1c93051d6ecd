import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Article } from '#shared/article/article.ts'
import { readBody, walkBody, type Body } from '#shared/document/body.ts'
import { safeFileName } from '#shared/formats/file-name.ts'
import { markdown } from '#shared/formats/markdown/write.ts'
import { openAlone } from './holding.ts'

interface Row {
  id: string
  slugline: string
  headline: string
  at: string
  article: string
  version: number
}

/**
 * Writes every article of a sound store into a new folder: as Markdown to read, as the JSON that Copydesk stored, and its
 * pictures as they came. Tries the desk folder first, then the person's own. Gives the folder. Throws as the disk does.
 */
export function exportReadable(storeFile: string, deskFolder: string, at: Date): { folder: string; articles: number } {
  const folder = newFolder(deskFolder, `rescued-${at.toISOString().replace(/[:.]/g, '-')}`)
  const store = openAlone(storeFile)
  let articles = 0
  try {
    const rows = store.database.prepare<[], Row>(
      `SELECT article.id, slugline, headline, stored_at AS at, working.article, schema_version AS version
       FROM article JOIN working ON article_number = number ORDER BY number`
    )
    for (const row of rows.iterate()) {
      articles++
      const base = `${String(articles).padStart(5, '0')} ${safeFileName(row.slugline || row.headline || 'article')}`
      writeArticle(folder, deskFolder, base, row)
    }
  } finally {
    store.close()
  }
  return { folder, articles }
}

function writeArticle(folder: string, deskFolder: string, base: string, { id, at, article: json, version }: Row): void {
  writeFileSync(join(folder, `${base}.json`), json, { mode: 0o600 })
  const article = JSON.parse(json) as Article
  const body = readBody(article.body, version)
  // What this version cannot read is there as it was stored.
  if (!body.ok) return
  const [text] = markdown.write({ meta: article.meta, body: body.value }, contextOf(id, at))
  if (text) writeFileSync(join(folder, `${base}.md`), text.bytes, { mode: 0o600 })
  for (const hash of picturesOf(body.value)) {
    const original = join(deskFolder, 'media', hash.slice(0, 2), hash)
    if (!existsSync(original)) continue
    mkdirSync(join(folder, 'pictures'), { recursive: true, mode: 0o700 })
    copyFileSync(original, join(folder, 'pictures', hash))
  }
}

function contextOf(articleId: string, at: string) {
  return {
    articleId,
    revision: '',
    version: 1,
    createdAt: at,
    publishedAt: at,
    updatedAt: at,
    publisher: '',
    siteUrl: null,
    deskName: '',
    pictures: []
  }
}

function picturesOf(body: Body): string[] {
  const hashes: string[] = []
  for (const { node } of walkBody(body)) {
    const media = node.type === 'figure' ? node.attrs?.media : null
    if (typeof media === 'string') hashes.push(media)
  }
  return hashes
}

function newFolder(deskFolder: string, name: string): string {
  const places = [deskFolder, join(homedir(), 'Copydesk')]
  for (const [index, place] of places.entries()) {
    try {
      const folder = join(place, name)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      writeFileSync(join(folder, '.trial'), '')
      return folder
    } catch (error) {
      if (index === places.length - 1) throw error
    }
  }
  throw new Error('There is no place to write to.')
}
