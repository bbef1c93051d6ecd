import type { Body, BodyNode } from '../document/body.ts'
import { acceptedBody } from '../document/decide.ts'
import { captionOf, creditOf, figuresOf } from '../document/text.ts'

/** One picture where it stands in an article, with the words that it has there, plain. */
export interface Placement {
  /** Empty until the editor has given the figure an id. */
  figureId: string
  /** The picture's hash, or null while its caption waits for it. */
  media: string | null
  fileName: string
  role: 'lead' | 'inline'
  caption: string
  credit: string
  alt: string
}

/** The words of a placement that a desk may write. */
export const placementFields = ['caption', 'credit', 'alt'] as const
export type PlacementField = (typeof placementFields)[number]

/** Every figure in reading order, those that wait for their picture too. */
export function placementsOf(body: Body): Placement[] {
  return figuresOf(body).map((figure) => {
    const { id, media, fileName, role, alt } = figure.attrs ?? {}
    return {
      figureId: text(id),
      media: typeof media === 'string' ? media : null,
      fileName: text(fileName),
      role: role === 'lead' ? 'lead' : 'inline',
      caption: captionOf(asAccepted(figure)),
      credit: creditOf(asAccepted(figure)),
      alt: text(alt)
    }
  })
}

/** The figure with the suggestions in its words accepted; one that is suggested away stands there still. */
function asAccepted(figure: BodyNode): BodyNode {
  const { marks: _, ...bare } = figure
  return acceptedBody({ type: 'doc', content: [bare] }).content?.find(({ type }) => type === 'figure') ?? figure
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
