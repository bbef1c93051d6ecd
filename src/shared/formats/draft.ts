import { newBlockId } from '#shared/document/attributes.ts'
import type { Body, BodyMark, BodyNode } from '#shared/document/body.ts'
import type { NodeName } from '#shared/document/schema.ts'
import { isSuggested } from '#shared/document/suggestions.ts'
import { allowed, withCopy } from '#shared/article/guesses.ts'
import type { ImportNote } from '#shared/article/imported.ts'

/** A node with an id of its own, where nodes of its type have one. */
export function node(type: NodeName, content: BodyNode[] = [], attrs: Record<string, unknown> = {}): BodyNode {
  const own = withoutId.has(type) ? attrs : { id: newBlockId(), ...attrs }
  return { type, attrs: own, ...(content.length > 0 && { content }) }
}

const withoutId: ReadonlySet<NodeName> = new Set<NodeName>(['doc', 'listItem', 'tableRow', 'tableCell', 'tableHeader'])

/** A textblock with only those marks that its type may have. */
export function textblock(type: NodeName, content: BodyNode[] = [], attrs: Record<string, unknown> = {}): BodyNode {
  return node(type, allowed(content, type), attrs)
}

/** Text as nodes: line breaks stay, characters that no page can show go. */
export function inlineOf(text: string, marks: BodyMark[] = []): BodyNode[] {
  const marked = marks.length > 0 ? { marks } : {}
  return showable(text)
    .split('\n')
    .flatMap((line, index): BodyNode[] => [
      ...(index > 0 ? [{ type: 'hardBreak' as const, ...marked }] : []),
      ...(line === '' ? [] : [{ type: 'text' as const, text: line, ...marked }])
    ])
}

// eslint-disable-next-line no-control-regex
const unshowable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g

export function showable(text: string): string {
  return text.toWellFormed().replace(unshowable, '')
}

/**
 * Neighbours that are marked alike become one, and white space at both ends of a textblock goes; not what is suggested, nor
 * at an end that is to `stay` because words may be joined to it.
 */
export function tidyInline(content: BodyNode[], stay = { start: false, end: false }): BodyNode[] {
  const merged: BodyNode[] = []
  for (const one of content) {
    const last = merged.at(-1)
    if (one.type === 'text' && last?.type === 'text' && sameMarks(one, last))
      merged[merged.length - 1] = { ...last, text: `${last.text ?? ''}${one.text ?? ''}` }
    else merged.push(one)
  }
  return trimEnds(merged, stay)
}

function trimEnds(content: BodyNode[], stay: { start: boolean; end: boolean }): BodyNode[] {
  let rest = content
  for (let first = stay.start ? undefined : rest[0]; first && !isSuggested(first); first = rest[0]) {
    const text = first.type === 'text' ? (first.text ?? '').replace(/^[ \t\n]+/, '') : ''
    if (text === first.text) break
    rest = text === '' ? rest.slice(1) : [{ ...first, text }, ...rest.slice(1)]
  }
  for (let last = stay.end ? undefined : rest.at(-1); last && !isSuggested(last); last = rest.at(-1)) {
    const text = last.type === 'text' ? (last.text ?? '').replace(/[ \t\n]+$/, '') : ''
    if (text === last.text) break
    rest = text === '' ? rest.slice(0, -1) : [...rest.slice(0, -1), { ...last, text }]
  }
  return rest
}

function sameMarks(one: BodyNode, other: BodyNode): boolean {
  return JSON.stringify(one.marks ?? []) === JSON.stringify(other.marks ?? [])
}

/** The whole body: headline and standfirst first, and a paragraph where there is no copy. */
export function bodyOf(blocks: BodyNode[]): Body {
  const first = (type: NodeName) => blocks.filter((block) => block.type === type).slice(0, 1)
  const copy = blocks.filter(({ type }) => type !== 'headline' && type !== 'standfirst')
  return withCopy({ type: 'doc', content: [...first('headline'), ...first('standfirst'), ...copy] })
}

export function note(
  kind: ImportNote['kind'],
  message: string,
  more: Pick<ImportNote, 'place' | 'kept'> = {}
): ImportNote {
  return { kind, message, ...more }
}

/** "1 table", "3 tables". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
