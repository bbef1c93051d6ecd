import { collapse, descendants, isElement, markupText, type MarkupElement, type MarkupNode } from '../markup.ts'
import { collapsed, type FrontMatter } from './read-front-matter.ts'

/** The copy without what the front matter has already: what of it was printed goes into its fields alone. */
export interface Printed {
  /** The words of the headline and standfirst, with their marks; empty where they are not printed. */
  headline: MarkupNode[]
  standfirst: MarkupNode[]
  copy: MarkupElement[]
}

/**
 * Parts the copy from what is printed above and below it: headline, standfirst, byline and dateline, authors' boxes,
 * related topics, copyright. A line is taken only where it says, word for word, what the front matter says.
 */
export function partPrinted(elements: MarkupElement[], front: FrontMatter | null): Printed {
  const copy = [...elements]
  const takeFirst = (name: string, text: string): MarkupNode[] => {
    const [first] = copy
    if (first?.name !== name || text === '' || !alike(first, text)) return []
    copy.shift()
    return first.children
  }
  const headline = front?.title ? takeFirst('h1', front.title) : firstHeading(copy)
  if (!front) return { headline, standfirst: [], copy }
  const standfirst = takeFirst('p', front.standfirst)
  takeFirst('p', front.byline)
  takeLast(copy, front.meta.copyright ?? '')
  takeClosing(copy, front)
  return { headline, standfirst, copy: withoutDateline(copy, collapsed(front.meta.dateline?.text ?? '')) }
}

/** The one heading of the highest level, where it stands above all words. */
function firstHeading(copy: MarkupElement[]): MarkupNode[] {
  const at = copy.findIndex(({ name }) => name === 'h1')
  const head = copy[at]
  const wordless = copy.slice(0, at).every((each) => wordsOf(each) === '')
  if (!head || !wordless) return []
  copy.splice(at, 1)
  return head.children
}

function takeLast(copy: MarkupElement[], text: string): void {
  const last = copy.at(-1)
  if (last?.name === 'p' && text !== '' && alike(last, text)) copy.pop()
}

/** From the last rule that has nothing but boxes and topics under it. */
function takeClosing(copy: MarkupElement[], front: FrontMatter): void {
  const rule = copy.findLastIndex(({ name }) => name === 'hr')
  const groups: MarkupElement[][] = []
  for (const element of copy.slice(rule + 1)) {
    if (element.name === 'h2') groups.push([element])
    else if (groups.length === 0) return
    else groups.at(-1)?.push(element)
  }
  if (rule >= 0 && groups.length > 0 && groups.every((group) => isTopics(group, front) || isBox(group, front)))
    copy.splice(rule)
}

function isTopics([, list, ...others]: MarkupElement[], { meta }: FrontMatter): boolean {
  const items = (list?.children ?? []).filter(isElement).map(wordsOf)
  return list?.name === 'ul' && others.length === 0 && same(items, (meta.topics ?? []).map(collapsed))
}

function isBox([head, ...elements]: MarkupElement[], { people }: FrontMatter): boolean {
  const person = people.find(({ name }) => wordsOf(head) === collapsed(name))
  if (!person) return false
  const told = [person.jobTitle, ...person.biography.split(/\n+/), ...person.handles.flatMap(Object.values<string>)]
  const known = new Set(told.map(collapsed))
  const lines = elements.flatMap((element) =>
    element.name === 'ul' ? element.children.filter(isElement).map(wordsOf) : [wordsOf(element)]
  )
  return lines.every((line) => line === '' || known.has(line))
}

function same(one: string[], other: string[]): boolean {
  return one.length > 0 && one.length === other.length && one.every((text, index) => text === other[index])
}

/** "PORT ELLEN, Tuesday — " goes from before the first words; alone in its line, the line goes. */
function withoutDateline(copy: MarkupElement[], dateline: string): MarkupElement[] {
  const at = copy.findIndex((element) => element.name === 'p' && wordsOf(element) !== '' && !hasPicture(element))
  const opening = copy[at]
  if (!opening || dateline === '') return copy
  if (wordsOf(opening) === dateline) return copy.filter((element) => element !== opening)
  const [words, ...others] = opening.children
  if (typeof words !== 'string') return copy
  const line = collapse(words).trimStart()
  const start = `${dateline} — `
  if (!line.startsWith(start)) return copy
  return copy.with(at, { ...opening, children: [line.slice(start.length), ...others] })
}

/** An element's words on one line, as `collapsed` has them. */
function wordsOf(element: MarkupElement | undefined): string {
  return collapsed(markupText(element))
}

/** White space aside: a character that no page can show leaves a space in the one and nothing in the other. */
function alike(element: MarkupElement, text: string): boolean {
  const letters = (words: string) => words.replaceAll(' ', '')
  return letters(wordsOf(element)) === letters(collapsed(text))
}

function hasPicture(element: MarkupElement): boolean {
  return [...descendants(element)].some(({ name }) => name === 'img')
}
