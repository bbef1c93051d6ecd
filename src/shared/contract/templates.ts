import { z } from 'zod'
import { nothing, ulid } from './ids.ts'
import { editors, operation } from './operation.ts'

/** An article to begin from: its words, pictures and details under a name. */
export interface TemplateInfo {
  id: string
  name: string
  /** UTC. */
  updatedAt: string
  byName: string
}

const name = z.string().trim().min(1, 'Give the template a name.').max(80)

export const templateOperations = {
  /** By name. */
  'templates.list': operation<TemplateInfo[]>()('signed-in', nothing),
  /** Keeps the article as it stands as a template; a template of that name is replaced. */
  'templates.save': operation<TemplateInfo>()(editors, z.strictObject({ articleId: ulid, name })),
  'templates.rename': operation<TemplateInfo>()(editors, z.strictObject({ id: ulid, name })),
  'templates.remove': operation<null>()(editors, z.strictObject({ id: ulid }))
}
