import type { Role } from '#shared/article/workflow.ts'

export const roleNames: Record<Role, string> = { reporter: 'Reporter', editor: 'Editor', admin: 'Editor and admin' }
