import { appleNews } from './apple-news/write.ts'
import { docx } from './docx/write.ts'
import type { Format } from './format.ts'
import { ghost } from './ghost/write.ts'
import { html } from './html/write.ts'
import { icml } from './icml/write.ts'
import { markdown } from './markdown/write.ts'
import { newsSitemap } from './news-sitemap/write.ts'
import { newsmlG2 } from './newsml-g2/write.ts'
import { ninjs16 } from './ninjs-1.6/write.ts'
import { ninjs22 } from './ninjs-2.2/write.ts'
import { ninjs31 } from './ninjs-3.1/write.ts'
import { nitf } from './nitf/write.ts'
import { plainText } from './plain-text/write.ts'
import { rss } from './rss/write.ts'
import { wordpressBlocks } from './wordpress-blocks/write.ts'
import { wxr } from './wxr/write.ts'

/** Every format that an article goes out in, in the order in which dialogs show them. */
export const formats: Format[] = [
  html,
  docx,
  wxr,
  wordpressBlocks,
  ghost,
  appleNews,
  icml,
  ninjs31,
  ninjs22,
  ninjs16,
  nitf,
  newsmlG2,
  rss,
  newsSitemap,
  markdown,
  plainText
]

export function findFormat(id: string): Format | undefined {
  return formats.find((format) => format.id === id)
}
