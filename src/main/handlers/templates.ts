import type { Article } from '#shared/article/article.ts'
import type { TemplateInfo } from '#shared/contract/templates.ts'
import { schemaVersion } from '#shared/document/schema.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { newId } from '../store/ids.ts'
import { write, type Store } from '../store/open.ts'
import { listTemplates, readTemplate, removeTemplate, writeTemplate } from '../store/templates.ts'
import { readRecord } from './article-record.ts'
import { accountOf, type HandlersOf } from './context.ts'
import { copyArticle, templateMeta } from './copies.ts'

const gone = () => fail('not-found', 'This template is not there any more.')

/** A template's article with ids of its own, for a new article to begin with. */
export function readTemplateArticle(store: Store, id: string): Result<Article> {
  const template = readTemplate(store, id)
  return template ? copyArticle(template.article, template.schemaVersion) : gone()
}

function named(store: Store, name: string): TemplateInfo | undefined {
  return listTemplates(store).find((template) => template.name.toLowerCase() === name.toLowerCase())
}

function infoOf(store: Store, id: string): Result<TemplateInfo> {
  const info = listTemplates(store).find((template) => template.id === id)
  return info ? ok(info) : gone()
}

export const templateHandlers: HandlersOf<'templates'> = {
  'templates.list': ({ store }) => ok(listTemplates(store)),
  'templates.save': (context, { articleId, name }) => {
    const { store, now, tell } = context
    const read = readRecord(store, articleId)
    if (!read.ok) return read
    const copy = copyArticle(read.value.article, read.value.working.schemaVersion)
    if (!copy.ok) return copy
    const article = { meta: templateMeta(copy.value.meta), body: copy.value.body }
    const id = named(store, name)?.id ?? newId()
    write(store, () =>
      writeTemplate(store, {
        id,
        name,
        schemaVersion,
        article,
        accountId: accountOf(context).id,
        updatedAt: now().toISOString()
      })
    )
    tell({ name: 'lists.changed', detail: { what: 'templates' } })
    return infoOf(store, id)
  },
  'templates.rename': ({ store, tell }, { id, name }) => {
    const template = readTemplate(store, id)
    if (!template) return gone()
    const twin = named(store, name)
    if (twin && twin.id !== id) return fail('refused', `There is a template named “${twin.name}” already.`)
    write(store, () => writeTemplate(store, { ...template, name }))
    tell({ name: 'lists.changed', detail: { what: 'templates' } })
    return infoOf(store, id)
  },
  'templates.remove': ({ store, tell }, { id }) => {
    if (!write(store, () => removeTemplate(store, id))) return gone()
    tell({ name: 'lists.changed', detail: { what: 'templates' } })
    return ok(null)
  }
}
