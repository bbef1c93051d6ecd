import { expect, test } from 'vitest'
import type { Result } from '#shared/result.ts'
import { fail } from '#shared/result.ts'

const asked: [string, unknown][] = []
let answer: Result<unknown> = fail('refused', 'This desk has a name already.')
Object.assign(globalThis, {
  window: {
    copydesk: {
      call: async (operation: string, input: unknown) => {
        asked.push([operation, input])
        return answer
      },
      listen: () => () => {}
    }
  }
})
const { Founding } = await import('#renderer/features/first-run/founding.svelte.ts')

test('nothing is asked of the core until every answer is there', async () => {
  const founding = new Founding()
  Object.assign(founding, { deskName: ' ', name: 'Ruth', role: 'reporter' })
  await founding.found()
  expect(Object.keys(founding.missing)).toEqual(['deskName', 'editorName'])
  expect(asked).toEqual([])
})

test('an editor is named only on a reporter’s desk; the language is this system’s', async () => {
  const founding = new Founding()
  Object.assign(founding, { deskName: 'The Harbour Gazette', name: 'Ruth', role: 'alone', editorName: 'left over' })
  await founding.found()
  const { language } = navigator
  expect(asked).toEqual([['desk.found', { deskName: 'The Harbour Gazette', name: 'Ruth', role: 'alone', language }]])
})

test('a refusal is shown, and one can try again', async () => {
  const founding = new Founding()
  Object.assign(founding, { deskName: 'Gazette', name: 'Ruth' })
  await founding.found()
  expect([founding.failure, founding.busy]).toEqual(['This desk has a name already.', false])
  answer = fail('invalid-input', 'Give the desk another name.')
  await founding.found()
  expect(founding.failure).toBe('Give the desk another name.')
})
