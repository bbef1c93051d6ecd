import { expect } from '@playwright/test'
import { emptyProfile } from '#shared/article/person.ts'
import type { Body } from '#shared/document/body.ts'
import type { App } from './app.ts'
import { articleText } from './newsroom.ts'

const credits = [
  { id: 'c', role: 'by' as const, personId: null, profile: { ...emptyProfile, name: 'Ruth Okafor' }, box: false }
]

/** Puts an article in through the core and opens it in the window; its id. */
export async function openArticle(app: App, text: Body, meta: object = {}): Promise<string> {
  const created = await app.call('articles.create', {})
  if (!created.ok) throw new Error(created.error.message)
  const { id } = created.value
  const opened = await app.call('articles.open', { id })
  if (!opened.ok) throw new Error(opened.error.message)
  const { article, session, version, schemaVersion } = opened.value
  const saved = await app.call('articles.save', {
    articleId: id,
    session,
    seq: 1,
    version,
    schemaVersion,
    article: { meta: { ...article.meta, language: 'en-GB', credits, ...meta }, body: { ...text, type: 'doc' as const } }
  })
  if (!saved.ok) throw new Error(saved.error.message)
  await app.page.evaluate((hash) => void (location.hash = hash), `#/article/${id}`)
  await expect(articleText(app.page)).toBeVisible()
  return id
}
