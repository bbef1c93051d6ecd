import type { Article } from '#shared/article/article.ts'
import { readBody } from '#shared/document/body.ts'
import type { Conflict } from '#shared/merge/conflict.ts'
import { blocksById, wordLines, type OfflineSessions } from './offline-sessions.ts'

/** What is wrong with a merge, by what each side did to each word; knows nothing of how merges are made. */
export interface Verdict {
  /** Words that somebody wrote, or that nobody took out, and that are neither in the text nor in a conflict. */
  lost: string[]
  /** Words that are there otherwise than they should, and changes that are not there, without a conflict that says so. */
  silent: string[]
}

/** Judges a merge of sessions with unique words. */
export function judge(sessions: OfflineSessions, article: Article, conflicts: readonly Conflict[]): Verdict {
  const verdict: Verdict = { lost: [], silent: [] }
  const read = readBody(article.body, 1)
  if (!read.ok) verdict.silent.push(`the body is not valid: ${read.error.message}`)
  const shown = new Set(
    conflicts.flatMap(({ before, mine, theirs }) => `${before} ${mine.text} ${theirs.text}`.match(/\w+/g) ?? [])
  )
  const [base, mine, theirs, merged] = [sessions.base, sessions.mine, sessions.theirs, article].map(({ body }) =>
    counted(wordLines(body).flat())
  ) as [Count, Count, Count, Count]
  for (const word of new Set([...base.keys(), ...mine.keys(), ...theirs.keys(), ...merged.keys()])) {
    const count = merged.get(word) ?? 0
    const [a, b] = [mine.has(word), theirs.has(word)]
    const stays = base.has(word) ? a && b : a || b
    if (stays && count === 0) verdict.lost.push(word)
    else if (count !== (stays ? 1 : 0) && !shown.has(word)) verdict.silent.push(`${word} stands ${count} times`)
  }
  verdict.silent.push(
    ...runsApart(sessions, article, shown),
    ...ids(article),
    ...changesGone(sessions, article, conflicts)
  )
  return verdict
}

type Count = Map<string, number>

function counted(words: string[]): Count {
  const count: Count = new Map()
  for (const word of words) count.set(word, (count.get(word) ?? 0) + 1)
  return count
}

/** What one side typed in one go stands together and in its order. */
function runsApart({ base, mine, theirs }: OfflineSessions, article: Article, shown: Set<string>): string[] {
  const old = new Set(wordLines(base.body).flat())
  const next = new Map<string, string>()
  for (const line of wordLines(article.body)) line.forEach((word, at) => next.set(word, line[at + 1] ?? ''))
  const apart: string[] = []
  for (const side of [mine, theirs])
    for (const line of wordLines(side.body))
      line.forEach((word, at) => {
        const follows = line[at + 1]
        if (follows === undefined || old.has(word) || old.has(follows)) return
        if (next.get(word) !== follows && !shown.has(word)) apart.push(`${word} ${follows} were typed together`)
      })
  return apart
}

function ids(article: Article): string[] {
  const all = JSON.stringify(article.body).match(/"id":"b\d+"/g) ?? []
  return all.length === new Set(all).size ? [] : ['an id stands twice']
}

/** A kind, a place in a quote or list, or an attribute that one side alone changed is changed, or there is a conflict about that block. */
function changesGone(sessions: OfflineSessions, article: Article, conflicts: readonly Conflict[]): string[] {
  const [base, mine, theirs, merged] = [sessions.base, sessions.mine, sessions.theirs, article].map(({ body }) =>
    blocksById(body)
  ) as [
    ReturnType<typeof blocksById>,
    ReturnType<typeof blocksById>,
    ReturnType<typeof blocksById>,
    ReturnType<typeof blocksById>
  ]
  const gone: string[] = []
  for (const [id, before] of base) {
    const [a, b, result] = [mine.get(id), theirs.get(id), merged.get(id)]
    if (!a || !b) continue
    // A list goes with the last of its items, whoever took out which.
    const inside = [...blocksById({ type: 'doc', content: before.content ?? [] }).keys()]
    if (!result && inside.length > 0 && inside.every((one) => !mine.has(one) || !theirs.has(one))) continue
    if (!result) {
      gone.push(`the block ${id} is gone`)
      continue
    }
    if (conflicts.some(({ block }) => block === id)) continue
    const parts = {
      type: (node: typeof before) => node.type,
      attrs: (node: typeof before) => JSON.stringify(Object.entries(node.attrs ?? {}).sort())
    }
    for (const [name, part] of Object.entries(parts)) {
      const [was, one, other, is] = [part(before), part(a), part(b), part(result)]
      if (one !== was && other === was && is !== one) gone.push(`${id}: ${name} of mine`)
      if (other !== was && one === was && is !== other) gone.push(`${id}: ${name} of theirs`)
    }
  }
  return gone
}
