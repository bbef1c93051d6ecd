import { articleUri } from '../identity.ts'
import { oneLine, type Story } from '../story.ts'
import { block, filled, inline, xmlDocument } from '../xml.ts'

/** What file managers and Word show of a document; W3C times, none of them the machine's. */
export function coreXml(story: Story): string {
  const { context, people } = story
  const { meta } = story.article
  const time = (name: string, at: string) =>
    inline(`dcterms:${name}`, { 'xsi:type': 'dcterms:W3CDTF' }, `${new Date(at).toISOString().slice(0, 19)}Z`)
  return xmlDocument(
    block(
      'cp:coreProperties',
      {
        'xmlns:cp': 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties',
        'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
        'xmlns:dcterms': 'http://purl.org/dc/terms/',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance'
      },
      filled('dc:title', story.headline),
      filled('dc:creator', people.map(({ credit }) => oneLine(credit.profile.name)).join('; ')),
      filled('dc:description', meta.summary),
      inline('dc:identifier', {}, articleUri(context.articleId)),
      inline('dc:language', {}, meta.language),
      filled('cp:category', oneLine(context.deskName)),
      filled('cp:keywords', meta.topics.map(oneLine).join('; ')),
      filled('cp:lastModifiedBy', oneLine(context.publisher)),
      inline('cp:revision', {}, String(context.version)),
      time('created', context.createdAt),
      time('modified', context.updatedAt)
    )
  )
}

/** What Word has no property for, under the newsroom's names. A copy for review says so, and of no publication. */
export function customXml(story: Story, forReview = false): string {
  const { context } = story
  const { meta } = story.article
  const { search, social, print } = meta.alternativeHeadlines
  const values: [string, string][] = [
    ['slugline', meta.slugline],
    ['status', forReview ? 'for review' : (context.pubStatus ?? 'usable')],
    ['published', forReview ? '' : context.publishedAt],
    ['embargoed until', meta.embargo?.at ?? ''],
    ['genre', meta.genre],
    ['urgency', meta.urgency === null ? '' : String(meta.urgency)],
    ['subjects', meta.subjects.map(({ name, uri }) => (uri === null ? name : `${name} (${uri})`)).join('; ')],
    ['search headline', search],
    ['social headline', social],
    ['print headline', print],
    ['usage terms', meta.usageTerms]
  ]
  const properties = values
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value], index) =>
      inline(
        'property',
        { fmtid: '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}', pid: index + 2, name },
        inline('vt:lpwstr', {}, value)
      )
    )
  return xmlDocument(
    block(
      'Properties',
      {
        xmlns: 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties',
        'xmlns:vt': 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes'
      },
      ...properties
    )
  )
}
