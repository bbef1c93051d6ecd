import type { Role } from '#shared/article/workflow.ts'

export const roleNames: Record<Role, string> = { reporter: 'Reporter', editor: 'Editor', admin: 'Administrator' }

/** What each role may do, in a sentence. */
export const roleWords: Record<Role, string> = {
  reporter: 'Writes and submits articles of their own.',
  editor: 'Edits every article, sends back, approves and publishes.',
  admin: 'Does what an editor does, and keeps people, teams, accounts and this page.'
}

export const roleOptions = (Object.keys(roleNames) as Role[]).map((role) => ({ value: role, label: roleNames[role] }))
