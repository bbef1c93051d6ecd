import type { Node } from '@tiptap/pm/model'
import { fail, ok, type Result } from '../result.ts'
import { modelOf, type Body } from './body.ts'
import { decideModel, isSuggestion } from './decide.ts'

const changed =
  'You can suggest changes to this article, not make them: something in it was changed without being a suggestion.'
const others = 'Only its writers and editors decide on what others have suggested.'

/**
 * Whether `next` differs from `before` by suggestions of one person alone: taken back, they leave exactly what was
 * there. `mine` are the suggestions that are that person's; both bodies fit the schema.
 */
export function onlySuggests(before: Body, next: Body, mine: (id: string) => boolean): Result<true> {
  const [had, has] = [modelOf(before), modelOf(next)]
  const known = suggestionsOf(had)
  const theirs = (id: string) => known.has(id) && !mine(id)
  const withdraw = (id: string) => (theirs(id) ? 'keep' : 'reject') as 'keep' | 'reject'
  if (!decideModel(had, withdraw).eq(decideModel(has, withdraw))) return fail('not-allowed', changed)
  // What takes back to nothing may still carry other people's names: words that somebody else never suggested.
  const [weighed, weighs] = [weigh(had, theirs), weigh(has, theirs)]
  for (const [id, weight] of weighs) if (weight > (weighed.get(id) ?? 0)) return fail('not-allowed', others)
  return ok(true)
}

function suggestionsOf(doc: Node): Set<string> {
  const ids = new Set<string>()
  const visit = (node: Node) => {
    for (const mark of node.marks) if (isSuggestion(mark)) ids.add(mark.attrs.id as string)
  }
  visit(doc)
  doc.descendants(visit)
  return ids
}

/** How much each of these suggestions is about. A line weighs its letters alone: split by somebody, it weighs what it did. */
function weigh(doc: Node, theirs: (id: string) => boolean): Map<string, number> {
  const weights = new Map<string, number>()
  doc.descendants((node) => {
    for (const mark of node.marks) {
      const id = mark.attrs.id as string
      if (!isSuggestion(mark) || !theirs(id)) continue
      const weight = mark.type.name === 'modification' ? 1 : weightOf(node, theirs)
      weights.set(id, (weights.get(id) ?? 0) + weight)
    }
  })
  return weights
}

function weightOf(node: Node, theirs: (id: string) => boolean): number {
  if (node.isInline)
    return node.marks.some(({ type, attrs }) => type.name === 'insertion' && !theirs(attrs.id as string))
      ? 0
      : node.nodeSize
  return node.children.reduce((sum, child) => sum + weightOf(child, theirs), node.isTextblock ? 0 : 1)
}
