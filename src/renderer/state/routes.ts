import { views, type View } from '#shared/contract/articles.ts'

export type Route =
  | { screen: 'desk'; view: View; desk?: string; author?: string }
  | { screen: 'article'; id: string }
  | { screen: 'people' }
  | { screen: 'settings' }

export const homeRoute: Route = { screen: 'desk', view: 'working' }

/** What stands after the address: `#/review?desk=01J…`, `#/article/01J…`, `#/people`, `#/settings`. */
export function hashOf(route: Route): string {
  if (route.screen === 'article') return `#/article/${route.id}`
  if (route.screen !== 'desk') return `#/${route.screen}`
  const filters = new URLSearchParams()
  if (route.desk) filters.set('desk', route.desk)
  if (route.author) filters.set('author', route.author)
  return `#/${route.view}${filters.size > 0 ? `?${filters}` : ''}`
}

const ulid = /^[0-9A-HJKMNP-TV-Z]{26}$/

/** Any hash to a route; what is not understood leads to null. */
export function routeOf(hash: string): Route | null {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const [head = '', id = ''] = path.split('/')
  if (head === 'article') return ulid.test(id) ? { screen: 'article', id } : null
  if (head === 'people' || head === 'settings') return { screen: head }
  const view = views.find((name) => name === head)
  if (!view) return null
  const filters = new URLSearchParams(query)
  const route: Route = { screen: 'desk', view }
  const desk = filters.get('desk') ?? ''
  const author = filters.get('author') ?? ''
  if (ulid.test(desk)) route.desk = desk
  if (ulid.test(author)) route.author = author
  return route
}
