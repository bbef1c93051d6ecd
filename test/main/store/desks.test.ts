import { expect, test } from 'vitest'
import { insertDesk, listDesks, renameDesk } from '#main/store/desks.ts'
import { newId } from '#main/store/ids.ts'
import { newStore } from './support.ts'

test('desks are listed by name and can be renamed', () => {
  const store = newStore()
  const [sport, news] = [
    { id: newId(), name: 'sport' },
    { id: newId(), name: 'News' }
  ]
  for (const desk of [sport, news]) insertDesk(store, desk)
  expect(listDesks(store)).toEqual([news, sport])
  renameDesk(store, { id: sport.id, name: 'Athletics' })
  expect(listDesks(store).map(({ name }) => name)).toEqual(['Athletics', 'News'])
  expect(() => renameDesk(store, { id: newId(), name: 'Ghosts' })).toThrow('no desk')
})
