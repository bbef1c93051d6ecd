import type { BodyNode } from '#shared/document/body.ts'
import { numberAttribute } from '../render.ts'
import { block, inline, xmlDocument, type XmlElement } from '../xml.ts'
import { wordNamespace } from './package.ts'

/** Word knows nine levels of lists; what is nested deeper stands on the ninth. */
export const deepestLevel = 8

const kinds = ['bullet', '1', 'a', 'A', 'i', 'I'] as const
type Kind = (typeof kinds)[number]
const formats: Record<Kind, string> = {
  bullet: 'bullet',
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman'
}
const bullets = ['•', '◦', '▪']

/** A list of the copy: its instance has the number of its place among all lists, from 1. */
export interface PlacedList {
  node: BodyNode
  level: number
}

export function listsOf(nodes: BodyNode[], level = 0): PlacedList[] {
  return nodes.flatMap((node) => {
    const isList = node.type === 'bulletList' || node.type === 'orderedList'
    return [
      ...(isList ? [{ node, level: Math.min(deepestLevel, level) }] : []),
      ...listsOf(node.content ?? [], isList ? level + 1 : level)
    ]
  })
}

/** Every list has an instance of its own, which begins where the list does: Word would go on counting from the last one. */
export function numberingXml(lists: PlacedList[]): string {
  return xmlDocument(block('w:numbering', { 'xmlns:w': wordNamespace }, ...kinds.map(abstract), ...lists.map(instance)))
}

function abstract(kind: Kind, index: number): XmlElement {
  const levels = Array.from({ length: deepestLevel + 1 }, (_, level) =>
    block(
      'w:lvl',
      { 'w:ilvl': level },
      inline('w:start', { 'w:val': 1 }),
      inline('w:numFmt', { 'w:val': formats[kind] }),
      inline('w:lvlText', { 'w:val': kind === 'bullet' ? bullets[level % bullets.length] : `%${level + 1}.` }),
      inline('w:lvlJc', { 'w:val': 'left' }),
      block('w:pPr', {}, inline('w:ind', { 'w:left': indentOf(level), 'w:hanging': 360 }))
    )
  )
  return block(
    'w:abstractNum',
    { 'w:abstractNumId': index },
    inline('w:multiLevelType', { 'w:val': 'multilevel' }),
    ...levels
  )
}

function instance({ node, level }: PlacedList, index: number): XmlElement {
  const kind = kindOf(node)
  const start =
    kind === 'bullet'
      ? null
      : block(
          'w:lvlOverride',
          { 'w:ilvl': level },
          inline('w:startOverride', { 'w:val': numberAttribute(node, 'start', 1) })
        )
  return block('w:num', { 'w:numId': index + 1 }, inline('w:abstractNumId', { 'w:val': kinds.indexOf(kind) }), start)
}

function kindOf(node: BodyNode): Kind {
  return node.type === 'bulletList' ? 'bullet' : (kinds.find((kind) => kind === node.attrs?.type) ?? '1')
}

/** Twips from the margin to a level's words. */
export function indentOf(level: number): number {
  return 567 + level * 397
}
