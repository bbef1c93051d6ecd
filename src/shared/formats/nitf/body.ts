import { bylineParts } from '#shared/article/byline.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { correctionLines } from '../corrections.ts'
import { renderNode } from '../render.ts'
import { oneLine, type Story } from '../story.ts'
import { block, blockOf, filled, inline, markup, type XmlChild, type XmlElement } from '../xml.ts'
import { nitfInline, nitfNodes } from './nodes.ts'

export function nitfBody(story: Story): XmlElement {
  const copy = story.blocks.map((node) => markup(renderNode(nitfNodes, node, story)))
  const corrections = correctionLines(story.article).map((line) => inline('p', { class: 'correction' }, line))
  return block(
    'body',
    {},
    head(story),
    block('body.content', {}, block('block', {}, ...copy, ...corrections)),
    blockOf('body.end', {}, [tagline(story)])
  )
}

function head(story: Story): XmlElement {
  const { meta } = story.article
  const standfirst = story.standfirst === '' ? null : inline('hl2', {}, nitfInline(story.standfirstNode, story))
  return block(
    'body.head',
    {},
    block('hedline', {}, inline('hl1', {}, nitfInline(story.headlineNode, story)), standfirst),
    rights(story),
    byline(story),
    filled('distributor', oneLine(story.context.publisher)),
    dateline(story),
    blockOf('abstract', {}, [filled('p', meta.summary.trim())])
  )
}

function rights({ article }: Story): XmlChild {
  const { copyright, usageTerms } = article.meta
  if (copyright.trim() === '' && usageTerms.trim() === '') return null
  const gap = copyright.trim() === '' || usageTerms.trim() === '' ? '' : ' '
  return inline('rights', {}, copyright.trim(), gap, filled('rights.limitations', usageTerms))
}

/** The line as printed, each name a person. */
function byline({ article }: Story): XmlChild {
  const parts = bylineParts(article.meta.credits, article.meta.language, article.meta.bylineStyle)
  return parts.length === 0
    ? null
    : inline('byline', {}, ...parts.map(({ kind, text }) => (kind === 'name' ? inline('person', {}, text) : text)))
}

/** As printed, in the one place where it stands: its beginning marked as the place when it is one, its end as the day. */
function dateline({ article }: Story): XmlChild {
  const { place, date } = article.meta.dateline
  const text = article.meta.dateline.text.trim()
  if (text === '') return null
  const city = text.slice(0, place.trim().length)
  if (city === '' || city.toLowerCase() !== place.trim().toLowerCase())
    return inline('dateline', {}, inline('location', {}, text))
  const [, gap = '', day = ''] = /^([\s,]*)(.*)$/s.exec(text.slice(city.length)) ?? []
  return inline(
    'dateline',
    {},
    inline('location', {}, inline('city', {}, city)),
    gap,
    filled('story.date', day, { norm: date?.replaceAll('-', '') })
  )
}

/** The authors' boxes: what NITF has room for is one paragraph, so lines stand for theirs. */
function tagline(story: Story): XmlChild {
  const boxes = story.people
    .filter((person) => person.box)
    .map(({ credit }) => {
      const { name, jobTitle, biography, handles } = credit.profile
      const links = handles
        .filter((handle) => isSafeLink(handle.url))
        .map(({ service, url }) => inline('a', { href: url }, oneLine(service) || url))
      return [
        [name, jobTitle].map(oneLine).filter(Boolean).join(', '),
        ...biography.split(/\n+/).map(oneLine),
        ...links
      ].filter((line) => line !== '')
    })
  const lines: XmlChild[] = boxes.flat()
  return lines.length === 0
    ? null
    : inline('tagline', {}, ...lines.flatMap((line, index) => (index === 0 ? [line] : [inline('br', {}), line])))
}
