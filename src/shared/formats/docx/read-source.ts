import { newBlockId } from '#shared/document/attributes.ts'
import { counted, note } from '../draft.ts'
import type { ImportedPicture, ImportedSuggestion, ImportNote } from '../reader.ts'
import { attribute, elements, type XmlNode } from '../read-xml.ts'
import { paragraphsOf } from './read-drawing.ts'
import type { Numbering } from './read-numbering.ts'
import type { DocxPackage, Target } from './read-package.ts'
import type { DocxStyles } from './read-styles.ts'

export type Tally =
  | 'insertion'
  | 'deletion'
  | 'formatting'
  | 'breaks'
  | 'dressed'
  | 'cellLists'
  | 'nestedTables'
  | 'numberedHeadings'
  | 'deepHeadings'

/** A document while it is read: what its parts say, and what was found on the way. */
export class DocxSource {
  readonly styles: DocxStyles
  readonly numbering: Numbering
  readonly targets: ReadonlyMap<string, Target>
  readonly notes: ImportNote[] = []
  readonly suggestions: ImportedSuggestion[] = []
  readonly pictures: ImportedPicture[] = []
  /** Foot- and endnotes in the order in which they are called. */
  readonly called: { text: string }[] = []
  #order = 0
  readonly #pack: DocxPackage
  /** Ids of suggestions by the numbers that a document of our own gives them. */
  readonly #own = new Map<string, string>()
  readonly #tallies = new Map<Tally, number>()
  readonly #notes: Record<'footnote' | 'endnote', Map<string, string>>

  constructor(
    pack: DocxPackage,
    styles: DocxStyles,
    numbering: Numbering,
    parts: { footnotes: XmlNode | null; endnotes: XmlNode | null }
  ) {
    this.#pack = pack
    this.styles = styles
    this.numbering = numbering
    this.targets = pack.targets
    this.#notes = { footnote: notesOf(parts.footnotes, 'footnote'), endnote: notesOf(parts.endnotes, 'endnote') }
  }

  nextOrder(): number {
    return this.#order++
  }

  tally(what: Tally, more = 1): void {
    this.#tallies.set(what, (this.#tallies.get(what) ?? 0) + more)
  }

  count(what: Tally): number {
    return this.#tallies.get(what) ?? 0
  }

  leave(message: string, kept: string): void {
    this.notes.push(note('left', message, kept.trim() === '' ? {} : { kept: kept.slice(0, 8000) }))
  }

  /** The suggestion that a tracked change is: `joined`, or where a document of our own says so, the one of the same number. */
  suggestion(change: XmlNode, joined: string | null = null): string {
    const own = attribute(change, 'suggestion')
    const known = own === undefined ? joined : this.#own.get(own)
    if (known !== undefined && known !== null) return known
    const id = newBlockId()
    if (own !== undefined) this.#own.set(own, id)
    const authorName = (attribute(change, 'author')?.trim() || 'Unknown').slice(0, 200)
    this.suggestions.push({ id, authorName, at: this.time(attribute(change, 'date') ?? '') })
    return id
  }

  /** A part's bytes, or null where it cannot be had. */
  bytes(path: string): Uint8Array | null {
    const read = this.#pack.bytes(path)
    return read.ok ? read.value : null
  }

  xml(path: string): XmlNode | null {
    const read = this.#pack.xml(path)
    return read.ok ? read.value : null
  }

  /** The number by which a note is called in the copy; null when there is none of this id. */
  callNote(kind: 'footnote' | 'endnote', id: string): number | null {
    const text = this.#notes[kind].get(id)
    return text === undefined ? null : this.called.push({ text })
  }

  /** UTC. Word writes the time of the writer's own clock and calls it UTC. */
  time(written: string): string | null {
    const at = Date.parse(written)
    return Number.isNaN(at) ? null : new Date(at).toISOString()
  }

  /** What was counted on the way, a sentence each. */
  summary(): ImportNote[] {
    const sentences: [Tally, (count: string) => string, string, ImportNote['kind']][] = [
      [
        'insertion',
        (count) => `${count} came as suggestions, with who made them and when.`,
        'tracked insertion',
        'came'
      ],
      ['deletion', (count) => `${count} came as suggestions, with who made them and when.`, 'tracked deletion', 'came'],
      [
        'formatting',
        (count) => `${count} could not come as suggestions: the words stand as they were changed.`,
        'tracked change of formatting',
        'changed'
      ],
      [
        'breaks',
        (count) => `${count} could not come as suggestions: the paragraphs stand as they are now.`,
        'tracked change of paragraph ends',
        'changed'
      ],
      ['dressed', (count) => `Underlining and marking were left out in ${count}.`, 'place', 'changed'],
      ['cellLists', (count) => `${count} in table cells came as plain lines.`, 'item of lists', 'changed'],
      ['nestedTables', (count) => `${count} within tables came as lines.`, 'table', 'changed'],
      ['numberedHeadings', (count) => `The numbers of ${count} were left out.`, 'heading', 'changed'],
      [
        'deepHeadings',
        (count) => `${count} stood deeper than an article's headings go, and came on the lowest level.`,
        'heading',
        'changed'
      ]
    ]
    return sentences.flatMap(([what, sentence, noun, kind]) => {
      const count = this.count(what)
      return count === 0 ? [] : [note(kind, sentence(counted(count, noun, pluralOf(noun))))]
    })
  }
}

function pluralOf(noun: string): string {
  return noun.replace(/^(tracked change|item)(.*)$/, '$1s$2').replace(/^((?!tracked change|item).*)$/, '$1s')
}

/** Notes of no kind of their own: separators have one. */
function notesOf(root: XmlNode | null, name: string): Map<string, string> {
  return new Map(
    elements(root ?? undefined, name)
      .filter((each) => attribute(each, 'type') === undefined || attribute(each, 'type') === 'normal')
      .map((each) => [attribute(each, 'id') ?? '', paragraphsOf(each)])
  )
}
