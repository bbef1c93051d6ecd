import { earlierUri } from '#shared/formats/identity.ts'
import { describe, expect, test } from 'vitest'
import { metaSchema } from '#shared/article/article.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { hasPart } from '#shared/formats/drops.ts'
import { parts, type Part } from '#shared/formats/format.ts'
import { findFormat, formats } from '#shared/formats/index.ts'
import { articleFixtures, everything } from '#test/fixtures/articles.ts'
import { picturesOfFiles, textsOfFiles } from '#test/support/exported.ts'

/** Words that stand in the article of every part and nowhere else in it. */
const traces: Record<Part, (string | RegExp)[]> = {
  headline: ['Headlineword'],
  standfirst: ['Standfirstword'],
  kicker: ['Kickerword'],
  summary: ['Summaryword'],
  byline: [
    'By Ruth Okafor and Tomas Lind; additional reporting by Ines Duarte; photographs by Petra Vane; editing by Sol Meyer'
  ],
  authors: ['Tomas Lind'],
  'job titles': ['Reporterword'],
  'author box': [
    'Ruth Okafor',
    'Harbour correspondent',
    'Ruth Okafor has covered the islands since 2009',
    'very small boat',
    'https://social.example/@ruthokafor',
    'https://sky.example/ruth_okafor'
  ],
  portrait: ['portrait-1.jpg'],
  dateline: ['PLACEWORD, Tuesday', 'Copyword opens'],
  published: ['2026-01-06T09:30:00'],
  updated: ['2026-01-06T14:05:00'],
  copy: ['Copyword', 'Linkword', 'Headingword', 'Lastword'],
  quotes: ['Quoteword', 'Attributionword'],
  'pull quotes': ['Pullword'],
  lists: ['Bulletword', 'Nestedword', 'Orderedword'],
  tables: ['Tablehead', 'Cellword'],
  'fact boxes': ['Boxtitleword', 'Boxword', 'Boxlist'],
  embeds: ['https://video.example/embedword'],
  dividers: [],
  formatting: [/[>*]Boldword[<*]/, /[>*]Italicword[<*]/, />Struckword</],
  links: ['https://example.org/linked?a=1&b=2'],
  pictures: ['01-picture.jpg', '02-picture.jpg'],
  captions: ['Captionword', 'Secondcaption'],
  credits: ['Creditword/Agency', 'Secondcredit'],
  'alt text': ['Altword', 'Secondalt'],
  'picture rights': ['Creatorword', 'Rightsword', 'Termsword'],
  'lead picture': [],
  'focus points': [/25% 40%|25 % from the left, 40 % from the top/],
  slugline: ['SLUGWORD-FERRY'],
  desk: ['Islands'],
  language: [/en-GB|<news:language>en</],
  genre: ['Genreword'],
  urgency: ['urgency'],
  subjects: ['Subjectword', '20000337', 'Freesubject'],
  'related topics': ['Topicword', 'Second topic'],
  'alternative headlines': ['Searchheadline', 'Socialheadline', 'Printheadline'],
  embargo: ['2031-12-24', '05:06:07'],
  ednote: ['Ednoteword'],
  'commissioned length': ['98765'],
  copyright: ['Copyrightword'],
  'usage terms': ['Usageword'],
  corrections: ['Correctionword', 'Secondcorrection'],
  'earlier article': [earlierUri(everything.article) ?? 'none']
}

/** What a format leaves out of a part that it carries, and tells of. */
const without: Record<string, { trace: string | RegExp; told: string }[]> = {
  ghost: [{ trace: 'Printheadline', told: 'Ghost has no place for the headline for print.' }],
  'apple-news': [{ trace: '20000337', told: 'Apple News takes the names of subjects, not their terms.' }]
}

/** Where each format's pictures are; beside the text in media/ where it is not said. */
const pictureFolders: Record<string, RegExp> = {
  docx: /^word\/media\/picture-\d+\.jpg$/,
  ghost: /^content\/images\/2026\/01\/01kd6m9q5z7t3w8xnry2vb4che-[\w-]+\.jpg$/,
  'apple-news': /^[\w-]+\.jpg$/
}

test('the article of every part has every part', () => {
  expect(parts.filter((part) => !hasPart(everything.article, part))).toEqual([])
})

test('every fixture is a valid article', () => {
  for (const { name, article } of articleFixtures) {
    const meta = metaSchema.safeParse(article.meta)
    const body = readBody(article.body, schemaVersion)
    expect([name, meta.error?.issues ?? [], body.ok ? '' : body.error.message]).toEqual([name, [], ''])
  }
})

test('formats are found by their id, each listed once', () => {
  expect(new Set(formats.map((format) => format.id)).size).toBe(formats.length)
  for (const format of formats) expect(findFormat(format.id)).toBe(format)
  expect(findFormat('telex')).toBeUndefined()
})

describe.each(formats)('$id', (format) => {
  const texts = textsOfFiles(format.write(everything.article, everything.context)).map(readable).join('\n')

  test.each(parts)('says truly whether it carries: %s', (part) => {
    const found = traces[part].filter((trace) =>
      typeof trace === 'string' ? texts.includes(trace) : trace.test(texts)
    )
    const missing = (without[format.id] ?? []).map(({ trace }) => trace)
    expect(found).toEqual(format.carries[part] === null ? [] : traces[part].filter((trace) => !missing.includes(trace)))
  })

  test('tells of what it leaves out of a part', () => {
    expect(format.flattens?.(everything.article) ?? []).toEqual(
      expect.arrayContaining((without[format.id] ?? []).map(({ told }) => told))
    )
  })

  test('never tells a biography whose box is not printed', () => {
    expect(texts).not.toContain('Hiddenbiography')
  })

  test.each(articleFixtures)('writes the same bytes twice: $name', ({ article, context }) => {
    const before = JSON.stringify(article)
    expect(format.write(article, context)).toEqual(format.write(structuredClone(article), structuredClone(context)))
    expect(JSON.stringify(article)).toBe(before)
  })

  test.each(articleFixtures)('passes the pictures it shows through untouched: $name', ({ article, context }) => {
    const files = format.write(article, context)
    const pictures = picturesOfFiles(files)
    const shown = context.pictures.filter((picture) => {
      const credit = article.meta.credits.find((each) => each.id === picture.id)
      return credit ? credit.box && format.carries.portrait !== null : format.carries.pictures !== null
    })
    expect(pictures.map(({ bytes }) => bytes)).toEqual(shown.map(({ bytes }) => bytes))
    const folder = pictureFolders[format.id]
    if (folder) expect(pictures.filter(({ path }) => !folder.test(path))).toEqual([])
    else expect(pictures.map(({ path }) => path)).toEqual(shown.map((picture) => `media/${picture.fileName}`))
    expect(new Set(files.map((file) => file.path)).size).toBe(files.length)
  })
})

/** A file's text with its escapes undone, and the words alone beside the markup: one trace fits every format. */
function readable(text: string): string {
  const plain = isoTimes(text.replace(/&amp;|\\u0026/g, '&').replace(/\\(?=[_@*~])/g, ''))
  return `${plain}\n${plain.replace(/<[^>]*>/g, '')}`
}

/** Times spelled as mail, as ISO 8601 basic, for a database and in words, spelled as ISO 8601 extended. */
function isoTimes(text: string): string {
  return text
    .replace(/\b(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/g, '$1-$2-$3T$4:$5:$6Z')
    .replace(/\b(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\b/g, '$1T$2Z')
    .replace(/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000|\b\d{1,2} \w+ \d{4}, \d\d:\d\d UTC/g, (time) =>
      new Date(time).toISOString()
    )
}
