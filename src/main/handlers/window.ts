import { isSafeLink } from '#shared/document/links.ts'
import { fail, ok } from '#shared/result.ts'
import type { HandlersOf } from './context.ts'

const titles = {
  wires: 'Choose the folder that the agency’s items are put into',
  backups: 'Choose the folder that every copy goes into as well'
}

export const windowHandlers: HandlersOf<'window'> = {
  'window.flushed': ({ caller }, { stored }) => {
    caller.flushed(stored)
    return ok(null)
  },
  'window.openLink': ({ caller }, { href }) =>
    isSafeLink(href)
      ? caller.openLink(href)
      : fail('invalid-input', 'Only http, https, mailto and tel links are opened.'),
  'window.chooseFolder': ({ caller }, { purpose, from }) =>
    caller.chooseFolder?.(titles[purpose], from.trim()) ??
    fail('unsupported', 'A browser cannot choose a folder of this computer. Type its whole path.'),
  'window.saveFile': ({ caller }, { name, bytes }) =>
    caller.saveFiles?.(name, 'zip', [{ path: name, bytes }]) ??
    fail('unsupported', 'A browser keeps the files of its pages itself.')
}
