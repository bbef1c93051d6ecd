import { ok } from '#shared/result.ts'
import { write } from '../store/open.ts'
import { writePreferences } from '../store/preferences.ts'
import { accountOf, type HandlersOf } from './context.ts'

export const preferenceHandlers: HandlersOf<'preferences'> = {
  'preferences.change': (context, changes) => {
    const { id } = accountOf(context)
    write(context.store, () => writePreferences(context.store, id, changes))
    return ok(null)
  }
}
