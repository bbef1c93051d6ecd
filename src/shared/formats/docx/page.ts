import type { BodyMark, BodyNode } from '#shared/document/body.ts'
import { walkBody } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { textAttribute } from '../render.ts'
import { readRuns } from '../runs.ts'
import type { ExportPicture } from '../format.ts'
import type { Story } from '../story.ts'
import { listsOf, type PlacedList } from './numbering.ts'
import type { Relationship } from './package.ts'
import type { ReviewPage } from './review.ts'
import type { ParagraphStyle } from './styles.ts'

/** What a block must know: the document's own tables, and where it stands. */
export interface DocxPage {
  story: Story
  /** By address. */
  links: ReadonlyMap<string, string>
  /** By picture, in the order of the document. */
  pictures: ReadonlyMap<ExportPicture, { relationship: string; part: string; number: number }>
  lists: PlacedList[]
  relationships: Relationship[]
  /** What a plain paragraph is here. */
  style: ParagraphStyle
  /** The list that an item stands in. */
  list: { instance: number; level: number } | null
  /** Null where suggestions are settled and nothing is commented. */
  review: ReviewPage | null
  /** What is suggested of everything around. */
  within: readonly BodyMark[]
  /** Ends of lines are the table's there. */
  inTable: boolean
}

export function readPage(story: Story, review: ReviewPage | null = null): DocxPage {
  const nodes = [story.headlineNode, story.standfirstNode, ...story.blocks].filter((node) => node !== undefined)
  const files = [...story.pictures.map(({ file }) => file), ...story.people.map(({ portrait }) => portrait)].filter(
    (file) => file !== null
  )
  const pictures = new Map(
    files.map((file, index) => [
      file,
      {
        relationship: `rIdPicture${index + 1}`,
        part: `media/picture-${index + 1}.${file.mediaType === 'image/png' ? 'png' : 'jpg'}`,
        number: index + 1
      }
    ])
  )
  const links = new Map<string, string>()
  for (const address of addresses(nodes, story))
    if (linkTarget(address) !== null && !links.has(address)) links.set(address, `rIdLink${links.size + 1}`)
  const relationships: Relationship[] = [
    { id: 'rId1', type: 'styles', target: 'styles.xml' },
    { id: 'rId2', type: 'numbering', target: 'numbering.xml' },
    { id: 'rId3', type: 'settings', target: 'settings.xml' },
    ...[...pictures.values()].map(({ relationship, part }) => ({ id: relationship, type: 'image', target: part })),
    ...[...links].map(([address, id]) => ({ id, type: 'hyperlink', target: linkTarget(address) ?? '', external: true }))
  ]
  return {
    story,
    links,
    pictures,
    lists: listsOf(story.blocks),
    relationships,
    style: 'Body',
    list: null,
    review,
    within: [],
    inTable: false
  }
}

function addresses(nodes: BodyNode[], story: Story): string[] {
  const inCopy = nodes.flatMap((top) =>
    [...walkBody(top)].flatMap(({ node }) =>
      node.type === 'embed' ? [textAttribute(node, 'url')] : readRuns(node).map(({ href }) => href ?? '')
    )
  )
  const ofAuthors = story.people
    .filter(({ box }) => box)
    .flatMap(({ credit }) => credit.profile.handles.map(({ url }) => url))
  return [...inCopy, ...ofAuthors].filter(isSafeLink)
}

/** An address as RFC 3986 spells it: Word calls a document damaged whose links are spelled otherwise. Null where there is no such spelling. */
function linkTarget(address: string): string | null {
  const spelled = encodeURI(address.toWellFormed()).replace(/%25(?=[0-9a-f]{2})/gi, '%')
  const plain = /^[a-z]+:[\w.~:@!$&'()*+,;=%/?#-]+$/i.test(spelled) && (spelled.match(/#/g)?.length ?? 0) < 2
  // A host that is escaped is none.
  return plain && !/^https?:\/\/[^/?#]*%/i.test(spelled) ? spelled : null
}
