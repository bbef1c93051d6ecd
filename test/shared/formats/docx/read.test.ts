import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { walkBody, type BodyNode } from '#shared/document/body.ts'
import { readBody } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { captionOf, creditOf, figuresOf, textOf } from '#shared/document/text.ts'
import { acceptedBody } from '#shared/formats/accepted.ts'
import { reader } from '#shared/formats/docx/read.ts'
import { expectOk } from '#shared/result.ts'
import {
  deleted,
  inserted,
  item,
  makeDocx,
  namespaces,
  p,
  run,
  styled,
  type MadeDocx
} from '#test/support/made-docx.ts'

const readBytes = (bytes: Uint8Array) => {
  const [article] = expectOk(reader.read({ name: 'made.docx', bytes }, []))
  if (!article) throw new Error('No article.')
  expectOk(readBody(article.body, schemaVersion))
  return article
}
const read = (made: MadeDocx) => readBytes(makeDocx(made))
const blocks = ({ body }: { body: BodyNode }) => (body.content ?? []).filter(({ type }) => type !== 'headline')
const shape = (node: BodyNode): unknown =>
  node.type === 'text'
    ? node.text
    : ['paragraph', 'headline', 'heading', 'caption', 'credit'].includes(node.type)
      ? textOf(node)
      : [node.type, ...(node.content ?? []).map(shape)]

test('tracked insertions and deletions are suggestions by whoever made them; a word in the place of another is one', () => {
  const { body, suggestions } = read({
    body: p(
      run('The ') +
        deleted('old') +
        inserted('new') +
        run(' quay') +
        inserted(' wall', 'Rea Porter', '2026-01-06T10:00:00Z')
    )
  })
  const [block] = blocks({ body })
  expect(block?.content?.map(({ text, marks }) => [text, marks?.[0]?.type ?? ''])).toEqual([
    ['The ', ''],
    ['old', 'deletion'],
    ['new', 'insertion'],
    [' quay', ''],
    [' wall', 'insertion']
  ])
  const ids = block?.content?.map(({ marks }) => marks?.[0]?.attrs?.id)
  expect(ids?.[1]).toBe(ids?.[2])
  expect(suggestions).toEqual([
    { id: ids?.[1], authorName: 'Ed Itor', at: '2026-01-05T09:00:00.000Z' },
    { id: ids?.[4], authorName: 'Rea Porter', at: '2026-01-06T10:00:00.000Z' }
  ])
  expect(textOf(acceptedBody(body))).toBe('The new quay wall')
})

test('a paragraph that was put in whole is one suggestion, paragraph and all', () => {
  const { body } = read({
    body:
      p(run('First.')) +
      p(inserted('Second.'), '<w:rPr><w:ins w:id="3" w:author="Ed Itor" w:date="2026-01-05T09:00:00Z"/></w:rPr>')
  })
  const [, second] = blocks({ body })
  expect(second?.marks?.map(({ type }) => type)).toEqual(['insertion'])
  expect(second?.content).toEqual([{ type: 'text', text: 'Second.' }])
})

test('comments come with their answers, whether they are resolved, and the words that they stand at', () => {
  const comment = (id: number, author: string, paragraph: string, text: string) =>
    `<w:comment w:id="${id}" w:author="${author}" w:date="2026-01-05T09:0${id}:00Z"><w:p w14:paraId="${paragraph}">${run(text)}</w:p></w:comment>`
  const { body, comments } = read({
    body: p(
      `${run('The ')}<w:commentRangeStart w:id="0"/>${run('quay')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>${run(' wall.')}`
    ),
    parts: {
      'word/comments.xml': `<w:comments ${namespaces()}>${comment(0, 'Ed Itor', 'A1', 'Which one?')}${comment(1, 'Rea Porter', 'A2', 'The west.')}</w:comments>`,
      'word/commentsExtended.xml': `<w15:commentsEx ${namespaces()}><w15:commentEx w15:paraId="A1" w15:done="1"/><w15:commentEx w15:paraId="A2" w15:paraIdParent="A1" w15:done="1"/></w15:commentsEx>`
    }
  })
  expect(comments).toEqual([
    {
      at: { block: blocks({ body })[0]?.attrs?.id, start: 4, end: 8 },
      quote: 'quay',
      resolved: true,
      messages: [
        { authorName: 'Ed Itor', at: '2026-01-05T09:00:00.000Z', text: 'Which one?' },
        { authorName: 'Rea Porter', at: '2026-01-05T09:01:00.000Z', text: 'The west.' }
      ]
    }
  ])
})

const numbering = `<w:numbering ${namespaces()}>
  <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/></w:lvl></w:abstractNum>
  <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`

test('lists nest, go on counting after words between, and begin anew where their document says so', () => {
  const article = read({
    body:
      item('one', 1) +
      item('inner', 1, 1) +
      item('two', 1) +
      p(run('Words.')) +
      item('three', 1) +
      item('again', 3) +
      item('dot', 2),
    parts: { 'word/numbering.xml': numbering }
  })
  expect(blocks(article).map(shape)).toEqual([
    ['orderedList', ['listItem', 'one', ['orderedList', ['listItem', 'inner']]], ['listItem', 'two']],
    'Words.',
    ['orderedList', ['listItem', 'three']],
    ['orderedList', ['listItem', 'again']],
    ['bulletList', ['listItem', 'dot']]
  ])
  const lists = [...walkBody(article.body)].map(({ node }) => node).filter(({ type }) => type === 'orderedList')
  expect(lists.map(({ attrs }) => [attrs?.start, attrs?.type ?? null])).toEqual([
    [1, null],
    [1, 'a'],
    [3, null],
    [1, null]
  ])
})

test('a strict document with styles named in another language is read by what the styles stand on', () => {
  const styles = `<w:styles ${namespaces(true)}>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Eigene"><w:name w:val="Eigene"/><w:basedOn w:val="berschrift1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Gliederung"><w:name w:val="G"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`
  const article = read({
    strict: true,
    body:
      styled('Titel', 'The headline') +
      styled('Eigene', 'First') +
      styled('Gliederung', 'Second') +
      p(run('bold', '<w:rStyle w:val="Fett"/>') + run('plain', '<w:b w:val="0"/>')),
    parts: { 'word/styles.xml': styles }
  })
  expect((article.body.content ?? []).map((node) => [node.type, node.attrs?.level, textOf(node)])).toEqual([
    ['headline', undefined, 'The headline'],
    ['heading', 2, 'First'],
    ['heading', 3, 'Second'],
    ['paragraph', undefined, 'boldplain']
  ])
  expect(blocks(article)[2]?.content?.map(({ marks }) => marks?.[0]?.type)).toEqual(['bold', undefined])
})

const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70)
const emf = Uint8Array.of(1, 0, 0, 0, 88)
const drawing = (rel: string, alt: string, kind = 'embed') =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="${alt}"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:blipFill><a:blip r:${kind}="${rel}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

test('pictures come with alt text, caption and credit; drawings of Windows and pictures elsewhere stay, and are named', () => {
  const article = read({
    body:
      p(drawing('p1', 'A quay')) +
      styled('Caption', 'The quay on Monday.') +
      styled('Credit', 'Ines Moreau') +
      p(drawing('p2', 'A chart')) +
      p(drawing('p3', 'Elsewhere', 'link')),
    relationships: [
      ['p1', 'image', 'media/image1.jpg'],
      ['p2', 'image', 'media/image2.emf'],
      ['p3', 'image', 'http://127.0.0.1:9/tracker.png', 'External']
    ],
    parts: { 'word/media/image1.jpg': jpeg, 'word/media/image2.emf': emf }
  })
  expect(figuresOf(article.body).map((figure) => [figure.attrs?.alt, captionOf(figure), creditOf(figure)])).toEqual([
    ['A quay', 'The quay on Monday.', 'Ines Moreau'],
    ['A chart', '', ''],
    ['Elsewhere', '', '']
  ])
  expect(article.pictures.map(({ bytes }) => bytes !== null)).toEqual([true, false, false])
  const left = article.notes.filter(({ kind }) => kind === 'left')
  expect(left.map(({ message }) => message)).toEqual([
    expect.stringContaining('Windows drawing (EMF)'),
    expect.stringContaining('was not fetched')
  ])
  expect(left[1]?.kept).toBe('http://127.0.0.1:9/tracker.png')
})

test('tables keep spans and heads; footnotes become numbers and a list; links keep their addresses when they are safe', () => {
  const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(run(text))}</w:tc>`
  const article = read({
    body:
      `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('H', '<w:gridSpan w:val="2"/>')}</w:tr><w:tr>${cell('a', '<w:vMerge w:val="restart"/>')}${cell('b')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('c')}</w:tr></w:tbl>` +
      p(
        `<w:hyperlink r:id="l1">${run('safe')}</w:hyperlink><w:hyperlink r:id="l2">${run('not')}</w:hyperlink>${run('Noted')}<w:r><w:footnoteReference w:id="2"/></w:r>`
      ),
    relationships: [
      ['l1', 'hyperlink', 'https://example.org/a', 'External'],
      ['l2', 'hyperlink', 'javascript:alert(1)', 'External']
    ],
    parts: {
      'word/footnotes.xml': `<w:footnotes ${namespaces()}><w:footnote w:type="separator" w:id="0">${p('')}</w:footnote><w:footnote w:id="2">${p(run('See the record.'))}</w:footnote></w:footnotes>`
    }
  })
  const [table, paragraph, notes, list] = blocks(article)
  expect(
    table?.content?.map(({ content = [] }) => content.map(({ type, attrs }) => [type, attrs?.colspan, attrs?.rowspan]))
  ).toEqual([
    [['tableHeader', 2, 1]],
    [
      ['tableCell', 1, 2],
      ['tableCell', 1, 1]
    ],
    [['tableCell', 1, 1]]
  ])
  expect(paragraph?.content?.map(({ text, marks = [] }) => [text, marks[0]?.type ?? ''])).toEqual([
    ['safe', 'link'],
    ['notNoted', ''],
    ['1', 'superscript']
  ])
  expect([textOf(notes), textOf(list)]).toEqual(['Notes', 'See the record.'])
  expect(article.notes.find(({ kept }) => kept === 'javascript:alert(1)')?.kind).toBe('left')
})

test('what has no place is kept with its words: text boxes, equations, hidden words, macros, templates elsewhere', () => {
  const box = `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${p(run('Words in a box'))}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${p(run('Words in a box'))}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
  const article = read({
    body: p(run('Copy.') + box + '<m:oMath><m:r><m:t>e=mc2</m:t></m:r></m:oMath>' + run('secret', '<w:vanish/>')),
    parts: {
      'word/vbaProject.bin': Uint8Array.of(1, 2, 3),
      'word/settings.xml': `<w:settings ${namespaces()}/>`,
      'word/_rels/settings.xml.rels':
        '<Relationships><Relationship Id="r" Type="x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/></Relationships>'
    }
  })
  expect(textOf(article.body)).toBe('Copy.')
  expect(article.notes.filter(({ kind }) => kind === 'left').map(({ kept }) => kept ?? '')).toEqual([
    'Words in a box',
    'e=mc2',
    'secret',
    '',
    'http://127.0.0.1:9/t.dotm'
  ])
})

test('byline and dateline in plain copy are guesses, and take nothing before they are confirmed', () => {
  const { guesses = [], body } = read({
    body:
      styled('Title', 'Quay wall') +
      p(run('By Ann Lee')) +
      p(run('PORT ELLEN, Scotland — The council voted on Monday.'))
  })
  expect(guesses.map(({ kind, values }) => [kind, values])).toEqual(
    [
      ['dateline', { text: 'PORT ELLEN, Scotland', place: 'Port Ellen' }],
      ['byline', { names: 'Ann Lee' }]
    ].sort()
  )
  expect(textOf(body)).toContain('By Ann Lee')
})

const samples = new URL('../../../../../shared/samples/docx/', import.meta.url)
test.each([
  ['mammoth-comments.docx', 'Ouch.'],
  ['mammoth-footnotes.docx', 'Ouch1.2'],
  ['mammoth-simple-list.docx', 'Apple\nBanana'],
  ['mammoth-tables.docx', 'Above\nTop left\nTop right\nBottom left\nBottom right\nBelow'],
  ['plate-headers.docx', 'A Test of Headers'],
  ['plate-links.docx', 'An internal link and an external link']
])('%s gives its words', (name, words) => {
  if (!existsSync(samples)) return void process.stdout.write('skipped: no ../shared\n')
  const article = readBytes(new Uint8Array(readFileSync(new URL(name, samples))))
  expect(textOf(article.body).startsWith(words)).toBe(true)
})

test.each<[string, () => Uint8Array, string]>([
  [
    'a document of deep XML',
    () => makeDocx({ body: '<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000) }),
    'nested deeper'
  ],
  ['a document that is cut off', () => makeDocx({ body: '<w:p><w:r>' }), 'is broken in line'],
  [
    'a document of entities',
    () => makeDocx({ body: p(run('&x;')), parts: { 'word/styles.xml': '<!DOCTYPE a [<!ENTITY x "y">]><a>' } }),
    'declares entities'
  ],
  ['an archive that is none', () => makeDocx({ body: '' }).subarray(0, 100), 'damaged']
])('%s is refused with a reason', (_, make, words) => {
  expect(reader.read({ name: 'a.docx', bytes: make() }, [])).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining(words) }
  })
})
