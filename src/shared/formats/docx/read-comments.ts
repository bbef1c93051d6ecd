import type { BodyNode } from '#shared/document/body.ts'
import { captionOf, textOf } from '#shared/document/text.ts'
import type { ImportedComment } from '../reader.ts'
import { attribute, descendants, elements, type XmlNode } from '../read-xml.ts'
import { paragraphsOf } from './read-drawing.ts'
import type { ReadParagraph } from './read-paragraph.ts'

interface Message {
  id: string
  /** Of its last paragraph: how Word says which comment answers which. */
  paragraph: string
  authorName: string
  at: string | null
  text: string
}

/** The comments of a document where they stand, each with its answers. */
export function readComments(
  comments: XmlNode | null,
  extended: XmlNode | null,
  placed: { block: BodyNode; read: ReadParagraph }[]
): ImportedComment[] {
  const messages = elements(comments ?? undefined, 'comment').map(messageOf)
  const more = new Map(
    elements(extended ?? undefined, 'commentEx').map((each) => [
      attribute(each, 'paraId') ?? '',
      { parent: attribute(each, 'paraIdParent'), done: /^(1|true)$/i.test(attribute(each, 'done') ?? '') }
    ])
  )
  const rootOf = (message: Message): Message => {
    const parent = more.get(message.paragraph)?.parent
    return messages.find((other) => other !== message && parent !== undefined && other.paragraph === parent) ?? message
  }
  const places = placesOf(placed)
  return messages
    .filter((message) => rootOf(message) === message)
    .map((message) => {
      const thread = [message, ...messages.filter((other) => other !== message && rootOf(other) === message)]
      const place = places.get(message.id)
      return {
        at: place?.at ?? null,
        quote: place?.quote ?? '',
        resolved: more.get(message.paragraph)?.done ?? false,
        messages: thread.map(({ authorName, at, text }) => ({ authorName, at, text }))
      }
    })
}

function messageOf(comment: XmlNode): Message {
  const at = Date.parse(attribute(comment, 'date') ?? '')
  const last = [...descendants(comment, 'p')].at(-1)
  return {
    id: attribute(comment, 'id') ?? '',
    paragraph: attribute(last, 'paraId') ?? '',
    authorName: (attribute(comment, 'author')?.trim() || 'Unknown').slice(0, 200),
    at: Number.isNaN(at) ? null : new Date(at).toISOString(),
    text: paragraphsOf(comment)
  }
}

interface Place {
  at: NonNullable<ImportedComment['at']>
  quote: string
}

/** From where each begins to where it ends; over several blocks, to the end of the one it begins in. */
function placesOf(placed: { block: BodyNode; read: ReadParagraph }[]): Map<string, Place> {
  const found = new Map<string, Place>()
  const open = new Map<string, { block: string; start: number; text: string; quote: string }>()
  for (const { block, read } of placed) {
    if (block.type === 'figure') {
      // About the picture as a whole.
      const at = { block: String(block.attrs?.id), start: 0, end: 0 }
      for (const { id: comment } of read.comments) found.set(comment, { at, quote: captionOf(block) })
      continue
    }
    const text = textOf(block)
    const id = String(block.attrs?.id)
    // What stands before the first words was cut off.
    const raw = read.content.map(textOf).join('')
    const cut = text === '' ? 0 : Math.max(0, raw.indexOf(text))
    const here = (offset: number) => Math.min(text.length, Math.max(0, offset - cut))
    for (const { id: comment, kind, offset } of read.comments) {
      const begun = open.get(comment)
      if (kind === 'start') open.set(comment, { block: id, start: here(offset), text, quote: '' })
      else if (kind === 'end' && begun) {
        const end = begun.block === id ? here(offset) : begun.text.length
        const quote = begun.block === id ? text.slice(begun.start, end) : begun.text.slice(begun.start)
        found.set(comment, { at: { block: begun.block, start: begun.start, end }, quote })
        open.delete(comment)
      } else if (kind === 'at' && !found.has(comment))
        // Called at a point: it is about the block that the point stands in.
        found.set(comment, { at: { block: id, start: 0, end: text.length }, quote: text })
    }
  }
  return found
}
