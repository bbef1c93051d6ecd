import type { BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textOf } from '#shared/document/text.ts'
import { attributes, escapeHtml } from '../html/escape.ts'
import { datelineHtml, htmlMarks, htmlNodes, type AddressOf } from '../html/nodes.ts'
import { isPlainList } from '../plain-list.ts'
import { numberAttribute, renderChildren, renderInline, renderNode, textAttribute, type NodeTable } from '../render.ts'
import type { Story } from '../story.ts'
import { readGrid, type GridSlot } from '../table-grid.ts'
import { blockAttributes, withoutEmbeds, withoutShortcodes } from './escape.ts'

export interface BlockPage {
  story: Story
  /** Gives null where WordPress will find no picture: its block waits for one, with its caption and alt text. */
  addressOf: AddressOf
}

const listStyles: Record<string, string> = { a: 'lower-alpha', A: 'upper-alpha', i: 'lower-roman', I: 'upper-roman' }

/** The body as WordPress saves it: every block in its comment, so that its editor takes each as what it is. */
export const blockNodes: NodeTable<BlockPage> = {
  doc: (node, page) => joined(node, page),
  headline: (node, page) => heading(1, node, page),
  standfirst: (node, page) => (textOf(node) === '' ? '' : paragraph(words(node, page), 'standfirst')),
  paragraph: (node, page) => {
    const text = words(node, page)
    return text === '' ? '' : paragraph(`${node === page.story.opening ? datelineHtml(page.story) : ''}${text}`)
  },
  heading: (node, page) => heading(Math.min(4, Math.max(2, numberAttribute(node, 'level', 2))), node, page),
  bulletList: (node, page) => list(node, page),
  orderedList: (node, page) => list(node, page),
  listItem: (node, page) => {
    const [first, ...lists] = node.content ?? []
    return wrapped(
      'list-item',
      {},
      `<li>${words(first, page)}${lists.map((each) => renderNode(blockNodes, each, page)).join('\n')}</li>`
    )
  },
  quote: (node, page) => {
    const said =
      node.content
        ?.filter((each) => each.type !== 'attribution')
        .map((each) => renderNode(blockNodes, each, page))
        .filter(Boolean)
        .join('\n') ?? ''
    const by =
      node.content
        ?.filter((each) => each.type === 'attribution')
        .map((each) => renderNode(blockNodes, each, page))
        .join('') ?? ''
    return wrapped('quote', {}, `<blockquote class="wp-block-quote">${said}${by}</blockquote>`)
  },
  attribution: (node, page) => (textOf(node) === '' ? '' : `<cite>${words(node, page)}</cite>`),
  pullQuote: (node, page) =>
    wrapped(
      'pullquote',
      {},
      `<figure class="wp-block-pullquote"><blockquote><p>${words(node, page)}</p></blockquote></figure>`
    ),
  figure: (node, page) => figure(node, page),
  // WordPress has no field for a credit: it stands in the caption.
  caption: (node, page) => (textOf(node) === '' ? '' : `<span class="caption">${words(node, page)}</span>`),
  credit: (node, page) => (textOf(node) === '' ? '' : `<span class="credit">${words(node, page)}</span>`),
  table: (node, page) => table(node, page),
  tableRow: (node, page) => joined(node, page),
  tableHeader: (node, page) => cellText(node, page),
  tableCell: (node, page) => cellText(node, page),
  factBox: (node, page) =>
    wrapped('group', { className: 'fact-box' }, `<div class="wp-block-group fact-box">${joined(node, page)}</div>`),
  factBoxTitle: (node, page) => (textOf(node) === '' ? '' : heading(2, node, page)),
  embed: (node) => {
    const url = textAttribute(node, 'url')
    return isSafeLink(url)
      ? wrapped(
          'embed',
          { url },
          `<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n${escapeHtml(url)}\n</div></figure>`
        )
      : ''
  },
  divider: () => wrapped('separator', {}, '<hr class="wp-block-separator has-alpha-channel-opacity"/>'),
  hardBreak: () => '<br>',
  text: (node) => withoutEmbeds(escapeHtml(node.text ?? ''))
}

export function words(node: BodyNode | undefined, page: BlockPage): string {
  return renderInline(blockNodes, htmlMarks, node, page)
}

function joined(node: BodyNode, page: BlockPage): string {
  return renderChildren(blockNodes, node, page).join('\n')
}

function wrapped(name: string, values: Record<string, unknown>, html: string): string {
  return `<!-- wp:${name}${blockAttributes(values)} -->\n${withoutShortcodes(html)}\n<!-- /wp:${name} -->`
}

/** Picture blocks that stand together. */
export function gallery(pictures: string[]): string {
  return `<!-- wp:gallery {"linkTo":"none"} -->\n<figure class="wp-block-gallery has-nested-images columns-default is-cropped">${pictures.join('\n\n')}</figure>\n<!-- /wp:gallery -->`
}

/** `html` is what the paragraph holds. */
export function paragraph(html: string, className?: string): string {
  return wrapped('paragraph', className ? { className } : {}, `<p${attributes({ class: className })}>${html}</p>`)
}

function heading(level: number, node: BodyNode, page: BlockPage): string {
  return wrapped(
    'heading',
    level === 2 ? {} : { level },
    `<h${level} class="wp-block-heading">${words(node, page)}</h${level}>`
  )
}

/** A heading that no node of the article holds; `html` is what it holds. */
export function plainHeading(html: string): string {
  return wrapped('heading', {}, `<h2 class="wp-block-heading">${html}</h2>`)
}

/** WordPress's items hold words and lists: an item with more goes out as HTML that WordPress keeps as it is. */
function list(node: BodyNode, page: BlockPage): string {
  if (!isPlainList(node)) return wrapped('html', {}, withoutEmbeds(renderNode(htmlNodes, node, page.story)))
  const ordered = node.type === 'orderedList'
  const start = numberAttribute(node, 'start', 1)
  const style = ordered ? listStyles[textAttribute(node, 'type')] : undefined
  const values = {
    ...(ordered ? { ordered } : {}),
    ...(ordered && start !== 1 ? { start } : {}),
    ...(style ? { type: style } : {})
  }
  const tag = ordered ? 'ol' : 'ul'
  const own = attributes({
    start: values.start ?? null,
    style: style ? `list-style-type:${style}` : null,
    class: 'wp-block-list'
  })
  return wrapped('list', values, `<${tag}${own}>${joined(node, page)}</${tag}>`)
}

function figure(node: BodyNode, page: BlockPage): string {
  const { story, addressOf } = page
  const picture = story.pictures.find((each) => each.node === node)
  const src = picture?.file ? addressOf(picture.file, story) : null
  const texts = joined(node, page).replaceAll('\n', ' ')
  const caption = texts === '' ? '' : `<figcaption class="wp-element-caption">${texts}</figcaption>`
  if (src === null && caption === '' && !picture?.alt) return ''
  const className = picture?.lead ? 'lead' : undefined
  const image = `<img${attributes({ src, alt: picture?.alt ?? '' })}/>`
  return wrapped(
    'image',
    className ? { className } : {},
    `<figure${attributes({ class: ['wp-block-image', className].filter(Boolean).join(' ') })}>${image}${caption}</figure>`
  )
}

function table(node: BodyNode, page: BlockPage): string {
  const { headRows, rows } = readGrid(node)
  const part = (name: string, from: number, to: number) =>
    from === to
      ? ''
      : `<${name}>${rows
          .slice(from, to)
          .map((row) => `<tr>${row.map((slot) => cell(slot, page)).join('')}</tr>`)
          .join('')}</${name}>`
  return wrapped(
    'table',
    { hasFixedLayout: false },
    `<figure class="wp-block-table"><table>${part('thead', 0, headRows)}${part('tbody', headRows, rows.length)}</table></figure>`
  )
}

function cell({ cell, colspan, rowspan, begins }: GridSlot, page: BlockPage): string {
  if (!begins) return ''
  const tag = cell.type === 'tableHeader' ? 'th' : 'td'
  return `<${tag}${attributes({ colspan: colspan > 1 ? colspan : null, rowspan: rowspan > 1 ? rowspan : null })}>${renderNode(blockNodes, cell, page)}</${tag}>`
}

/** A cell holds words alone: its paragraphs are lines. */
function cellText(node: BodyNode, page: BlockPage): string {
  return (node.content ?? []).map((each) => words(each, page)).join('<br>')
}
