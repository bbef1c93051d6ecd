import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import { pictureEdges, type PictureEdge } from '#shared/contract/exports.ts'
import { markdown } from '#shared/formats/markdown/write.ts'
import { openTestDesk, sitDown, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
let sitting: Sitting
let id: string
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
  sitting = await sitDown(reporter)
  id = sitting.opened.info.id
  const bytes = new Uint8Array(
    await sharp({ create: { width: 640, height: 480, channels: 3, background: '#789' } })
      .jpeg()
      .toBuffer()
  )
  const { hash } = await reporter.get('media.add', { fileName: 'Quay: 1.jpg', bytes })
  await sitting.save((article): Article => ({
    meta: { ...article.meta, slugline: 'quay-wall' },
    body: body(
      'A wall for the quay',
      ...paragraphs('It was voted on Monday.'),
      figure('f', { media: hash, caption: 'The quay.', credit: 'Ines Moreau', alt: 'Houses at the water.' })
    )
  }))
})
afterEach(() => desk.close())

async function approve() {
  await sitting.move('submit')
  const seen = await editor.get('articles.info', { id })
  await editor.get('workflow.move', { articleId: id, move: 'approve', articleHash: seen.articleHash })
}

const run = (window: TestWindow, formats = ['html', 'ninjs-3.1', 'markdown'], as: 'zip' | 'folder' = 'folder') =>
  window.ask('exports.run', { articleId: id, formats, as })

test('an unapproved article never leaves, and every reason is given at once', async () => {
  await sitting.save((article) => ({
    ...article,
    meta: { ...article.meta, embargo: { at: '2027-01-01T00:00:00.000Z', zone: 'UTC' } }
  }))
  const refused = await run(editor)
  expect(refused).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(refused.ok ? [] : refused.error.reasons?.map((reason) => reason.code)).toEqual(['not-approved', 'embargo'])
  expect(editor.saved).toEqual([])
})

test('two exports of one revision are the same bytes, however much later', async () => {
  await approve()
  await run(editor)
  desk.wait(86_400_000)
  await desk.reopen()
  await run(editor)
  const [first, second] = editor.saved.map(({ files }) =>
    files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString('base64')])
  )
  expect(first?.length).toBeGreaterThan(5)
  expect(second).toEqual(first)
})

test('a picture goes out under what readers are told of it, not under the name that its file came with', async () => {
  await approve()
  await run(editor, ['html'])
  const paths = editor.saved.flatMap(({ files }) => files.map(({ path }) => path))
  expect(paths.filter((path) => path.endsWith('.jpg'))).toEqual([expect.stringMatching(/(^|\/)01-the-quay\.jpg$/)])
})

test('what leaves is the approved revision, and the record says what left', async () => {
  await approve()
  const result = await run(editor, ['markdown'], 'zip')
  expect(result).toMatchObject({ ok: true, value: { savedTo: '/somewhere/quay-wall.zip' } })
  const exported = (await editor.get('workflow.history', { articleId: id })).at(-1)
  expect(exported).toMatchObject({ type: 'exported', actorName: 'Ed Itor', detail: { formats: ['markdown'] } })
  expect(exported?.revision).toBe((await editor.get('revisions.list', { articleId: id }))[0]?.id)
})

test('once a word has changed the export is refused as stale', async () => {
  await approve()
  const other = await sitDown(editor, id)
  await other.save((article) => ({
    ...article,
    body: body('A wall for the quay', ...paragraphs('It was voted on Tuesday.'))
  }))
  expect(await run(editor)).toMatchObject({ ok: false, error: { reasons: [{ code: 'stale' }] } })
})

test('a person who cancels the dialog leaves no trace of an export', async () => {
  await approve()
  editor.saveFiles = async () => ({ ok: true, value: null })
  expect(await run(editor)).toMatchObject({ ok: true, value: { savedTo: null } })
  expect((await editor.get('workflow.history', { articleId: id })).map((line) => line.type)).not.toContain('exported')
})

test('a browser window gets the zip itself', async () => {
  await approve()
  delete (editor as { saveFiles?: unknown }).saveFiles
  const result = await run(editor, ['html'], 'zip')
  expect(result.ok && result.value.download?.name).toBe('quay-wall.zip')
  expect(result.ok && Buffer.from(result.value.download!.bytes.slice(0, 2)).toString()).toBe('PK')
})

test('a preview names the same pictures in the same sizes as the export', async () => {
  await approve()
  await run(editor, ['html'])
  const preview = await editor.get('exports.preview', { articleId: id, format: 'html' })
  const exported = editor.saved[0]?.files.find(({ path }) => path === preview.path)
  expect(preview.text).toBe(new TextDecoder().decode(exported?.bytes))
})

test('an unknown format is refused by name', async () => {
  await approve()
  expect(await run(editor, ['telex'])).toMatchObject({ ok: false, error: { message: 'There is no format “telex”.' } })
})

test('a format that needs the address of the site is refused until the desk has it, saying who sets it', async () => {
  await approve()
  const missing = await run(editor, ['rss'])
  expect(missing).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining('Settings') } })
  const [admin] = (await desk.window().get('desk.status', {})).accounts.filter((account) => account.role === 'admin')
  await desk.window(admin!.id).get('desk.change', { siteUrl: 'https://gazette.example' })
  expect((await run(editor, ['rss'])).ok).toBe(true)
})

test('options of a format reach its writer', async () => {
  await approve()
  await editor.get('exports.run', { articleId: id, formats: ['nitf'], as: 'folder' })
  await editor.get('exports.run', {
    articleId: id,
    formats: ['nitf'],
    as: 'folder',
    options: { nitf: { namespace: true } }
  })
  const roots = editor.saved.map(
    ({ files }) =>
      /<nitf[^>]*>/.exec(new TextDecoder().decode(files.find(({ path }) => path.endsWith('.xml'))?.bytes))?.[0]
  )
  expect(roots[0]).not.toContain('xmlns')
  expect(roots[1]).toContain('xmlns="http://iptc.org/std/NITF/2006-10-18/"')
})

test('a format that would leave out a caption stops the export: the format and the field are named, nothing is written', async () => {
  await approve()
  const { write } = markdown
  const spoilt = vi
    .spyOn(markdown, 'write')
    .mockImplementation((...given) =>
      write(...given).map((file) =>
        file.path.endsWith('.md')
          ? { ...file, bytes: Buffer.from(Buffer.from(file.bytes).toString().replaceAll('The quay.', '')) }
          : file
      )
    )
  const refused = await run(editor)
  spoilt.mockRestore()
  expect(refused).toMatchObject({ ok: false, error: { code: 'refused' } })
  expect(refused.ok ? '' : refused.error.message).toBe(
    'Markdown was not written, because it would not be whole: the caption of picture 1 (“The quay.”) is missing.'
  )
  expect(editor.saved).toEqual([])
  expect((await editor.get('workflow.history', { articleId: id })).map(({ type }) => type)).not.toContain('exported')
  expect((await run(editor)).ok).toBe(true)
})

test('pictures go out in the size that is asked for, never enlarged, the same bytes each time', async () => {
  const bytes = new Uint8Array(
    await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#456' } })
      .jpeg()
      .toBuffer()
  )
  const { hash } = await reporter.get('media.add', { fileName: 'wide.jpg', bytes })
  await sitting.save((article) => ({
    ...article,
    body: body(
      'A wall for the quay',
      ...paragraphs('It was voted on Monday.'),
      figure('f', { media: hash, caption: 'The quay.', credit: 'Ines Moreau', alt: 'Houses at the water.' })
    )
  }))
  await approve()
  const widthOf = async (pictureEdge?: PictureEdge) => {
    await editor.get('exports.run', { articleId: id, formats: ['html'], as: 'folder', pictureEdge })
    const files = editor.saved.at(-1)?.files ?? []
    const picture = files.find(({ path }) => path.startsWith('media/'))
    const { width } = await sharp(picture?.bytes).metadata()
    const page = new TextDecoder().decode(files.find(({ path }) => path === 'index.html')?.bytes)
    expect(page).toContain(`width="${width}"`)
    const preview = await editor.get('exports.preview', { articleId: id, format: 'html', pictureEdge })
    expect(preview.text).toBe(page)
    return width
  }
  expect(await widthOf()).toBe(2400)
  const widths = []
  for (const edge of pictureEdges) widths.push(await widthOf(edge))
  expect(widths).toEqual([3000, 2400, 1600, 1000])
  await widthOf(1600)
  const [first, second] = [3, 5].map((at) => editor.saved[at]?.files.map(({ bytes }) => Buffer.from(bytes)))
  expect(second).toEqual(first)
  const exported = (await editor.get('workflow.history', { articleId: id })).at(-1)
  expect(exported?.detail).toMatchObject({ pictureEdge: 1600 })
  const other = { articleId: id, formats: ['html'], as: 'folder', pictureEdge: 5000 }
  expect(await desk.core.dispatch(editor, 'exports.run', other)).toMatchObject({
    ok: false,
    error: { code: 'invalid-input' }
  })
})

test('what has left before is listed, the newest first, and whether the text has changed since', async () => {
  expect(await editor.get('exports.earlier', { articleId: id })).toEqual([])
  await approve()
  await run(editor, ['markdown'], 'zip')
  desk.wait(60_000)
  await run(editor, ['html', 'ninjs-3.1'])
  const same = await editor.get('exports.earlier', { articleId: id })
  expect(same.map(({ formats, as, name, byName, sameText }) => ({ formats, as, name, byName, sameText }))).toEqual([
    { formats: ['HTML bundle', 'ninjs 3.1'], as: 'folder', name: 'quay-wall', byName: 'Ed Itor', sameText: true },
    { formats: ['Markdown'], as: 'zip', name: 'quay-wall.zip', byName: 'Ed Itor', sameText: true }
  ])
  expect(JSON.stringify(await editor.get('workflow.history', { articleId: id }))).not.toContain('/somewhere')
  const [newest] = same
  const written = editor.saved[1]?.files.map(({ path, bytes }) => [
    path,
    createHash('sha256').update(bytes).digest('hex')
  ])
  expect(newest?.files.map(({ path, sha256 }) => [path, sha256])).toEqual(written)
  const other = await sitDown(editor, id)
  await other.save((article) => ({ ...article, body: body('A wall for the quay', ...paragraphs('On Tuesday.')) }))
  const changed = await editor.get('exports.earlier', { articleId: id })
  expect(changed.map(({ sameText }) => sameText)).toEqual([false, false])
})
