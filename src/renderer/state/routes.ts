import { views, type View } from '#shared/contract/articles.ts'

export type Route =
  | { screen: 'desk'; view: View; desk?: string; author?: string }
  | { screen: 'article'; id: string }
  | { screen: 'people' }
  | { screen: 'pictures' }
  | { screen: 'captions'; article?: string; day?: string }
  | { screen: 'settings' }

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
  if (head === 'people' || head === 'settings' || head === 'pictures') return { screen: head }
  if (head === 'captions') return captionsOf(new URLSearchParams(query))
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

function captionsOf(filters: URLSearchParams): Route {
  const article = filters.get('article') ?? ''
  const day = filters.get('day') ?? ''
  if (ulid.test(article)) return { screen: 'captions', article }
  return /^\d{4}-\d\d-\d\d$/.test(day) ? { screen: 'captions', day } : { screen: 'captions' }
}
