import type { BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import type { ExportPicture } from '../format.ts'
import { attributes, escapeHtml } from '../html/escape.ts'
import { bodyHtml, htmlNodes, inline } from '../html/nodes.ts'
import { isPlainList } from '../plain-list.ts'
import { renderNode, type NodeTable } from '../render.ts'
import { fullByline, type Story } from '../story.ts'

/** HTML that Ghost keeps as it is: its editor has no node for it and would drop the markup. */
const card = (html: string) => (html === '' ? '' : `<!--kg-card-begin: html-->\n${html}\n<!--kg-card-end: html-->`)
const list: NodeTable<Story>['bulletList'] = (node, story) =>
  isPlainList(node) ? renderNode(htmlNodes, node, story) : card(renderNode(htmlNodes, node, story))

/** The body as HTML that Ghost reads into its editor without loss; the lead picture is the post's own and not in it. */
export const ghostNodes: NodeTable<Story> = {
  ...htmlNodes,
  bulletList: list,
  orderedList: list,
  // A quote holds lines, not paragraphs.
  quote: (node, story) =>
    `<blockquote>${(node.content ?? [])
      .map((each) => (each.type === 'attribution' ? attribution(each, story) : inline(each, story)))
      .filter(Boolean)
      .join('<br><br>')}</blockquote>`,
  pullQuote: (node, story) => `<blockquote class="kg-blockquote-alt">${inline(node, story)}</blockquote>`,
  figure: (node, story) => figure(node, story),
  table: (node, story) => card(htmlNodes.table(node, story)),
  factBox: (node, story) => card(htmlNodes.factBox(node, story))
}

function attribution(node: BodyNode, story: Story): string {
  return textOf(node) === '' ? '' : `— <cite>${inline(node, story)}</cite>`
}

function figure(node: BodyNode, story: Story): string {
  const picture = story.pictures.find((each) => each.node === node)
  if (picture && picture === featured(story)) return ''
  const caption = captionHtml(node, story)
  if (!picture?.file) {
    // Ghost has no figure without a picture: its words stay.
    const alt = picture && picture.alt.trim() !== '' ? `[${escapeHtml(picture.alt)}]` : ''
    return [alt, caption].some(Boolean) ? `<p>${[alt, caption].filter(Boolean).join('<br>')}</p>` : ''
  }
  const { file, alt } = picture
  const image = `<img${attributes({ src: imageAddress(file, story), class: 'kg-image', alt, width: file.width, height: file.height })}>`
  return `<figure class="kg-card kg-image-card${caption === '' ? '' : ' kg-card-hascaption'}">${image}${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`
}

/** Caption and credit on one line. */
export function captionHtml(figure: BodyNode, story: Story): string {
  return (figure.content ?? [])
    .map((node) => renderNode(htmlNodes, node, story))
    .filter(Boolean)
    .join(' ')
}

/** The picture that Ghost shows above the post. */
export function featured({ lead }: Story) {
  return lead?.file ? lead : null
}

/** Where a picture stands in the folder, and after the import on the site: by article, for Ghost has one folder for all. */
export function imagePath(file: ExportPicture, { context }: Story): string {
  return `content/images/${context.publishedAt.slice(0, 4)}/${context.publishedAt.slice(5, 7)}/${context.articleId.toLowerCase()}-${file.fileName}`
}

/** Ghost puts the site's address in the place of the word. */
export function imageAddress(file: ExportPicture, story: Story): string {
  return `__GHOST_URL__/${imagePath(file, story).split('/').map(encodeURIComponent).join('/')}`
}

/** The copy, and under it the line of all who worked on it where it names more than Ghost's authors, and whose it is. */
export function postHtml(story: Story): string {
  const { copyright } = story.article.meta
  const line = fullByline(story)
  const byline = line === '' ? '' : `<p class="byline"><em>${escapeHtml(line)}</em></p>`
  const rights = copyright.trim() === '' ? '' : `<p class="copyright">${escapeHtml(copyright.trim())}</p>`
  return [bodyHtml(story, ghostNodes), byline, rights].filter(Boolean).join('\n')
}
