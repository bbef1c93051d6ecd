import { existsSync, readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openImporter } from '#main/import/importer.ts'
import { walkBody } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import { expectOk } from '#shared/result.ts'
import { makeDocx, p, run } from '#test/support/made-docx.ts'

const importer = openImporter()
// What is measured is the reading, not the start of a thread.
beforeAll(async () => void (await importer.read({ name: 'first.txt', bytes: strToU8('Words.') }, [])), 30_000)
afterAll(() => importer.close())
const megabyte = 1024 * 1024

/** Files made here to break whoever opens them: small, and huge or endless once they are open. */
const bombs: [string, () => Uint8Array][] = [
  ['a document that unpacks to a thousand times its size', () => makeDocx({ body: ' '.repeat(24 * megabyte) })],
  [
    'a picture that unpacks to a thousand times its size',
    () => withPart('word/media/a.png', new Uint8Array(24 * megabyte))
  ],
  ['a document that is larger than its list says', () => understated(makeDocx({ body: ' '.repeat(24 * megabyte) }))],
  [
    'entities that double thirty times',
    () =>
      withPart(
        'word/document.xml',
        strToU8(
          `<!DOCTYPE w [<!ENTITY a0 "aaaa">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n + 1} "&a${n};&a${n};">`).join('')}]><w>&a30;</w>`
        )
      )
  ],
  [
    'an entity that asks for a file',
    () => withPart('word/document.xml', strToU8('<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'))
  ],
  ['elements nested 100,000 deep', () => makeDocx({ body: '<w:sdt>'.repeat(100_000) + '</w:sdt>'.repeat(100_000) })],
  [
    'tables in tables, 1,000 deep',
    () => makeDocx({ body: nest('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>', 1000) })
  ],
  ['a thousand parts of one name', () => sameNames(makeDocx({ body: p(run('Words.')) }))]
]

function nest(open: string, close: string, depth: number): string {
  return open.repeat(depth) + p(run('Words.')) + close.repeat(depth)
}

function withPart(path: string, bytes: Uint8Array): Uint8Array {
  return zipSync({
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    'word/document.xml': strToU8('<w/>'),
    [path]: bytes
  })
}

/** Every unpacked size in the list set to a thousand bytes. */
function understated(zip: Uint8Array): Uint8Array {
  const bytes = zip.slice()
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < bytes.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true)
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1000, true)
  }
  return bytes
}

/** Both parts that the first letters tell apart called alike. */
function sameNames(zip: Uint8Array): Uint8Array {
  const twice = zipSync({ 'word/a.xml': new Uint8Array(9), 'word/b.xml': new Uint8Array(9), 'word/document.xml': zip })
  return Uint8Array.from(twice, (byte, at) =>
    byte === 0x62 && twice[at + 1] === 0x2e && twice[at - 1] === 0x2f ? 0x61 : byte
  )
}

describe('a file that is made to break its reader', () => {
  test.each(bombs)('is refused before it costs anything: %s', async (_, make) => {
    const bytes = make()
    expect(bytes.length).toBeLessThan(megabyte)
    const began = performance.now()
    const refused = await importer.read({ name: 'bomb.docx', bytes }, [])
    const took = performance.now() - began
    expect(refused).toMatchObject({ ok: false })
    // The guard knew it: no limit of time or memory had to end the thread.
    expect(refused.ok ? '' : refused.error.message).not.toMatch(/too long to read|more memory/)
    expect(took).toBeLessThan(5000)
    const next = await importer.read(
      { name: 'next.txt', bytes: strToU8('Quay wall to be raised\n\nThe council has voted.') },
      []
    )
    expect(next.ok).toBe(true)
  })

  test('costs no more than its limits where it is only far too long', async () => {
    const bytes = makeDocx({ body: p(run('a')).repeat(150_000) })
    expect(bytes.length).toBeLessThan(megabyte)
    const began = performance.now()
    await importer.read({ name: 'long.docx', bytes }, [])
    expect(performance.now() - began).toBeLessThan(20_000)
    const next = await importer.read({ name: 'next.docx', bytes: makeDocx({ body: p(run('Words.')) }) }, [])
    expect(next.ok).toBe(true)
  })
})

const samples = new URL('../../../../shared/samples/hostile/', import.meta.url)

describe.each(['dompurify-expect.json', 'h5sc-items.json', 'own-links.json'])('hostile markup of %s', (name) => {
  const file = new URL(name, samples)
  const there = existsSync(file)
  if (!there) console.info(`skipped: ${name} is not here`)

  test.skipIf(!there).each(['html', 'md'])(
    'comes in by the thread as words and safe addresses alone: .%s',
    async (ending) => {
      const items = JSON.parse(readFileSync(file, 'utf8')) as { id: string; html: string }[]
      expect(items.length).toBeGreaterThan(10)
      let came = 0
      for (const { id, html } of items) {
        const read = await importer.read({ name: `${id}.${ending}`, bytes: strToU8(`<p>Words.</p>\n\n${html}`) }, [])
        if (!read.ok) {
          expect(read.error.code, id).not.toBe('internal')
          continue
        }
        came++
        for (const { body, pictures } of expectOk(read).articles) {
          expect(
            pictures.filter(({ bytes }) => bytes !== null && bytes.length > megabyte),
            id
          ).toEqual([])
          for (const { node } of walkBody(body)) {
            if (node.type === 'embed') expect(isSafeLink(node.attrs?.url), id).toBe(true)
            for (const { type, attrs } of node.marks ?? [])
              if (type === 'link') expect(isSafeLink(attrs?.href), id).toBe(true)
          }
        }
      }
      expect(came).toBeGreaterThan(items.length * 0.9)
    },
    60_000
  )
})
