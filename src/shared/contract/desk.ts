import { z } from 'zod'
import { bylineStyleSchema } from '../article/article.ts'
import { roles, type Role } from '../article/workflow.ts'
import { nothing, ulid } from './ids.ts'
import { admins, operation } from './operation.ts'
import type { Preferences } from './preferences.ts'

const languageTag = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

/** What every article of this desk folder goes by. */
export const settingsSchema = z.strictObject({
  deskName: z.string().trim().min(1, 'Give the desk a name.').max(120),
  /** Whose name stands as publisher in exports; empty takes the desk's name. */
  publisher: z.string().max(200),
  /** Where the published articles live ("https://example.org"), for absolute addresses in exports; empty is unknown. */
  siteUrl: z.union([z.literal(''), z.httpUrl().max(500)]),
  language: languageTag,
  copyright: z.string().max(500),
  /** What a check does, by its id; a check that is not here keeps its own level. What the workflow owes always blocks. */
  checks: z.record(z.string().max(40), z.enum(['off', 'warn', 'block'])),
  ownApproval: z.boolean(),
  /** Whether who brought an agency's item in may approve it, while it stands as it was sent. */
  wireApproval: z.boolean(),
  approvalsNeeded: z.int().min(1).max(9),
  /** The house style of the byline by language ("en"); a language that is not here has its own. New articles take a copy. */
  bylineStyles: z.record(z.string().regex(/^[a-z]{2,3}$/), bylineStyleSchema)
})
export type Settings = z.infer<typeof settingsSchema>

export interface AccountInfo {
  id: string
  personId: string
  name: string
  jobTitle: string
  role: Role
  hasPassphrase: boolean
  /** The passphrase is good for one sign-in, at which its owner chooses another. */
  mustChange: boolean
  disabled: boolean
}

/** What a window must know before anything else. */
export interface DeskStatus {
  /** Nobody has named the desk yet. */
  firstRun: boolean
  settings: Settings
  /** Accounts that may sign in on this computer. */
  accounts: AccountInfo[]
  /** Who is signed in at this window, or null. */
  account: AccountInfo | null
  /** What that account has chosen for itself. */
  preferences: Preferences
  articles: number
  version: string
  door: 'desktop' | 'browser'
}

/** A team: Politics, Sport, Pictures. */
export interface Desk {
  id: string
  name: string
}

export const deskOperations = {
  'desk.status': operation<DeskStatus>()('anybody', nothing),
  /** Names the desk and its first account; refused once done. A reporter's desk needs an editor's name too. */
  'desk.found': operation<DeskStatus>()(
    'anybody',
    z.strictObject({
      deskName: z.string().trim().min(1, 'Give the desk a name.').max(120),
      name: z.string().trim().min(1, 'Give your name.').max(200),
      role: z.enum([...roles, 'alone']),
      editorName: z.string().trim().max(200).optional(),
      /** Of new articles; the window gives the system's. */
      language: languageTag.optional()
    })
  ),
  /** Puts in the small sample desk; refused unless the desk is empty. */
  'desk.addSample': operation<{ articles: number }>()('signed-in', nothing),
  'desk.change': operation<Settings>()(admins, settingsSchema.partial()),
  'desks.list': operation<Desk[]>()('signed-in', nothing),
  'desks.save': operation<Desk>()(
    admins,
    z.strictObject({ id: ulid.nullable(), name: z.string().trim().min(1).max(120) })
  )
}
