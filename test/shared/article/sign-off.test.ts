import { expect, test } from 'vitest'
import { signOffOf, signOffText } from '#shared/article/sign-off.ts'
import type { EventType } from '#shared/article/workflow.ts'

const names: Record<string, string> = { r: 'Rea Porter', e: 'Ed Itor', a: 'Ada Boss' }

test.each<[[string, EventType][], string]>([
  [[], ''],
  [[['r', 'created']], 'Rea Porter (wrote)'],
  [
    [
      ['r', 'created'],
      ['r', 'submit'],
      ['r', 'take_back'],
      ['r', 'submit']
    ],
    'Rea Porter (wrote)'
  ],
  [
    [
      ['r', 'created'],
      ['r', 'submit'],
      ['e', 'send_back'],
      ['r', 'submit'],
      ['e', 'approve']
    ],
    'Rea Porter (wrote), Ed Itor (sent back, approved)'
  ],
  [
    [
      ['r', 'created'],
      ['e', 'submit'],
      ['e', 'approve'],
      ['a', 'approve'],
      ['a', 'exported'],
      ['a', 'exported']
    ],
    'Rea Porter (wrote), Ed Itor (submitted, approved), Ada Boss (approved, exported)'
  ],
  [
    [
      ['e', 'created'],
      ['e', 'approve'],
      ['r', 'restored']
    ],
    'Ed Itor (wrote, approved), Rea Porter (restored a version)'
  ],
  [
    [
      ['r', 'created'],
      ['a', 'spike'],
      ['a', 'unspike']
    ],
    'Rea Porter (wrote), Ada Boss (spiked, unspiked)'
  ],
  [
    [
      ['r', 'created'],
      ['a', 'commented' as EventType]
    ],
    'Rea Porter (wrote), Ada Boss'
  ]
])('%j is signed off as “%s”', (events, line) => {
  const listed = events.map(([actor, type], index) => ({ id: String(index).padStart(3, '0'), actor, type }))
  const say = (list: typeof listed) => signOffText(signOffOf(list), (actor) => names[actor] ?? '')
  expect(say(listed)).toBe(line)
  expect(say(listed.toReversed())).toBe(line)
})
