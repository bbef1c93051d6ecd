import {
  isWordListSign,
  nestItems,
  readListSign,
  wordListPlace,
  type FlatItem,
  type ListMark,
  type NestedList
} from '#shared/document/foreign-html.ts'

/** Word's lists, which are paragraphs with a sign in front, become lists. */
export function listsOfParagraphs(page: Document): void {
  for (const row of rowsOf([...page.body.querySelectorAll('[data-style*=mso-list]')].filter(isListParagraph))) {
    // How a sign counts ("i." after "h.") is told by the last one of its level in its list.
    const last = new Map<string, ListMark>()
    replaceRow(
      page,
      row,
      row.map((paragraph) => {
        const { list, level } = wordListPlace(paragraph.getAttribute('data-style')) ?? { list: '', level: 1 }
        const place = `${list} ${level}`
        const mark = readListSign(takeSign(paragraph), last.get(place) ?? null)
        last.set(place, mark)
        const item = page.createElement('li')
        const words = page.createElement('p')
        words.append(...paragraph.childNodes)
        item.append(words)
        return { item, level, mark }
      })
    )
  }
}

/** Word Online gives every item a list of its own and says its depth beside it. */
export function listsOfWordOnline(page: Document): void {
  const wrappers = [...page.body.querySelectorAll('.ListContainerWrapper')]
  for (const row of rowsOf(wrappers)) {
    const flat = row.flatMap((wrapper) =>
      [...wrapper.querySelectorAll('li')].map((item): FlatItem<HTMLElement> => {
        const list = item.parentElement
        const ordered = list?.tagName === 'OL'
        const level = Number(item.getAttribute('data-aria-level') ?? 1) || 1
        const start = Number(list?.getAttribute('start') ?? 1) || 1
        const before = [...(list?.children ?? [])].indexOf(item)
        return { item, level, mark: { ordered, type: '1', number: start + Math.max(0, before) } }
      })
    )
    if (flat.length > 0) replaceRow(page, row, flat)
  }
}

/** A list that stands in a list beside its items belongs into the item before it. */
export function joinLists(page: Document): void {
  for (const list of page.body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')) {
    const before = list.previousElementSibling
    if (before?.tagName === 'LI') before.append(list)
    else list.replaceWith(...list.childNodes)
  }
}

function isListParagraph(element: Element): boolean {
  return /^(P|H[1-6]|DIV)$/.test(element.tagName) && wordListPlace(element.getAttribute('data-style')) !== null
}

/** The sign that Word wrote before an item, taken out of it. */
function takeSign(paragraph: Element): string {
  let sign = ''
  for (const span of paragraph.querySelectorAll('[data-style*=mso-list]'))
    if (isWordListSign(span.getAttribute('data-style'))) {
      sign ||= span.textContent ?? ''
      span.remove()
    }
  return sign
}

/** Elements that follow one another with nothing but space between them, together. */
function rowsOf(elements: Element[]): Element[][] {
  const rows: Element[][] = []
  for (const element of elements) {
    const row = rows.at(-1)
    const before = row?.at(-1)
    if (before && follows(before, element)) row?.push(element)
    else rows.push([element])
  }
  return rows
}

function follows(before: Element, element: Element): boolean {
  for (let node = before.nextSibling; node; node = node.nextSibling) {
    if (node === element) return true
    if (node.nodeType !== 8 && /[^\s\u00a0]/.test(node.textContent ?? '')) return false
    // An empty paragraph between two lists is a gap that somebody made.
    if (node instanceof window.Element && /^(P|HR|TABLE|FIGURE)$/.test(node.tagName)) return false
  }
  return false
}

function replaceRow(page: Document, row: Element[], flat: FlatItem<HTMLElement>[]): void {
  row[0]?.before(...nestItems(flat).map((list) => build(page, list)))
  for (const element of row) element.remove()
}

function build(page: Document, { mark, items }: NestedList<HTMLElement>): HTMLElement {
  const list = page.createElement(mark.ordered ? 'ol' : 'ul')
  if (mark.ordered && mark.number !== 1) list.setAttribute('start', String(mark.number))
  if (mark.ordered && mark.type !== '1') list.setAttribute('type', mark.type)
  for (const { item, lists } of items) {
    item.append(...lists.map((inner) => build(page, inner)))
    list.append(item)
  }
  return list
}
