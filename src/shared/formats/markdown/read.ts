import { textOf } from '#shared/document/text.ts'
import { ok, type Result } from '#shared/result.ts'
import { decodeText } from '../decode.ts'
import { counted, note } from '../draft.ts'
import { captionGuesses, isNoCopy } from '../html/read.ts'
import { findElement, hasClass, markupText, takeOut, type MarkupElement } from '../markup.ts'
import { guessPublished, type Line } from '../published.ts'
import { newPage, readBlocks } from '../read-html.ts'
import { joinedWords, showable, wordsOf } from '../read-inline.ts'
import { namedPicture } from '../read-pictures.ts'
import type { Imported, ImportedPicture, ImportFile, ImportNote, Reader } from '../reader.ts'
import { wholeBody } from '../whole-body.ts'
import { elementsOf, markdownAsHtml } from './as-html.ts'
import { partFrontMatter, readFrontMatter, type FrontMatter } from './read-front-matter.ts'
import { asFigures } from './read-pictures.ts'
import { partPrinted } from './read-printed.ts'
import { withSigns } from './read-signs.ts'

export const reader: Reader = {
  extensions: ['.md', '.markdown', '.mdown', '.mkd'],
  recognises: ({ name, bytes }) =>
    /\.(md|markdown|mdown|mkd)$/i.test(name) && !bytes.subarray(0, 4000).includes(0) ? true : false,
  read
}

/** Reads CommonMark with GFM, and front matter above it. HTML in it is read as a page is: nothing is run, nothing fetched. */
function read(file: ImportFile, beside: ImportFile[]): Result<Imported[]> {
  const notes: ImportNote[] = []
  const { text, encoding, guessed } = decodeText(file.bytes)
  if (guessed)
    notes.push(
      note(
        'changed',
        `The file does not say how its letters are written; they were read as ${encoding}. Look at accents and quotation marks.`
      )
    )
  const { yaml, copy } = partFrontMatter(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  const front = yaml === null ? null : readFrontMatter(yaml, notes)
  const html = markdownAsHtml(copy)
  if (!html.ok) return html
  const root: MarkupElement = { name: 'body', attributes: {}, children: html.value.children }
  const { rest, taken } = takeOut(root, isNoWords)
  tellHtml(html.value.raw, taken, notes)
  const printed = partPrinted(elementsOf(withSigns(rest).children), front)
  const page = newPage()
  page.notes = notes
  const figures = asFigures(printed.copy, front?.pictures ?? [])
  const cover = coverOf(figures, front)
  const blocks = readBlocks([...(cover ? [cover] : []), ...figures], page)
  const words = (found: MarkupElement['children'], told: string) =>
    found.length > 0 ? joinedWords(readBlocks(found, page)) : wordsOf(told)
  const headline = words(printed.headline, front?.title ?? '')
  const standfirst = words(printed.standfirst, front?.standfirst ?? '')
  const body = wholeBody({ headline, standfirst, blocks }, notes)
  const from = { file, beside }
  const pictures = page.pictures.flatMap(({ id, src }) => namedPicture(id, src, from, notes) ?? [])
  const content = body.content ?? []
  const lines = content.flatMap((block, group): Line[] =>
    block.type === 'paragraph' ? [{ id: String(block.attrs?.id), text: textOf(block), group }] : []
  )
  notes.unshift(note('came', `${counted(blocks.length, 'block')} of the text came.`))
  return ok([
    {
      meta: front?.meta ?? {},
      body,
      pictures: [...pictures, ...portraitsOf(front, from, notes)],
      suggestions: [],
      comments: [],
      notes,
      guesses: [
        ...captionGuesses(content),
        // Copy that says of itself what it is has no need of guesses.
        ...(front ? [] : guessPublished(lines, { headline: headline.length > 0 }))
      ],
      ...(front ? { times: front.times } : {}),
      wire: null
    }
  ])
}

const cards = new Set(['iframe', 'embed', 'object', 'svg', 'canvas', 'button', 'input'])

/** What runs or is not seen. What is shown from elsewhere stays, as a card with its address. */
function isNoWords(element: MarkupElement): boolean {
  return !cards.has(element.name) && isNoCopy(element)
}

/** Markdown's own HTML: marks that it has no sign for, and what Copydesk's export sets apart. */
const usual = /^<\/?(?:s|del|sup|sub|strong|em|b|i|br|aside)(?:\s[^>]*)?\/?>$/i

function tellHtml(raw: string[], taken: MarkupElement[], notes: ImportNote[]): void {
  for (const remark of raw.flatMap((html) => [...html.matchAll(/<!--([\s\S]*?)(?:-->|$)/g)]))
    if (remark[1]?.trim())
      notes.push(
        note('left', 'A remark that no page shows did not come.', { kept: showable(remark[1].trim()).slice(0, 4000) })
      )
  const others = raw.filter(
    (html) => html.trim() !== '' && !/^\s*<!--[\s\S]*-->\s*$/.test(html) && !usual.test(html.trim())
  )
  if (others.length > 0)
    notes.push(
      note(
        'changed',
        'There was HTML in the Markdown: it came as the words and pictures that it shows, and was not run.'
      )
    )
  if (taken.length > 0)
    notes.push(
      note('left', `${counted(taken.length, 'part')} of it that run or are not seen did not come.`, {
        kept: taken
          .map((each) => showable(markupText(each)).trim())
          .filter(Boolean)
          .join('\n')
          .slice(0, 4000)
      })
    )
}

/** The picture that the front matter alone names, where the copy does not show it. */
function coverOf(figures: MarkupElement[], front: FrontMatter | null): MarkupElement | null {
  const cover = front?.cover
  if (!cover || figures.some((each) => findElement(each, ({ attributes }) => attributes.src === cover.file)))
    return null
  if (figures.some((each) => hasClass(each, 'lead'))) return null
  return (
    asFigures(
      [
        {
          name: 'p',
          attributes: {},
          children: [{ name: 'img', attributes: { src: cover.file, alt: cover.alt }, children: [] }]
        }
      ],
      [cover]
    ).map((figure) => withWords(figure, cover))[0] ?? null
  )
}

function withWords(figure: MarkupElement, { caption, credit }: { caption: string; credit: string }): MarkupElement {
  const by: MarkupElement = { name: 'span', attributes: { class: 'credit' }, children: [credit] }
  const words = [...(caption ? [caption] : []), ...(credit ? [by] : [])]
  return words.length === 0
    ? figure
    : { ...figure, children: [...figure.children, { name: 'figcaption', attributes: {}, children: words }] }
}

function portraitsOf(
  front: FrontMatter | null,
  from: { file: ImportFile; beside: ImportFile[] },
  notes: ImportNote[]
): ImportedPicture[] {
  const found = new Set<string>()
  return (front?.meta.credits ?? []).flatMap(({ id, profile }) => {
    const src = front?.portraits.get(profile.name) ?? ''
    if (src === '' || found.has(profile.name)) return []
    found.add(profile.name)
    return namedPicture(id, src, from, notes) ?? []
  })
}
