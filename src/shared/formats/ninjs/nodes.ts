import { figureHtml, htmlNodes } from '../html/nodes.ts'
import type { NodeTable } from '../render.ts'
import { associationName } from './associations.ts'
import type { Story } from '../story.ts'

/** The HTML body that ninjs carries: the bundle's own, each figure naming the association that has its picture. */
export const ninjsNodes: NodeTable<Story> = {
  ...htmlNodes,
  figure: (node, story) => figureHtml(node, story, { 'data-assoc': associationName(node, story) })
}
