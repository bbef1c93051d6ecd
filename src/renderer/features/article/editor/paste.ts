import { Extension } from '@tiptap/core'
import { DOMParser, Fragment, Slice, type Node, type ResolvedPos, type Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { isLine } from './article-keys.ts'

export interface PasteHost {
  /** Brings picture files in at a place of the document. */
  bringIn(files: File[], at: number): void
  say(message: string): void
}

/** Pasted and dropped: text by the schema alone, pictures as files, nothing ever fetched. */
export const Paste = Extension.create<{ host: PasteHost | null }>({
  name: 'articlePaste',
  priority: 150,
  addOptions: () => ({ host: null }),
  addProseMirrorPlugins() {
    const { host } = this.options
    const { schema } = this.editor
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            const { cleaned, pictures } = cleanHtml(html)
            if (pictures > 0) host?.say(leftOut(pictures))
            return cleaned
          },
          clipboardTextParser: (text, $context) => textSlice(text, $context, schema),
          transformPasted: (slice, view) => {
            const into = view.state.selection.$from.parent
            return isLine(into) || isRun(into) ? lineSlice(slice, schema, into) : slice
          },
          handlePaste: (view, event) => {
            const files = picturesOf(event.clipboardData)
            if (!host || files.length === 0) return false
            // Word and spreadsheets send a picture of the text beside the text itself.
            if (
              saysSomething(event.clipboardData?.getData('text/html') ?? '') ||
              event.clipboardData?.getData('text/plain')
            )
              return false
            host.bringIn(files, view.state.selection.from)
            return true
          },
          handleDrop: (view, event, _slice, moved) => {
            if (moved || !host || !event.dataTransfer || event.dataTransfer.files.length === 0) return false
            event.preventDefault()
            const files = picturesOf(event.dataTransfer)
            if (files.length < event.dataTransfer.files.length)
              host.say('Only pictures can be dropped into an article.')
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from
            if (files.length > 0) host.bringIn(files, at)
            return true
          }
        }
      })
    ]
  }
})

function leftOut(count: number): string {
  return count === 1
    ? 'A picture was left out of what you pasted. Pictures come in as files: drop the file, or use Picture.'
    : `${count} pictures were left out of what you pasted. Pictures come in as files: drop the files, or use Picture.`
}

function isRun(node: Node): boolean {
  return ['standfirst', 'caption', 'pullQuote'].includes(node.type.name)
}

const pictureName = /\.(jpe?g|png|webp|gif|tiff?|avif|hei[cf]|svg)$/i

/** The picture files of a paste or a drop; what is no picture for the core is refused there, with its reason. */
export function picturesOf(transfer: DataTransfer | null): File[] {
  return [...(transfer?.files ?? [])].filter((file) => file.type.startsWith('image/') || pictureName.test(file.name))
}

function saysSomething(html: string): boolean {
  return html !== '' && /\S/.test(new window.DOMParser().parseFromString(html, 'text/html').body.textContent ?? '')
}

/** Foreign HTML as the schema can read it: office leftovers gone, ARIA headings real, pictures by address dropped and counted. */
export function cleanHtml(html: string): { cleaned: string; pictures: number } {
  const page = new window.DOMParser().parseFromString(html, 'text/html')
  const all = (selector: string) => [...page.body.querySelectorAll(selector)]
  for (const junk of all(
    'script, style, meta, link, title, xml, template, noscript, iframe, object, embed, svg, o\\:p'
  )) {
    if (junk.tagName === 'O:P') junk.replaceWith(...junk.childNodes)
    else junk.remove()
  }
  for (const heading of all('[role=heading]:not(h1, h2, h3, h4, h5, h6)')) {
    const level = Math.min(4, Math.max(2, Number(heading.getAttribute('aria-level') ?? 2) || 2))
    rename(page, heading, `h${level}`)
  }
  // Google Docs wraps everything in a bold that is not bold.
  for (const wrapper of all('b, strong'))
    if (/font-weight:\s*(normal|400)/i.test(wrapper.getAttribute('style') ?? ''))
      wrapper.replaceWith(...wrapper.childNodes)
  // A foreign title is a heading here: the article has its own headline.
  if (!html.includes('data-pm-slice')) for (const title of all('h1')) rename(page, title, 'h2')
  const pictures = all('img, picture')
  const count = pictures.filter((picture) => picture.tagName === 'IMG').length
  for (const picture of pictures) picture.remove()
  for (const paragraph of all('p')) if (/^MsoList/i.test(paragraph.className)) stripListMark(paragraph)
  return { cleaned: page.body.innerHTML, pictures: count }
}

/** Word writes the bullet of a list into the text. */
function stripListMark(paragraph: Element): void {
  for (const span of paragraph.querySelectorAll('span'))
    if (/mso-list:\s*ignore/i.test(span.getAttribute('style') ?? '')) span.remove()
}

function rename(page: Document, element: Element, tag: string): void {
  const renamed = page.createElement(tag)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

/**
 * Plain text as paragraphs: every line that says something is one. The ends of the whole keep their spaces, because
 * they join the words on both sides of the caret.
 */
export function textSlice(text: string, $context: ResolvedPos, schema: Schema): Slice {
  const lines = text.split(/\r\n?|\n|\u2028|\u2029/).map((line) => line.replace(/\t/g, ' '))
  const { paragraph } = schema.nodes
  const said =
    lines.length === 1
      ? lines.filter(Boolean)
      : lines.map((line, at) => trimInside(line, at, lines.length - 1)).filter((line) => /\S/.test(line))
  if (!paragraph || said.length === 0) return Slice.empty
  const marks = $context.marks()
  return new Slice(Fragment.from(said.map((line) => paragraph.create(null, schema.text(line, marks)))), 1, 1)
}

function trimInside(line: string, at: number, last: number): string {
  if (at === 0) return line.trimEnd()
  return at === last ? line.trimStart() : line.trim()
}

/** What is pasted into a part that is one run of text: the words of all blocks in one line, with the marks that it takes. */
export function lineSlice(slice: Slice, schema: Schema, into: Node): Slice {
  const pieces: Node[] = []
  const gap = () => {
    if (pieces.length > 0 && !pieces.at(-1)?.text?.endsWith(' ')) pieces.push(schema.text(' '))
  }
  const take = (node: Node) => {
    const text = (node.text ?? '').replace(/\s+/g, ' ')
    if (text) pieces.push(schema.text(text, into.type.allowedMarks(node.marks)))
  }
  slice.content.descendants((node) => {
    if (node.isText) take(node)
    else if (node.type.name === 'hardBreak' || (node.isTextblock && node.content.size > 0)) gap()
  })
  return new Slice(Fragment.from(pieces), 0, 0)
}

/** HTML to a slice by the schema alone, as a paste does it: for tests and for what is put in by code. */
export function parseHtmlSlice(html: string, schema: Schema): Slice {
  const page = new window.DOMParser().parseFromString(cleanHtml(html).cleaned, 'text/html')
  return DOMParser.fromSchema(schema).parseSlice(page.body)
}
