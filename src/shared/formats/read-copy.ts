import type { BodyNode } from '#shared/document/body.ts'
import { findElement, hasClass, isElement, lineOf, takeOut, type MarkupElement } from './markup.ts'
import { readBlocks, type HtmlPage } from './read-html.ts'
import { textblock, wordsOf } from './read-inline.ts'

export interface Copy {
  blocks: BodyNode[]
  /** What stood above the copy and says what it is about (TT). */
  kicker: string
  /** What the copy marks as its dateline; empty where it marks nothing. */
  dateline: string
}

/** HTML as agencies send it: a line above the copy that repeats subject and source is none of it. */
export function htmlCopy(body: MarkupElement, page: HtmlPage): Copy {
  const { rest, taken } = takeOut(body, (element) => element.name === 'div' && hasClass(element, 'dat'))
  const vignette = taken.map((each) => each.children.find((child) => isElement(child) && hasClass(child, 'vignette')))
  return {
    blocks: readBlocks(rest.children, page),
    kicker: lineOf(vignette[0]),
    dateline: lineOf(findElement(rest, (element) => hasClass(element, 'dateline')))
  }
}

/** Plain copy: blank lines part paragraphs; where there is none, every line is one. */
export function plainBlocks(value: string): BodyNode[] {
  const copy = value.replace(/\r\n?/g, '\n').trim()
  const parts = /\n[ \t]*\n/.test(copy) ? copy.split(/\n[ \t]*\n+/) : copy.split('\n')
  return parts.filter((part) => part.trim() !== '').map((part) => textblock('paragraph', wordsOf(part.trim())))
}
