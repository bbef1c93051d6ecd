import { attribute, descendants, textWithin, type XmlNode } from '../read-xml.ts'
import type { DocxSource } from './read-source.ts'

/** A picture that stands in a paragraph. */
export interface Drawing {
  fileName: string
  bytes: Uint8Array | null
  alt: string
  lead: boolean
}

const charts = /\/(?:chart|diagram|chartex)$/

/** The pictures of a drawing; what else it holds is left, with its words. */
export function readDrawing(node: XmlNode, source: DocxSource): Drawing[] {
  const all = [...descendants(node)]
  const boxes = all.filter(({ name }) => name === 'txbxContent')
  for (const box of boxes.slice(0, 1))
    source.leave('A text box could not come: its words are kept here.', paragraphsOf(box))
  const chart = all.find(({ name, attributes }) => name === 'graphicData' && charts.test(attributes.get('uri') ?? ''))
  if (chart) leaveChart(chart, source)
  if (node.name === 'object') source.leave('An embedded file (a sheet or a slide) could not come.', '')
  const properties = all.find(({ name }) => name === 'docPr') ?? all.find(({ name }) => name === 'cNvPr')
  const shape = all.find(({ name }) => name === 'shape')
  const alt = (attribute(properties, 'descr') || attribute(shape, 'alt') || '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 2000)
  const title = attribute(properties, 'name') ?? ''
  return all
    .filter(({ name }) => name === 'blip' || name === 'imagedata')
    .flatMap((blip) => readPicture(blip, source))
    .map((picture) => ({
      ...picture,
      alt,
      lead: title.startsWith('Lead picture: '),
      fileName: nameFrom(title) ?? picture.fileName
    }))
}

/** Our own documents name a picture by its file. */
function nameFrom(title: string): string | null {
  const name = title.replace(/^Lead picture: /, '')
  return /^[^/\\:]{1,200}\.(jpe?g|png|webp|gif|tiff?|avif)$/i.test(name) ? name : null
}

function readPicture(blip: XmlNode, source: DocxSource): Omit<Drawing, 'alt' | 'lead'>[] {
  const link = attribute(blip, 'link')
  const target = source.targets.get(
    attribute(blip, 'embed') ?? (blip.name === 'imagedata' ? attribute(blip, 'id') : undefined) ?? link ?? ''
  )
  if (!target) return []
  if (target.external) {
    source.leave(
      'A picture stands outside of the document and was not fetched: its address is kept here.',
      target.target.slice(0, 2000)
    )
    return [{ fileName: fileNameOf(target.target), bytes: null }]
  }
  const fileName = fileNameOf(target.target)
  const bytes = source.bytes(target.target)
  const kind = bytes ? kindOf(bytes) : null
  if (bytes && kind === 'picture') return [{ fileName, bytes }]
  if (kind === null || !bytes) source.leave(`The picture ${fileName} is missing or damaged.`, '')
  else
    source.leave(
      `The picture ${fileName} is ${kind}, which is not taken. Save it as JPEG or PNG and add it to its figure.`,
      ''
    )
  return [{ fileName, bytes: null }]
}

/** By its first bytes, whatever it is called. */
function kindOf(bytes: Uint8Array): string | null {
  const starts = (...values: number[]) => values.every((value, index) => bytes[index] === value)
  if (
    starts(0xff, 0xd8) ||
    starts(0x89, 0x50, 0x4e, 0x47) ||
    starts(0x47, 0x49, 0x46) ||
    starts(0x52, 0x49, 0x46, 0x46)
  )
    return 'picture'
  if (starts(0x49, 0x49, 0x2a) || starts(0x4d, 0x4d, 0, 0x2a)) return 'picture'
  if (starts(1, 0, 0, 0)) return 'a Windows drawing (EMF)'
  if (starts(0xd7, 0xcd, 0xc6, 0x9a) || starts(1, 0, 9, 0)) return 'a Windows drawing (WMF)'
  if (starts(0x3c)) return 'a drawing (SVG)'
  return bytes.length > 0 ? 'of a kind that is not known' : null
}

function fileNameOf(path: string): string {
  return (path.split(/[/\\?#]/).findLast((part) => part !== '') ?? 'picture').slice(0, 255)
}

/** Word keeps what a chart says in a part of its own. */
function leaveChart(chart: XmlNode, source: DocxSource): void {
  const ids = [...descendants(chart)].flatMap((each) =>
    [...each.attributes].filter(([name]) => name.includes(':')).map(([, value]) => value)
  )
  const words = ids.flatMap((id) => {
    const target = source.targets.get(id)
    const part = target && !target.external ? source.xml(target.target) : null
    return part ? [...descendants(part)].filter(({ name }) => name === 't' || name === 'v').map(textWithin) : []
  })
  source.leave(
    'A chart or diagram could not come: its words and figures are kept here.',
    words.join('\n').slice(0, 8000)
  )
}

export function paragraphsOf(node: XmlNode): string {
  const paragraphs = [...descendants(node, 'p')]
  if (paragraphs.length === 0) return textWithin(node)
  return paragraphs
    .map((paragraph) =>
      [...descendants(paragraph)]
        .filter(({ name }) => name === 't' || name === 'tab' || name === 'br')
        .map((each) => (each.name === 't' ? textWithin(each) : each.name === 'tab' ? '\t' : '\n'))
        .join('')
    )
    .join('\n')
    .trim()
}
