import { zipSync } from 'fflate'

const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const strictW = 'http://purl.oclc.org/ooxml/wordprocessingml/main'
const r = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const strictR = 'http://purl.oclc.org/ooxml/officeDocument/relationships'

export interface MadeDocx {
  /** What stands in w:body. */
  body: string
  /** Other parts by path, as XML or bytes. */
  parts?: Record<string, string | Uint8Array>
  /** Of the text: id, last word of the type, target. */
  relationships?: [id: string, type: string, target: string, mode?: 'External'][]
  strict?: boolean
}

/** A Word document of exactly these parts, as any program may write one. */
export function makeDocx({ body, parts = {}, relationships = [], strict = false }: MadeDocx): Uint8Array<ArrayBuffer> {
  const rel = strict ? strictR : r
  const relations = (list: NonNullable<MadeDocx['relationships']>) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map(
        ([id, type, target, mode]) =>
          `<Relationship Id="${id}" Type="${rel}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`
      )
      .join('')}</Relationships>`
  const names: Record<string, string> = {
    'word/styles.xml': 'styles',
    'word/numbering.xml': 'numbering',
    'word/comments.xml': 'comments',
    'word/commentsExtended.xml': 'commentsExtended',
    'word/footnotes.xml': 'footnotes',
    'word/settings.xml': 'settings'
  }
  const own = Object.keys(parts).flatMap((path): [string, string, string][] => {
    const type = names[path]
    return type ? [[`rId-${type}`, type, path.replace('word/', '')]] : []
  })
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'word/document.xml']]),
    'word/document.xml': `<w:document ${namespaces(strict)}><w:body>${body}</w:body></w:document>`,
    'word/_rels/document.xml.rels': relations([...own, ...relationships]),
    ...parts
  }
  const bytes = (file: string | Uint8Array) => (typeof file === 'string' ? new TextEncoder().encode(file) : file)
  return new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([path, file]) => [path, bytes(file)]))))
}

export function namespaces(strict = false): string {
  return `xmlns:w="${strict ? strictW : w}" xmlns:r="${strict ? strictR : r}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:wp="x:wp" xmlns:a="x:a" xmlns:pic="x:pic" xmlns:mc="x:mc" xmlns:wps="x:wps" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="x:m" xmlns:c="x:c"`
}

export const p = (inner: string, properties = '') =>
  `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${inner}</w:p>`
export const run = (text: string, properties = '') =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}<w:t xml:space="preserve">${text}</w:t></w:r>`
export const styled = (style: string, text: string, more = '') => p(run(text), `<w:pStyle w:val="${style}"/>${more}`)
export const item = (text: string, id: number, level = 0) =>
  p(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`)
export const inserted = (text: string, author = 'Ed Itor', date = '2026-01-05T09:00:00Z') =>
  `<w:ins w:id="1" w:author="${author}" w:date="${date}">${run(text)}</w:ins>`
export const deleted = (text: string, author = 'Ed Itor', date = '2026-01-05T09:00:00Z') =>
  `<w:del w:id="2" w:author="${author}" w:date="${date}"><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`
