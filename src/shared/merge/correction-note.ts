import type { Article } from '../article/article.ts'
import { baseLanguage } from '../article/byline.ts'
import type { BodyNode } from '../document/body.ts'
import { textOf } from '../document/text.ts'
import { compareBlocks } from './compare.ts'

/** The words of a proposed note, in the article's language. `old` and `next` are quoted as they stand. */
interface NoteWords {
  replaced: (old: string, next: string) => string
  removed: (old: string) => string
  added: (next: string) => string
}

const words: Record<string, NoteWords> = {
  en: {
    replaced: (old, next) => `An earlier version of this article said: “${old}” It now says: “${next}”`,
    removed: (old) => `This was taken out of an earlier version of this article: “${old}”`,
    added: (next) => `This was not in an earlier version of this article: “${next}”`
  },
  de: {
    replaced: (old, next) => `In einer früheren Fassung dieses Artikels hieß es: „${old}“ Nun heißt es: „${next}“`,
    removed: (old) => `Aus einer früheren Fassung dieses Artikels wurde entfernt: „${old}“`,
    added: (next) => `In einer früheren Fassung dieses Artikels fehlte: „${next}“`
  },
  fr: {
    replaced: (old, next) => `Une version précédente de cet article disait : « ${old} » Il faut lire : « ${next} »`,
    removed: (old) => `Retiré d’une version précédente de cet article : « ${old} »`,
    added: (next) => `Absent d’une version précédente de cet article : « ${next} »`
  },
  es: {
    replaced: (old, next) => `Una versión anterior de este artículo decía: «${old}» Ahora dice: «${next}»`,
    removed: (old) => `Se retiró de una versión anterior de este artículo: «${old}»`,
    added: (next) => `Faltaba en una versión anterior de este artículo: «${next}»`
  },
  nb: {
    replaced: (old, next) => `I en tidligere versjon av denne artikkelen sto det: «${old}» Nå står det: «${next}»`,
    removed: (old) => `Tatt ut av en tidligere versjon av denne artikkelen: «${old}»`,
    added: (next) => `Manglet i en tidligere versjon av denne artikkelen: «${next}»`
  }
}

/** Places of change that a note tells of one by one, and letters of each. */
const most = 3
const longest = 300

/**
 * What readers may be told of the way from a published text to its correction: the sentences that differ, as they were
 * and as they are. A proposal to be rewritten; empty where no sentence differs.
 */
export function proposeCorrection(before: Article, after: Article): string {
  const { language } = after.meta
  const say = words[baseLanguage(language)] ?? words.en
  if (!say) throw new Error('No words for a correction note in English.')
  return compareBlocks(before.body.content ?? [], after.body.content ?? [], language)
    .filter(({ change }) => change !== 'kept' && change !== 'moved')
    .flatMap((row) => {
      const old = sentencesOf(row.before, language)
      const next = sentencesOf(row.after, language)
      const gone = joined(old.filter((sentence) => !next.includes(sentence)))
      const come = joined(next.filter((sentence) => !old.includes(sentence)))
      if (gone && come) return say.replaced(gone, come)
      if (gone) return say.removed(gone)
      return come ? say.added(come) : []
    })
    .slice(0, most)
    .join(' ')
}

function sentencesOf(blocks: readonly BodyNode[], language: string): string[] {
  return blocks.flatMap((block) => partsOf(block).flatMap((text) => split(text, language)))
}

/** A figure's caption and its credit, a box's paragraphs: each text for itself. */
function partsOf(block: BodyNode): string[] {
  const children = block.content ?? []
  const text = children.some((child) => child.type === 'text' || child.type === 'hardBreak')
  return text ? [textOf(block)] : children.flatMap(partsOf)
}

function split(text: string, language: string): string[] {
  return [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '')
}

function joined(sentences: string[]): string {
  const text = sentences.join(' ')
  return text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`
}
