import { fail, ok, type Result } from '#shared/result.ts'
import { decodeXmlBytes } from '../decode.ts'
import { attribute, elements, readXml, type XmlNode } from '../read-xml.ts'
import { openZip } from '../read-zip.ts'

/** Where one part of the package points: another part, or somewhere outside, which is never looked at. */
export interface Target {
  /** The last word of the relationship's type: "image". */
  type: string
  /** A path in the package, or an address. */
  target: string
  external: boolean
}

/** A document's package, opened: parts are unpacked when they are asked for. */
export interface DocxPackage {
  paths: string[]
  /** Path of the part with the text. */
  main: string
  /** By relationship id. */
  targets: ReadonlyMap<string, Target>
  /** The part of a type that the text points at, read; null when there is none. */
  part(type: string): Result<XmlNode | null>
  xml(path: string): Result<XmlNode | null>
  bytes(path: string): Result<Uint8Array | null>
  /** Where another part points. */
  targetsOf(path: string): Result<ReadonlyMap<string, Target>>
}

/** Bytes of the longest part that is read as XML: a hundred times what an article has. */
const xmlLimit = 24 * 1024 * 1024

export function openPackage(file: Uint8Array): Result<DocxPackage> {
  const zip = openZip(file)
  if (!zip.ok) return zip
  const { entries, read } = zip.value

  function xml(path: string): Result<XmlNode | null> {
    const size = entries.find((entry) => entry.path === path)?.size ?? 0
    if (size > xmlLimit)
      return fail('too-large', 'The text of this document is longer than any article. It is not read.')
    const bytes = read(path)
    if (!bytes.ok || bytes.value === null) return bytes.ok ? ok(null) : bytes
    return readXml(decodeXmlBytes(bytes.value), 'This document')
  }

  function targetsOf(path: string): Result<ReadonlyMap<string, Target>> {
    const slash = path.lastIndexOf('/')
    const folder = path.slice(0, slash + 1)
    const read = xml(`${folder}_rels/${path.slice(slash + 1)}.rels`)
    if (!read.ok) return read
    return ok(
      new Map(
        elements(read.value ?? undefined, 'Relationship').map((each) => {
          const external = attribute(each, 'TargetMode')?.toLowerCase() === 'external'
          const target = attribute(each, 'Target') ?? ''
          const type = attribute(each, 'Type')?.split('/').at(-1) ?? ''
          return [attribute(each, 'Id') ?? '', { type, external, target: external ? target : resolve(folder, target) }]
        })
      )
    )
  }

  const root = targetsOf('')
  if (!root.ok) return root
  const main = [...root.value.values()].find(({ type }) => type === 'officeDocument')?.target
  if (main === undefined) return fail('damaged', 'This is no Word document: it does not say where its text is.')
  const targets = targetsOf(main)
  if (!targets.ok) return targets
  return ok({
    paths: entries.map(({ path }) => path),
    main,
    targets: targets.value,
    xml,
    bytes: read,
    targetsOf,
    part(type) {
      const target = [...targets.value.values()].find((each) => each.type === type && !each.external)
      return target ? xml(target.target) : ok(null)
    }
  })
}

/** A path from a folder of the package; one that leads out of it is no path of it. */
function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = []
  for (const part of `${folder}${target}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
