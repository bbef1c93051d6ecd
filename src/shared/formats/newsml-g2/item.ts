import { oneLine, type Story } from '../story.ts'
import { directionOf } from '../words.ts'
import { block, blockOf, filled, inline, type XmlChild, type XmlElement } from '../xml.ts'

const iptcCatalog = 'http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml'

/** A qcode's alias must stand in a catalog. IPTC's has no roles for a kicker or an alt text: these are our own. */
export const ownRole = (code: string) => `cdrole:${code}`
const ownRoles = 'urn:x-copydesk:role:'

export interface ItemParts {
  guid: string
  itemClass: 'text' | 'picture'
  copyrightNotice: string
  usageTerms: string
  title: string
  role: string | null
  /** What ends `itemMeta`: notes first, then links. */
  notes: XmlChild[]
  contentMeta: XmlChild[]
  contentSet: XmlChild[]
}

/** One newsItem. The order of the elements is the schema's own. */
export function newsItem(parts: ItemParts, story: Story): XmlElement {
  const { context } = story
  const { language } = story.article.meta
  return block(
    'newsItem',
    {
      guid: parts.guid,
      version: context.version,
      standard: 'NewsML-G2',
      standardversion: '2.35',
      conformance: 'power',
      'xml:lang': language,
      dir: directionOf(language)
    },
    inline('catalogRef', { href: iptcCatalog }),
    block('catalog', {}, inline('scheme', { alias: 'cdrole', uri: ownRoles })),
    blockOf('rightsInfo', {}, [
      parts.itemClass === 'text' ? party('copyrightHolder', context.publisher) : null,
      filled('copyrightNotice', parts.copyrightNotice),
      filled('usageTerms', parts.usageTerms)
    ]),
    itemMeta(parts, story),
    block('contentMeta', {}, ...parts.contentMeta),
    blockOf('contentSet', {}, parts.contentSet)
  )
}

function itemMeta(parts: ItemParts, { article, context }: Story): XmlElement {
  const { embargo } = article.meta
  return block(
    'itemMeta',
    {},
    inline('itemClass', { qcode: `ninat:${parts.itemClass}` }),
    party('provider', context.publisher) ?? inline('provider', {}),
    inline('versionCreated', {}, context.updatedAt),
    inline('firstCreated', {}, context.publishedAt),
    embargo ? inline('embargoed', {}, embargo.at) : null,
    inline('pubStatus', { qcode: `stat:${statusOf(context.pubStatus, embargo !== null)}` }),
    parts.role === null ? null : inline('role', { qcode: parts.role }),
    filled('title', oneLine(parts.title)),
    ...parts.notes
  )
}

/** What is under embargo is withheld until its time has come. */
function statusOf(status: Story['context']['pubStatus'] = 'usable', embargoed: boolean): string {
  return status === 'usable' && embargoed ? 'withheld' : status
}

/** A party that no vocabulary lists: its name is its literal. */
export function party(
  name: string,
  text: string,
  attributes: Record<string, string> = {},
  more: XmlChild[] = []
): XmlElement | null {
  const line = oneLine(text)
  return line === '' ? null : block(name, { literal: line, ...attributes }, inline('name', {}, line), ...more)
}
