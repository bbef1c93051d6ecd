import { z } from 'zod'
import { operation } from './operation.ts'

export const windowOperations = {
  /**
   * Answers the event `window.closing`: `stored` true lets the window close, false means that words could not be
   * stored and that the person has to be asked.
   */
  'window.flushed': operation<null>()('anybody', z.strictObject({ stored: z.boolean() })),
  /** Opens a link outside, after the door has asked the person. */
  'window.openLink': operation<null>()('anybody', z.strictObject({ href: z.string().max(2000) })),
  /** Asks the person for a folder of this computer; its whole path, or null when they cancelled. The desktop app alone. */
  'window.chooseFolder': operation<string | null>()(
    'signed-in',
    z.strictObject({ purpose: z.enum(['wires', 'backups']), from: z.string().max(1000) })
  )
}
