import { expect, test } from 'vitest'
import { mayChangeRecord } from '#shared/article/picture-rules.ts'
import type { Role } from '#shared/article/workflow.ts'

test.each<[string, Role, string | null, string | null, boolean]>([
  ['an editor, whoever brought it in', 'editor', 'other', 'third', true],
  ['an administrator, whoever brought it in', 'admin', 'other', 'third', true],
  ['a reporter who brought it in, also after an editor', 'reporter', 'me', 'other', true],
  ['a reporter while it is as received', 'reporter', 'other', null, true],
  ['a reporter, of a picture from before anybody was named', 'reporter', null, null, true],
  ['a reporter whose words the record has', 'reporter', 'other', 'me', true],
  ['no reporter once somebody else has worked on it', 'reporter', 'other', 'other', false],
  ['no reporter where nobody knows who brought it in and somebody has worked on it', 'reporter', null, 'third', false]
])('the record may be changed by %s', (_who, role, addedBy, changedBy, may) => {
  const allowed = mayChangeRecord({ accountId: 'me', role }, { addedBy, changedBy })
  expect(allowed.ok).toBe(may)
  if (!allowed.ok)
    expect(allowed.error).toMatchObject({ code: 'not-allowed', message: expect.stringContaining('An editor') })
})
