import { describe, expect, test } from 'vitest'
import { newArticle, type Article, type Meta } from '#shared/article/article.ts'
import { readBody, type Body, type BodyNode } from '#shared/document/body.ts'
import { isSuggested } from '#shared/document/suggestions.ts'
import { needsDecision, type Conflict } from '#shared/merge/conflict.ts'
import { merge } from '#shared/merge/merge.ts'
import { body, figure, line, paragraphs } from '#test/support/bodies.ts'
import { judge } from '#test/support/merge-oracle.ts'
import { offlineSessions, plainWords, uniqueWords } from '#test/support/offline-sessions.ts'
import { paragraphEdits, shapeOf, startingText } from '#test/support/paragraph-edits.ts'

const meta = newArticle({ slugline: 'wall' }).meta
const article = (content: Body | BodyNode[], over: Partial<Meta> = {}): Article => ({
  meta: { ...meta, ...over },
  body: Array.isArray(content) ? body('Harbour wall', ...content) : content
})

/** Every line; what a suggestion holds as +[put in] or -[taken out], a whole line so too. */
function read({ body: { content = [] } }: Article): string[] {
  const sign = (node: BodyNode, text: string) => {
    const mark = node.marks?.find(({ type }) => type === 'insertion' || type === 'deletion')
    return mark ? `${mark.type === 'insertion' ? '+' : '-'}[${text}]` : text
  }
  const lines = (node: BodyNode): string[] => {
    if (node.content?.some(({ type }) => type === 'text') || !node.content)
      return [sign(node, (node.content ?? []).map((run) => sign(run, run.text ?? '|')).join(''))]
    return node.content.flatMap(lines).map((text) => sign(node, text))
  }
  return content.filter(({ type }) => type !== 'headline').flatMap(lines)
}

function mergeTexts(base: string[], mine: string[], theirs: string[]) {
  const [one, two, three] = [base, mine, theirs].map((texts) => article(paragraphs(...texts))) as [
    Article,
    Article,
    Article
  ]
  return merge(one, two, three)
}

const open = (conflicts: Conflict[]) => conflicts.filter(needsDecision)

describe('exact', () => {
  const base = article([...paragraphs('One two three.', 'Four five.'), figure('f1')])
  const mine = article([...paragraphs('One two and three.', 'Four five.'), figure('f1', { caption: 'Mended.' })], {
    kicker: 'Ports'
  })

  test.each([
    ['one unchanged side gives the other', base, mine, mine],
    ['the other way round too', mine, base, mine],
    ['equal sides give what both have', mine, mine, mine],
    ['nothing changed gives the base', base, base, base]
  ])('%s, and reports nothing', (_name, one, other, expected) => {
    expect(merge(base, one, other)).toEqual({ article: expected, conflicts: [] })
  })
})

describe('words', () => {
  test.each<[string, string[], string[], string[], string[]]>([
    ['changes in two paragraphs', ['a b c', 'd e f'], ['a x c', 'd e f'], ['a b c', 'd e y'], ['a x c', 'd e y']],
    ['changes at two ends of one paragraph', ['a b c d e'], ['x a b c d e'], ['a b c d e y'], ['x a b c d e y']],
    [
      'neighbouring words',
      ['the big dog sleeps'],
      ['the small dog sleeps'],
      ['the big cat sleeps'],
      ['the small cat sleeps']
    ],
    ['a deletion beside an insertion elsewhere', ['a b c d e f'], ['a d e f'], ['a b c d e x f'], ['a d e x f']],
    [
      'signs stay at their words',
      ['It is late, he said.'],
      ['It is very late, he said.'],
      ['It is late, she said.'],
      ['It is very late, she said.']
    ]
  ])('%s are both done', (_name, base, mine, theirs, expected) => {
    const { article: merged, conflicts } = mergeTexts(base, mine, theirs)
    expect(read(merged)).toEqual(expected)
    expect(conflicts).toEqual([])
  })

  test('what both typed at one spot stands side by side, each as the suggestion of its side', () => {
    const { article: merged, conflicts } = mergeTexts(
      ['The ferry sails.'],
      ['The old ferry sails.'],
      ['The new ferry sails.']
    )
    expect(read(merged)).toEqual(['The +[new ]+[old ]ferry sails.'])
    expect(conflicts).toMatchObject([
      { kind: 'typed', block: 'p0', before: '', mine: { text: 'old' }, theirs: { text: 'new' } }
    ])
    const ids = [conflicts[0]?.mine.id, conflicts[0]?.theirs.id]
    const text = JSON.stringify(merged.body)
    for (const id of ids) expect(text).toContain(`"id":"${id}"`)
  })

  test('what both put in the place of the same words stands side by side', () => {
    const { article: merged, conflicts } = mergeTexts(
      ['It costs two million.'],
      ['It costs three million.'],
      ['It costs four million.']
    )
    expect(read(merged)).toEqual(['It costs +[four ]+[three ]million.'])
    expect(conflicts).toMatchObject([
      { kind: 'typed', before: 'two', mine: { text: 'three' }, theirs: { text: 'four' } }
    ])
  })

  test('a paragraph that one took out while the other wrote in it still stands, and says so', () => {
    const { article: merged, conflicts } = mergeTexts(
      ['a b', 'c d e', 'f g'],
      ['a b', 'f g'],
      ['a b', 'c x d e', 'f g']
    )
    // The third paragraph is the second of mine: paragraphs are named by their place.
    expect(read(merged).join(' ')).toMatch(/x/)
    expect(open(conflicts).length).toBeGreaterThan(0)
    const kept = merge(
      article([line('paragraph', 'a b', 'p'), line('paragraph', 'c d e', 'q')]),
      article([line('paragraph', 'a b', 'p')]),
      article([line('paragraph', 'a b', 'p'), line('paragraph', 'c x d e', 'q')])
    )
    expect(read(kept.article)).toEqual(['a b', '-[c +[x ]d e]'])
    expect(kept.conflicts).toMatchObject([
      { kind: 'deleted', block: 'q', mine: { text: '' }, theirs: { text: 'c x d e' } }
    ])
  })

  test('a word that was finished while its beginning became a suggestion stands once, as that suggestion', () => {
    const sent = article(paragraphs('The wall. Ne'))
    const stands = merge(article(paragraphs('The wall.')), sent, article(paragraphs('The wall. Old'))).article
    const { article: merged, conflicts } = merge(sent, article(paragraphs('The wall. New')), stands)
    expect(read(merged)).toEqual(['The wall. +[New] +[Old]'])
    expect(conflicts).toEqual([])
  })

  test('a paragraph that one took out and nobody else touched goes', () => {
    const { article: merged, conflicts } = merge(
      article([line('paragraph', 'a b', 'p'), line('paragraph', 'c d e', 'q')]),
      article([line('paragraph', 'a b', 'p')]),
      article([line('paragraph', 'a b x', 'p'), line('paragraph', 'c d e', 'q')])
    )
    expect(read(merged)).toEqual(['a b x'])
    expect(conflicts).toEqual([])
  })

  test('the same change of both stands once, is told, and asks nobody', () => {
    const { article: merged, conflicts } = mergeTexts(
      ['teh ferry', 'x y'],
      ['the ferry', 'x y z'],
      ['the ferry', 'w x y']
    )
    expect(read(merged)).toEqual(['the ferry', 'w x y z'])
    expect(conflicts.map(({ kind }) => kind)).toEqual(['same', 'same'])
    expect(open(conflicts)).toEqual([])
  })

  test('two new paragraphs at one place both stand, each whole as a suggestion', () => {
    const base = article([line('paragraph', 'a b', 'p'), line('paragraph', 'c d', 'q')])
    const put = (text: string, id: string) =>
      article([line('paragraph', 'a b', 'p'), line('paragraph', text, id), line('paragraph', 'c d', 'q')])
    const { article: merged, conflicts } = merge(base, put('mine here', 'n1'), put('theirs here', 'n2'))
    expect(read(merged)).toEqual(['a b', '+[mine here]', '+[theirs here]', 'c d'])
    expect(conflicts).toMatchObject([{ kind: 'typed', mine: { text: 'mine here' }, theirs: { text: 'theirs here' } }])
  })

  test('text without spaces is merged word by word, and none are put in', () => {
    const { article: merged, conflicts } = mergeTexts(
      ['港は静かです。'],
      ['港はとても静かです。'],
      ['港は静かでした。']
    )
    expect(read(merged)).toEqual(['港はとても静かでした。'])
    expect(conflicts).toEqual([])
  })
})

describe('blocks', () => {
  const texts = paragraphs('one two three', 'four five six', 'seven eight nine')
  const base = article(texts)
  const [a, b, c] = texts as [BodyNode, BodyNode, BodyNode]

  test('a moved paragraph takes along what the other wrote in it', () => {
    const mended = line('paragraph', 'one two and three', 'p0')
    const { article: merged, conflicts } = merge(base, article([b, c, a]), article([mended, b, c]))
    expect(read(merged)).toEqual(['four five six', 'seven eight nine', 'one two and three'])
    expect(conflicts).toEqual([])
  })

  test('a split paragraph has the other’s words in the half where they belong', () => {
    const split = [line('paragraph', 'one', 'p0'), line('paragraph', 'two three', 'n'), b, c]
    const { article: merged, conflicts } = merge(
      base,
      article(split),
      article([line('paragraph', 'one two and three', 'p0'), b, c])
    )
    expect(read(merged)).toEqual(['one', 'two and three', 'four five six', 'seven eight nine'])
    expect(conflicts).toEqual([])
  })

  test('joined paragraphs have what the other wrote in the second', () => {
    const joined = [line('paragraph', 'one two three four five six', 'p0'), c]
    const { article: merged, conflicts } = merge(
      base,
      article(joined),
      article([a, line('paragraph', 'four new five six', 'p1'), c])
    )
    expect(read(merged)).toEqual(['one two three four new five six', 'seven eight nine'])
    expect(conflicts).toEqual([])
  })

  test('a list that one made has the words that the other wrote', () => {
    const listed: BodyNode = {
      type: 'bulletList',
      attrs: { id: 'l' },
      content: [
        { type: 'listItem', content: [a] },
        { type: 'listItem', content: [b] }
      ]
    }
    const { article: merged } = merge(
      base,
      article([listed, c]),
      article([a, line('paragraph', 'four five new six', 'p1'), c])
    )
    expect(shapeOf(merged.body).slice(1)).toEqual([
      'bulletList>listItem>paragraph: one two three',
      'bulletList>listItem>paragraph: four five new six',
      'paragraph: seven eight nine'
    ])
  })

  test('a paragraph put between the items of a list divides it, with an id for each part', () => {
    const item = (node: BodyNode): BodyNode => ({ type: 'listItem', content: [node] })
    const list = (...nodes: BodyNode[]): BodyNode => ({
      type: 'bulletList',
      attrs: { id: 'l' },
      content: nodes.map(item)
    })
    const lifted = [list(a), b, { ...list(c), attrs: { id: 'l2' } }]
    const { article: merged } = merge(
      article([list(a, b, c)]),
      article(lifted),
      article([list(a, b, c, line('paragraph', 'ten', 'n'))])
    )
    expect(read(merged)).toEqual(['one two three', 'four five six', 'seven eight nine', 'ten'])
    expect(readBody(merged.body, 1).ok).toBe(true)
  })

  test('a figure’s attributes are merged one by one, caption and credit word by word', () => {
    const mine = figure('f', { caption: 'The quay on Monday morning.', alt: 'A quay' })
    const theirs = { ...figure('f', { credit: 'Ines Moreau / Harbour' }) }
    theirs.attrs = { ...theirs.attrs, copyright: '© Harbour' }
    const { article: merged, conflicts } = merge(article([a, figure('f')]), article([a, mine]), article([a, theirs]))
    const [, , merging] = merged.body.content ?? []
    expect(merging?.attrs).toMatchObject({ alt: 'A quay', copyright: '© Harbour' })
    expect(read(merged).slice(1)).toEqual(['The quay on Monday morning.', 'Ines Moreau / Harbour'])
    expect(conflicts).toEqual([])
  })

  test('an attribute that both set is reported, both values with it', () => {
    const { article: merged, conflicts } = merge(
      article([a, figure('f')]),
      article([a, figure('f', { alt: 'A quay' })]),
      article([a, figure('f', { alt: 'The wall' })])
    )
    expect(conflicts).toMatchObject([
      { kind: 'value', block: 'f', field: 'alt', mine: { value: 'A quay' }, theirs: { value: 'The wall' } }
    ])
    expect((merged.body.content ?? []).some(isSuggested)).toBe(true)
  })

  test('a picture that one replaced keeps no cut that the other gave the old one', () => {
    const replaced = figure('f', { media: 'b'.repeat(64) })
    const cut = figure('f')
    cut.attrs = { ...cut.attrs, crop: { x: 0, y: 0, width: 0.5, height: 0.5 } }
    const { article: merged, conflicts } = merge(article([a, figure('f')]), article([a, replaced]), article([a, cut]))
    expect(merged.body.content?.[2]?.attrs).toMatchObject({ media: 'b'.repeat(64) })
    expect(merged.body.content?.[2]?.attrs?.crop ?? null).toBeNull()
    expect(conflicts).toMatchObject([{ kind: 'value', field: 'crop' }])
  })

  test('a deleted figure whose caption the other wrote stays', () => {
    const { article: merged, conflicts } = merge(
      article([a, figure('f')]),
      article([a]),
      article([a, figure('f', { caption: 'Written meanwhile.' })])
    )
    expect(read(merged).join()).toContain('Written meanwhile.')
    expect(conflicts).toMatchObject([{ kind: 'deleted', block: 'f' }])
  })

  test('two lead pictures become one, and it is reported', () => {
    const lead = (id: string): BodyNode => ({ ...figure(id), attrs: { ...figure(id).attrs, role: 'lead' } })
    const { article: merged, conflicts } = merge(
      article([figure('f'), figure('g')]),
      article([lead('f'), figure('g')]),
      article([figure('f'), lead('g')])
    )
    expect(merged.body.content?.filter(({ attrs }) => attrs?.role === 'lead')).toHaveLength(1)
    expect(conflicts).toMatchObject([{ kind: 'value', field: 'role' }])
  })
})

describe('tables', () => {
  const cell = (text: string, id: string): BodyNode => ({
    type: 'tableCell',
    attrs: { colspan: 1, rowspan: 1, colwidth: null },
    content: [line('paragraph', text, id)]
  })
  const row = (...cells: BodyNode[]): BodyNode => ({ type: 'tableRow', content: cells })
  const table = (...rows: BodyNode[]): BodyNode => ({ type: 'table', attrs: { id: 't' }, content: rows })
  const rows = (one = 'Monday', two = '12') => [
    row(cell(one, 'c1'), cell('10', 'c2')),
    row(cell('Tuesday', 'c3'), cell(two, 'c4'))
  ]

  test('cells that two people changed are both changed, a new row stands', () => {
    const { article: merged, conflicts } = merge(
      article([table(...rows())]),
      article([table(...rows('Sunday'))]),
      article([table(...rows('Monday', '14'), row(cell('Friday', 'c5'), cell('9', 'c6')))])
    )
    expect(read(merged)).toEqual(['Sunday', '10', 'Tuesday', '14', 'Friday', '9'])
    expect(conflicts).toEqual([])
  })

  test('a table of which each took out the rows that the other left stands as both have it', () => {
    const [one, other] = rows()
    const { article: merged, conflicts } = merge(
      article([table(one!, other!)]),
      article([table(one!)]),
      article([table(other!)])
    )
    expect(readBody(merged.body, 1).ok).toBe(true)
    expect(open(conflicts)).toHaveLength(1)
  })

  test('two tables of other columns both stand, one behind the other', () => {
    const wider = table(...rows().map((one, index) => row(...(one.content ?? []), cell(`w${index}`, `x${index}`))))
    const narrower = table(...rows().map((one) => row(one.content![0]!)))
    const { article: merged, conflicts } = merge(article([table(...rows())]), article([wider]), article([narrower]))
    expect(merged.body.content?.filter(({ type }) => type === 'table')).toHaveLength(2)
    expect(readBody(merged.body, 1).ok).toBe(true)
    expect(open(conflicts)).toHaveLength(1)
  })
})

describe('meta', () => {
  const credit = (id: string, name: string, biography = '') => ({
    id,
    role: 'by' as const,
    personId: null,
    profile: { name, jobTitle: '', biography, handles: [], portrait: null },
    box: true
  })
  const text = [line('paragraph', 'a', 'p')]
  const merged = (mine: Partial<Meta>, theirs: Partial<Meta>, base: Partial<Meta> = {}) => {
    const result = merge(article(text, base), article(text, mine), article(text, theirs))
    return { meta: result.article.meta, conflicts: result.conflicts }
  }

  test('each field is taken from who changed it', () => {
    const { meta: both, conflicts } = merged({ kicker: 'Ports', urgency: 2 }, { summary: 'A wall.' })
    expect(both).toMatchObject({ kicker: 'Ports', urgency: 2, summary: 'A wall.' })
    expect(conflicts).toEqual([])
  })

  test('a field that both set is reported with both values', () => {
    expect(merged({ slugline: 'wall-1' }, { slugline: 'wall-2' }).conflicts).toMatchObject([
      { kind: 'value', field: 'meta.slugline', mine: { value: 'wall-1' }, theirs: { value: 'wall-2' } }
    ])
  })

  test('credits are merged by id and part by part', () => {
    const [one, two] = [credit('1', 'Ines'), credit('2', 'Tom')]
    const { meta: both, conflicts } = merged(
      { credits: [{ ...one, role: 'reporting' }, two, credit('3', 'Ada')] },
      { credits: [credit('1', 'Ines', 'Writes of ports.')] },
      { credits: [one, two] }
    )
    expect(both.credits.map(({ id, role, profile }) => [id, role, profile.biography])).toEqual([
      ['1', 'reporting', 'Writes of ports.'],
      ['3', 'by', '']
    ])
    expect(conflicts).toEqual([])
  })

  test('topics and subjects of both are there, what one took out is not', () => {
    const { meta: both } = merged(
      { topics: ['Ports', 'Money'] },
      { topics: ['Ports', 'Tides', 'Law'] },
      { topics: ['Ports', 'Tides'] }
    )
    expect(new Set(both.topics)).toEqual(new Set(['Ports', 'Money', 'Law']))
  })
})

const names = Object.keys(paragraphEdits)
const everyPair = names.flatMap((one, index) => names.slice(index).map((other) => [one, other] as const))

test.each(everyPair)('one makes “%s” of a paragraph, the other “%s”: right, or reported', (one, other) => {
  const [base, mine, theirs, first, second] = Array.from({ length: 5 }, () =>
    article(structuredClone(startingText))
  ) as [Article, Article, Article, Article, Article]
  const edit = (target: Article, name: string, hand: string) => paragraphEdits[name]?.(target.body, hand)
  edit(mine, one, 'm')
  edit(theirs, other, 't')
  const { article: merged, conflicts } = merge(base, mine, theirs)
  const verdict = judge({ base, mine, theirs, edits: { mine: [one], theirs: [other] } }, merged, conflicts)
  expect(verdict).toEqual({ lost: [], silent: [] })
  // One after the other, as if they had sat at one desk. Where the order matters, no order is the right one.
  edit(first, one, 'm')
  edit(first, other, 't')
  edit(second, other, 't')
  edit(second, one, 'm')
  const [expected, turned] = [shapeOf(first.body), shapeOf(second.body)]
  if (open(conflicts).length === 0 && one !== other && expected.join() === turned.join())
    expect(shapeOf(merged.body)).toEqual(expected)
})

const runs = Number(process.env.MERGE_RUNS ?? 16)

test('of random offline sessions no word is lost, nothing is wrong in silence, and neither side comes first', () => {
  for (let seed = 1; seed <= runs; seed++) {
    const edits = [1 + ((seed * 7) % 80), 1 + ((seed * 13) % 80)] as const
    const sessions = uniqueWords(offlineSessions(seed, { words: 400, edits }))
    const { article: merged, conflicts } = merge(sessions.base, sessions.mine, sessions.theirs)
    expect({ seed, ...judge(sessions, merged, conflicts) }).toEqual({ seed, lost: [], silent: [] })
    const turned = merge(sessions.base, sessions.theirs, sessions.mine)
    expect(turned.article).toEqual(merged)
    expect(turned.conflicts.map(({ mine, theirs }) => [theirs, mine])).toEqual(
      conflicts.map(({ mine, theirs }) => [mine, theirs])
    )
  }
})

test('of sessions in words that stand in many places the body is valid and the count of words adds up', () => {
  for (let seed = 1; seed <= runs; seed++) {
    const edits = [1 + ((seed * 11) % 40), 1 + ((seed * 3) % 40)] as const
    const sessions = plainWords(offlineSessions(seed, { words: 400, edits }))
    const { article: merged, conflicts } = merge(sessions.base, sessions.mine, sessions.theirs)
    expect(readBody(merged.body, 1)).toMatchObject({ ok: true })
    expect(conflicts.filter(({ kind }) => kind === 'count')).toEqual([])
  }
})

test('blocks that have no id yet are merged and stay without one', () => {
  const bare = (...texts: string[]) =>
    article({
      type: 'doc',
      content: ['Harbour wall', ...texts].map((text, index) => ({
        type: index === 0 ? 'headline' : 'paragraph',
        content: [{ type: 'text', text }]
      }))
    })
  const { article: merged, conflicts } = merge(
    bare('a b c', 'd e f'),
    bare('a b c', 'd x e f'),
    bare('a b c', 'new', 'd e f')
  )
  expect(read(merged)).toEqual(['a b c', 'new', 'd x e f'])
  expect(conflicts).toEqual([])
})
