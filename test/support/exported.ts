import { unzipSync } from 'fflate'
import { isTextblock, textOf } from '#shared/document/text.ts'
import { walkBody, type Body } from '#shared/document/body.ts'
import { acceptedBody } from '#shared/formats/accepted.ts'
import type { ExportFile } from '#shared/formats/format.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

export function textOfFile(file: ExportFile | undefined): string {
  if (!file) throw new Error('The export has no such file.')
  return decoder.decode(file.bytes)
}

/** The parts of a package that is a zip itself, by their path; nothing for other files. */
export function partsOfFile(file: ExportFile | undefined): Record<string, Uint8Array> {
  return file?.path.endsWith('.docx') ? unzipSync(file.bytes) : {}
}

/** A part of a package as text. */
export function textOfPart(file: ExportFile | undefined, path: string): string {
  const bytes = partsOfFile(file)[path]
  if (!bytes) throw new Error(`The package has no part ${path}.`)
  return decoder.decode(bytes)
}

/** Everything in an export that can be read: its texts, and those of the packages in it. */
export function textsOfFiles(files: ExportFile[]): string[] {
  return files.flatMap((file) => {
    if (file.mediaType.startsWith('image/')) return []
    const parts = Object.entries(partsOfFile(file))
    return parts.length === 0
      ? [textOfFile(file)]
      : parts.filter(([path]) => /\.(xml|rels)$/.test(path)).map(([, bytes]) => decoder.decode(bytes))
  })
}

/** The pictures in an export, in its order: beside the text or in its package. */
export function picturesOfFiles(files: ExportFile[]): { path: string; bytes: Uint8Array }[] {
  return files.flatMap((file) => {
    if (file.mediaType.startsWith('image/')) return [file]
    return Object.entries(partsOfFile(file))
      .filter(([path]) => /\.(jpg|png)$/.test(path))
      .map(([path, bytes]) => ({ path, bytes }))
  })
}

/** A text without what no page and no XML can hold. */
export function showable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
}

/** The text of every textblock that has any, in reading order: what an export must give back. */
export function blockTexts(body: Body): string[] {
  return [...walkBody(acceptedBody(body))]
    .map(({ node }) => node)
    .filter(isTextblock)
    .map((node) => showable(textOf(node)))
    .filter((text) => text !== '')
}

/** The texts that a page shows: each element's own, and the lines of those that hold several, dateline apart. */
export function shownTexts(root: ParentNode): Set<string> {
  for (const dateline of root.querySelectorAll('.dateline')) {
    if (dateline.nextSibling)
      dateline.nextSibling.nodeValue = (dateline.nextSibling.nodeValue ?? '').replace(/^ — /, '')
    dateline.remove()
  }
  for (const line of root.querySelectorAll('br')) line.replaceWith('\n')
  const texts = [...root.querySelectorAll('*')].map((element) => showable(element.textContent ?? ''))
  return new Set(texts.flatMap((text) => [text, ...text.split('\n'), ...text.split('\n').map((line) => line.trim())]))
}

/** Every way in which a document could run something. */
export function activeMarkup(document: Document): string[] {
  const elements = [...document.querySelectorAll('*')]
  return [
    ...elements
      .filter((element) => /^(script|iframe|object|embed|base|form|svg|math|style)$/i.test(element.localName))
      .filter((element) => element.getAttribute('type') !== 'application/ld+json'),
    ...elements.filter((element) => [...element.attributes].some((attribute) => /^on|^style$/i.test(attribute.name))),
    ...elements.filter((element) =>
      [...element.attributes].some((attribute) => /^\s*(javascript|data|vbscript):/i.test(attribute.value))
    )
  ].map((element) =>
    `${element.localName} ${[...element.attributes].map((attribute) => `${attribute.name}=${attribute.value}`).join(' ')}`.slice(
      0,
      200
    )
  )
}

/** The texts below headline and standfirst. */
export function copyTexts(body: Body): string[] {
  return blockTexts({
    ...body,
    content: body.content?.filter((node) => !['headline', 'standfirst'].includes(node.type)) ?? []
  })
}

/** An XML document parsed by a real parser; a document that is not well-formed throws. Needs jsdom. */
export function parseXml(text: string): Document {
  const document = new DOMParser().parseFromString(text, 'text/xml')
  const error = document.querySelector('parsererror')
  if (error) throw new Error(error.textContent ?? 'not well-formed')
  return document
}
