import { acceptedBody } from '#shared/document/decide.ts'
import { figuresOf } from '#shared/document/text.ts'
import type { Article } from '../article.ts'
import { emptyPictureMetadata } from '../media.ts'
import { findPictureWords, type FindingCode } from '../picture-words.ts'
import { placementsOf } from '../placements.ts'
import { at, excerpt, idOf, type Check, type CheckContext, type Found } from './check.ts'

/** What the desk's own rules for picture words find, each kind as a check that can be set by itself. */
function pictureCheck(id: FindingCode, label: string, level: Check['level']): Check {
  return { id, label, level, find: (article, context) => wordsOf(article, context).get(id) ?? [] }
}

export const pictures: Check[] = [
  pictureCheck('picture-missing', 'A picture is still to come', 'block'),
  pictureCheck('caption-missing', 'A picture has no caption', 'block'),
  pictureCheck('credit-missing', 'A picture has no credit', 'block'),
  pictureCheck('alt-missing', 'A picture has no alt text', 'block'),
  pictureCheck('alt-is-caption', 'An alt text repeats the caption', 'warn'),
  pictureCheck('caption-is-file-name', 'A caption is a file name', 'warn'),
  pictureCheck('name-differs', 'A name in a caption is spelled otherwise in the text', 'warn')
]

// Seven checks read one list: it is made once for each run.
const read = new WeakMap<CheckContext, Map<FindingCode, Found[]>>()

function wordsOf({ body }: Article, context: CheckContext): Map<FindingCode, Found[]> {
  const kept = read.get(context)
  if (kept) return kept
  const found = new Map<FindingCode, Found[]>()
  const accepted = acceptedBody(body)
  const figures = figuresOf(accepted)
  for (const [index, placement] of placementsOf(accepted).entries()) {
    const figure = figures[index]
    const part = (type: string) => idOf(figure?.content?.find((node) => node.type === type)) ?? idOf(figure)
    const name = excerpt(placement.caption) || placement.fileName || 'without a caption'
    // Only what stands in the article: whether the file is at hand is the pictures' own question.
    const surroundings = {
      copy: context.copy,
      picture: { fileName: placement.fileName, metadata: emptyPictureMetadata }
    }
    for (const { code, field, message } of findPictureWords(placement, surroundings)) {
      const place = field === 'caption' || field === 'credit' ? part(field) : idOf(figure)
      const sentence = `Picture “${name}”: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
      found.set(code, [...(found.get(code) ?? []), { message: sentence, ...at(place) }])
    }
  }
  read.set(context, found)
  return found
}
