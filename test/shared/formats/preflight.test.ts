import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { ExportFile, Format } from '#shared/formats/format.ts'
import { findFormat, formats } from '#shared/formats/index.ts'
import { preflight } from '#shared/formats/preflight.ts'
import { articleFixtures, everything, fixtureNamed } from '#test/fixtures/articles.ts'
import { textOfFile } from '#test/support/exported.ts'

const inFormat = (id: string): Format => {
  const format = findFormat(id)
  if (!format) throw new Error(`There is no format ${id}.`)
  return format
}

describe.each(formats)('$id', (format) => {
  test.each(articleFixtures)('finds nothing wrong with what is written: $name', ({ article, context }) => {
    expect(preflight(format, format.write(article, context), [{ article, context }])).toEqual([])
  })

  test('finds nothing wrong with it when every option is the other way', () => {
    const options = Object.fromEntries((format.options ?? []).map((option) => [option.id, !option.default]))
    const { article, context } = everything
    expect(preflight(format, format.write(article, context, options), [everything])).toEqual([])
  })

  test('misses each word that is not in it, and says which', () => {
    const { article, context } = everything
    const spoilt: [RegExp, keyof typeof format.carries, string][] = [
      [/Headlineword/g, 'headline', 'headline'],
      [/Captionword/g, 'captions', 'caption of picture 1'],
      [/Secondcredit/g, 'credits', 'credit of picture 2'],
      [/Altword/g, 'alt text', 'alt text of picture 1'],
      [/Lastword/g, 'copy', 'paragraph']
    ]
    for (const [word, part, field] of spoilt) {
      const files = rewritten(format.write(article, context), (text) => text.replace(word, 'Otherword'))
      const fields = preflight(format, files, [everything]).map((fault) => fault.field)
      if (format.carries[part] === null) expect([word, fields]).toEqual([word, []])
      else expect([word, fields]).toEqual([word, [expect.stringContaining(field)]])
    }
  })

  test('misses a picture that is not among its files', () => {
    const { article, context } = everything
    const lost = context.pictures[0]
    if (format.carries.pictures === null || !lost) return
    const bytes = (file: ExportFile) => (sameBytes(file.bytes, lost.bytes) ? strToU8('another picture') : file.bytes)
    const files = inPackages(format.write(article, context), bytes)
    expect(preflight(format, files, [everything]).map(({ field }) => field)).toContain('picture 1')
  })

  test('says what it is about in a sentence', () => {
    const { article, context } = everything
    const [fault] = preflight(format, [], [{ article, context }])
    expect(fault?.format).toBe(format.id)
    expect(fault?.message).toBe(`${format.label} was not written, because it would not be whole: it has no file.`)
  })
})

test.each([
  ['html', '</h1>', '<//h1>', 'not well-formed HTML'],
  ['nitf', '</hl1>', '', 'not well-formed XML'],
  ['nitf', '&amp;', '&', 'stands alone'],
  ['rss', 'xmlns:dc=', 'xmlns:dd=', 'the prefix of dc:creator is not declared'],
  ['ninjs-3.1', '"uri"', 'uri', 'it is not JSON'],
  ['ghost', '"posts"', '"post"', 'lacks db/data/posts/title'],
  ['apple-news', '"identifier"', '"identifierx"', 'lacks identifier'],
  ['wxr', '<wp:wxr_version>1.2</wp:wxr_version>', '', 'lacks rss/channel/wp:wxr_version'],
  ['markdown', '---\n', '', 'its front matter is missing'],
  ['markdown', 'title: "', 'title: "\\x', 'its front matter is not YAML'],
  ['html', 'src="media/01', 'src="media/07', 'which is not among its files'],
  ['html', 'src="media/01', 'src="/home/rea/01', 'on this computer'],
  ['ninjs-2.2', 'file:media/01', 'file:///C:/pictures/01', 'on this computer'],
  ['newsml-g2', 'href="media/01', 'href="C:\\pictures\\01', 'on this computer']
])('%s with %j in place of %j does not leave', (id, from, to, told) => {
  const { article, context } = everything
  const format = inFormat(id)
  const files = rewritten(format.write(article, context), (text) => text.replace(from, to))
  expect(files.map(textOrNothing)).not.toEqual(format.write(article, context).map(textOrNothing))
  const messages = preflight(format, files, [everything]).map(({ message }) => message)
  expect(messages.join('\n')).toContain(told)
  expect(messages.every((message) => message.startsWith(`${format.label} was not written`))).toBe(true)
})

test('a Word file that is cut short, or lacks a part that another names, does not leave', () => {
  const { article, context } = everything
  const docx = inFormat('docx')
  const [file] = docx.write(article, context) as [ExportFile]
  const cut = { ...file, bytes: file.bytes.slice(0, file.bytes.length - 40) }
  expect(preflight(docx, [cut], [everything])[0]?.message).toContain('it is not a whole zip')
  const { 'word/numbering.xml': _, ...rest } = unzipSync(file.bytes)
  const lacking = preflight(docx, [{ ...file, bytes: zipSync(rest) }], [everything])
  expect(lacking.map(({ message }) => message).join('\n')).toContain('points at word/numbering.xml')
})

test('no file is called like another, or leads out of its folder', () => {
  const { article, context } = fixtureNamed('short')
  const plain = inFormat('plain-text')
  const [file] = plain.write(article, context) as [ExportFile]
  const fields = (...paths: string[]) =>
    preflight(
      plain,
      paths.map((path) => ({ ...file, path })),
      [{ article, context }]
    ).map(({ field }) => field)
  expect(fields('article.txt', 'ARTICLE.txt')).toEqual(['ARTICLE.txt'])
  expect(fields('../article.txt')).toEqual(['../article.txt'])
  expect(fields('/tmp/article.txt')).toEqual(['/tmp/article.txt'])
  expect(fields('media/article.txt')).toEqual([])
})

test('an article may write about places on a computer', () => {
  const { article, context } = fixtureNamed('short')
  const paths = structuredClone(article)
  const paragraph = paths.body.content?.find(({ type }) => type === 'paragraph')
  if (paragraph) paragraph.content = [{ type: 'text', text: '/home/ada/notes.txt and C:\\Users' }]
  for (const format of formats)
    expect(preflight(format, format.write(paths, context), [{ article: paths, context }])).toEqual([])
})

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.from(one).equals(Buffer.from(other))
}

function textOrNothing(file: ExportFile): string {
  return file.mediaType.startsWith('image/') ? '' : textOfFile(file)
}

/** The files with their texts changed, those of packages too. */
function rewritten(files: ExportFile[], change: (text: string) => string): ExportFile[] {
  const changed = (file: ExportFile) =>
    /^image\//.test(file.mediaType) || /\.(jpg|png)$/.test(file.path)
      ? file.bytes
      : strToU8(change(new TextDecoder().decode(file.bytes)))
  return inPackages(files, changed)
}

function inPackages(files: ExportFile[], change: (file: ExportFile) => Uint8Array): ExportFile[] {
  return files.map((file) => {
    if (!file.path.endsWith('.docx')) return { ...file, bytes: change(file) }
    const parts = Object.entries(unzipSync(file.bytes)).map(([path, bytes]) => [
      path,
      change({ path, mediaType: '', bytes })
    ])
    return { ...file, bytes: zipSync(Object.fromEntries(parts) as Record<string, Uint8Array>) }
  })
}
