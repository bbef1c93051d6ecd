import { parseHtml } from '../markup.ts'
import { copyOf } from '../nitf/as-html.ts'
import { htmlCopy, plainBlocks, type Copy } from '../read-copy.ts'
import { bodyOf, readBlocks, type HtmlPage } from '../read-html.ts'
import { parseXml, withoutPrefixes } from '../parse-xml.ts'
import { list, text, type Item } from './fields.ts'

interface Found {
  kind: 'html' | 'nitf' | 'plain'
  value: string
}

/** The copy in the best of the bodies that an item has: HTML before NITF before plain text. */
export function readBodies(item: Item, page: HtmlPage): Copy {
  const bodies = bodiesOf(item)
  for (const kind of ['html', 'nitf', 'plain'] as const) {
    const body = bodies.find((each) => each.kind === kind)
    const copy = body ? readBody(body, page) : null
    if (copy && copy.blocks.length > 0) return copy
  }
  return { blocks: [], kicker: '', dateline: '' }
}

function bodiesOf(item: Item): Found[] {
  const byType = list(item.bodies).map((body): Found => {
    const type = `${text(body.contenttype)} ${text(body.role)}`.toLowerCase()
    const kind =
      /nitf/.test(type) && !/ttnitf/.test(type)
        ? 'nitf'
        : /html/.test(type)
          ? 'html'
          : /xml|ttnitf/.test(type)
            ? null
            : 'plain'
    return { kind: kind ?? 'plain', value: kind === null ? '' : text(body.value) }
  })
  const flat = Object.entries(item)
    .filter(([key]) => key.startsWith('body_'))
    .map(([key, value]): Found => ({
      kind: /nitf/.test(key) ? 'nitf' : /html/.test(key) ? 'html' : 'plain',
      value: text(value)
    }))
  return [...byType, ...flat].filter(({ value }) => value.trim() !== '')
}

function readBody({ kind, value }: Found, page: HtmlPage): Copy | null {
  if (kind === 'plain') return { blocks: plainBlocks(value), kicker: '', dateline: '' }
  if (kind === 'nitf') {
    const xml = parseXml(value)
    return xml.ok ? { blocks: readBlocks(copyOf(withoutPrefixes(xml.value)), page), kicker: '', dateline: '' } : null
  }
  const html = parseHtml(value)
  if (!html.ok) {
    page.notes.push({ kind: 'left', message: `The HTML of the copy was not read. ${html.error.message}` })
    return null
  }
  return htmlCopy(bodyOf(html.value), page)
}
