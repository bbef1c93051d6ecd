import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { metaSchema } from '#shared/article/article.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { readText } from '#shared/document/text.ts'
import type { Imported } from '#shared/formats/reader.ts'
import { expectOk } from '#shared/result.ts'
import { importFile, metaOf, recognised } from '#test/support/imported.ts'

const shared = resolve('../shared')
const lost = existsSync(join(shared, 'samples')) ? '' : ' (skipped: no ../shared)'

const folders = [
  'samples/wires',
  'samples/wxr',
  'standards/ninjs/examples-2.x',
  'standards/ninjs/examples-3.x',
  'standards/ninjs/examples-3.x/guide-3.1',
  'standards/ninjs/test-suite/2.1/should_pass',
  'standards/ninjs/test-suite/2.2/should_pass',
  'standards/ninjs/test-suite/3.1/should_pass',
  'standards/ninjs/test-suite/3.1/should_fail',
  'standards/nitf/examples',
  'standards/newsml-g2/examples',
  'standards/rss-atom/rss20',
  'standards/rss-atom/mrss',
  'standards/rss-atom',
  'standards/wxr',
  'standards/reference-article'
]

function examples(): string[] {
  if (lost !== '') return []
  return folders.flatMap((folder) =>
    readdirSync(join(shared, folder))
      .filter((name) => /\.(xml|json|rss)$/.test(name))
      .map((name) => join(folder, name))
  )
}

async function read(path: string): Promise<Imported[]> {
  const file = importFile(join(shared, path))
  const [found] = await recognised(file)
  if (!found) throw new Error(`Nobody takes ${path}.`)
  return expectOk(found.reader.read(file, []))
}

const words = (imported: Imported | undefined) =>
  imported ? readText(imported.body) : { headline: '', standfirst: '', copy: '', captions: '' }

describe.skipIf(lost !== '')(`what agencies and sites really send${lost}`, () => {
  it('is read, or refused with a sentence; what comes holds against the schemas', async () => {
    const refused: string[] = []
    let came = 0
    for (const path of examples()) {
      const file = importFile(join(shared, path))
      const [found] = await recognised(file)
      if (!found) continue
      const result = found.reader.read(file, [])
      if (!result.ok) {
        expect(result.error.message, path).toMatch(/^[A-Z].*\.$/s)
        refused.push(path)
        continue
      }
      for (const imported of result.value) {
        came += 1
        expect(readBody(imported.body, schemaVersion).ok, path).toBe(true)
        expect(metaSchema.safeParse(metaOf(imported)).error, path).toBeUndefined()
        for (const { message } of imported.notes) expect(message, path).toMatch(/^[A-Z“].*[.:]$/s)
      }
    }
    expect(came).toBeGreaterThan(60)
    expect(refused.length).toBeGreaterThan(10)
  })

  it('keeps what NTB says in NITF', async () => {
    const [imported] = await read('samples/wires/NTB_nitf_sample.xml')
    const meta = imported && metaOf(imported)
    expect(words(imported).headline).toBe('Pandemien herjer på den legeløse indiske landsbygda')
    expect(words(imported).copy).toMatch(/^Koronapandemien herjer også/)
    expect(meta).toMatchObject({
      slugline: 'india-korona-bygd',
      urgency: 5,
      language: 'nb-NO',
      dateline: { place: 'Unnao', text: 'Unnao' },
      topics: ['india-korona-bygd'],
      genre: 'Nyheter'
    })
    expect(meta?.subjects).toContainEqual({
      name: 'Medisin og helse',
      uri: 'http://cv.iptc.org/newscodes/mediatopic/07000000'
    })
    expect(imported?.wire).toEqual({
      uri: 'NTB5df9281a-a270-4dc5-a618-869bbc3bbca7',
      version: '1',
      source: 'NTB',
      status: 'usable'
    })
    expect(words(imported).captions).toContain('Kremasjonsbål for koronaofre')
    expect(words(imported).captions).toContain('Amit Sharma / AP / NTB')
    expect(imported?.body.content?.filter(({ type }) => type === 'heading')).toHaveLength(4)
  })

  it('keeps a kill of NITF, its note, its table and its picture', async () => {
    const [imported] = await read('standards/nitf/examples/nitf-fishing.xml')
    expect(imported?.wire).toMatchObject({ uri: 'iptc.321656141.b', status: 'canceled' })
    expect(imported && metaOf(imported)).toMatchObject({
      slugline: 'ongoing-winter-tide-updates',
      dateline: { place: 'Newport News', text: 'Newport News, VA' },
      usageTerms: 'online'
    })
    expect(imported && metaOf(imported).ednote).toContain('expanded format')
    expect(imported && metaOf(imported).credits.map(({ profile: { name, jobTitle } }) => [name, jobTitle])).toEqual([
      ['Alan Karben', 'NITF Network News Online']
    ])
    expect(words(imported).captions).toBe('The tides, captured on film late yesterday.\nKarben')
    expect(imported?.notes.map(({ kept }) => kept)).toContain('Stewart Klometers contributed to this article.')
  })

  it('keeps what TT says in NewsML-G2, its picture told once', async () => {
    const [imported, ...others] = await read('samples/wires/TT_newsmlg2_sample.xml')
    expect(others).toEqual([])
    expect(words(imported).headline).toBe('Jan Guillou skriver på ny "Hamilton"-bok')
    expect(words(imported).copy).toMatch(/^Jan Guillou arbetar just nu/)
    expect(imported && metaOf(imported)).toMatchObject({
      slugline: 'janguillou',
      urgency: 3,
      language: 'sv',
      kicker: 'Litteratur'
    })
    expect(imported?.wire).toMatchObject({
      uri: 'http://tt.se/media/text/210919-janguillou-879f202b',
      version: '1',
      source: 'TT'
    })
    expect(words(imported).captions).toContain('Naina Helén Jåma/TT')
    expect(imported?.body.content?.filter(({ type }) => type === 'figure')).toHaveLength(1)
  })

  it('keeps what TT says in ninjs 3', async () => {
    const [imported] = await read('samples/wires/tt_text_image_3.json')
    expect(words(imported).copy).toMatch(/^Pandemin satte stopp/)
    expect(words(imported).captions).toContain('Karl Melander/TT')
    expect(imported && metaOf(imported)).toMatchObject({
      slugline: 'militärövning',
      urgency: 3,
      language: 'sv',
      kicker: 'Försvar'
    })
    expect(imported?.body.content?.filter(({ type }) => type === 'figure')).toHaveLength(1)
  })

  it.each([2, 3])('reads the dateline and byline of plain copy in ninjs %i', async (version) => {
    const [imported] = await read(`standards/ninjs/examples-${version}.x/ninjsExSimpleText_${version}.json`)
    expect(imported && metaOf(imported).dateline).toEqual({
      place: 'GROSSETO',
      date: null,
      text: 'GROSSETO, Italy (AP)'
    })
    expect(imported && metaOf(imported).credits.map(({ profile }) => profile.name)).toEqual([
      'Paulo Santalucia',
      "Frances d'Emilio"
    ])
    expect(imported?.notes.filter(({ kind }) => kind === 'guessed')).toHaveLength(2)
    expect(words(imported).copy).toMatch(/^The trial of the captain/)
  })

  it('gives every post of a WordPress site its several authors', async () => {
    const posts = await read('samples/wxr/ghost-mg-co-authors-plus.xml')
    expect(posts.map((post) => metaOf(post).credits.map(({ profile }) => profile.name))).toEqual([
      ['Alice Smith', 'Bob Jones'],
      ['Alice Smith', 'Bob Jones', 'Carol White'],
      ['Bob Jones'],
      ['Alice Smith', 'Bob Jones']
    ])
  })

  it('names the pictures of a WordPress site, with their words, and fetches none', async () => {
    const posts = await read('standards/wxr/mg-wp-xml-feature-image-captions.xml')
    expect(words(posts[0]).captions).toBe('The caption from the attachment description.')
    expect(posts[0]?.pictures.map(({ fileName, bytes }) => [fileName, bytes])).toEqual([['described-image.jpg', null]])
    expect(posts[0]?.notes.map(({ kept }) => kept)).toContain(
      'https://example.com/wp-content/uploads/2013/06/described-image.jpg'
    )
  })

  it('reads an item of a feed with its pictures', async () => {
    const [imported] = await read('standards/rss-atom/example-news-item.xml')
    expect(words(imported)).toMatchObject({
      headline: 'Council approves flood wall after six-hour debate',
      copy: 'The council voted.'
    })
    expect(imported && metaOf(imported)).toMatchObject({
      dateline: { text: 'SPRINGFIELD' },
      summary: 'The vote was 7 to 2.',
      topics: ['Local government']
    })
    expect(words(imported).captions).toContain('The chamber.')
    expect(imported?.wire).toMatchObject({
      uri: 'urn:uuid:7d3c0d0c-2c1b-4d34-9a57-0f6f1b9b2f11',
      version: '2026-01-05T09:45:00.000Z'
    })
  })

  it.each([
    'article.nitf-3.6.xml',
    'article.nitf-3.6.nons.xml',
    'article.newsml-g2-2.35.xml',
    'article.ninjs-3.1.json'
  ])('reads the same article from %s', async (name) => {
    const [imported] = await read(`standards/reference-article/${name}`)
    expect(words(imported)).toMatchObject({
      headline: 'Council approves flood wall after six-hour debate',
      standfirst: 'The vote was 7 to 2; building starts in May'
    })
    expect(words(imported).copy).toMatch(/^The council voted 7 to 2 on Monday\./)
    expect(imported && metaOf(imported)).toMatchObject({
      slugline: 'FLOODWALL-COUNCIL',
      urgency: 4,
      ednote: 'Desk: lawyer read OK.',
      summary: 'Springfield will build a 2.4-mile flood wall.',
      embargo: { at: '2026-01-05T09:30:00.000Z' }
    })
    expect(imported && metaOf(imported).credits.map(({ profile }) => profile.name)).toEqual(['Jane Doe', 'John Roe'])
    expect(words(imported).captions).toBe('The council chamber on Monday.\nAnn Poe/The Example Times')
  })
})
