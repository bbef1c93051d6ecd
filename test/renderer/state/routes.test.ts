import { expect, test } from 'vitest'
import { hashOf, routeOf, type Route } from '#renderer/state/routes.ts'

const id = '01JD0000000000000000000000'

test.each([
  ['#/review', { screen: 'desk', view: 'review' }],
  [`#/working?desk=${id}`, { screen: 'desk', view: 'working', desk: id }],
  [`#/all?desk=${id}&author=${id}`, { screen: 'desk', view: 'all', desk: id, author: id }],
  [
    `#/mine?assignee=nobody&due=today&age=week&layout=board`,
    { screen: 'desk', view: 'mine', assignee: 'nobody', due: 'today', age: 'week', layout: 'board' }
  ],
  [`#/working?assignee=${id}&search=${id}`, { screen: 'desk', view: 'working', assignee: id, search: id }],
  [`#/article/${id}`, { screen: 'article', id }],
  ['#/waiting', { screen: 'waiting' }],
  ['#/people', { screen: 'people' }],
  ['#/pictures', { screen: 'pictures' }],
  ['#/captions', { screen: 'captions' }],
  ['#/captions?day=2026-01-05', { screen: 'captions', day: '2026-01-05' }],
  [`#/captions?article=${id}`, { screen: 'captions', article: id }],
  ['#/settings', { screen: 'settings' }]
] as [string, Route][])('%s is read and written alike', (hash, route) => {
  expect(routeOf(hash)).toEqual(route)
  expect(hashOf(route)).toBe(hash)
})

test.each(['', '#', '#/nowhere', '#/article/', '#/article/../../x', '#/article/01jd'])('“%s” leads nowhere', (hash) => {
  expect(routeOf(hash)).toBeNull()
})

test('a filter that is no id is left out', () => {
  expect(routeOf('#/review?desk=City&author=&due=soon&layout=pile&search=x')).toEqual({
    screen: 'desk',
    view: 'review'
  })
})
