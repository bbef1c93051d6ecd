import type { Meta } from '#shared/article/article.ts'
import { instant } from '#shared/article/guesses.ts'
import type { ImportGuess } from '#shared/article/imported.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { captionOf, creditOf, textOf } from '#shared/document/text.ts'
import { ok, type Result } from '#shared/result.ts'
import { asciiOf, decodeText } from '../decode.ts'
import { counted, note } from '../draft.ts'
import { descendants, findElement, markupText, parseHtml, takeOut, type MarkupElement } from '../markup.ts'
import { guessPublished, pictureWords, type Line } from '../published.ts'
import { nameOf } from '../read-figure.ts'
import { bodyOf, newPage, readBlocks, type ShownPicture } from '../read-html.ts'
import { joinedWords } from '../read-inline.ts'
import type { Imported, ImportedPicture, ImportFile, ImportNote, Reader } from '../reader.ts'
import { wholeBody } from '../whole-body.ts'
import { articleDataOf } from './article-data.ts'

export const reader: Reader = {
  extensions: ['.html', '.htm', '.xhtml'],
  recognises: ({ name, bytes }) =>
    /\.x?html?$/i.test(name) || /^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b/is.test(asciiOf(bytes, 1000)),
  read
}

/** Reads a page: its article, what it says of itself in data, and what its plain lines seem to say. */
function read({ bytes }: ImportFile, beside: ImportFile[]): Result<Imported[]> {
  const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(asciiOf(bytes, 2000))?.[1]
  const parsed = parseHtml(decodeText(bytes, declared).text)
  if (!parsed.ok) return parsed
  const data = articleDataOf(parsed.value)
  const { rest, taken } = takeOut(parsed.value, isNoCopy)
  const root = articleOf(rest)
  const page = newPage()
  const head = findElement(root, isHeadline) ?? findElement(bodyOf(rest), isHeadline)
  const copy = head ? takeOut(root, (element) => element === head).rest : root
  const blocks = readBlocks(copy.children, page)
  const headline = head ? joinedWords(readBlocks(head.children, page)) : []
  const notes = page.notes
  const body = wholeBody({ headline, standfirst: [], blocks }, notes)
  const pictures = page.pictures.map((shown) => pictureOf(shown, beside, notes))
  const meta: Partial<Meta> = {}
  const language = rest.attributes.lang ?? ''
  if (/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) meta.language = language
  const dropped = taken.filter((element) => markupText(element).trim() !== '' || element.name === 'img').length
  return ok([
    {
      meta,
      body,
      pictures,
      suggestions: [],
      comments: [],
      notes: [
        note('came', `${counted((body.content ?? []).length - 1, 'block')} of the page came.`),
        ...(dropped > 0
          ? [
              note(
                'left',
                `${counted(dropped, 'part')} of the page that ${dropped === 1 ? 'is' : 'are'} no copy (scripts, menus, hidden words, trackers) did not come.`
              )
            ]
          : []),
        ...notes
      ],
      guesses: guessesOf(body.content ?? [], headline.length > 0, data),
      times: { published: instant(data.published), updated: instant(data.updated) },
      wire: null
    }
  ])
}

const noCopy = new Set(
  'script style noscript template nav form button iframe object embed link svg canvas dialog'.split(' ')
)

/** What runs, leads elsewhere or is not seen. */
export function isNoCopy({ name, attributes }: MarkupElement): boolean {
  if (noCopy.has(name) || 'hidden' in attributes || attributes['aria-hidden'] === 'true') return true
  if (/display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes.style ?? '')) return true
  if (attributes.role === 'navigation' || attributes.role === 'search') return true
  const small = (size: string | undefined) => size !== undefined && /^[01](?:px)?$/.test(size.trim())
  return name === 'img' && (small(attributes.width) || small(attributes.height))
}

/** The article with the most words; else the main part of the page; else all of it. */
function articleOf(root: MarkupElement): MarkupElement {
  const body = bodyOf(root)
  let found: MarkupElement | undefined
  let most = 0
  for (const element of descendants(body)) {
    if (element.name !== 'article' && element.attributes.role !== 'article') continue
    const length = markupText(element).length
    if (length > most) [found, most] = [element, length]
  }
  return found ?? findElement(body, ({ name, attributes }) => name === 'main' || attributes.role === 'main') ?? body
}

function isHeadline({ name, attributes }: MarkupElement): boolean {
  return name === 'h1' || (attributes.role === 'heading' && attributes['aria-level'] === '1')
}

/** Bytes from the page itself or from beside it; what is only named is never fetched. */
function pictureOf({ id, src }: ShownPicture, beside: ImportFile[], notes: ImportNote[]): ImportedPicture {
  const inside = /^data:image\/[a-z+.-]+;base64,([\sA-Za-z0-9+/=]+)$/i.exec(src)?.[1]
  if (inside) return { id, fileName: 'picture', bytes: bytesOf(inside) }
  const name = nameOf(src)
  const file = /^[a-z][a-z0-9+.-]*:|^\/\//i.test(src) ? undefined : fileOf(src, beside)
  if (!file)
    notes.push(
      note('left', `The picture ${name || 'without a name'} was not fetched: its address is kept here.`, {
        place: id,
        kept: src.slice(0, 2000)
      })
    )
  return { id, fileName: (file?.name.split('/').at(-1) ?? name) || 'picture', bytes: file?.bytes ?? null }
}

/** By the end of its path, as far as both have one. */
export function fileOf(src: string, beside: ImportFile[]): ImportFile | undefined {
  const name = nameOf(src)
  return name === '' ? undefined : beside.find((file) => nameOf(file.name) === name)
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function bytesOf(base64: string): Uint8Array {
  const plain = base64.replace(/[^A-Za-z0-9+/]/g, '')
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4))
  let held = 0
  let bits = 0
  let at = 0
  for (const letter of plain) {
    held = ((held << 6) | letters.indexOf(letter)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 0xff
  }
  return bytes
}

function guessesOf(content: BodyNode[], headed: boolean, data: ReturnType<typeof articleDataOf>): ImportGuess[] {
  const lines = content.flatMap((block, group): Line[] =>
    block.type === 'paragraph' || block.type === 'heading'
      ? [{ id: String(block.attrs?.id), text: textOf(block), group }]
      : []
  )
  const guesses = [...topicGuess(content), ...captionGuesses(content)]
  const used = new Set(guesses.flatMap(({ takes }) => takes.map(({ block }) => block)))
  const found = guessPublished(
    lines.filter(({ id }) => !used.has(id)),
    { headline: headed || data.headline !== '' }
  )
  const has = (kind: ImportGuess['kind']) => [...guesses, ...found].some((guess) => guess.kind === kind)
  const said = (kind: ImportGuess['kind'], message: string, values: Record<string, string>): ImportGuess[] =>
    Object.values(values).every((value) => value === '') || has(kind)
      ? []
      : [{ id: newBlockId(), kind, message, values, takes: [] }]
  return [
    ...(headed ? [] : said('headline', 'The page’s data names this headline.', { headline: data.headline })),
    ...guesses,
    ...found,
    ...said('standfirst', 'The page’s data describes the article so.', { standfirst: data.description }),
    ...said('byline', 'The page’s data names the authors.', { names: data.authors.join(', ') }),
    ...said('times', 'The page’s data gives the times.', {
      published: instant(data.published) ?? '',
      updated: instant(data.updated) ?? ''
    }),
    ...said('topics', 'The page’s data gives these keywords.', { topics: data.keywords.join(', ') })
  ]
}

/** "Related topics" over a list. */
function topicGuess(content: BodyNode[]): ImportGuess[] {
  return content.flatMap((block, index) => {
    const list = content[index + 1]
    if (list?.type !== 'bulletList' || !/^(?:related topics|topics|tags)\s*:?$/i.test(textOf(block).trim())) return []
    const topics = (list.content ?? []).map((item) => textOf(item).trim()).filter(Boolean)
    const takes = [block, list].map(({ attrs }) => ({ block: String(attrs?.id), upTo: null }))
    return [
      {
        id: newBlockId(),
        kind: 'topics' as const,
        message: 'The list under “Related topics” is taken for the related topics.',
        values: { topics: topics.join(', ') },
        takes
      }
    ]
  })
}

/** A caption that ends in a credit of its own. */
export function captionGuesses(content: BodyNode[]): ImportGuess[] {
  return content.flatMap((block) => {
    if (block.type !== 'figure' || creditOf(block) !== '') return []
    const words = pictureWords(captionOf(block))
    if (!words) return []
    const message = `“${words.credit}” at the end of a caption is taken for the picture’s credit.`
    return [
      {
        id: newBlockId(),
        kind: 'picture' as const,
        message,
        values: { ...words, alt: String(block.attrs?.alt ?? '') },
        takes: [],
        figure: String(block.attrs?.id)
      }
    ]
  })
}
