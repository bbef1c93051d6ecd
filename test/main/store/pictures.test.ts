import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { insertPicture } from '#main/store/media.ts'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, storeFile, write } from '#main/store/open.ts'
import { indexPictures, listRecords, readRecordOf } from '#main/store/pictures.ts'
import { listPlacementsOf, writePlacements } from '#main/store/placements.ts'
import { emptyPictureMetadata, type Picture } from '#shared/article/media.ts'
import { placementsOf, type Placement } from '#shared/article/placements.ts'
import { expectOk } from '#shared/result.ts'
import { body, figure, paragraphs } from '#test/support/bodies.ts'
import { addAccount, addArticle, articleOf, at, newFolder, newStore } from './support.ts'

const hashOf = (index: number) => index.toString(16).padStart(64, '0')
const picture = (index: number, metadata: Partial<Picture['metadata']> = {}): Picture => ({
  hash: hashOf(index),
  fileName: `ferry-${index}.jpg`,
  mediaType: 'image/jpeg',
  size: 1234,
  width: 400,
  height: 300,
  metadata: { ...emptyPictureMetadata, ...metadata }
})
const placement = (more: Partial<Placement>): Placement => ({
  figureId: 'f',
  media: hashOf(1),
  fileName: 'ferry-1.jpg',
  role: 'inline',
  caption: 'The ferry.',
  credit: '',
  alt: '',
  ...more
})
const hits = (store: ReturnType<typeof newStore>, query: string) =>
  listRecords(store, { query, missing: [], limit: 10 }).rows.map((row) => row.fileName)

test('a picture is found by the words that it has where it stands, as long as it stands there', () => {
  const store = newStore()
  const id = addArticle(store, { ownerId: addAccount(store), article: articleOf('x') })
  const number = Number(store.database.prepare('SELECT number FROM article WHERE id = ?').pluck().get(id))
  write(store, () => insertPicture(store, picture(1, { caption: 'Received' }), at(0)))
  const now = (...placements: Placement[]) => {
    write(store, () => writePlacements(store, number, placements, at(1)))
    return indexPictures(store, 10)
  }
  expect(now(placement({ caption: 'Siobhán at dusk' }), placement({ figureId: 'g', media: null }))).toBe(1)
  expect([hits(store, 'siobhan'), hits(store, 'receiv'), hits(store, 'ferry 1')]).toEqual([
    ['ferry-1.jpg'],
    ['ferry-1.jpg'],
    ['ferry-1.jpg']
  ])
  expect(now(placement({ caption: 'Siobhán at dusk' }), placement({ figureId: 'g', media: null }))).toBe(0)
  expect(listPlacementsOf(store, hashOf(1))).toMatchObject([{ articleId: id, caption: 'Siobhán at dusk', at: at(1) }])
  expect(now(placement({ media: hashOf(2) }))).toBe(1)
  expect([hits(store, 'siobhan'), listPlacementsOf(store, hashOf(1))]).toEqual([[], []])
})

test('what a picture came with is never changed', () => {
  const store = newStore()
  write(store, () => insertPicture(store, picture(1, { caption: 'Received' }), at(0)))
  expect(() => store.database.exec(`UPDATE picture SET metadata = '{}'`)).toThrow('never changed')
})

test('a store from before has its pictures, their records and where they stand', () => {
  const folder = newFolder()
  expectOk(openStore(folder, migrations.slice(0, 1))).close()
  const { database } = expectOk(openStore(folder, migrations.slice(0, 1)))
  const text = body(
    'A',
    ...paragraphs('x'),
    figure('f', { media: hashOf(1), caption: 'One\u00a0two' }),
    figure('g', { media: null, alt: '' })
  )
  const [, , first] = text.content ?? []
  first?.content?.[0]?.content?.push({ type: 'hardBreak' }, { type: 'text', text: 'three', marks: [{ type: 'bold' }] })
  database.exec(`
    INSERT INTO person VALUES ('p', 'Ann', 'ann', '', '', '[]', NULL, '', '${at(0)}');
    INSERT INTO account VALUES ('a', 'p', 'editor', NULL, 0, '${at(0)}');
    INSERT INTO article VALUES (7, 'id', 'a', NULL, '', '', '', '', '', 'draft', 0, 0, '${at(0)}');`)
  database
    .prepare(`INSERT INTO working VALUES (7, 1, 's', 1, ?, '', 1, ?)`)
    .run(at(0), JSON.stringify({ ...articleOf('x'), body: text }))
  const metadata = JSON.stringify({ ...emptyPictureMetadata, caption: 'Received' })
  database
    .prepare(`INSERT INTO picture VALUES (?, 'ferry-1.jpg', 'image/jpeg', 1, 2, 3, ?, ?)`)
    .run(hashOf(1), metadata, at(0))
  database.close()
  // A store is locked by the one that has it open.
  const copy = newFolder()
  new Database(join(folder, storeFile)).exec(`VACUUM INTO '${join(copy, storeFile)}'`).close()
  const store = newStore(copy)
  expect(readRecordOf(store, hashOf(1))).toMatchObject({ record: { caption: 'Received', keywords: [] }, version: 1 })
  expect(listRecords(store, { missing: ['alt', 'credit', 'creator', 'copyright'], limit: 5 })).toMatchObject({
    total: 1,
    rows: [{ placements: 1 }]
  })
  expect(listRecords(store, { missing: ['caption'], limit: 5 }).total).toBe(0)
  const stored = store.database
    .prepare(
      'SELECT figure_id AS figureId, hash AS media, file_name AS fileName, role, caption, credit, alt FROM placement ORDER BY place'
    )
    .all()
  expect(stored).toEqual(placementsOf(text))
  indexPictures(store, 10)
  expect(hits(store, 'three')).toEqual(['ferry-1.jpg'])
})

test('many pictures are listed, filtered and searched without opening them', () => {
  const store = newStore()
  write(store, () => {
    for (let index = 1; index <= 3000; index++)
      insertPicture(
        store,
        picture(index, {
          caption: index % 100 === 0 ? 'Lighthouse' : `Boat ${index}`,
          credit: index % 50 === 0 ? '' : 'NTB'
        }),
        at(0)
      )
  })
  while (indexPictures(store, 500) > 0);
  expect(listRecords(store, { query: 'lighthouse', missing: ['credit'], limit: 10 })).toMatchObject({
    total: 30,
    next: '2100',
    rows: Array.from({ length: 10 }, (_, at) => ({ number: 3000 - at * 100 }))
  })
  const plan = (sql: string) => JSON.stringify(store.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all())
  expect(plan('SELECT count(*) FROM picture_record WHERE (lacks & 2) = 2')).toContain(
    'COVERING INDEX picture_record_by_lack'
  )
  expect(
    plan('SELECT number FROM picture_record WHERE (lacks & 2) = 2 AND number < 900 ORDER BY number DESC LIMIT 5')
  ).not.toContain('TEMP B-TREE')
})
