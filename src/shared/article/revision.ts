import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Article } from './article.ts'

export const revisionKinds = [
  'idle',
  'closed',
  'submitted',
  'approved',
  'restored',
  'before-restore',
  'exported',
  'set-aside',
  'taken-over',
  'before-merge',
  'merged',
  'commented',
  'imported',
  'damaged',
  'named',
  'wire',
  'wire-aside',
  'before-deletion'
] as const
/**
 * Why a revision was cut. `damaged`: words that were not what was stored any more, kept before others took their place.
 * `set-aside`: what one window had when another had already saved over its base. `taken-over`: what stood when another
 * window began to write. `commented`: the text that a comment is about. `named`: what somebody gave a name.
 * `wire`: a newer version of an agency's item, which took the place of the one before; `wire-aside`: one that waits beside
 * words that were changed here, or that withdraws the item. `before-deletion`: what stood before a save took more than half
 * of the text away.
 */
export type RevisionKind = (typeof revisionKinds)[number]

/** What a revision's id is the hash of. */
export interface RevisionContent {
  schemaVersion: number
  article: Article
  parents: string[]
  author: string
}

/** A revision without its text, as lists show it. */
export interface RevisionInfo {
  id: string
  articleId: string
  parents: string[]
  /** Account id. */
  author: string
  authorName: string
  device: string
  /** UTC, from the writer's own clock: a label, never compared. */
  at: string
  kind: RevisionKind
  /** Hash of the article alone: equal for equal text, whoever cut it. */
  articleHash: string
  headline: string
  words: number
}

/** RFC 8785: the one spelling of a JSON value, so that equal content has equal bytes. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('Only JSON values have a canonical form.')
  return text
}

/** SHA-256 of UTF-8 text, in lower-case hex. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

export function revisionId(content: RevisionContent): string {
  return hashText(canonicalJson(content))
}

/** What an approval names: the hash of the exact article, whoever saved it and when. */
export function articleHash(version: number, article: Article): string {
  return hashText(canonicalJson({ schemaVersion: version, article }))
}
