import type { Article } from '../article/article.ts'
import type { Body, BodyMark, BodyNode } from '../document/body.ts'
import { idOf } from '../document/tokens.ts'
import type { Conflict, MergeSide } from './conflict.ts'

export type Decision = MergeSide | 'both'

/**
 * The article with one conflict decided. One side: the text is as that side had it there. Both: every word stands. Takes
 * and gives bodies that `readBody` passes; an article in which nothing of the conflict is left is given as it is.
 */
export function decideConflict(article: Article, conflict: Conflict, decision: Decision): Article {
  const value = decision === 'both' ? undefined : conflict[decision].value
  const meta =
    conflict.field?.startsWith('meta.') && value !== undefined
      ? withField(article.meta, conflict.field.slice(5), value)
      : article.meta
  return { meta, body: decidedBody(article.body, conflict, decision) }
}

function withField(meta: Article['meta'], path: string, value: unknown): Article['meta'] {
  const [key, part] = path.split('.') as [keyof Article['meta'], string | undefined]
  // A credit is made of many parts: Details is where one of them is set.
  if (key === 'credits' || key === 'subjects') return meta
  if (part === undefined) return { ...meta, [key]: value }
  return { ...meta, [key]: { ...(meta[key] as object), [part]: value } }
}

function decidedBody(body: Body, conflict: Conflict, decision: Decision): Body {
  const decided = decide(body, conflict, decision)
  if (decided === body) return body
  const content = decided?.content ?? []
  const blocks = content.filter(({ type }) => type !== 'headline' && type !== 'standfirst')
  return { ...body, content: blocks.length > 0 ? content : [...content, { type: 'paragraph' }] }
}

/** The node as it is afterwards, itself where nothing of it changes; null when it goes. */
function decide(node: BodyNode, conflict: Conflict, decision: Decision): BodyNode | null {
  const own = ofConflict(node, conflict)
  let decided = node
  if (own) {
    if (goes(own, conflict, decision)) return null
    const marks = node.marks?.filter((mark) => mark !== own) ?? []
    const { marks: _marks, ...bare } = node
    decided = marks.length > 0 ? { ...bare, marks } : bare
  }
  if (conflict.kind === 'value' && conflict.block !== null && conflict.block === idOf(node) && conflict.field !== null)
    decided = withAttribute(decided, conflict, decision)
  if (!decided.content) return decided
  let changed = false
  let word = false
  const content = decided.content.flatMap((child, index, all) => {
    let after = decide(child, conflict, decision)
    // The space that stood between the two sides goes with the second, where nothing but that stood before what follows.
    const next = all[index + 1]
    if (after?.type === 'text' && next?.type === 'text' && ofConflict(child, conflict) && !/\s$/.test(next.text ?? ''))
      if (decide(next, conflict, decision) === null) after = withoutSpace(after)
    // A word that was written on after the merge goes as a whole.
    if (word && after?.type === 'text') after = withoutLetters(after)
    word =
      child.type === 'text' &&
      (after === null || (word && after.text === '')) &&
      /[\p{L}\p{M}\p{N}]$/u.test(child.text ?? '')
    if (after?.type === 'text') after = withSpaceOf(after, all[index - 1], conflict, decision)
    changed ||= after !== child
    return after?.type === 'text' && after.text === '' ? [] : (after ?? [])
  })
  if (!changed) return decided
  const joined = joinRuns(withoutSpacesBeforeStops(content, decided.content))
  if (joined.length === 0 && holders.has(decided.type)) return null
  const { content: _content, ...rest } = decided
  return joined.length > 0 ? { ...rest, content: joined } : rest
}

function ofConflict({ marks }: BodyNode, { mine, theirs }: Conflict): BodyMark | undefined {
  return marks?.find(({ attrs }) => attrs?.id === mine.id || attrs?.id === theirs.id)
}

function withoutSpace(node: BodyNode): BodyNode {
  return { ...node, text: (node.text ?? '').replace(/\s+$/, '') }
}

/** The space before the first of the two sides is before the second, too, where the first goes. */
function withSpaceOf(node: BodyNode, before: BodyNode | undefined, conflict: Conflict, decision: Decision): BodyNode {
  const spaced = before?.type === 'text' && /^\s.*\s$/s.test(before.text ?? '') && ofConflict(before, conflict)
  if (!spaced || /^\s/.test(node.text ?? '') || decide(before, conflict, decision) !== null) return node
  return { ...node, text: `${/^\s+/.exec(before.text ?? '')?.[0] ?? ''}${node.text ?? ''}` }
}

/** Where words went between a space and a stop, the space goes too. `was` is what the runs were made of. */
function withoutSpacesBeforeStops(runs: BodyNode[], was: readonly BodyNode[]): BodyNode[] {
  const had = new Set(was)
  return runs.map((run, index) => {
    const next = runs[index + 1]
    const parted = had.has(run) && was[was.indexOf(run) + 1] !== next
    return parted && run.type === 'text' && /^[.,…]/.test(next?.text ?? '') ? withoutSpace(run) : run
  })
}

function withoutLetters(node: BodyNode): BodyNode {
  const text = (node.text ?? '').replace(/^[\p{L}\p{M}\p{N}]+/u, '')
  return text === node.text ? node : { ...node, text }
}

/** What is nothing without something in it. */
const holders = new Set<BodyNode['type']>(['bulletList', 'orderedList', 'listItem', 'quote'])

function goes({ type, attrs }: BodyMark, conflict: Conflict, decision: Decision): boolean {
  if (decision === 'both' || type === 'modification') return false
  const by: MergeSide = attrs?.id === conflict.mine.id ? 'mine' : 'theirs'
  return type === 'insertion' ? by !== decision : by === decision
}

function withAttribute(node: BodyNode, conflict: Conflict, decision: Decision): BodyNode {
  const { field } = conflict
  if (decision === 'both' || field === null || !node.attrs || !(field in node.attrs)) return node
  const value = conflict[decision].value
  return field === 'media' || value === undefined ? node : { ...node, attrs: { ...node.attrs, [field]: value } }
}

function joinRuns(content: BodyNode[]): BodyNode[] {
  const joined: BodyNode[] = []
  for (const node of content) {
    const last = joined.at(-1)
    if (
      last?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? [])
    )
      joined[joined.length - 1] = { ...last, text: (last.text ?? '') + (node.text ?? '') }
    else joined.push(node)
  }
  return joined
}
