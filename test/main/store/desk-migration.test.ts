import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, storeFile } from '#main/store/open.ts'
import { countFound, indexDirty, searchArticles } from '#main/store/search.ts'
import { expectOk } from '#shared/result.ts'
import { newFolder } from './support.ts'

const article = JSON.stringify({
  meta: {
    credits: [{ personId: 'P2' }],
    commissionedLength: 550,
    topics: ['Ferries'],
    subjects: [{ name: 'Transport', uri: null }]
  },
  body: {
    type: 'doc',
    content: [{ type: 'figure', content: [{ type: 'credit', content: [{ type: 'text', text: 'Ines Brontë' }] }] }]
  }
})

test('a desk from before has its credits, words ordered and whose its articles are; its words are indexed again', () => {
  const folder = newFolder()
  const before = expectOk(openStore(folder, migrations.slice(0, 2)))
  const stored = before.database
  stored.exec(`
    INSERT INTO person VALUES ('P1', 'Ruth', 'ruth', '', '', '[]', NULL, '', 't'), ('P2', 'Tom', 'tom', '', '', '[]', NULL, '', 't');
    INSERT INTO account VALUES ('A1', 'P1', 'editor', NULL, 0, 't'), ('A2', 'P2', 'reporter', NULL, 0, 't');
    INSERT INTO article (number, id, owner_id, slugline, headline, snippet, byline, desk, state, stale, words, updated_at)
      VALUES (1, 'X', 'A1', 'ferry', 'Ferry late', '', '', '', 'draft', 0, 3, '2026-01-05T09:00:00.000Z'),
             (2, 'Y', 'A1', 'damaged', 'Damaged', '', '', '', 'draft', 0, 3, '2026-01-05T08:00:00.000Z');
    INSERT INTO search_text VALUES (1, 'Ferry late', 'ferry', '', 'It is late.', '', ''), (2, 'Damaged', 'damaged', '', '', '', '');
  `)
  const working = stored.prepare("INSERT INTO working VALUES (?, 1, 's', 1, 't', 'h', 1, ?)")
  working.run(1, article)
  working.run(2, 'not json')
  before.close()
  const store = expectOk(openStore(folder))
  while (indexDirty(store, 10) > 0);
  const find = (query: string) =>
    searchArticles(store, { query, view: 'all', accountId: 'A1', limit: 10 }).rows.map(({ slugline }) => slugline)
  expect([
    find('late'),
    find('credit:bronte'),
    find('topic:ferries'),
    find('topic:transport'),
    find('damaged')
  ]).toEqual([['ferry'], ['ferry'], ['ferry'], ['ferry'], ['damaged']])
  expect(countFound(store, { query: '', view: 'mine', accountId: 'A2' })).toEqual({ count: 1, capped: false })
  expect(store.database.prepare('SELECT commissioned FROM article ORDER BY number').pluck().all()).toEqual([550, null])
  store.close()
  const file = new Database(join(folder, storeFile), { readonly: true })
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
  file.close()
})
