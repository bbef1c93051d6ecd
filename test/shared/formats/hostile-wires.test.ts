import { describe, expect, it } from 'vitest'
import { emptyMeta, metaSchema } from '#shared/article/article.ts'
import { readBody, walkBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { findFormat } from '#shared/formats/index.ts'
import type { Imported } from '#shared/formats/reader.ts'
import type { Result } from '#shared/result.ts'
import { readerOf } from '#test/support/imported.ts'

async function read(id: string, text: string | Uint8Array): Promise<Result<Imported[]>> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return (await readerOf(findFormat(id))).read({ name: 'item', bytes }, [])
}

const nitf = (body: string, before = '') => `${before}<nitf><body><body.content>${body}</body.content></body></nitf>`
const rss = (html: string) =>
  `<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><item><title>H</title><content:encoded><![CDATA[${html}]]></content:encoded></item></channel></rss>`
const ids = ['nitf', 'newsml-g2', 'rss', 'wxr', 'ninjs-3.1']

describe('items that mean harm', () => {
  it.each(['nitf', 'newsml-g2', 'rss', 'wxr'])('%s that declares entities is refused', async (id) => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>`
    const result = await read(id, bomb)
    expect(result.ok ? '' : result.error.message).toMatch(/declares/)
  })

  it('a document type that names a file outside is passed over, and nothing of it is read', async () => {
    const result = await read('nitf', nitf('<p>Words &x; end.</p>', '<!DOCTYPE nitf SYSTEM "file:///etc/passwd">'))
    expect(result.ok && JSON.stringify(result.value[0]?.body)).toContain('Words &x; end.')
  })

  it.each(['nitf', 'newsml-g2', 'rss', 'wxr'])('%s that nests without end is refused at once', async (id) => {
    const began = performance.now()
    const result = await read(id, `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`)
    expect(result.ok ? '' : result.error.message).toMatch(/deeper/)
    expect(performance.now() - began).toBeLessThan(3000)
  })

  it.each([
    ['objects', `${'{"data":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['an item in objects', `{"uri":"a","x":${'{"x":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['lists', `{"uri":"a","subjects":${'['.repeat(100_000)}${']'.repeat(100_000)}}`]
  ])('ninjs that nests %s without end does no harm', async (_, json) => {
    const result = await read('ninjs-3.1', json)
    if (result.ok) expect(readBody(result.value[0]?.body, schemaVersion).ok).toBe(true)
    else expect(result.error.message).toMatch(/\.$/)
  })

  it.each([
    [
      'rss',
      rss(
        '<p onclick="x()">a<script>b</script><img src=x onerror=c><a href="javascript:d">e</a><iframe src="javascript:f"></iframe></p>'
      )
    ],
    [
      'nitf',
      nitf(
        '<p>a<a href="javascript:d">e</a></p><media media-type="video"><media-reference source="javascript:f"/></media>'
      )
    ],
    [
      'ninjs-3.1',
      JSON.stringify({
        uri: 'u',
        bodies: [{ contentType: 'text/html', value: '<p>a<svg onload=x><a href="data:text/html,x">e</a></svg></p>' }]
      })
    ]
  ])('no address that runs comes out of %s', async (id, text) => {
    const result = await read(id, text)
    if (!result.ok) throw new Error(result.error.message)
    for (const { node } of [...walkBody(result.value[0]?.body ?? { type: 'doc' })]) {
      const addresses = [node.attrs?.url, ...(node.marks ?? []).map(({ attrs }) => attrs?.href)].filter(
        (each) => each !== undefined
      )
      for (const address of addresses) expect(address).not.toMatch(/^(?:javascript|data):/i)
    }
  })

  it.each(ids)('nothing that is none makes %s throw', async (id) => {
    for (const text of [
      '',
      ' ',
      '{',
      '{}',
      '[]',
      'null',
      '{"uri":1}',
      '<',
      '<a',
      '<a/>',
      '<rss/>',
      '<rss><channel/></rss>',
      '<nitf/>',
      '<newsMessage/>',
      'PK\u0003\u0004',
      '\u0000\u0000'
    ])
      expect(typeof (await read(id, text)).ok, JSON.stringify(text)).toBe('boolean')
  })

  it.each(ids)('what is cut off anywhere makes %s no worse than a refusal', async (id) => {
    const whole =
      id === 'ninjs-3.1'
        ? JSON.stringify({ uri: 'u', version: '1', headlines: [{ role: 'main', value: 'H' }] })
        : rss('<p>a</p>')
    for (let end = 0; end < whole.length; end += 7) {
      const result = await read(id, whole.slice(0, end))
      if (!result.ok) expect(result.error.message).toMatch(/\.$/)
    }
  })

  it('fields that are longer than an article has room for are cut, and their words kept in a note', async () => {
    const long = 'word '.repeat(5000)
    const result = await read(
      'ninjs-3.1',
      JSON.stringify({
        uri: 'u',
        slugline: long,
        ednote: long,
        usageterms: long,
        headline: long,
        by: long,
        subject: Array.from({ length: 300 }, (_, index) => ({ name: `${long}${index}` }))
      })
    )
    if (!result.ok) throw new Error(result.error.message)
    const [imported] = result.value
    expect(metaSchema.safeParse({ ...emptyMeta, ...imported?.meta }).error).toBeUndefined()
    expect(imported?.notes.filter(({ kept }) => kept?.startsWith('word word')).length).toBeGreaterThan(2)
  })
})

describe('encodings', () => {
  const text = (encoding: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><nitf><head><title>Blåbær</title></head><body><body.content><p>Öl</p></body.content></body></nitf>`
  const latin = (words: string) => Uint8Array.from(words, (letter) => letter.charCodeAt(0))
  const wide = (words: string) =>
    Uint8Array.from(['\ufeff', ...words].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]))

  it.each([
    ['UTF-8', new TextEncoder().encode(text('utf-8'))],
    ['Latin-1 as declared', latin(text('ISO-8859-1'))],
    ['UTF-16 by its mark', wide(text('UTF-16'))],
    ['Latin-1 that says it is UTF-8', latin(text('utf-8'))],
    ['UTF-8 that still says UTF-16', new TextEncoder().encode(text('UTF-16'))]
  ])('%s is read', async (_, bytes) => {
    const result = await read('nitf', bytes)
    expect(result.ok && JSON.stringify(result.value[0]?.body)).toMatch(/Blåbær.*Öl/)
  })
})
