import { expect, test, vi } from 'vitest'

Object.assign(globalThis, {
  window: { copydesk: { call: async () => ({ ok: true, value: null }), listen: () => () => {} } }
})
const { Palette, rankCommands } = await import('#renderer/features/palette/palette.svelte.ts')

const command = (group: string, label: string) => ({ id: label, label, group, run: () => {} })
const commands = [command('Go to', 'To review'), command('Article', 'Résumé of reviews'), command('Go to', 'Mine')]

test.each([
  ['', ['To review', 'Mine', 'Résumé of reviews']],
  ['rev', ['To review', 'Résumé of reviews']],
  ['REV resume', ['Résumé of reviews']],
  ['go mi', ['Mine']],
  ['eview', []]
])('“%s” finds the commands whose words begin so', (query, labels) => {
  expect(rankCommands(commands, query).map(({ label }) => label)).toEqual(labels)
})

test('an article is found after two letters, and an answer that comes late is dropped', async () => {
  vi.useFakeTimers()
  const found = (headline: string) => ({
    ok: true as const,
    value: { rows: [{ id: headline, headline, slugline: '' }], total: 1, next: null }
  })
  const waiting: { query: string; lane: string; answer: () => void }[] = []
  const palette = new Palette({
    commands: () => [],
    find: (query, _limit, lane) =>
      new Promise((resolve) => waiting.push({ query, lane, answer: () => resolve(found(query) as never) })),
    openArticle: () => {}
  })
  palette.show()
  palette.type('h')
  await vi.advanceTimersByTimeAsync(60)
  expect(waiting).toHaveLength(0)
  palette.type('ha')
  await vi.advanceTimersByTimeAsync(60)
  palette.type('har')
  await vi.advanceTimersByTimeAsync(60)
  waiting[1]?.answer()
  waiting[0]?.answer()
  await vi.advanceTimersByTimeAsync(0)
  expect(palette.choices.map(({ label }) => label)).toEqual(['har'])
  // One lane for all of them, so that the core does not begin what nobody waits for.
  expect(new Set(waiting.map(({ lane }) => lane)).size).toBe(1)
  expect(waiting[0]?.lane).not.toBe('')
  vi.useRealTimers()
})
