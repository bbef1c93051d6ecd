import { newArticle, type Article, type Meta } from '#shared/article/article.ts'
import type { Body, BodyNode } from '#shared/document/body.ts'
import { isTextblock } from '#shared/document/text.ts'
import { seededRandom } from '#test/bench/random.ts'
import { allEdits, linesOf, wordsOf, Writer, type Edit } from './edit-session.ts'

/** One article that two people took away and went on with. Every word has its own tag: `letters` tells them apart. */
export interface OfflineSessions {
  base: Article
  mine: Article
  theirs: Article
  edits: { mine: string[]; theirs: string[] }
}

export const figureEdits = ['role', 'crop', 'fileFields'] as const
export const metaEdits = [
  'slugline',
  'summary',
  'topic',
  'dropTopic',
  'credit',
  'dropCredit',
  'biography',
  'urgency'
] as const
type AnyEdit = Edit | (typeof figureEdits)[number] | (typeof metaEdits)[number]
export const offlineEdits: readonly AnyEdit[] = [...allEdits, ...figureEdits, ...metaEdits]

/** Two offline sessions of so many edits a side, all by `seed`. */
export function offlineSessions(
  seed: number,
  { words, edits: counts }: { words: number; edits: readonly [number, number] },
  only: readonly AnyEdit[] = offlineEdits
): OfflineSessions {
  const random = seededRandom(seed)
  const writer = new Writer(random)
  const base: Article = { meta: startingMeta(), body: writer.article(words) }
  const side = (count: number) => {
    const article = structuredClone(base)
    const done: string[] = []
    for (let number = 0; number < count; number++) {
      const edit = only[Math.floor(random() * only.length)]
      if (edit) done.push(apply(edit, article, writer, random) ? edit : `${edit} (nowhere)`)
    }
    return { article, done }
  }
  const [mine, theirs] = [side(counts[0]), side(counts[1])]
  return {
    base,
    mine: mine.article,
    theirs: theirs.article,
    edits: { mine: mine.done, theirs: theirs.done }
  }
}

function startingMeta(): Meta {
  const credit = (id: string, name: string) => ({
    id,
    role: 'by' as const,
    personId: null,
    profile: { name, jobTitle: 'Reporter', biography: `${name} writes.`, handles: [], portrait: null },
    box: true
  })
  return newArticle({
    slugline: 'harbour',
    summary: 'A wall is built.',
    topics: ['Ports', 'Tides', 'Money'],
    credits: [credit('c1', 'Ines Moreau'), credit('c2', 'Tom Reyes')]
  }).meta
}

let metaNumber = 0

function apply(edit: AnyEdit, article: Article, writer: Writer, random: () => number): boolean {
  const { meta, body } = article
  const fresh = () => `meta${letters(++metaNumber)}`
  const figure = () => {
    const figures = (body.content ?? []).filter(({ type }) => type === 'figure')
    return figures[Math.floor(random() * figures.length)]
  }
  const setFigure = (attrs: Record<string, unknown>) => {
    const found = figure()
    if (found) found.attrs = { ...found.attrs, ...attrs }
    return found !== undefined
  }
  const credit = meta.credits[Math.floor(random() * meta.credits.length)]
  switch (edit) {
    case 'role':
      return setFigure({ role: 'lead' })
    case 'crop':
      return setFigure({ crop: { x: 0, y: 0, width: 0.1 + Math.round(random() * 80) / 100, height: 0.5 } })
    case 'fileFields':
      return setFigure({ copyright: fresh() })
    case 'slugline':
      meta.slugline = fresh()
      return true
    case 'summary':
      meta.summary += ` ${fresh()}`
      return true
    case 'topic':
      meta.topics.splice(Math.floor(random() * (meta.topics.length + 1)), 0, fresh())
      return true
    case 'dropTopic':
      return meta.topics.splice(Math.floor(random() * meta.topics.length), 1).length > 0
    case 'credit':
      meta.credits.push({ ...structuredClone(startingMeta().credits[0]!), id: fresh(), role: 'photographs' })
      return true
    case 'dropCredit':
      return meta.credits.length > 1 && meta.credits.splice(Math.floor(random() * meta.credits.length), 1).length > 0
    case 'biography':
      if (credit) credit.profile.biography = fresh()
      return credit !== undefined
    case 'urgency':
      meta.urgency = 1 + Math.floor(random() * 9)
      return true
    default:
      return writer[edit](body)
  }
}

/** The same sessions with words as people write them: many stand in several places. */
export function plainWords(sessions: OfflineSessions): OfflineSessions {
  return reworded(sessions, () => '')
}

/** The same sessions with every word unlike every other. */
export function uniqueWords(sessions: OfflineSessions): OfflineSessions {
  return reworded(sessions, (tag) => `q${letters(Number(tag))}`)
}

function reworded(sessions: OfflineSessions, change: (tag: string) => string): OfflineSessions {
  return JSON.parse(JSON.stringify(sessions).replace(/§(\d+)/g, (_, tag: string) => change(tag))) as OfflineSessions
}

function letters(number: number): string {
  let text = ''
  for (let left = number; left > 0; left = Math.floor(left / 26)) text += String.fromCharCode(97 + (left % 26))
  return text
}

/** The words of a body in reading order, line by line. */
export function wordLines(body: Body): string[][] {
  return linesOf(body).map((line) => wordsOf(line).map(({ word }) => word))
}

/** Every block by its id. */
export function blocksById(body: Body): Map<string, BodyNode> {
  const known = new Map<string, BodyNode>()
  const visit = (node: BodyNode) => {
    if (typeof node.attrs?.id === 'string') known.set(node.attrs.id, node)
    if (!isTextblock(node)) for (const child of node.content ?? []) visit(child)
  }
  visit(body)
  return known
}
