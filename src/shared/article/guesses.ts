import { newBlockId } from '../document/attributes.ts'
import type { Body, BodyNode } from '../document/body.ts'
import { completeLink } from '../document/links.ts'
import { schema, type NodeName } from '../document/schema.ts'
import { textOf } from '../document/text.ts'
import type { Credit, CreditRole, Meta } from './article.ts'
import type { ImportGuess, PrintedTimes, Taken } from './imported.ts'
import { emptyProfile, type Handle } from './person.ts'

/** What guesses are taken into. */
export interface Guessed {
  meta: Partial<Meta>
  body: Body
  times: PrintedTimes
}

/**
 * The article with these guesses taken: each puts its words where they belong and takes the places that it was read out
 * of from the copy. Whoever leaves a guess out leaves its words in the copy. Never changes its input.
 */
export function takeGuesses(begun: Guessed, guesses: ImportGuess[]): Guessed {
  let taken = begun
  for (const guess of guesses) taken = take(taken, guess)
  return { ...taken, body: withCopy(taken.body) }
}

function take({ meta, body, times }: Guessed, guess: ImportGuess): Guessed {
  const value = (name: string, most = 2000) => oneLine(guess.values[name] ?? '').slice(0, most)
  const without = () => withoutTaken(body, guess.takes)
  switch (guess.kind) {
    case 'headline':
    case 'standfirst':
      return { meta, times, body: withLine(body, guess, guess.kind, value(guess.kind)) }
    case 'kicker':
      return { meta: { ...meta, kicker: value('kicker', 200) }, times, body: without() }
    case 'copyright':
      return { meta: { ...meta, copyright: value('copyright', 1000) }, times, body: without() }
    case 'topics':
      return {
        meta: { ...meta, topics: listed(guess.values.topics ?? '', /[,;\n]+/).slice(0, 100) },
        times,
        body: without()
      }
    case 'dateline': {
      const dateline = { place: value('place', 200), date: null, text: value('text', 300) }
      return { meta: { ...meta, dateline }, times, body: without() }
    }
    case 'times': {
      const found = { published: instant(value('published')), updated: instant(value('updated')) }
      return {
        meta,
        times: { published: found.published ?? times.published, updated: found.updated ?? times.updated },
        body: without()
      }
    }
    case 'byline':
      return { meta: { ...meta, credits: withNames(meta.credits ?? [], guess) }, times, body: without() }
    case 'author':
      return { meta: { ...meta, credits: withAuthor(meta.credits ?? [], guess) }, times, body: without() }
    case 'picture':
      return { meta, times, body: withPicture(body, guess) }
  }
}

const roleOf = { names: 'by', reporting: 'reporting', photographs: 'photographs', editing: 'editing' } as const

/** Those who are credited already keep their places. */
function withNames(credits: Credit[], { values }: ImportGuess): Credit[] {
  const more = Object.entries(roleOf).flatMap(([field, role]) =>
    namesIn(values[field] ?? '')
      .filter((name) => !credits.some((credit) => credit.role === role && sameName(credit.profile.name, name)))
      .map((name) => creditOf(role, name))
  )
  return [...credits, ...more].slice(0, 100)
}

export function creditOf(role: CreditRole, name: string): Credit {
  return {
    id: newBlockId(),
    role,
    personId: null,
    profile: { ...emptyProfile, name: oneLine(name).slice(0, 200) },
    box: false
  }
}

/** Names as a byline joins them: "Ann Lee, Bo Ek and Cy Day". */
export function namesIn(text: string): string[] {
  return listed(text, /\s*(?:[,;\n]|\s(?:and|und|et|y|og|och|e|&)\s)+\s*/iu)
}

/** The box goes to the credit of this name; who is not credited yet becomes an author. */
function withAuthor(credits: Credit[], { values }: ImportGuess): Credit[] {
  const name = oneLine(values.name ?? '').slice(0, 200)
  if (name === '') return credits
  const at = credits.findIndex((credit) => sameName(credit.profile.name, name))
  const credit = credits[at] ?? creditOf('by', name)
  const boxed: Credit = {
    ...credit,
    profile: {
      ...credit.profile,
      jobTitle: oneLine(values.jobTitle ?? '').slice(0, 200) || credit.profile.jobTitle,
      biography: (values.biography ?? '').trim().slice(0, 4000) || credit.profile.biography,
      handles: [...credit.profile.handles, ...handlesIn(values.handles ?? '')].slice(0, 20)
    },
    box: true
  }
  return at < 0 ? [...credits, boxed] : credits.with(at, boxed)
}

const services: [RegExp, string][] = [
  [/^(www\.|mobile\.)?(twitter|x)\.com$/, 'X'],
  [/(^|\.)facebook\.com$/, 'Facebook'],
  [/(^|\.)instagram\.com$/, 'Instagram'],
  [/(^|\.)linkedin\.com$/, 'LinkedIn'],
  [/(^|\.)bsky\.app$/, 'Bluesky'],
  [/(^|\.)threads\.(net|com)$/, 'Threads'],
  [/(^|\.)youtube\.com$/, 'YouTube'],
  [/mastodon|(^|\.)mstdn\./, 'Mastodon']
]

/** Addresses, a line or a comma each, with the names that readers know them by. */
export function handlesIn(text: string): Handle[] {
  return listed(text, /[,\s]+/).flatMap((word) => {
    const url = completeLink(word)
    return url ? [{ service: serviceOf(url), url }] : []
  })
}

export function serviceOf(url: string): string {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(url)?.[1]?.toLowerCase() ?? ''
  if (/^mailto:/i.test(url)) return 'E-mail'
  return (services.find(([pattern]) => pattern.test(host))?.[1] ?? host.replace(/^www\./, '')).slice(0, 60)
}

/** Its own words, with their marks, where nobody has mended them. */
function withLine(body: Body, guess: ImportGuess, type: 'headline' | 'standfirst', value: string): Body {
  const [first] = guess.takes
  const source = first?.upTo === null && guess.takes.length === 1 ? findBlock(body, first.block) : undefined
  const kept = source && oneLine(textOf(source)) === value ? allowed(source.content ?? [], type) : null
  const content = kept ?? (value === '' ? [] : [{ type: 'text' as const, text: value }])
  const line: BodyNode = { type, attrs: { id: newBlockId() }, ...(content.length > 0 && { content }) }
  const blocks = (withoutTaken(body, guess.takes).content ?? []).filter((node) => node.type !== type)
  const at = type === 'headline' ? 0 : blocks.findIndex((node) => node.type !== 'headline')
  return { ...body, content: blocks.toSpliced(at < 0 ? blocks.length : at, 0, line) }
}

/** Inline content with only those marks that a textblock of this type may have. */
export function allowed(content: BodyNode[], type: NodeName): BodyNode[] {
  const nodeType = schema.nodes[type]
  return content.map((node) => {
    const { marks, ...bare } = node
    const left = marks?.filter((mark) => {
      const markType = schema.marks[mark.type]
      return markType !== undefined && nodeType?.allowsMarkType(markType)
    })
    return left?.length ? { ...bare, marks: left } : bare
  })
}

function withPicture(body: Body, guess: ImportGuess): Body {
  const { values, figure: id, takes } = guess
  const line = (type: 'caption' | 'credit', text: string): BodyNode => ({
    type,
    attrs: { id: newBlockId() },
    ...(text !== '' && { content: [{ type: 'text', text }] })
  })
  const caption = oneLine(values.caption ?? '')
  const credit = oneLine(values.credit ?? '')
  const alt = oneLine(values.alt ?? '').slice(0, 2000)
  const written = (node?: BodyNode): BodyNode => ({
    type: 'figure',
    ...node,
    attrs: { ...(node ? node.attrs : { id: newBlockId(), role: 'inline' }), ...(alt !== '' && { alt }) },
    content: [line('caption', caption), line('credit', credit)]
  })
  if (id !== undefined)
    return mapBlocks(withoutTaken(body, takes), (node) =>
      node.type === 'figure' && node.attrs?.id === id ? written(node) : node
    )
  const first = takes[0]?.block
  const hasLead = (body.content ?? []).some((node) => node.type === 'figure' && node.attrs?.role === 'lead')
  const made = written()
  const placed = { ...made, attrs: { ...made.attrs, role: hasLead ? 'inline' : 'lead' } }
  const content = (body.content ?? []).flatMap((node) => (node.attrs?.id === first ? [placed, node] : [node]))
  return withoutTaken({ ...body, content: content.includes(placed) ? content : [...content, placed] }, takes)
}

function withoutTaken(body: Body, takes: Taken[]): Body {
  const content = (body.content ?? []).flatMap((node) => {
    const taken = takes.find(({ block }) => block === node.attrs?.id)
    if (!taken) return [node]
    return taken.upTo === null ? [] : [withoutStart(node, taken.upTo)]
  })
  return { ...body, content }
}

/** A textblock without its first characters; white space that is left at its beginning goes too. */
function withoutStart(node: BodyNode, length: number): BodyNode {
  let left = length
  const rest: BodyNode[] = []
  for (const child of node.content ?? []) {
    const size = textOf(child).length
    if (size <= left) left -= size
    else {
      rest.push(
        left > 0 && child.type === 'text' ? { ...child, text: child.text?.slice(left).trimStart() ?? '' } : child
      )
      left = 0
    }
  }
  const { content: _, ...bare } = node
  const kept = rest.filter((child) => child.type !== 'text' || child.text !== '')
  return kept.length > 0 ? { ...bare, content: kept } : bare
}

/** A body has a headline first and a block of copy at least. */
export function withCopy(body: Body): Body {
  const content = body.content ?? []
  const headed = content[0]?.type === 'headline' ? content : [empty('headline'), ...content]
  const hasCopy = headed.some((node) => node.type !== 'headline' && node.type !== 'standfirst')
  return { ...body, content: hasCopy ? headed : [...headed, empty('paragraph')] }
}

function empty(type: NodeName): BodyNode {
  return { type, attrs: { id: newBlockId() } }
}

function mapBlocks(body: Body, change: (node: BodyNode) => BodyNode): Body {
  return { ...body, content: (body.content ?? []).map(change) }
}

function findBlock(body: Body, id: string): BodyNode | undefined {
  return (body.content ?? []).find((node) => node.attrs?.id === id)
}

function sameName(one: string, other: string): boolean {
  return oneLine(one).toLowerCase() === oneLine(other).toLowerCase()
}

function listed(text: string, between: RegExp): string[] {
  const parts = text
    .split(between)
    .map((part) => oneLine(part).slice(0, 200))
    .filter(Boolean)
  return [...new Set(parts)]
}

/** A time as somebody writes it, or null: ISO, or what every JavaScript reads of a date. */
export function instant(text: string): string | null {
  const at = text.trim() === '' ? NaN : Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
