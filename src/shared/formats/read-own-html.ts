import { collapse, descendants, hasClass, lineOf, parseHtml, takeOut } from './markup.ts'
import { isAuthorBox, readAuthorBox } from './read-author-box.ts'
import { bodyOf, readBlocks, type HtmlPage } from './read-html.ts'
import { showable } from './read-inline.ts'

/** Copy in HTML with what the app's own HTML sets apart: standfirst, byline, dateline, authors' boxes. */
export function readOwnHtml(html: string, page: HtmlPage) {
  const parsed = parseHtml(html)
  if (!parsed.ok) {
    page.notes.push({
      kind: 'left',
      message: `The HTML of the copy was not read. ${parsed.error.message}`,
      kept: html.slice(0, 4000)
    })
    return { blocks: [], standfirst: [], byline: '', boxes: [], dateline: '', copyright: '' }
  }
  const body = bodyOf(parsed.value)
  const boxes = takeOut(body, isAuthorBox)
  const standfirst = takeOut(boxes.rest, (each) => each.name === 'p' && hasClass(each, 'standfirst'))
  const byline = takeOut(standfirst.rest, (each) => each.name === 'p' && hasClass(each, 'byline'))
  const copyright = takeOut(byline.rest, (each) => each.name === 'p' && hasClass(each, 'copyright'))
  const dateline = [...descendants(byline.rest)].find((each) => hasClass(each, 'dateline'))
  return {
    blocks: readBlocks(copyright.rest.children, page),
    standfirst: readBlocks(
      standfirst.taken.flatMap(({ children }) => children),
      page
    ).flatMap(({ content }) => content ?? []),
    byline: byline.taken.map((each) => lineOf(each)).join('; '),
    boxes: boxes.taken.map(readAuthorBox),
    dateline: lineOf(dateline),
    copyright: copyright.taken.map((each) => lineOf(each)).join('\n')
  }
}

/** A field that is text or HTML, as text. */
export function plain(text: string): string {
  const parsed = parseHtml(text)
  return parsed.ok ? lineOf(parsed.value) : text.replace(/\s+/g, ' ').trim()
}

const inlineTags = /<\/?(?:p|br|b|i|em|strong|span|a|div|sup|sub|u|small)(?:\s[^<>]*)?\/?>/gi

/** Whether a text that should be plain is HTML by mistake: it has tags, and all of them are those that stand in a line. */
function isHtmlByMistake(text: string): boolean {
  const rest = text.replace(inlineTags, '')
  return rest !== text && !/[<>]/.test(rest)
}

/** A plain text on one line, its tags gone where it is HTML by mistake. */
export function plainWords(text: string): string {
  return isHtmlByMistake(text) ? plain(text) : collapse(showable(text)).trim()
}

/** As `plainWords`, lines kept. */
export function plainLines(text: string): string {
  return isHtmlByMistake(text) ? plain(text) : showable(text)
}
