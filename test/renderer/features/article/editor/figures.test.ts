import { expect, test } from 'vitest'
import {
  blockBoundary,
  findFigure,
  insertFigures,
  otherWords,
  placePicture,
  removeFigure,
  setAlt,
  setCrop,
  setJoined,
  setRole,
  takeWords
} from '#renderer/features/article/editor/figures.ts'
import { creditLine, emptyPictureMetadata, type Picture } from '#shared/article/media.ts'
import { noteTyping } from '#renderer/features/article/editor/figure-words.ts'
import { Plugin } from '@tiptap/pm/state'
import { closeHistory, history, undo } from '@tiptap/pm/history'
import { article, figure, stateOf } from './documents.ts'

const picture = (metadata: Partial<Picture['metadata']> = {}): Picture => ({
  hash: 'a'.repeat(64),
  fileName: 'IMG_2041.jpg',
  mediaType: 'image/jpeg',
  size: 9,
  width: 1200,
  height: 800,
  metadata: { ...emptyPictureMetadata, ...metadata }
})

test('a picture brings its caption, credit, alt text and rights into an empty figure', () => {
  const state = stateOf(article(figure('f'), ['paragraph', { id: 'a' }]))
  const after = placePicture(
    state,
    'f',
    picture({
      caption: 'Shops\nunder water',
      creator: 'Ines Moreau',
      credit: 'Harbour Gazette',
      alt: 'Shops',
      copyright: '© HG',
      usageTerms: 'once'
    })
  )
  const node = after && findFigure(after.doc, 'f')?.node
  expect(node?.child(0).textContent).toBe('Shops under water')
  expect(node?.child(1).textContent).toBe('Ines Moreau / Harbour Gazette')
  expect(node?.attrs).toMatchObject({
    media: 'a'.repeat(64),
    width: 1200,
    height: 800,
    alt: 'Shops',
    creator: 'Ines Moreau',
    copyright: '© HG',
    usageTerms: 'once'
  })
})

test('replacing a picture keeps caption, credit and alt text, and fills only what is empty', () => {
  const state = stateOf(
    article(figure('f', { media: 'b'.repeat(64), alt: 'Old alt' }, 'Old caption'), ['paragraph', { id: 'a' }])
  )
  const after = placePicture(state, 'f', picture({ caption: 'New', credit: 'New credit', alt: 'New alt' }))
  const node = after && findFigure(after.doc, 'f')?.node
  expect(node?.child(0).textContent).toBe('Old caption')
  expect(node?.child(1).textContent).toBe('New credit')
  expect(node?.attrs.alt).toBe('Old alt')
})

test('a picture whose figure is gone changes nothing', () => {
  expect(placePicture(stateOf(article(['paragraph', { id: 'a' }])), 'f', picture())).toBeNull()
})

test('the first picture of an article becomes its lead, later ones do not', () => {
  const first = insertFigures(stateOf(article(['paragraph', { id: 'a' }, 'x'])), 7, ['1.jpg', '2.jpg'])
  const roles = first.ids.map((id) => findFigure(first.transaction.doc, id)?.node.attrs.role)
  expect(roles).toEqual(['lead', 'inline'])
  first.transaction.doc.check()
})

test('pictures dropped on the headline land under the standfirst, and there is a paragraph to type on in', () => {
  const { transaction } = insertFigures(stateOf(article(['paragraph', { id: 'a' }, 'x'])), 2, ['1.jpg'])
  expect(transaction.doc.child(2).type.name).toBe('figure')
  expect(transaction.doc.lastChild?.type.name).toBe('paragraph')
})

test('one lead an article: making another one lead makes the first inline', () => {
  const state = stateOf(article(figure('f', { role: 'lead' }), figure('g'), ['paragraph', { id: 'a' }]))
  const after = setRole(state, 'g', 'lead')
  expect(['f', 'g'].map((id) => after && findFigure(after.doc, id)?.node.attrs.role)).toEqual(['inline', 'lead'])
})

test('alt text is cut at what the schema takes', () => {
  const after = setAlt(stateOf(article(figure('f'), ['paragraph', { id: 'a' }])), 'f', 'x'.repeat(3000))
  after?.doc.check()
  expect(after && findFigure(after.doc, 'f')?.node.attrs.alt).toHaveLength(2000)
})

test('removing the only block leaves an empty paragraph', () => {
  const after = removeFigure(stateOf(article(figure('f'))), 'f')
  after?.doc.check()
  expect(after?.doc.lastChild?.type.name).toBe('paragraph')
})

test.each([
  [{ creator: 'Ines Moreau', credit: 'Harbour Gazette' }, 'Ines Moreau / Harbour Gazette'],
  [{ creator: 'Ines Moreau', credit: 'Ines Moreau/HG' }, 'Ines Moreau/HG'],
  [{ creator: 'Ines Moreau' }, 'Ines Moreau'],
  [{ source: 'Archive' }, 'Archive'],
  [{}, '']
])('a file that says %j is credited "%s"', (metadata, line) => {
  expect(creditLine({ ...emptyPictureMetadata, ...metadata })).toBe(line)
})

test('every position has a boundary at which a block may stand', () => {
  const doc = article(['paragraph', { id: 'a' }, 'one'], figure('f', {}, 'c', 'd'), ['paragraph', { id: 'b' }, 'two'])
  for (let at = 0; at <= doc.content.size; at++) expect(doc.resolve(blockBoundary(doc, at)).depth).toBe(0)
})

test('the origin of caption and credit is known: the file, the library, or somebody who typed', () => {
  const words = new Plugin({ appendTransaction: (transactions, _before, after) => noteTyping(transactions, after) })
  let state = stateOf(article(figure('f', {}, '', 'Staff'), ['paragraph', { id: 'a' }, 'x']), [words, history()])
  const attrs = () => findFigure(state.doc, 'f')?.node.attrs
  const placed = placePicture(state, 'f', picture({ caption: 'Boats', credit: 'NTB' }), 'library')
  if (!placed) throw new Error('not placed')
  state = state.apply(placed)
  expect(attrs()).toMatchObject({ captionFrom: 'library', creditFrom: null })
  const at = (findFigure(state.doc, 'f')?.at ?? 0) + 2
  state = state.applyTransaction(closeHistory(state.tr.insertText('New ', at))).state
  expect(attrs()).toMatchObject({ captionFrom: 'typed', creditFrom: null })
  undo(state, (transaction) => (state = state.applyTransaction(transaction).state))
  expect(attrs()?.captionFrom).toBe('library')
  state = state.applyTransaction(state.tr.insertText('y', state.doc.content.size - 1)).state
  expect(attrs()?.captionFrom).toBe('library')
})

test('a picture in another’s place offers its words field by field, and brings what was taken', () => {
  const state = stateOf(
    article(figure('f', { media: 'b'.repeat(64), alt: 'Old alt' }, 'Old caption', 'NTB'), ['paragraph', { id: 'a' }])
  )
  const node = findFigure(state.doc, 'f')?.node
  const words = node ? otherWords(node, picture({ caption: 'New', credit: 'NTB', alt: 'New alt' })) : []
  expect(words).toEqual([
    { field: 'caption', here: 'Old caption', brought: 'New' },
    { field: 'alt', here: 'Old alt', brought: 'New alt' }
  ])
  const after = takeWords(state, 'f', words, 'file')
  after?.doc.check()
  const taken = after && findFigure(after.doc, 'f')?.node
  expect([
    taken?.child(0).textContent,
    taken?.child(1).textContent,
    taken?.attrs.alt,
    taken?.attrs.captionFrom
  ]).toEqual(['New', 'NTB', 'New alt', 'file'])
})

test('the crop of one picture is not the next one’s', () => {
  const state = stateOf(article(figure('f', { media: 'b'.repeat(64) }), ['paragraph', { id: 'a' }]))
  const cut = setCrop(state, 'f', { x: 0, y: 0, width: 0.5, height: 0.5 }, { x: 0.2, y: 0.2 })
  cut?.doc.check()
  const after = cut && placePicture(state.apply(cut), 'f', picture())
  expect(after && findFigure(after.doc, 'f')?.node.attrs).toMatchObject({ crop: null, focus: null })
})

test('a picture joins the one before it, and nothing else', () => {
  const state = stateOf(article(figure('f'), figure('g'), ['paragraph', { id: 'a' }], figure('h')))
  const after = setJoined(state, 'g', true)
  after?.doc.check()
  expect(after && findFigure(after.doc, 'g')?.node.attrs.joined).toBe(true)
  expect([setJoined(state, 'f', true), setJoined(state, 'h', true)]).toEqual([null, null])
})
