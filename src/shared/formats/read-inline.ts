import { newBlockId } from '#shared/document/attributes.ts'
import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { schema, type MarkName, type NodeName } from '#shared/document/schema.ts'
import { hasClass, type MarkupElement } from './markup.ts'

/** Marks in the order in which the schema wants them on a text. */
const order = Object.keys(schema.marks)

const byName: Record<string, MarkName> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  dfn: 'italic',
  var: 'italic',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  sup: 'superscript',
  sub: 'subscript'
}

const byStyle: [RegExp, MarkName][] = [
  [/font-weight:\s*(bold|bolder|[6-9]00)/i, 'bold'],
  [/font-style:\s*(italic|oblique)/i, 'italic'],
  [/text-decoration[^;]*:[^;]*line-through/i, 'strike'],
  [/vertical-align:\s*super/i, 'superscript'],
  [/vertical-align:\s*sub(?!e|p)/i, 'subscript']
]

/** The marks that an element puts on its words: by its name, and by what its style says. A link is not among them. */
export function marksOf(element: MarkupElement): MarkName[] {
  const style = element.attributes.style ?? ''
  // What Google Docs wraps around everything.
  const plain = /font-weight:\s*(normal|[1-4]00)/i.test(style)
  const named = hasClass(element, 'dateline') ? undefined : byName[element.name]
  return [
    ...(named && !(named === 'bold' && plain) ? [named] : []),
    ...byStyle.filter(([pattern]) => pattern.test(style)).map(([, mark]) => mark)
  ]
}

/** The marks with one more, each once; of super- and subscript the inner one stands. */
export function withMark(marks: BodyMark[], mark: BodyMark): BodyMark[] {
  const rival = { superscript: 'subscript', subscript: 'superscript' }[mark.type as string]
  return [...marks.filter(({ type }) => type !== mark.type && type !== rival), mark]
}

/**
 * Words as a textblock of this type holds them: white space as HTML has it, neighbours that are marked alike joined,
 * marks that the type does not take left out.
 */
export function inlineContent(type: NodeName, words: BodyNode[]): BodyNode[] {
  const merged: BodyNode[] = []
  for (const node of words) {
    const marks = allowed(type, node.marks ?? [])
    const before = merged.at(-1)
    if (node.type === 'hardBreak') {
      if (before?.type === 'text') before.text = (before.text ?? '').replace(/[ \t\n\r\f]+$/, '')
      if (before?.text === '') merged.pop()
      merged.push({ type: 'hardBreak' })
      continue
    }
    let text = (node.text ?? '').replace(/[ \t\n\r\f]+/g, ' ')
    if (!before || before.type === 'hardBreak' || before.text?.endsWith(' ')) text = text.replace(/^ /, '')
    if (text === '') continue
    if (before?.type === 'text' && sameMarks(before.marks ?? [], marks)) before.text = `${before.text ?? ''}${text}`
    else merged.push({ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) })
  }
  return trimmed(merged)
}

function trimmed(nodes: BodyNode[]): BodyNode[] {
  const rest = [...nodes]
  for (let last = rest.at(-1); last; last = rest.at(-1)) {
    if (last.type === 'text') {
      const text = (last.text ?? '').replace(/ +$/, '')
      if (text !== '') {
        rest[rest.length - 1] = { ...last, text }
        break
      }
    }
    rest.pop()
  }
  const first = rest.findIndex((node) => node.type !== 'hardBreak')
  return first === -1 ? [] : rest.slice(first)
}

function allowed(type: NodeName, marks: BodyMark[]): BodyMark[] {
  const node = schema.nodes[type]
  return marks
    .filter((mark) => {
      const known = schema.marks[mark.type]
      return node !== undefined && known !== undefined && node.allowsMarkType(known)
    })
    .sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
}

function sameMarks(a: BodyMark[], b: BodyMark[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** A textblock with a new id. */
export function textblock(type: NodeName, words: BodyNode[], attrs: Record<string, unknown> = {}): BodyNode {
  const content = inlineContent(type, words)
  return { type, attrs: { id: newBlockId(), ...attrs }, ...(content.length > 0 ? { content } : {}) }
}

/** Text without the characters that no page can show. */
export function showable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
}

/** Plain text as words; a line break is a break. */
export function wordsOf(text: string): BodyNode[] {
  return showable(text)
    .split(/\r\n?|\n/)
    .flatMap((line, index): BodyNode[] => [
      ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
      ...(line === '' ? [] : [{ type: 'text' as const, text: line }])
    ])
}

/** The words of several textblocks as those of one: each begins a line. */
export function joinedWords(blocks: BodyNode[]): BodyNode[] {
  return blocks.flatMap((block, index): BodyNode[] => [
    ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
    ...(block.content ?? [])
  ])
}
