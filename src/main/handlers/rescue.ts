import { fail, ok } from '#shared/result.ts'
import type { HandlersOf } from './context.ts'

const open = () => fail('refused', 'The desk is open: there is nothing to rescue. Its copies are under Backups.')

/** While the desk is open. What answers while it is not stands in `safety/rescue.ts`. */
export const rescueHandlers: HandlersOf<'rescue'> = {
  'rescue.status': () => ok(null),
  'rescue.tryAgain': () => ok(null),
  'rescue.preview': open,
  'rescue.restore': open,
  'rescue.read': open,
  'rescue.recover': open,
  'rescue.export': open
}
