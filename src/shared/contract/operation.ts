import type { z } from 'zod'
import type { Role } from '../article/workflow.ts'

/** Who may ask: anybody at the door, whoever has signed in, or one of some roles. Finer rules are the handler's. */
export type Asker = 'anybody' | 'signed-in' | readonly Role[]

/** One question that a window may ask. `output` exists for types alone. */
export interface Operation<Input extends z.ZodType, Output> {
  input: Input
  by: Asker
  output?: Output
}

export function operation<Output>() {
  return <Input extends z.ZodType>(by: Asker, input: Input): Operation<Input, Output> => ({ by, input })
}

export const editors = ['editor', 'admin'] as const satisfies Role[]
export const admins = ['admin'] as const satisfies Role[]
