import { expect, test } from 'vitest'
import type { Article, BylineStyle } from '#shared/article/article.ts'
import { formats } from '#shared/formats/index.ts'
import { contextFor, everything } from '#test/fixtures/articles.ts'
import { textsOfFiles } from '#test/support/exported.ts'

const style: BylineStyle = {
  labels: { by: 'words by', reporting: 'with', photographs: 'lens:', editing: 'desk:' },
  and: 'plus',
  serialComma: false,
  capitals: true,
  order: ['photographs', 'by', 'reporting', 'editing']
}
const line = 'Lens: PETRA VANE; words by RUTH OKAFOR plus TOMAS LIND; with INES DUARTE; desk: SOL MEYER'

function mainText(format: (typeof formats)[number], article: Article): string {
  return textsOfFiles(format.write(article, contextFor(article)).slice(0, 1))
    .join('\n')
    .replace(/<[^>]*>/g, '')
    .replace(/\\([^\w\s])/g, '$1')
}

const carrying = formats.filter((format) =>
  mainText(format, everything.article).includes('By Ruth Okafor and Tomas Lind')
)

test('the printed line stands in most formats', () => expect(carrying.length).toBeGreaterThan(4))

test.each(carrying.map((format) => [format.id, format] as const))(
  '%s prints the byline as the article’s own house style has it',
  (_id, format) => {
    const { article } = everything
    const styled: Article = { ...article, meta: { ...article.meta, bylineStyle: { ...style, language: 'en' } } }
    expect(mainText(format, styled)).toContain(line)
    expect(mainText(format, styled)).not.toContain('By Ruth Okafor')
  }
)
