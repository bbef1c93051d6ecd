import { walkStaying, type BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { at, excerpt, idOf, type Check, type CheckContext, type Found, type TextBlock } from './check.ts'

export const links: Check = {
  id: 'link-form',
  label: 'A link or a web address is broken',
  level: 'warn',
  find({ body }, context) {
    return [...linked(context), ...typed(context), ...embeds(body)]
  }
}

function* linked({ blocks }: CheckContext): Generator<Found> {
  for (const block of blocks)
    for (const { href, start, end } of linksOf(block)) {
      const text = block.text.slice(start, end)
      const wrong = text.trim() === '' ? 'has no words' : (faultOf(href) ?? otherHost(text, href))
      if (wrong) yield { message: `The link “${excerpt(text) || href}” ${wrong}.`, ...at(block.id, { start, end }) }
    }
}

/** Each link once, though marks may cut its text into several nodes. */
function linksOf({ node }: TextBlock): { href: string; start: number; end: number }[] {
  const found: { href: string; start: number; end: number }[] = []
  let position = 0
  for (const child of node.content ?? []) {
    const size = child.type === 'hardBreak' ? 1 : (child.text ?? '').length
    const link = child.marks?.find((mark) => mark.type === 'link')
    const href = link && String(link.attrs?.href ?? '')
    const last = found.at(-1)
    if (href !== undefined && last?.href === href && last.end === position) last.end += size
    else if (href !== undefined) found.push({ href, start: position, end: position + size })
    position += size
  }
  return found
}

/** What is wrong with an address, to be read after "The link …", or null. */
function faultOf(href: string): string | null {
  if (href === '') return 'leads nowhere'
  if (!isSafeLink(href)) return 'is not an address that can be followed'
  if (/^mailto:/i.test(href))
    return /^mailto:[^\s@]+@[^\s@]+\.[^\s@.]+(\?|$)/i.test(href) ? null : 'is not a whole e-mail address'
  if (/^tel:/i.test(href)) return (href.match(/\d/g) ?? []).length >= 3 ? null : 'is not a telephone number'
  if (/^https?:\/\/https?(:|\/|%3a)/i.test(href)) return 'begins with http twice'
  const host = /^https?:\/\/(?:[^/@]*@)?([^/?#:]*)/i.exec(href)?.[1] ?? ''
  if (/[,;]/.test(host)) return `has a comma in its address: ${host}`
  if (!host.includes('.') && host !== 'localhost' && !host.startsWith('['))
    return `leads to “${host}”, which is no whole address`
  if (/\.\.|^\.|\.$/.test(host)) return `has a stray full stop in its address: ${host}`
  if (/(?:%20|[,;:!.]|%e2%80%9d|[”’"])+$/i.test(href)) return 'ends in a sign that belongs to the sentence'
  return null
}

/** A text that is itself an address has to be the address it leads to. */
function otherHost(text: string, href: string): string | null {
  const shown = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:\/\S*)?$/iu.exec(text.trim())?.[1]
  const led = /^https?:\/\/(?:[^/@]*@)?([^/?#:]*)/i.exec(href)?.[1]
  if (!shown || !led || bare(shown) === bare(led)) return null
  return `leads to ${led}`
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '')
}

const mistyped =
  /(?<![\p{L}\p{N}/.])(?:(?:https?|htt?p?s?|hhttps?|htpps?|http?s):?(?:\/{1,3}|\\{1,2})|https?:(?=[a-z])|w{2,4}[.,](?=[\p{L}\p{N}-]+[.,/]))\S+/giu

function* typed({ blocks }: CheckContext): Generator<Found> {
  for (const block of blocks)
    for (const match of block.text.matchAll(mistyped)) {
      const address = match[0].replace(/[.,;:!?)”’"\]]+$/, '')
      if (/^https?:\/\/[^/\s]+\.[^/\s]/i.test(address) && !/^https?:\/\/https?\b/i.test(address)) continue
      if (/^www\.[\p{L}\p{N}-]+\.[\p{L}]/iu.test(address)) continue
      yield {
        message: `The web address “${excerpt(address)}” is not whole.`,
        ...at(block.id, { start: match.index, end: match.index + address.length })
      }
    }
}

function* embeds(body: BodyNode): Generator<Found> {
  for (const { node } of walkStaying(body))
    if (node.type === 'embed' && !node.attrs?.url) yield { message: 'An embedded address is empty.', ...at(idOf(node)) }
}
