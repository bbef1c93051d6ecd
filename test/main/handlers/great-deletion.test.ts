import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import { readText } from '#shared/document/text.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
})
afterEach(() => desk.close())

const copy = (length: number) => 'Every word of this was acknowledged. '.repeat(100).slice(0, length)
const copyOf = ({ body }: Article) => readText(body).copy
const versions = async ({ opened }: Sitting) => {
  const list = await reporter.get('revisions.list', { articleId: opened.info.id })
  return Promise.all(
    list.map(async ({ id, kind }) => ({
      kind,
      length: copyOf((await reporter.get('revisions.get', { id })).article).length
    }))
  )
}

/** Each row: how many characters the copy has after one save and the next, and which versions there are then. */
describe.each<[string, number[], { kind: string; length: number }[]]>([
  ['emptying the article', [1000, 0], [{ kind: 'before-deletion', length: 1000 }]],
  ['emptying a few words', [20, 0], [{ kind: 'before-deletion', length: 20 }]],
  ['taking more than half away', [1000, 499], [{ kind: 'before-deletion', length: 1000 }]],
  ['taking half away', [1000, 500], []],
  ['taking more than half of a few words away', [99, 20], []],
  ['typing', [1000, 1400], []],
  [
    'deleting in small steps, from the longest text',
    [600, 1000, 800, 600, 490, 480],
    [{ kind: 'before-deletion', length: 1000 }]
  ],
  [
    'deleting much twice',
    [1000, 400, 100],
    [
      { kind: 'before-deletion', length: 400 },
      { kind: 'before-deletion', length: 1000 }
    ]
  ],
  ['putting it back and deleting it again', [1000, 300, 1000, 300], [{ kind: 'before-deletion', length: 1000 }]]
])('%s', (_name, lengths, kept) => {
  test(`keeps ${kept.length === 0 ? 'no version' : 'what stood, by its name'}`, async () => {
    const sitting = await sitDown(reporter)
    const trim = (length: number) => copy(length).trimEnd().padEnd(length, '.')
    for (const length of lengths)
      expect(
        await sitting.save(length === 0 ? emptied : typeInto(2, trim(length)), length === 0 ? { emptied: true } : {})
      ).toMatchObject({ ok: true })
    expect(await versions(sitting)).toEqual(kept)
  })
})

test('what is in a version already is not kept again', async () => {
  const sitting = await sitDown(reporter)
  const { id } = sitting.opened.info
  await sitting.save(typeInto(2, copy(1000)))
  await reporter.get('articles.settle', { id, session: sitting.opened.session })
  await sitting.save(emptied, { emptied: true })
  expect((await versions(sitting)).map(({ kind }) => kind)).toEqual(['idle'])
})

test('the text that another window stored is kept, whoever deletes it', async () => {
  const first = await sitDown(reporter)
  await first.save(typeInto(2, copy(1000)))
  const second = await sitDown(reporter, first.opened.info.id)
  await second.save(typeInto(2, 'Little is left.'))
  expect(await versions(second)).toEqual([{ kind: 'before-deletion', length: copy(1000).length }])
})

const emptied = (article: Article): Article => ({
  ...article,
  body: { ...article.body, content: (article.body.content ?? []).map(({ content: _content, ...node }) => node) }
})
