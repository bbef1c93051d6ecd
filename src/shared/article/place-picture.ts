import { newBlockId } from '../document/attributes.ts'
import type { Body, BodyNode } from '../document/body.ts'
import { textOf } from '../document/text.ts'
import { creditLine, type Picture } from './media.ts'

/**
 * The body with a picture in its figure, as the editor places one: caption, credit and alt text that the article has stay,
 * the file's words go only where the article's are empty; maker and rights are the file's own. Unchanged without the figure.
 */
export function placePicture(body: Body, figureId: string, picture: Picture): Body {
  const content = body.content?.map((node) =>
    node.type === 'figure' && node.attrs?.id === figureId
      ? withPicture(node, picture)
      : placePicture(node, figureId, picture)
  )
  return content ? { ...body, content } : body
}

function withPicture(figure: BodyNode, { hash, fileName, width, height, metadata }: Picture): BodyNode {
  const from: Record<string, string> = {}
  const words = { caption: metadata.caption, credit: creditLine(metadata) }
  const content = (['caption', 'credit'] as const).map((type): BodyNode => {
    const own = figure.content?.find((child) => child.type === type)
    const line = oneLine(words[type])
    if (line === '' || textOf(own).trim() !== '') return own ?? { type, attrs: { id: newBlockId() } }
    from[`${type}From`] = 'file'
    return { type, attrs: { id: newBlockId(), ...own?.attrs }, content: [{ type: 'text', text: line }] }
  })
  const alt = String(figure.attrs?.alt ?? '')
  return {
    ...figure,
    attrs: {
      ...figure.attrs,
      media: hash,
      fileName,
      width,
      height,
      // What the document itself says of maker and rights goes before the file.
      creator: String(figure.attrs?.creator ?? '') || metadata.creator.slice(0, 500),
      copyright: String(figure.attrs?.copyright ?? '') || metadata.copyright.slice(0, 1000),
      usageTerms: String(figure.attrs?.usageTerms ?? '') || metadata.usageTerms.slice(0, 2000),
      alt: alt.trim() === '' ? oneLine(metadata.alt).slice(0, 2000) : alt,
      ...from
    },
    content
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
