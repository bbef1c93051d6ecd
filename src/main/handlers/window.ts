import { isSafeLink } from '#shared/document/links.ts'
import { fail, ok } from '#shared/result.ts'
import type { HandlersOf } from './context.ts'

export const windowHandlers: HandlersOf<'window'> = {
  'window.flushed': ({ caller }, { stored }) => {
    caller.flushed(stored)
    return ok(null)
  },
  'window.openLink': ({ caller }, { href }) =>
    isSafeLink(href)
      ? caller.openLink(href)
      : fail('invalid-input', 'Only http, https, mailto and tel links are opened.')
}
