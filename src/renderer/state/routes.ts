import { ages, dues, views, type ListFilters } from '#shared/contract/articles.ts'

/** A list or a board of articles: what narrows it, and the saved search that it came from. */
export interface DeskRoute extends ListFilters {
  screen: 'desk'
  layout?: 'board'
  search?: string
}

export type Route =
  | DeskRoute
  | { screen: 'article'; id: string }
  | { screen: 'waiting' }
  | { screen: 'people' }
  | { screen: 'pictures' }
  | { screen: 'captions'; article?: string; day?: string }
  | { screen: 'house-style' }
  | { screen: 'settings' }
  | { screen: 'backups' }
  | { screen: 'wires' }

export const homeRoute: Route = { screen: 'desk', view: 'working' }

/** What stands after the address: `#/review?desk=01J…`, `#/article/01J…`, `#/captions?day=2026-01-05`, `#/pictures`. */
export function hashOf(route: Route): string {
  if (route.screen === 'article') return `#/article/${route.id}`
  const filters = new URLSearchParams()
  if (route.screen === 'captions') {
    if (route.article) filters.set('article', route.article)
    else if (route.day) filters.set('day', route.day)
    return `#/captions${filters.size > 0 ? `?${filters}` : ''}`
  }
  if (route.screen !== 'desk') return `#/${route.screen}`
  for (const name of ['desk', 'author', 'assignee', 'due', 'age', 'layout', 'search'] as const)
    if (route[name]) filters.set(name, route[name])
  return `#/${route.view}${filters.size > 0 ? `?${filters}` : ''}`
}

const plainScreens = ['people', 'house-style', 'settings', 'pictures', 'waiting', 'backups', 'wires'] as const
const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/

/** Any hash to a route; what is not understood leads to null. */
export function routeOf(hash: string): Route | null {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [head = '', id = ''] = path.split('/')
  if (head === 'article') return ulid.test(id) ? { screen: 'article', id } : null
  const plain = plainScreens.find((screen) => screen === head)
  if (plain) return { screen: plain }
  if (head === 'captions') return captionsOf(new URLSearchParams(query))
  const view = views.find((name) => name === head)
  if (!view) return null
  const filters = new URLSearchParams(query)
  const route: DeskRoute = { screen: 'desk', view }
  for (const name of ['desk', 'author', 'assignee', 'search'] as const) {
    const given = filters.get(name) ?? ''
    if (ulid.test(given) || (name === 'assignee' && given === 'nobody')) route[name] = given
  }
  const due = dues.find((name) => name === filters.get('due'))
  const age = ages.find((name) => name === filters.get('age'))
  if (due) route.due = due
  if (age) route.age = age
  if (filters.get('layout') === 'board') route.layout = 'board'
  return route
}

/** What narrows the list of this screen, and nothing else of it. */
export function filtersOf({ view, desk, author, assignee, due, age }: DeskRoute): ListFilters {
  return {
    view,
    ...(desk && { desk }),
    ...(author && { author }),
    ...(assignee && { assignee }),
    ...(due && { due }),
    ...(age && { age })
  }
}

function captionsOf(filters: URLSearchParams): Route {
  const article = filters.get('article') ?? ''
  const day = filters.get('day') ?? ''
  if (ulid.test(article)) return { screen: 'captions', article }
  return /^\d{4}-\d\d-\d\d$/.test(day) ? { screen: 'captions', day } : { screen: 'captions' }
}
