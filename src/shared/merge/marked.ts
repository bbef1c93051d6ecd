import type { BodyMark, BodyNode } from '../document/body.ts'
import { isTextblock } from '../document/text.ts'
import type { Face, MarkerToken } from '../document/tokens.ts'
import { attributeChanges, isSame, type AttributeChange, type Row, type Step } from './compare.ts'

/** Which of the texts a tree shows: both in one, or one of them with what is its own marked. */
export type Side = 'both' | 'before' | 'after'

/** A block or a run of text with what became of it. Shaped as a body's node, so that what shows bodies shows it too. */
export interface MarkedNode extends Omit<BodyNode, 'content'> {
  content?: MarkedNode[]
  /** Absent: it was there and is there. */
  change?: 'inserted' | 'deleted'
  /** What a kept block has otherwise now. */
  attributes?: AttributeChange[]
  /** The marks that a kept run had before, where they differ. */
  oldMarks?: BodyMark[]
  /** Where a line was ended or joined to the next: stands among the text. */
  seam?: 'inserted' | 'deleted'
}

/**
 * The steps of a row as blocks that can be shown. A block that went stands where it was; where only its edge went, as
 * in a join, the line goes on and a seam stands in it.
 */
export function markedNodes(row: Pick<Row, 'change' | 'before' | 'after' | 'steps'>, side: Side): MarkedNode[] {
  if (row.steps.length === 0)
    return side === 'before' ? row.before : row.after.length > 0 ? row.after : side === 'both' ? row.before : []
  const steps = row.steps.filter(
    ({ op }) => op === 'keep' || side === 'both' || (op === 'delete') === (side === 'before')
  )
  const whole = wholeBlocks(row.steps)
  const root: MarkedNode = { type: 'doc', content: [] }
  const open: MarkedNode[] = [root]
  const top = () => open.at(-1) ?? root
  const put = (node: MarkedNode) => (top().content ??= []).push(node)
  for (const step of steps) {
    const token = step.op === 'insert' || (step.op === 'keep' && side !== 'before') ? step.after : step.before
    const change = step.op === 'insert' ? 'inserted' : step.op === 'delete' ? 'deleted' : undefined
    if (token.kind === 'word') {
      const old = step.op === 'keep' && !isSame(step) && step.before.kind === 'word' ? step.before : null
      for (const run of token.runs)
        putText(put, top(), run.text, run.marks, change, old ? (old.runs[0]?.marks ?? []) : undefined)
    } else if (token.kind === 'inline') put({ ...token.face, ...(change && { change }) })
    else if (token.kind === 'open') {
      if (step.op === 'delete' && side === 'both' && (!whole.has(token) || isLine(top()))) {
        if (isLine(top()) && isLine(token.face)) put({ type: 'text', text: '', seam: 'deleted' })
        continue
      }
      const attributes =
        step.op === 'keep' ? attributeChanges((step.before as MarkerToken).face, (step.after as MarkerToken).face) : []
      const node: MarkedNode = {
        ...token.face,
        ...(change && whole.has(token) && { change }),
        ...(attributes.length > 0 && { attributes }),
        ...(token.face.attrs && { attrs: { ...token.face.attrs } })
      }
      if (step.op === 'insert' && !whole.has(token) && isLine(token.face))
        node.content = [{ type: 'text', text: '', seam: 'inserted' }]
      put(node)
      open.push(node)
    } else {
      if (step.op === 'delete' && side === 'both' && (!whole.has(token) || !isFace(top(), token.face))) continue
      open.pop()
    }
  }
  return root.content ?? []
}

function isLine(face: Face): boolean {
  return isTextblock(face as BodyNode)
}

function isFace(node: MarkedNode, face: Face): boolean {
  return node.change === 'deleted' && node.type === face.type && node.attrs?.id === face.attrs?.id
}

function putText(
  put: (node: MarkedNode) => void,
  parent: MarkedNode,
  text: string,
  marks: BodyMark[] | undefined,
  change: MarkedNode['change'],
  oldMarks: BodyMark[] | undefined
): void {
  const last = parent.content?.at(-1)
  const alike = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  if (
    last?.type === 'text' &&
    !last.seam &&
    last.change === change &&
    alike(last.marks, marks) &&
    alike(last.oldMarks, oldMarks)
  )
    last.text = (last.text ?? '') + text
  else put({ type: 'text', text, ...(marks && { marks }), ...(change && { change }), ...(oldMarks && { oldMarks }) })
}

/** The markers of blocks that came or went with everything in them: both edges, and nothing kept between. */
function wholeBlocks(steps: readonly Step[]): Set<MarkerToken> {
  const whole = new Set<MarkerToken>()
  for (const op of ['delete', 'insert'] as const) {
    const open: { token: MarkerToken; own: boolean; kept: number }[] = []
    let kept = 0
    for (const step of steps) {
      if (step.op !== 'keep' && step.op !== op) continue
      const token = op === 'delete' && step.op !== 'insert' ? step.before : step.op !== 'delete' ? step.after : null
      if (!token) continue
      const own = step.op === op
      if (!own) kept++
      if (token.kind === 'open') open.push({ token, own, kept })
      else if (token.kind === 'close') {
        const begun = open.pop()
        if (begun?.own && own && begun.kept === kept) whole.add(begun.token).add(token)
      }
    }
  }
  return whole
}
