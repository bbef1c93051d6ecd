// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { findFormat } from '#shared/formats/index.ts'
import { articleFixtures, everything, type ArticleFixture } from '#test/fixtures/articles.ts'
import { activeMarkup, copyTexts, showable, shownTexts, textOfFile } from '#test/support/exported.ts'

interface Item extends Record<string, unknown> {
  bodies: { contentType: string; value: string }[]
  associations?: {
    name: string
    rel: string
    renditions?: { href: string }[]
    descriptions: { role: string; value: string }[]
    infoSources: { name: string }[]
  }[]
}

function write({ article, context }: ArticleFixture): Item {
  return JSON.parse(textOfFile(findFormat('ninjs-3.1')?.write(article, context)[0])) as Item
}

function bodyOf(item: Item, contentType: string): string {
  return item.bodies.find((body) => body.contentType === contentType)?.value ?? ''
}

test.each(articleFixtures)('both bodies read back to the same text: $name', (fixture) => {
  const item = write(fixture)
  const html = new DOMParser().parseFromString(bodyOf(item, 'text/html'), 'text/html')
  expect(activeMarkup(html)).toEqual([])
  const shown = shownTexts(html.body)
  const copy = copyTexts(fixture.article.body)
  expect(copy.filter((text) => !shown.has(text))).toEqual([])
  const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()
  const plain = squeezed(showable(bodyOf(item, 'text/plain')))
  expect(copy.filter((text) => !plain.includes(squeezed(text)))).toEqual([])
})

test.each(articleFixtures)(
  'each figure of the body names its association, with caption, credit and alt text: $name',
  (fixture) => {
    const item = write(fixture)
    const html = new DOMParser().parseFromString(bodyOf(item, 'text/html'), 'text/html')
    const named = [...html.querySelectorAll('figure')].map((figure) => figure.getAttribute('data-assoc'))
    const pictures = (item.associations ?? []).filter(
      (association) => !['portrait', 'updates'].includes(association.rel)
    )
    expect(named).toEqual(pictures.map((picture) => picture.name))
    for (const picture of pictures) {
      expect(picture.descriptions.map((description) => description.role)).toEqual(['caption', 'alttext'])
      expect(picture.infoSources).toHaveLength(1)
    }
  }
)

test('the item of every part says what it is', () => {
  expect(write(everything)).toMatchObject({
    uri: 'urn:uuid:019b4d44-dcbf-3e87-c476-b8f0b6b2322e',
    version: '2',
    pubStatus: 'usable',
    urgency: 3,
    language: 'en-GB',
    slugline: 'SLUGWORD-FERRY',
    located: 'Placeword',
    firstCreated: '2026-01-06T09:30:00.000Z',
    versionCreated: '2026-01-06T14:05:00.000Z',
    embargoedUntil: '2031-12-24T05:06:07.000Z',
    edNote:
      'Ednoteword: call the desk before use.\nCorrection, 6 January 2026: Correctionword: the ferry left at noon, not at one.\nCorrection, 7 January 2026: Secondcorrection: the skipper’s name.',
    copyrightNotice: '© 2026 Copyrightword',
    copyrightHolder: 'The Harbour Gazette',
    usageTerms: 'Usageword: no resale.',
    headlines: [
      { role: 'main', value: 'Headlineword: a ferry, twice' },
      { role: 'subhead', value: 'Standfirstword, with a link' },
      { role: 'kicker', value: 'Kickerword' },
      { role: 'search', value: 'Searchheadline' },
      { role: 'social', value: 'Socialheadline' },
      { role: 'print', value: 'Printheadline' }
    ],
    subjects: [
      { name: 'Subjectword', rel: 'about', uri: 'http://cv.iptc.org/newscodes/mediatopic/20000337' },
      { name: 'Freesubject', rel: 'about' },
      { name: 'Topicword', rel: 'related' },
      { name: 'Second topic', rel: 'related' }
    ],
    associations: [
      {
        name: 'featuremedia',
        rel: 'featureimage',
        type: 'picture',
        by: 'Creatorword',
        copyrightNotice: 'Rightsword',
        usageTerms: 'Termsword',
        renditions: [{ href: 'file:media/01-picture.jpg', width: 1600 }]
      },
      { name: 'picture-2', rel: 'inline' },
      { name: 'portrait-1', rel: 'portrait', renditions: [{ href: 'file:media/portrait-1.jpg' }] },
      { name: 'updates', rel: 'updates', type: 'text', uri: 'urn:uuid:019b4d44-dcbf-3e87-c476-b8f0b6b2322d' }
    ]
  })
})
