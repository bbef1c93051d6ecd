import { z } from 'zod'
import type { Body } from '../document/body.ts'
import { figuresOf, readText } from '../document/text.ts'
import { metaSchema, type Article, type Meta } from './article.ts'

/** The entry of the file that is read again; what lies beside it is for people without Copydesk. */
export const keptCopyEntry = 'copydesk-copy.json'
export const keptCopyVersion = 1

const text = (limit: number) => z.string().max(limit)

/**
 * An article as a window had it, kept in a zip outside the desk: `copydesk-copy.json` as this says, its words as plain text
 * and its pictures. It needs no core to be written, so that words can be carried away when nothing can be stored.
 */
export const keptCopySchema = z.strictObject({
  format: z.literal('copydesk-copy'),
  version: z.int().min(1),
  articleId: text(40),
  keptAt: z.iso.datetime({ offset: false }),
  schemaVersion: z.int().min(1),
  /** The body is held against the schema by whoever takes it in. */
  article: z.strictObject({ meta: metaSchema, body: z.looseObject({ type: z.literal('doc') }) }),
  /** Who made the suggestions that stand in the text. */
  suggestions: z.array(z.strictObject({ id: text(40), author: text(200), at: text(40).nullable() })).max(5000),
  /** The originals that are in the file; of others only the hash is in the text. */
  pictures: z.array(z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/), path: text(300) })).max(2000)
})
export type KeptCopy = z.infer<typeof keptCopySchema>

/** The pictures that an article shows, by hash, each once: of figures, then portraits; with the names of their files. */
export function picturesShown({ meta, body }: Article): { hash: string; fileName: string }[] {
  const figures = figuresOf(body).map(({ attrs }) => ({ hash: attrs?.media, fileName: String(attrs?.fileName ?? '') }))
  const portraits = meta.credits.map(({ profile }) => ({ hash: profile.portrait, fileName: 'portrait' }))
  const found = new Map<string, string>()
  for (const { hash, fileName } of [...figures, ...portraits])
    if (typeof hash === 'string' && !found.has(hash)) found.set(hash, fileName)
  return [...found].map(([hash, fileName]) => ({ hash, fileName }))
}

/** The words alone, for whoever opens the file without Copydesk. */
export function plainWords(body: Body): string {
  const { headline, standfirst, copy, captions } = readText(body)
  const parts = [headline, standfirst, copy.replaceAll('\n', '\n\n'), captions]
  return parts.filter((part) => part !== '').join('\n\n')
}

/** What the file is called, without its ending: by slugline or headline, and when it was kept. */
export function keptCopyName(meta: Pick<Meta, 'slugline'>, headline: string, keptAt: string): string {
  const words = safe(meta.slugline) || safe(headline) || 'article'
  return `${words}-copy-${keptAt.slice(0, 16).replace(/\D/g, '')}`
}

function safe(words: string): string {
  return words
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
