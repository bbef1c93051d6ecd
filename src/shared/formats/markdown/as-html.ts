import { micromark, type Options } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { fail, ok, type Result } from '#shared/result.ts'
import { bodyOf } from '../read-html.ts'
import { isElement, parseHtml, type MarkupElement, type MarkupNode } from '../markup.ts'

/** What the copy of a Markdown file is as HTML: a tree, never run, and what stood in it as HTML already. */
export interface MarkdownPage {
  children: MarkupNode[]
  /** The pieces of raw HTML, as they stand. */
  raw: string[]
}

/** The class of a line break that Markdown itself made; one in raw HTML has none. */
export const ownBreak = 'markdown-line'
/** Quotes and lists in each other: deeper, the parser takes a time that grows with the square. */
const deepest = 100
/** Characters of the longest file: a long novel. */
const longest = 2_000_000

/** CommonMark with GFM's tables, notes and strikes. Refused when it is longer or deeper than any article. */
export function markdownAsHtml(text: string): Result<MarkdownPage> {
  if (text.length > longest) return fail('too-large', 'This text is longer than any article. It is not read.')
  if (new RegExp(`^(?:[ \\t]*(?:>|[-+*]|\\d{1,9}[.)])){${deepest}}`, 'm').test(text))
    return fail('refused', `This text is nested deeper than ${deepest} levels, which no article needs.`)
  const raw: string[] = []
  const html = micromark(text, {
    // Nothing of it is shown or run: what a link or a picture may be is for the reader of the tree to say, aloud.
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml(), htmlAsItStands(raw)]
  })
  const parsed = parseHtml(html)
  return parsed.ok ? ok({ children: withoutBackReferences(bodyOf(parsed.value).children), raw }) : parsed
}

type HtmlExtension = NonNullable<Options['htmlExtensions']>[number]
type Handle = NonNullable<NonNullable<HtmlExtension['exit']>['paragraph']>

/** HTML unchanged, each piece told to `raw`; line breaks marked as Markdown's own. */
function htmlAsItStands(raw: string[]): HtmlExtension {
  const piece: Handle = function (token) {
    const html = this.sliceSerialize(token)
    raw.push(html)
    this.raw(html)
    return undefined
  }
  const lineBreak: Handle = function () {
    this.tag(`<br class="${ownBreak}">`)
    return undefined
  }
  return {
    exit: { htmlFlowData: piece, htmlTextData: piece, hardBreakEscape: lineBreak, hardBreakTrailing: lineBreak }
  }
}

/** Footnotes as their numbers in the copy and a list under it: the arrows between them lead nowhere outside a page. */
function withoutBackReferences(children: MarkupNode[]): MarkupNode[] {
  return children.flatMap((child): MarkupNode[] => {
    if (!isElement(child)) return [child]
    if ('data-footnote-backref' in child.attributes) return []
    const inner = withoutBackReferences(child.children)
    if ('data-footnote-ref' in child.attributes) return inner
    return [{ ...child, children: inner }]
  })
}

/** The elements that stand one under another, white space between them left out. */
export function elementsOf(children: MarkupNode[]): MarkupElement[] {
  return children.flatMap((child): MarkupElement[] => {
    if (isElement(child)) return [child]
    return child.trim() === '' ? [] : [{ name: 'p', attributes: {}, children: [child] }]
  })
}
