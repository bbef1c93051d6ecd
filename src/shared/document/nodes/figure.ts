import { mergeAttributes, Node } from '@tiptap/core'
import {
  attribute,
  idAttribute,
  isOneOf,
  isString,
  isWhole,
  jsonAttribute,
  orNull,
  suggestionMarks
} from '../attributes.ts'
import { isCrop, isPoint } from '../crop.ts'

const sha256 = /^[0-9a-f]{64}$/

export type FigureRole = 'lead' | 'inline'

export const provenances = ['file', 'typed', 'library'] as const
/** Where a caption or credit came from: the picture's file, somebody here, the desk's record. Null is not known. */
export type Provenance = (typeof provenances)[number]

/**
 * A picture in the article. `media` is the SHA-256 of the original's bytes, or null while the caption waits for
 * its picture. Caption and credit are content; what the file says of its maker and its rights is kept beside
 * them, per placement, so that an approval covers it.
 */
export const FigureNode = Node.create({
  name: 'figure',
  group: 'block',
  content: 'caption credit',
  marks: suggestionMarks,
  draggable: true,
  isolating: true,
  defining: true,
  addAttributes: () => ({
    id: idAttribute,
    media: attribute(
      'data-media',
      null,
      'a SHA-256',
      orNull((value) => typeof value === 'string' && sha256.test(value))
    ),
    fileName: attribute('data-file-name', '', 'a file name', isString(255)),
    width: attribute('data-width', null, 'pixels', orNull(isWhole(1, 100_000))),
    height: attribute('data-height', null, 'pixels', orNull(isWhole(1, 100_000))),
    role: attribute('data-role', 'inline', 'lead or inline', isOneOf(['lead', 'inline'] satisfies FigureRole[])),
    alt: attribute('data-alt', '', 'text', isString(2000)),
    creator: attribute('data-creator', '', 'text', isString(500)),
    copyright: attribute('data-copyright', '', 'text', isString(1000)),
    usageTerms: attribute('data-usage-terms', '', 'text', isString(2000)),
    captionFrom: attribute('data-caption-from', null, 'a provenance', orNull(isOneOf(provenances))),
    creditFrom: attribute('data-credit-from', null, 'a provenance', orNull(isOneOf(provenances))),
    /** What is shown of the picture; its original stays whole. Null is all of it. */
    crop: jsonAttribute('data-crop', 'a part of the picture', isCrop),
    /** What must stay in sight wherever the picture is cut to fit. */
    focus: jsonAttribute('data-focus', 'a place in the picture', isPoint),
    /** Stands in one gallery with the picture right before it; without one there it means nothing. */
    joined: attribute('data-joined', false, 'true or false', isOneOf([true, false]))
  }),
  parseHTML: () => [{ tag: 'figure[data-type=figure]' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', mergeAttributes({ 'data-type': 'figure' }, HTMLAttributes), 0]
})
