import { childOf, childrenOf, type MarkupElement, type MarkupNode } from '../markup.ts'

const known: Record<string, string> = {
  'http://purl.org/rss/1.0/modules/content/': 'content',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://search.yahoo.com/mrss/': 'media',
  'http://search.yahoo.com/mrss': 'media',
  'http://www.w3.org/2005/Atom': 'atom'
}

/** WordPress numbers its namespaces with every version of its export. */
function usualPrefix(uri: string): string | undefined {
  const [, excerpt] = /^http:\/\/wordpress\.org\/export\/[\d.]+\/(excerpt\/)?$/.exec(uri) ?? [null]
  if (excerpt !== undefined && excerpt !== null) return 'excerpt'
  return /^http:\/\/wordpress\.org\/export\//.test(uri) ? 'wp' : known[uri]
}

/** The tree with the prefixes that everybody uses for a namespace, whatever the file calls it. */
export function withUsualPrefixes(element: MarkupElement, around: Record<string, string> = {}): MarkupElement {
  const names = { ...around }
  for (const [key, uri] of Object.entries(element.attributes)) {
    const usual = key.startsWith('xmlns:') ? usualPrefix(uri.trim()) : undefined
    if (usual) names[key.slice(6)] = usual
  }
  const [prefix = '', ...rest] = element.name.split(':')
  const usual = rest.length > 0 ? names[prefix] : undefined
  return {
    name: usual ? `${usual}:${rest.join(':')}` : element.name,
    attributes: element.attributes,
    children: element.children.map((child): MarkupNode =>
      typeof child === 'string' ? child : withUsualPrefixes(child, names)
    )
  }
}

/** The items of a feed, in its channel or, as RSS 1.0 has them, beside it. */
export function itemsOf(root: MarkupElement): { channel: MarkupElement | undefined; items: MarkupElement[] } {
  const channel = childOf(root, 'channel')
  return { channel, items: [...childrenOf(channel, 'item'), ...childrenOf(root, 'item')] }
}
