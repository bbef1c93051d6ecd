import { pictureEdges, usualEdge, type PictureEdge } from '#shared/contract/exports.ts'

/** How long the longest edge of a picture may be: "At most 1,600 pixels". */
export function edgeText(edge: PictureEdge): string {
  const pixels = `${edge.toLocaleString('en')} pixels`
  if (edge === pictureEdges[0]) return `Original size, up to ${pixels}`
  return edge === usualEdge ? `At most ${pixels} (usual)` : `At most ${pixels}`
}

/** As a list to choose from. */
export const edgeOptions = pictureEdges.map((edge) => ({ value: String(edge), label: edgeText(edge) }))

export function edgeOf(value: string): PictureEdge {
  return pictureEdges.find((edge) => String(edge) === value) ?? usualEdge
}
