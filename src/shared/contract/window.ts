import { z } from 'zod'
import { bundleLimit } from './bundles.ts'
import { bytes } from './ids.ts'
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
  ),
  /**
   * Writes a file that the window has made to a place that the person chooses; its path, or null when they cancelled. It
   * needs no store, so that words can be carried away when nothing can be read or stored. The desktop app alone.
   */
  'window.saveFile': operation<string | null>()(
    'anybody',
    z.strictObject({
      name: z
        .string()
        .regex(/^[^\\/:\0]{1,200}\.(zip|json)$/)
        .refine((name) => !name.startsWith('.')),
      bytes: bytes.refine((file) => file.length <= bundleLimit, 'This is more than one file may hold.')
    })
  )
}
