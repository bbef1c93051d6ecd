import type { Meta } from '#shared/article/article.ts'
import type { BodyNode } from '#shared/document/body.ts'
import { textOf } from '#shared/document/text.ts'
import { takeDateline, type KnownDateline } from './read-dateline.ts'
import type { HtmlPage } from './read-html.ts'
import { namedPicture } from './read-pictures.ts'
import type { Imported, ImportedPicture, ImportFile, WireItem } from './reader.ts'
import { wholeBody } from './whole-body.ts'

/** What a reader found of one article, before it is put together. */
export interface FoundStory {
  meta: Partial<Meta>
  headline: BodyNode[]
  standfirst: BodyNode[]
  blocks: BodyNode[]
  /** As the item says it; what opens the copy is taken from there. */
  dateline: KnownDateline
  page: HtmlPage
  /** Of people; those of figures are the page's. */
  portraits: { id: string; src: string }[]
  wire: WireItem | null
}

/** The article that was found: dateline out of the copy, headline not twice, every picture joined to its file. */
export function importedOf(story: FoundStory, file: ImportFile, beside: ImportFile[]): Imported {
  const { page } = story
  const copy = takeDateline(withoutTitle(story.blocks, story.headline), story.dateline, page.notes)
  const body = wholeBody({ headline: story.headline, standfirst: story.standfirst, blocks: copy.blocks }, page.notes)
  const shown = new Set(body.content?.filter(({ type }) => type === 'figure').map(({ attrs }) => String(attrs?.id)))
  const pictures: ImportedPicture[] = []
  for (const { id, src } of [...page.pictures.filter((picture) => shown.has(picture.id)), ...story.portraits]) {
    const picture = namedPicture(id, src, { file, beside }, page.notes)
    if (picture) pictures.push(picture)
  }
  return {
    meta: { ...story.meta, dateline: copy.dateline },
    body,
    pictures,
    suggestions: [],
    comments: [],
    notes: page.notes,
    wire: story.wire
  }
}

/** Copy whose first heading says the headline again, without it. */
function withoutTitle(blocks: BodyNode[], headline: BodyNode[]): BodyNode[] {
  const first = blocks.findIndex(({ type }) => type === 'heading')
  const heading = blocks[first]
  if (!heading || blocks.slice(0, first).some(({ type }) => type !== 'figure')) return blocks
  const said = (text: string) => text.replace(/\s+/g, ' ').trim().toLowerCase()
  return said(textOf(heading)) === said(headline.map(textOf).join(''))
    ? blocks.filter((block) => block !== heading)
    : blocks
}
