import { block, inline, xmlDocument } from '../xml.ts'
import { wordNamespace } from './package.ts'
import { wordTime, type PlacedThread } from './review.ts'

const ignorable = 'http://schemas.openxmlformats.org/markup-compatibility/2006'
const word2010 = 'http://schemas.microsoft.com/office/word/2010/wordml'
const word2012 = 'http://schemas.microsoft.com/office/word/2012/wordml'
export const extendedType = 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended'

interface Numbered {
  id: number
  /** The paragraph by which Word knows the message. */
  paragraph: string
  parent: string | null
  done: boolean
  authorName: string
  at: string | null
  text: string
}

function messagesOf(threads: PlacedThread[]): Numbered[] {
  return threads.flatMap(({ thread, ids }) =>
    thread.messages.map((message, index) => ({
      ...message,
      id: ids[index] ?? 0,
      paragraph: paragraphId(ids[index] ?? 0),
      parent: index > 0 ? paragraphId(ids[0] ?? 0) : null,
      done: thread.resolved
    }))
  )
}

/** Eight hexadecimal digits, as Word wants them. */
function paragraphId(id: number): string {
  return (id + 1).toString(16).toUpperCase().padStart(8, '0')
}

/** What was said, each message a comment of its own: `commentsExtendedXml` says which one answers which. */
export function commentsXml(threads: PlacedThread[]): string {
  return xmlDocument(
    block(
      'w:comments',
      { 'xmlns:w': wordNamespace, 'xmlns:w14': word2010, 'xmlns:mc': ignorable, 'mc:Ignorable': 'w14' },
      ...messagesOf(threads).map(({ id, paragraph, authorName, at, text }) => {
        const lines = text.split('\n')
        return block(
          'w:comment',
          {
            'w:id': id,
            'w:author': authorName || 'Unknown',
            'w:date': at ? wordTime(at) : null,
            'w:initials': initials(authorName)
          },
          ...lines.map((line, index) =>
            inline(
              'w:p',
              { 'w14:paraId': index === lines.length - 1 ? paragraph : null },
              inline('w:r', {}, inline('w:t', { 'xml:space': 'preserve' }, line))
            )
          )
        )
      })
    )
  )
}

export function commentsExtendedXml(threads: PlacedThread[]): string {
  return xmlDocument(
    block(
      'w15:commentsEx',
      { 'xmlns:w15': word2012, 'xmlns:mc': ignorable, 'mc:Ignorable': 'w15' },
      ...messagesOf(threads).map(({ paragraph, parent, done }) =>
        inline('w15:commentEx', { 'w15:paraId': paragraph, 'w15:paraIdParent': parent, 'w15:done': done ? 1 : 0 })
      )
    )
  )
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => [...word][0] ?? '')
    .join('')
    .slice(0, 9)
}
