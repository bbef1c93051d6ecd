import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyMeta } from '#shared/article/article.ts'
import { readBody, walkBody, type BodyNode } from '#shared/document/body.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { captionOf, creditOf, textOf } from '#shared/document/text.ts'
import { htmlNodes, bodyHtml } from '#shared/formats/html/nodes.ts'
import { parseHtml } from '#shared/formats/markup.ts'
import { bodyOf, newPage, readBlocks } from '#shared/formats/read-html.ts'
import { readStory } from '#shared/formats/story.ts'
import { wholeBody } from '#shared/formats/whole-body.ts'
import { expectOk } from '#shared/result.ts'
import { anyBody } from '#test/support/bodies.ts'
import { contextFor } from '#test/fixtures/articles.ts'

function read(html: string) {
  const page = newPage()
  const blocks = readBlocks(bodyOf(expectOk(parseHtml(html))).children, page)
  const body = wholeBody({ headline: [], standfirst: [], blocks }, page.notes)
  return { ...page, blocks, body }
}

/** A node as its type, marks and words, ids left out: `paragraph(one bold[two])`. */
function shape(node: BodyNode): string {
  if (node.type === 'text')
    return (node.marks ?? []).reduceRight((text, { type }) => `${type}[${text}]`, node.text ?? '')
  const level = node.type === 'heading' ? String(node.attrs?.level) : ''
  const inner = (node.content ?? []).map(shape).join(node.content?.some(({ type }) => type === 'text') ? '' : ' ')
  return `${node.type}${level}(${inner})`
}

describe('reading HTML', () => {
  it.each([
    ['paragraphs', '<p>One</p><p>Two</p>', 'paragraph(One) paragraph(Two)'],
    ['loose words, parted by two breaks', 'One<br><br>Two<br>three', 'paragraph(One) paragraph(TwohardBreak()three)'],
    ['two breaks in a paragraph, which stay', '<p>a<br><br>b</p>', 'paragraph(ahardBreak()hardBreak()b)'],
    ['wrappers of any depth', '<div><section><div>One</div>Two</section></div>', 'paragraph(One) paragraph(Two)'],
    ['headings, the first level among them', '<h1>A</h1><h3>B</h3><h6>C</h6>', 'heading2(A) heading3(B) heading4(C)'],
    ['a heading by its role', '<p role="heading" aria-level="3">A</p>', 'heading3(A)'],
    [
      'marks by name and by style',
      '<p><b>a</b><i>b</i><span style="font-weight:700">c</span></p>',
      'paragraph(bold[a]italic[b]bold[c])'
    ],
    ['the plain b of a word processor', '<b style="font-weight:normal"><p>a</p></b>', 'paragraph(a)'],
    ['marks around blocks', '<strong><p>a</p><p>b</p></strong>', 'paragraph(bold[a]) paragraph(bold[b])'],
    ['a safe link', '<p><a href="https://example.org/a">a</a></p>', 'paragraph(link[a])'],
    ['an unsafe link as its words', '<p><a href="javascript:alert(1)">a</a></p>', 'paragraph(a)'],
    ['white space', '<p>  a \n  b<b> c</b> </p>', 'paragraph(a bbold[ c])'],
    [
      'lists in lists',
      '<ul><li>a<ul><li>b</li></ul></li></ul>',
      'bulletList(listItem(paragraph(a) bulletList(listItem(paragraph(b)))))'
    ],
    [
      'a list that stands between items',
      '<ul><li>a</li><ul><li>b</li></ul></ul>',
      'bulletList(listItem(paragraph(a) bulletList(listItem(paragraph(b)))))'
    ],
    [
      'a quote with who said it',
      '<blockquote><p>a</p><p class="attribution">— <cite>B</cite></p></blockquote>',
      'quote(paragraph(a) attribution(B))'
    ],
    ['a quote of bare words', '<blockquote>a</blockquote>', 'quote(paragraph(a))'],
    ['a pull quote', '<aside class="pull-quote"><p>a</p></aside>', 'pullQuote(a)'],
    ['a fact box', '<aside class="fact-box"><h2>T</h2><p>a</p></aside>', 'factBox(factBoxTitle(T) paragraph(a))'],
    [
      'a table',
      '<table><tr><th>a</th><td>b</td></tr></table>',
      'table(tableRow(tableHeader(paragraph(a)) tableCell(paragraph(b))))'
    ],
    ['a divider', 'a<hr>b', 'paragraph(a) divider() paragraph(b)'],
    ['a frame as a card', '<iframe src="//example.org/v"></iframe>', 'embed()'],
    ['no script, style or comment', '<p>a<script>x</script><style>y</style><!-- z --></p>', 'paragraph(a)'],
    ['set copy with its lines', '<pre>a\nb</pre>', 'paragraph(ahardBreak()b)']
  ])('reads %s', (_, html, expected) => {
    const { blocks } = read(html)
    expect(blocks.map(shape).join(' ')).toBe(expected)
  })

  it('keeps a figure’s words apart, and says which picture it shows', () => {
    const { blocks, pictures } = read(
      '<figure class="lead"><img src="media/a%20b.jpg" alt="What it shows"><figcaption><span class="caption">The <em>quay</em>.</span> <span class="credit">Ines Moreau</span></figcaption></figure>'
    )
    const [figure] = blocks
    expect(figure && [captionOf(figure), creditOf(figure), figure.attrs?.alt, figure.attrs?.role]).toEqual([
      'The quay.',
      'Ines Moreau',
      'What it shows',
      'lead'
    ])
    expect(pictures.map(({ id, src }) => [id, src])).toEqual([[figure?.attrs?.id, 'media/a%20b.jpg']])
    expect(figure?.attrs?.fileName).toBe('a b.jpg')
  })

  it('keeps the caption of a picture that is not there', () => {
    const { blocks, pictures } = read('<figure><figcaption>The quay.</figcaption></figure>')
    expect(blocks.map(shape)).toEqual(['figure(caption(The quay.) credit())'])
    expect(pictures.map(({ src }) => src)).toEqual([''])
  })

  it('joins the pictures of a gallery', () => {
    const { blocks } = read(
      '<figure class="gallery"><figure><img src="a.jpg"></figure><figure><img src="b.jpg"></figure></figure>'
    )
    expect(blocks.map(({ attrs }) => attrs?.joined)).toEqual([false, true])
  })

  it('tells what had to be left, with its words', () => {
    const { notes } = read('<p><a href="../x">there</a></p><textarea>typed</textarea><object></object>')
    expect(notes.map(({ kind, kept }) => [kind, kept])).toEqual([
      ['left', '../x'],
      ['left', 'typed'],
      ['left', undefined]
    ])
  })

  it('refuses nesting that no page needs, quickly', () => {
    const began = performance.now()
    for (const tag of ['div', 'b', 'ul><li', 'table><tr><td'])
      expect(parseHtml(`<${tag}>`.repeat(50_000)).ok, tag).toBe(false)
    expect(performance.now() - began).toBeLessThan(5000)
  })

  it('loses no word of a list that is nested deeper than lists are kept', () => {
    const html = Array.from({ length: 20 }, (_, index) => `<ul><li>item${index}`).join('')
    const { body } = read(html)
    for (let index = 0; index < 20; index++) expect(textOf(body)).toContain(`item${index}`)
  })

  it('holds against the schema whatever it is given', () => {
    const tag = fc.constantFrom(
      ...'p div b a ul li ol table tr td th blockquote figure img figcaption h2 br hr aside cite iframe pre span sup sub'.split(
        ' '
      )
    )
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      tag.map((name) => `<${name} class="fact-box" href="https://example.org" src="a.jpg">`),
      tag.map((name) => `<${name} class="pull-quote" href="x:y" style="vertical-align:super">`),
      tag.map((name) => `</${name}>`)
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const parsed = parseHtml(pieces.join(''))
        if (!parsed.ok) return
        const page = newPage()
        const body = wholeBody(
          { headline: [], standfirst: [], blocks: readBlocks(parsed.value.children, page) },
          page.notes
        )
        expect(readBody(body, schemaVersion).ok).toBe(true)
        expect(page.notes.filter(({ kind }) => kind === 'changed')).toEqual([])
        const ids = [...walkBody(body)].map(({ node }) => node.attrs?.id).filter(Boolean)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 300) }
    )
  })

  it('reads back what the app itself writes', () => {
    const tidy = (text: string) => text.replace(/[ \t\n\r\f]+/g, ' ').trim()
    fc.assert(
      fc.property(anyBody, (written) => {
        const article = { meta: emptyMeta, body: written }
        const story = readStory(article, contextFor(article))
        const { blocks } = read(bodyHtml(story, htmlNodes))
        const words = (nodes: BodyNode[]) =>
          nodes
            .map((node) => [node.type, tidy(textOf(node))])
            .filter(([type, text]) => text !== '' && type !== 'headline')
        expect(words(blocks)).toEqual(words(written.content ?? []).map(([type, text]) => [type, text]))
      }),
      { numRuns: Number(process.env.PROPERTY_RUNS ?? 100) }
    )
  })
})
