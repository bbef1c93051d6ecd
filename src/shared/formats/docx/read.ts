import type { Meta } from '#shared/article/article.ts'
import type { ImportGuess } from '#shared/article/imported.ts'
import { newBlockId } from '#shared/document/attributes.ts'
import { walkBody, type BodyNode } from '#shared/document/body.ts'
import { isSuggested } from '#shared/document/suggestions.ts'
import { textOf } from '#shared/document/text.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { bodyOf, counted, inlineOf, node, note, textblock } from '../draft.ts'
import { bylineOf, guessPublished, type Line } from '../published.ts'
import type { Imported, ImportFile, ImportNote, Reader } from '../reader.ts'
import { attribute, descendants, element, type XmlNode } from '../read-xml.ts'
import { looksLikeZip, openZip } from '../read-zip.ts'
import { Blocks, type Piece } from './read-blocks.ts'
import { liftMarks } from './lift-marks.ts'
import { readComments } from './read-comments.ts'
import { paragraphsOf } from './read-drawing.ts'
import { readNumbering } from './read-numbering.ts'
import { openPackage, type DocxPackage } from './read-package.ts'
import { readProperties, type Properties } from './read-properties.ts'
import { DocxSource } from './read-source.ts'
import { placeSeams } from './read-seams.ts'
import { readStyles, type Role } from './read-styles.ts'

export const reader: Reader = {
  extensions: ['.docx', '.docm', '.dotx'],
  recognises: ({ bytes }) => {
    if (!looksLikeZip(bytes)) return false
    const zip = openZip(bytes)
    return zip.ok && zip.value.entries.some(({ path }) => /^word\/document\d*\.xml$/i.test(path))
  },
  read
}

/** Reads a Word document: its text with what is tracked in it, its comments, notes, pictures and properties. */
function read({ bytes }: ImportFile): Result<Imported[]> {
  const pack = openPackage(bytes)
  if (!pack.ok) return pack
  const parts = readParts(pack.value)
  if (!parts.ok) return parts
  const { main, styles, numbering, footnotes, endnotes, comments, extended, settings } = parts.value
  const body = element(main, 'body')
  if (!body) return fail('damaged', 'This Word document has no text in it.')
  const source = new DocxSource(pack.value, readStyles(styles), readNumbering(numbering), { footnotes, endnotes })
  const properties = readProperties(pack.value)
  const blocks = new Blocks(source, headingShift(body, source))
  blocks.add(body)
  titleByHeading(blocks, source)
  const { pieces } = blocks
  const readOf = new Map(
    [...pieces, ...blocks.inner].flatMap(({ block, read: found }) => (found ? [[block, found]] : []))
  )
  const tops = pieces.map(({ block }) => block)
  liftMarks(tops)
  const told = placeSeams(tops, readOf, blocks.reads)
  source.tally('breaks', blocks.reads.reduce((sum, { seams }) => sum + seams.length, 0) - told)
  const meta: Partial<Meta> = { ...properties.meta }
  const guesses = [...guessByStyle(pieces, meta, source), ...guessPublished(linesOf(pieces), knownOf(pieces))]
  guesses.push(...guessByProperties(properties, pieces, guesses))
  const placed = [
    ...pieces.flatMap(({ block, read: found }) => (found ? [{ block, read: found }] : [])),
    ...blocks.inner
  ].sort((one, other) => one.read.order - other.read.order)
  const threads = readComments(comments, extended, placed)
  const article = bodyOf([...pieces.map(({ block }) => block), ...notesList(source)])
  return ok([
    {
      meta,
      body: article,
      pictures: source.pictures,
      suggestions: keptSuggestions(source, article),
      comments: threads,
      notes: [
        note('came', cameSentence(pieces.length, source)),
        ...(threads.length > 0
          ? [
              note(
                'came',
                `${counted(threads.length, 'comment')} came with ${threads.length === 1 ? 'its' : 'their'} answers.`
              )
            ]
          : []),
        ...source.summary(),
        ...properties.notes,
        ...source.notes,
        ...leftBeside(pack.value, settings)
      ],
      guesses,
      times: properties.times,
      wire: null
    }
  ])
}

function readParts(pack: DocxPackage): Result<
  Record<'styles' | 'numbering' | 'footnotes' | 'endnotes' | 'comments' | 'extended' | 'settings', XmlNode | null> & {
    main: XmlNode
  }
> {
  const main = pack.xml(pack.main)
  if (!main.ok) return main
  if (!main.value) return fail('damaged', 'This Word document has no text in it.')
  const names = {
    styles: 'styles',
    numbering: 'numbering',
    footnotes: 'footnotes',
    endnotes: 'endnotes',
    comments: 'comments',
    extended: 'commentsExtended',
    settings: 'settings'
  } as const
  const found = {
    styles: null,
    numbering: null,
    footnotes: null,
    endnotes: null,
    comments: null,
    extended: null,
    settings: null
  } as Record<keyof typeof names, XmlNode | null>
  for (const key of Object.keys(names) as (keyof typeof names)[]) {
    const part = pack.part(names[key])
    if (!part.ok) return part
    found[key] = part.value
  }
  return ok({ ...found, main: main.value })
}

/** An article's headings begin at 2: a document that has them at 1 under its title is moved down by one. */
function headingShift(body: XmlNode, { styles }: DocxSource): number {
  let highest = 0
  let others = 0
  let titled = false
  for (const paragraph of descendants(body, 'p')) {
    const { role, level } = styles.paragraph(attribute(element(paragraph, 'pPr', 'pStyle'), 'val'))
    if (role === 'headline') titled = true
    if (role !== 'heading') continue
    if (level === 1) highest++
    else others++
  }
  // One heading 1 over everything, and no title, is the headline.
  return highest > (titled ? 0 : 1) || (highest === 1 && others === 0 && titled) ? 1 : 0
}

/** Without a title, the first block is the headline where it is a heading of the highest level. */
function titleByHeading({ pieces }: Blocks, source: DocxSource): void {
  const [first] = pieces
  if (!first || first.read?.level !== 1 || first.role !== 'heading' || pieces.some(({ role }) => role === 'headline'))
    return
  first.block = textblock('headline', first.block.content ?? [], { id: first.block.attrs?.id })
  first.role = 'headline'
  source.notes.push(
    note('changed', 'The first heading came as the headline: the document has no title.', {
      place: String(first.block.attrs?.id)
    })
  )
}

function knownOf(pieces: Piece[]): { headline: boolean; standfirst: boolean; byline: boolean; dateline: boolean } {
  const has = (role: Role) => pieces.some((piece) => piece.role === role)
  return {
    headline: has('headline'),
    standfirst: has('standfirst') || has('headline'),
    byline: has('byline'),
    dateline: pieces.some(({ read: found }) => (found?.dateline ?? 0) > 0)
  }
}

/** Plain paragraphs that nothing is tracked in: what is read out of words alone. */
function linesOf(pieces: Piece[]): Line[] {
  return pieces.flatMap(({ block, role }, group): Line[] =>
    block.type === 'paragraph' && (role === 'plain' || role === 'picture') && !hasTracked(block)
      ? [{ id: String(block.attrs?.id), text: textOf(block), group }]
      : []
  )
}

function hasTracked(block: BodyNode): boolean {
  return isSuggested(block) || (block.content ?? []).some(isSuggested)
}

/** What the document's own styles say of its paragraphs. */
function guessByStyle(pieces: Piece[], meta: Partial<Meta>, source: DocxSource): ImportGuess[] {
  const guesses: ImportGuess[] = []
  const of = (role: Role) =>
    pieces.filter((piece) => piece.role === role && piece.block.type === 'paragraph' && !hasTracked(piece.block))
  const say = (
    kind: ImportGuess['kind'],
    message: string,
    values: Record<string, string>,
    taken: Piece[],
    upTo: number | null = null
  ) =>
    guesses.push({
      id: newBlockId(),
      kind,
      message,
      values,
      takes: taken.map(({ block }) => ({ block: String(block.attrs?.id), upTo }))
    })
  const text = ({ block }: Piece) => textOf(block).trim()

  const kicker = of('kicker')
  if (kicker[0])
    say(
      'kicker',
      'What is in the style Kicker is taken for the kicker.',
      { kicker: kicker.map(text).join(' ') },
      kicker
    )
  const bylines = of('byline')
  if (bylines.length > 0) {
    const line = bylines.map(text).join('; ')
    say('byline', 'What is in the style Byline is taken for the byline.', bylineOf(line) ?? { names: line }, bylines)
  }
  const dated = pieces.find(({ read: found, block }) => (found?.dateline ?? 0) > 0 && !hasTracked(block))
  if (dated?.read) {
    const whole = textOf(dated.block)
    const printed = whole.slice(0, dated.read.dateline).trim()
    const dash = /^\s*(?:—|–|--|-)\s*/.exec(whole.slice(dated.read.dateline))?.[0].length ?? 0
    const values = { text: printed, place: placeOf(printed) }
    say('dateline', `“${printed}” is in the style Dateline.`, values, [dated], dated.read.dateline + dash)
  }
  guesses.push(...authorGuesses(of('tagline')))
  const topics = of('topics')
  if (topics.length > 0)
    say(
      'topics',
      'What is in the style Related Topics is taken for the related topics.',
      { topics: topics.slice(1).map(text).join('\n') },
      topics
    )
  const copyright = of('copyright')
  if (copyright[0])
    say(
      'copyright',
      'What is in the style Copyright is taken for the copyright line.',
      { copyright: copyright.map(text).join(' ') },
      copyright
    )
  takeNotes(pieces, meta, source)
  return guesses
}

/** A note to editors must never be printed: it leaves the copy whatever is confirmed. */
function takeNotes(pieces: Piece[], meta: Partial<Meta>, source: DocxSource): void {
  const noted = pieces.filter(({ role, block }) => role === 'note' && block.type === 'paragraph')
  for (const piece of noted) {
    const words = textOf(piece.block).trim()
    const ednote =
      /^(?:note to editors|hinweis an die redaktion|note à la rédaction|nota para la redacción|til redaksjonen):\s*(.*)$/is.exec(
        words
      )?.[1]
    if (ednote !== undefined) meta.ednote = ednote.slice(0, 4000)
    else source.leave('A note to whoever uses the document was left out of the copy.', words)
    pieces.splice(pieces.indexOf(piece), 1)
  }
  if (meta.ednote)
    source.notes.push(note('came', 'The note to editors came, and is not part of the copy.', { place: 'meta.ednote' }))
}

function placeOf(printed: string): string {
  const place = printed.split(',')[0]?.trim() ?? ''
  return place === place.toUpperCase()
    ? place.replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase())
    : place
}

/** Boxes one after another: a name with a title, then lines of a life, then links. */
function authorGuesses(lines: Piece[]): ImportGuess[] {
  const boxes: Piece[][] = []
  let ended = true
  for (const piece of lines) {
    const content = piece.block.content ?? []
    const linked = content.length > 0 && content.every(({ marks = [] }) => marks.some(({ type }) => type === 'link'))
    if (boxes.length === 0 || (ended && !linked)) boxes.push([])
    boxes.at(-1)?.push(piece)
    ended = linked
  }
  return boxes.map((box): ImportGuess => {
    const [first, ...rest] = box
    const [name = '', ...title] = (first ? textOf(first.block) : '').split(',')
    const linkOf = ({ block }: Piece) =>
      (block.content ?? []).flatMap(({ marks = [] }) => marks).find(({ type }) => type === 'link')?.attrs?.href
    const life = rest.filter((piece) => linkOf(piece) === undefined)
    const handles = rest.flatMap((piece) => linkOf(piece) ?? [])
    return {
      id: newBlockId(),
      kind: 'author',
      message: `What is in the style Tagline is taken for the author’s box of ${name.trim()}.`,
      values: {
        name: name.trim(),
        jobTitle: title.join(',').trim(),
        biography: life.map(({ block }) => textOf(block)).join('\n'),
        handles: handles.join(' ')
      },
      takes: box.map(({ block }) => ({ block: String(block.attrs?.id), upTo: null }))
    }
  })
}

const nobody = /^(user|admin(istrator)?|owner|author|windows|microsoft.*|python-docx|apache poi|pc|word)$/i

/** What the file says of itself, where its text says nothing. */
function guessByProperties({ title, creator }: Properties, pieces: Piece[], found: ImportGuess[]): ImportGuess[] {
  const has = (kind: ImportGuess['kind']) => found.some((guess) => guess.kind === kind)
  const guess = (kind: ImportGuess['kind'], message: string, values: Record<string, string>): ImportGuess => ({
    id: newBlockId(),
    kind,
    message,
    values,
    takes: []
  })
  const made: ImportGuess[] = []
  if (title !== '' && !has('headline') && !pieces.some(({ role }) => role === 'headline'))
    made.push(
      guess('headline', 'The file’s own title is taken for the headline: its text has none.', {
        headline: title.slice(0, 300)
      })
    )
  if (creator !== '' && !nobody.test(creator) && !has('byline'))
    made.push(
      guess('byline', 'The file’s author is taken for the byline: its text has none.', {
        names: creator.replace(/;\s*/g, ', ')
      })
    )
  return made
}

/** Called notes as a list under the copy, with the numbers by which they are called. */
function notesList({ called, notes }: DocxSource): BodyNode[] {
  if (called.length === 0) return []
  notes.push(
    note('changed', `${counted(called.length, 'footnote')} came as raised numbers in the copy and a list under it.`)
  )
  const items = called.map(({ text }) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '')
    return node(
      'listItem',
      (lines.length > 0 ? lines : ['']).map((line) => textblock('paragraph', inlineOf(line.trim())))
    )
  })
  return [textblock('heading', inlineOf('Notes'), { level: 3 }), node('orderedList', items, { start: 1 })]
}

/** Those whose words are still there. */
function keptSuggestions({ suggestions }: DocxSource, body: BodyNode): Imported['suggestions'] {
  const used = new Set(
    [...walkBody(body)].flatMap(({ node: each }) => (each.marks ?? []).map(({ attrs }) => attrs?.id))
  )
  return suggestions.filter(({ id }) => used.has(id))
}

function cameSentence(blocks: number, { pictures }: DocxSource): string {
  const here = pictures.filter(({ bytes }) => bytes !== null).length
  return here === 0
    ? `${counted(blocks, 'block')} of text came.`
    : `${counted(blocks, 'block')} came, ${counted(here, 'picture')} among them.`
}

/** What stands in the package beside the text. */
function leftBeside(pack: DocxPackage, settings: XmlNode | null): ImportNote[] {
  const notes: ImportNote[] = []
  if (pack.paths.some((path) => /vbaProject|vbaData/i.test(path)))
    notes.push(note('left', 'The document has macros. They were neither read nor run.'))
  const running = pack.paths
    .filter((path) => /^word\/(header|footer)\d*\.xml$/i.test(path))
    .flatMap((path) => {
      const part = pack.xml(path)
      return part.ok && part.value ? paragraphsOf(part.value).trim() : []
    })
    .filter((words) => /\p{L}/u.test(words))
  if (running.length > 0)
    notes.push(
      note('left', 'The heads and feet of the pages did not come.', {
        kept: [...new Set(running)].join('\n').slice(0, 8000)
      })
    )
  const settled = settings ? pack.targetsOf(`${pack.main.slice(0, pack.main.lastIndexOf('/') + 1)}settings.xml`) : null
  const template = settled?.ok
    ? [...settled.value.values()].find(({ type, external }) => type === 'attachedTemplate' && external)
    : undefined
  if (template)
    notes.push(
      note('left', 'The document names a template somewhere else, which was not fetched.', {
        kept: template.target.slice(0, 2000)
      })
    )
  return notes
}
