import type { ExportFile } from '../format.ts'
import { textFile } from '../story.ts'
import { block, inline, xmlDocument, type XmlElement } from '../xml.ts'

export const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
export const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const wordTypes = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** From one part of the package to another, or out of it. */
export interface Relationship {
  id: string
  /** The last word of the type's address. */
  type: string
  target: string
  external?: boolean
}

export function relationshipsXml(relationships: Relationship[]): string {
  return xmlDocument(
    block(
      'Relationships',
      { xmlns: packageRelationships },
      ...relationships.map(({ id, type, target, external }) =>
        inline('Relationship', {
          Id: id,
          Type: type.includes('/') ? type : `${officeRelationships}/${type}`,
          Target: target,
          TargetMode: external ? 'External' : null
        })
      )
    )
  )
}

/** A part that not every document has: its path, and the last words of its type. */
export type ExtraPart = [path: string, type: string]

/** What stands in every document's package around its parts. */
export function packageFiles(extra: ExtraPart[] = []): ExportFile[] {
  const extension = (name: string, type: string): XmlElement =>
    inline('Default', { Extension: name, ContentType: type })
  const part = (name: string, type: string): XmlElement => inline('Override', { PartName: name, ContentType: type })
  const types = block(
    'Types',
    { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
    extension('rels', 'application/vnd.openxmlformats-package.relationships+xml'),
    extension('xml', 'application/xml'),
    extension('jpg', 'image/jpeg'),
    extension('png', 'image/png'),
    part('/word/document.xml', `${wordTypes}.document.main+xml`),
    part('/word/styles.xml', `${wordTypes}.styles+xml`),
    part('/word/numbering.xml', `${wordTypes}.numbering+xml`),
    part('/word/settings.xml', `${wordTypes}.settings+xml`),
    ...extra.map(([path, type]) => part(`/${path}`, `${wordTypes}.${type}+xml`)),
    part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    part('/docProps/custom.xml', 'application/vnd.openxmlformats-officedocument.custom-properties+xml')
  )
  const root = relationshipsXml([
    { id: 'rId1', type: 'officeDocument', target: 'word/document.xml' },
    { id: 'rId2', type: `${packageRelationships}/metadata/core-properties`, target: 'docProps/core.xml' },
    { id: 'rId3', type: 'custom-properties', target: 'docProps/custom.xml' }
  ])
  return [xmlFile('[Content_Types].xml', xmlDocument(types)), xmlFile('_rels/.rels', root)]
}

export function xmlFile(path: string, xml: string): ExportFile {
  return textFile(path, 'application/xml', xml)
}

/** Without it Word opens the document as one of its 2007 version. */
export const settingsXml = xmlDocument(
  block(
    'w:settings',
    { 'xmlns:w': wordNamespace },
    block(
      'w:compat',
      {},
      inline('w:compatSetting', {
        'w:name': 'compatibilityMode',
        'w:uri': 'http://schemas.microsoft.com/office/word',
        'w:val': 15
      })
    )
  )
)
