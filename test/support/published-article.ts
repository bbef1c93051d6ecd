import { existsSync, readFileSync } from 'node:fs'

/** The parts of one article as a reader sees it published. */
export interface PublishedArticle {
  headline: string
  lead: { caption: string; credit: string }
  author: { name: string; jobTitle: string; biography: string; handle: string }
  /** Copy before and after the second picture. */
  before: string[]
  second: { caption: string; credit: string }
  after: string[]
  topics: string[]
}

const real = new URL('../../../shared/samples/article-as-published.txt', import.meta.url)
const shipped = new URL('../fixtures/published-article.txt', import.meta.url)

/** The real sample where it lies beside the project, else the shipped article of the same shape. */
export function readPublishedArticle(): PublishedArticle {
  const text = readFileSync(existsSync(real) ? real : shipped, 'utf8').trim()
  const [headline = '', head = '', ...rest] = text.split(/\n{2,}/)
  const [, leadLine = '', name = ''] = head.split('\n')
  const box = (rest.pop() ?? '').split('\n')
  const pictureAt = rest.findIndex((paragraph) => paragraph.includes('\n'))
  const [inBrackets = '', plain = ''] = (rest[pictureAt] ?? '').split('\n')
  const credit = inBrackets.match(/\(([^()]+)\)$/)?.[1] ?? ''
  const [biography = '', handle = ''] = (box[3] ?? '').split(/\s*Follow \w+ on X:\s*/)
  return {
    headline,
    lead: splitAt(leadLine, leadLine.lastIndexOf('. ') + 1),
    author: { name, jobTitle: box[2] ?? '', biography, handle },
    before: rest.slice(0, pictureAt),
    second: splitAt(plain, plain.length - credit.length),
    after: rest.slice(pictureAt + 1),
    topics: ['Diplomacy', 'Interviews']
  }
}

function splitAt(line: string, at: number): { caption: string; credit: string } {
  return { caption: line.slice(0, at).trim(), credit: line.slice(at).trim() }
}
