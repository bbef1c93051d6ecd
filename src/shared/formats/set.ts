import type { ExportFile, ExportItem, ExportSet, Format } from './format.ts'
import { readStory, type Story } from './story.ts'

type WriteStories = (stories: Story[], set: ExportSet) => ExportFile[]

/**
 * A format that lists articles, newest first: one article goes out as a list of one, whatever its standing. `limit`
 * keeps those of a list that its readers take.
 */
export function setOf(
  write: WriteStories,
  limit: (stories: Story[], at: string) => Story[] = (stories) => stories
): Required<Pick<Format, 'write' | 'writeSet'>> {
  return {
    write: (article, context) => {
      const { updatedAt: at, publisher, siteUrl } = context
      return write([readStory(article, context)], { at, publisher, siteUrl, language: article.meta.language })
    },
    writeSet: (items, set) => {
      const shown = items
        .filter((item) => isPublic(item, set.at))
        .sort(
          (a, b) =>
            compare(b.context.publishedAt, a.context.publishedAt) || compare(a.context.articleId, b.context.articleId)
        )
      return write(
        limit(
          shown.map(({ article, context }) => readStory(article, context)),
          set.at
        ),
        set
      )
    }
  }
}

/** What a list of this moment may show: these formats can say neither embargo nor kill. */
function isPublic({ article, context }: ExportItem, at: string): boolean {
  const { embargo } = article.meta
  return (context.pubStatus ?? 'usable') === 'usable' && (embargo === null || Date.parse(embargo.at) <= Date.parse(at))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
