import type { Carries, Format } from '../format.ts'
import { mediaFiles, readStory, textFile } from '../story.ts'
import { ninjsItem } from './item.ts'

/** A version of ninjs: the object of version 3.1 as `fold` makes it, with the pictures beside it that it points at. */
export function ninjsFormat(
  version: string,
  carries: Carries,
  fold: (item: Record<string, unknown>) => Record<string, unknown>
): Format {
  return {
    id: `ninjs-${version}`,
    label: `ninjs ${version}`,
    extension: 'json',
    mediaType: 'application/json',
    carries,
    requires: ['uri', 'version', 'language', 'type', version === '3.1' ? 'firstCreated' : 'firstcreated'],
    saysKilled: true,
    write: (article, context) => {
      const story = readStory(article, context)
      return [
        textFile('article.json', 'application/json', `${JSON.stringify(fold(ninjsItem(story)), null, 2)}\n`),
        ...mediaFiles(story)
      ]
    },
    read: async () => (await import('./read.ts')).ninjsReader
  }
}
