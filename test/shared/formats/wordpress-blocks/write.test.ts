// @vitest-environment jsdom
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyMeta } from '#shared/article/article.ts'
import { walkBody } from '#shared/document/body.ts'
import { blockAttributes } from '#shared/formats/wordpress-blocks/escape.ts'
import { wordpressBlocks } from '#shared/formats/wordpress-blocks/write.ts'
import {
  articleFixtures,
  contextFor,
  doc,
  embed,
  everything,
  fixtureNamed,
  h,
  li,
  linkTo,
  ol,
  p,
  t,
  table,
  td,
  tr,
  type ArticleFixture
} from '#test/fixtures/articles.ts'
import { activeMarkup, blockTexts, shownTexts, textOfFile } from '#test/support/exported.ts'

type Written = Pick<ArticleFixture, 'article' | 'context'>
const write = ({ article, context }: Written) => textOfFile(wordpressBlocks.write(article, context)[0])
const articleWith = (...blocks: Parameters<typeof p>[0][]) => {
  const article = { meta: emptyMeta, body: doc(['Blocks'], null, ...blocks.filter((each) => typeof each !== 'string')) }
  return { article, context: contextFor(article) }
}

interface Block {
  name: string
  attributes: Record<string, unknown>
  html: string
}

/** The blocks as WordPress parses them, every one closed by its own comment; what stands outside of them is told. */
function blocksOf(text: string): { blocks: Block[]; outside: string } {
  const blocks: Block[] = []
  const open: (Block & { from: number })[] = []
  let outside = ''
  let last = 0
  for (const match of text.matchAll(/<!-- (\/)?wp:([a-z-]+)(?: (\{.*?\}))? -->/g)) {
    const [whole, closing, name = '', json] = match
    if (open.length === 0) outside += text.slice(last, match.index)
    last = match.index + whole.length
    if (!closing)
      open.push({ name, attributes: json ? (JSON.parse(json) as Record<string, unknown>) : {}, html: '', from: last })
    else {
      const block = open.pop()
      if (!block || block.name !== name) throw new Error(`${name} closes ${block?.name}`)
      blocks.push({ name, attributes: block.attributes, html: text.slice(block.from, match.index).trim() })
    }
  }
  if (open.length > 0) throw new Error(`${open.length} blocks are open.`)
  return { blocks, outside: (outside + text.slice(last)).trim() }
}

test.each(articleFixtures)(
  'every block closes, nothing stands outside, the text reads back and runs nothing: $name',
  (fixture) => {
    const text = write(fixture)
    const { blocks, outside } = blocksOf(text)
    expect(outside).toBe('')
    const nodes = [...walkBody(fixture.article.body)].map(({ node }) => node)
    const count = (type: string) => nodes.filter((node) => node.type === type).length
    // The boxes of authors are groups too, of their own class.
    const named = (name: string) =>
      blocks.filter((each) => each.name === name && each.attributes.className !== 'author').length
    expect([named('table'), named('quote'), named('pullquote'), named('group'), named('separator')]).toEqual(
      ['table', 'quote', 'pullQuote', 'factBox', 'divider'].map(count)
    )
    const page = new DOMParser().parseFromString(text, 'text/html')
    for (const list of page.querySelectorAll('ol[style]')) {
      expect(list.getAttribute('style')).toMatch(/^list-style-type:(lower|upper)-(alpha|roman)$/)
      list.removeAttribute('style')
    }
    expect(activeMarkup(page)).toEqual([])
    const shown = shownTexts(page.body)
    for (const item of page.querySelectorAll('li'))
      shown.add(
        [...item.childNodes]
          .filter((child) => !/^([uo]l|#comment)$/i.test(child.nodeName))
          .map((child) => child.textContent)
          .join('')
          .trim()
      )
    expect(
      blockTexts(fixture.article.body).filter(
        (each) => !each.split('\n').every((line) => shown.has(line) || shown.has(line.trim()))
      )
    ).toEqual([])
    expect(page.querySelectorAll('h1')).toHaveLength(1)
  }
)

test('each block is spelled as WordPress saves it', () => {
  const { blocks } = blocksOf(write(everything))
  const of = (name: string) => blocks.filter((each) => each.name === name)
  expect(of('heading').map(({ attributes, html }) => [attributes, html])).toContainEqual([
    { level: 3 },
    '<h3 class="wp-block-heading">Lower heading</h3>'
  ])
  expect(of('heading')).toContainEqual({
    name: 'heading',
    attributes: {},
    html: '<h2 class="wp-block-heading">Headingword</h2>'
  })
  expect(of('list').map(({ attributes }) => attributes)).toContainEqual({
    ordered: true,
    start: 4,
    type: 'lower-alpha'
  })
  expect(of('list').find(({ attributes }) => attributes.ordered)?.html).toContain(
    '<ol start="4" style="list-style-type:lower-alpha" class="wp-block-list"><!-- wp:list-item -->\n<li>Orderedword</li>'
  )
  expect(of('separator')[0]?.html).toBe('<hr class="wp-block-separator has-alpha-channel-opacity"/>')
  expect(of('embed')[0]).toEqual({
    name: 'embed',
    attributes: { url: 'https://video.example/embedword' },
    html: '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://video.example/embedword\n</div></figure>'
  })
  expect(of('image')[0]?.html).toBe(
    '<figure class="wp-block-image lead"><img src="media/01-picture.jpg" alt="Altword: a ferry at a quay."/><figcaption class="wp-element-caption"><span class="caption">Captionword in <strong>bold</strong></span> <span class="credit">Creditword/Agency</span></figcaption></figure>'
  )
  expect(of('table')[0]?.html).toBe(
    '<figure class="wp-block-table"><table><thead><tr><th>Tablehead</th><th>Figures</th></tr></thead><tbody><tr><td>Cellword</td><td>12</td></tr><tr><td colspan="2">Wide</td></tr></tbody></table></figure>'
  )
  expect(of('quote')[0]?.html).toContain('<cite>Attributionword, skipper</cite></blockquote>')
})

test('a picture that is awaited is a block that waits for it', () => {
  const { blocks } = blocksOf(write(fixtureNamed('no picture yet')))
  expect(blocks.find(({ name }) => name === 'image')?.html).toBe(
    '<figure class="wp-block-image lead"><img alt="A quay."/><figcaption class="wp-element-caption"><span class="caption">The picture is on its way.</span> <span class="credit">Petra Vane</span></figcaption></figure>'
  )
})

test('a list that WordPress’s items cannot hold keeps its shape as HTML', () => {
  const { blocks } = blocksOf(write(fixtureNamed('lists in lists')))
  expect(blocks.filter(({ name }) => name === 'html').map(({ html }) => html.slice(0, 4))).toEqual(['<ul>'])
  expect(blocks.filter(({ name }) => name === 'list')).toHaveLength(4)
})

test('words are no shortcode, no comment of a block and no address to embed', () => {
  const hostile = [
    '[gallery ids="1"]',
    'https://video.example/x',
    '<!-- wp:html --><script>alert(1)</script><!-- /wp:html -->',
    '--> [caption]'
  ].map((text) => p(text))
  const text = write(
    articleWith(
      ...hostile,
      h(2, '[x]'),
      table(tr(td('[y]'))),
      embed('https://x.example/?a=[b]--%3E'),
      p(t('z', linkTo('https://x.example/[q]')))
    )
  )
  expect(text).not.toContain('[')
  expect(text).toContain('<p>https&#58;//video.example/x</p>')
  const { blocks } = blocksOf(text)
  expect(
    blocks
      .filter(({ name }) => name === 'paragraph')
      .map(({ html }) => new DOMParser().parseFromString(html, 'text/html').body.textContent)
  ).toEqual([
    '[gallery ids="1"]',
    'https://video.example/x',
    '<!-- wp:html --><script>alert(1)</script><!-- /wp:html -->',
    '--> [caption]',
    'z'
  ])
  expect(blocks.find(({ name }) => name === 'embed')?.attributes).toEqual({ url: 'https://x.example/?a=[b]--%3E' })
})

test('attributes of a block are the same JSON and cannot end its comment', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const written = blockAttributes({ text })
      expect(JSON.parse(written)).toEqual({ text })
      expect(written).not.toMatch(/--|[<>[\]]/)
    })
  )
  expect(blockAttributes({})).toBe('')
})

test('an ordered list that begins at 1 says nothing of it', () => {
  expect(write(articleWith(ol(1, null, li('One'))))).toContain(
    '<!-- wp:list {"ordered":true} -->\n<ol class="wp-block-list">'
  )
})
