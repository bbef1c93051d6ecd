// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyMeta } from '#shared/article/article.ts'
import { findFormat } from '#shared/formats/index.ts'
import {
  br,
  contextFor,
  creditFor,
  doc,
  fig,
  h,
  li,
  linkTo,
  p,
  quote,
  t,
  table,
  td,
  tr,
  ul
} from '#test/fixtures/articles.ts'
import { activeMarkup, copyTexts, parseXml, shownTexts, textOfFile } from '#test/support/exported.ts'

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        '--',
        '<b>',
        '<br>',
        '&amp;',
        '&#0;',
        '<![CDATA[',
        '<?x ?>',
        '\t',
        '\n',
        '\r',
        '\u000b',
        '\ud800'
      )
    ),
    { minLength: 1, maxLength: 8 }
  )
  .map((parts) => parts.join(''))

function articleOf(text: string) {
  const meta = {
    ...emptyMeta,
    credits: [creditFor(text, { jobTitle: text, biography: text, box: true })],
    slugline: text,
    kicker: text,
    summary: text,
    topics: [text],
    subjects: [{ name: text, uri: null }],
    ednote: text,
    copyright: text,
    usageTerms: text,
    genre: text,
    dateline: { place: text, date: null, text }
  }
  const body = doc(
    [text],
    [text],
    fig({ caption: [text], credit: [text], alt: text, creator: text, copyright: text, usageTerms: text, role: 'lead' }),
    p(
      t(text, 'bold', linkTo(`https://example.org/?${encodeURIComponent(text.toWellFormed())}`)),
      br,
      t(text, 'italic')
    ),
    h(2, text),
    ul(li(text)),
    quote([text], [text]),
    table(tr(td(text)))
  )
  return { meta, body }
}

const heldHtml = (document: Document) =>
  new DOMParser().parseFromString(document.getElementsByTagName('content:encoded')[0]?.textContent ?? '', 'text/html')
    .body

/** Where the copy of each is read back; RSS and WordPress’s kind of it hold HTML in their XML. */
const places: Record<string, (document: Document) => ParentNode | null> = {
  nitf: (document) => document.querySelector('body\\.content'),
  'newsml-g2': (document) => document.querySelector('inlineXML body'),
  rss: heldHtml,
  wxr: heldHtml,
  icml: (document) => {
    // The dateline opens its paragraph, with a dash of its own.
    for (const range of document.querySelectorAll('[AppliedCharacterStyle="CharacterStyle/Dateline"]')) {
      range.nextElementSibling?.remove()
      range.remove()
    }
    return document.querySelector('Story')
  }
}

test.each(Object.keys(places))(
  'whatever is typed into every field of %s, it is well-formed, runs nothing and reads back',
  (id) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const article = articleOf(text)
        const document = parseXml(
          textOfFile(findFormat(id)?.write(article, contextFor(article, { publisher: text, deskName: text }))[0])
        )
        const place = places[id]?.(document)
        if (!place) throw new Error('No copy.')
        expect(activeMarkup(document)).toEqual([])
        const alike = (each: string) => each.replace(/\s+/g, ' ').trim()
        const shown = new Set([...shownTexts(place)].map(alike))
        expect(
          copyTexts(article.body)
            .map(alike)
            .filter((each) => !shown.has(each))
        ).toEqual([])
      }),
      { numRuns: 150 }
    )
  }
)
