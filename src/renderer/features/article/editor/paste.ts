import { Extension } from '@tiptap/core'
import { closeHistory } from '@tiptap/pm/history'
import { DOMParser, Fragment, Slice, type Node, type ResolvedPos, type Schema } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { leftOutWords } from '#shared/document/foreign-html.ts'
import { isLine } from './article-keys.ts'
import { checkedSlice } from './checked-slice.ts'
import { cleanHtml } from './paste-html.ts'
import { isStorable } from './storable.ts'

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
            const { cleaned, left, waiting } = cleanHtml(html)
            const words = leftOutWords(left, waiting)
            if (words !== null) host?.say(words)
            return cleaned
          },
          clipboardTextParser: (text, $context, plain) => textSlice(text, $context, schema, !plain),
          transformPasted: (pasted, view) => {
            const slice = checkedSlice(pasted)
            const into = view.state.selection.$from.parent
            return isLine(into) || isRun(into) ? lineSlice(slice, schema, into) : slice
          },
          handlePaste: (view, event, slice) => {
            // What was typed right before is not undone with what is pasted.
            view.dispatch(closeHistory(view.state.tr))
            const files = picturesOf(event.clipboardData)
            if (!host || files.length === 0) return wordsAlone(view, slice, host)
            // Word and spreadsheets send a picture of the text beside the text itself.
            if (
              saysSomething(event.clipboardData?.getData('text/html') ?? '') ||
              event.clipboardData?.getData('text/plain')
            )
              return wordsAlone(view, slice, host)
            host.bringIn(files, view.state.selection.from)
            return true
          },
          handleDrop: (view, event, slice, moved) => {
            if (moved || !host || !event.dataTransfer) return false
            if (event.dataTransfer.files.length === 0) return wordsAlone(view, slice, host)
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

/** A slice that fits nowhere, as only something forged can be, gives its words alone; true when it was one. */
function wordsAlone(view: EditorView, slice: Slice, host: PasteHost | null): boolean {
  if (fits(view, slice)) return false
  const words = slice.content.textBetween(0, slice.content.size, '\n\n')
  const { $from } = view.state.selection
  view.dispatch(view.state.tr.replaceSelection(textSlice(words, $from, view.state.schema)))
  host?.say('What you pasted could not be read as it was: its words came in alone.')
  return true
}

function fits(view: EditorView, slice: Slice): boolean {
  try {
    return isStorable(view.state.tr.replaceSelection(slice).doc)
  } catch {
    return false
  }
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

/**
 * Plain text as paragraphs: every line that says something is one, or, where blank lines part them and the lines are all
 * of a length, what stands between two of those. The ends of the whole keep their spaces, because they join the words on
 * both sides of the caret. With `lists`, what is clearly a list becomes one.
 */
export function textSlice(text: string, $context: ResolvedPos, schema: Schema, lists = false): Slice {
  const lines = text.split(/\r\n?|\n|\u2028|\u2029/).map((line) => line.replace(/\t/g, ' '))
  const said =
    lines.length === 1
      ? lines.filter(Boolean)
      : joinWrapped(lines.map((line, at) => trimInside(line, at, lines.length - 1))).filter((line) => /\S/.test(line))
  const { paragraph } = schema.nodes
  if (!paragraph || said.length === 0) return Slice.empty
  const marks = $context.marks()
  const lineOf = (line: string) => paragraph.create(null, line === '' ? null : schema.text(line, marks))
  const inCopy = $context.depth === 1 && $context.parent.type === paragraph
  const blocks = groupItems(lists && inCopy ? said : []).flatMap(({ type, start, lines: items }) =>
    type === null
      ? items.map(lineOf)
      : schema.node(
          type,
          type === 'orderedList' ? { start } : null,
          items.map((item) => schema.node('listItem', null, lineOf(item)))
        )
  )
  const found = blocks.length > 0 ? Fragment.from(blocks) : Fragment.from(said.map(lineOf))
  const open = (node: Node | null) => (node?.isTextblock ? 1 : 0)
  return new Slice(found, open(found.firstChild), open(found.lastChild))
}

/** Lines that were broken at a column are put together again; where lines are of all lengths each stands for itself. */
function joinWrapped(lines: string[]): string[] {
  const parts: string[][] = [[]]
  for (const line of lines)
    if (/\S/.test(line)) parts.at(-1)?.push(line)
    else parts.push([])
  const wrapped = (part: string[]) =>
    part.length > 1 && part.slice(0, -1).every((line) => line.length >= 50 && line.length <= 82) && !part.some(isItem)
  if (!parts.some((part, at) => at > 0 && part.length > 0 && (parts[at - 1]?.length ?? 0) > 0)) return lines
  return parts.flatMap((part) => (wrapped(part) ? [part.join(' ')] : part))
}

const bulletSign = /^\s*[-*•–]\s+(?=\S)/
const numberSign = /^\s*(\d{1,3})[.)]\s+(?=\S)/
const isItem = (line: string) => bulletSign.test(line) || numberSign.test(line)

interface ItemGroup {
  type: 'bulletList' | 'orderedList' | null
  start: number
  lines: string[]
}

/** Two lines or more with the same sign, or with numbers that follow one another, are a list. */
function groupItems(lines: string[]): ItemGroup[] {
  const groups: ItemGroup[] = []
  for (let at = 0; at < lines.length;) {
    const items = itemsFrom(lines, at)
    const line = lines[at] ?? ''
    if (items.length < 2) {
      const last = groups.at(-1)
      if (last?.type === null) last.lines.push(line)
      else groups.push({ type: null, start: 1, lines: [line] })
      at++
      continue
    }
    const number = numberSign.exec(line)?.[1]
    groups.push({ type: number ? 'orderedList' : 'bulletList', start: Number(number ?? 1), lines: items })
    at += items.length
  }
  return groups
}

function itemsFrom(lines: string[], from: number): string[] {
  const first = lines[from] ?? ''
  const sign = bulletSign.exec(first)?.[0].trim()
  const number = Number(numberSign.exec(first)?.[1] ?? NaN)
  const items: string[] = []
  for (const line of lines.slice(from)) {
    const same = sign
      ? bulletSign.exec(line)?.[0].trim() === sign
      : Number(numberSign.exec(line)?.[1] ?? NaN) === number + items.length
    if (!same) break
    items.push(line.replace(sign ? bulletSign : numberSign, '').trimEnd())
  }
  return items
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
