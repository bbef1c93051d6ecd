import { expect, test } from 'vitest'
import { approval } from '#test/faults/approval.ts'

test('in whatever order people edit, approve, undo, restore, correct, kill and export, what leaves was approved', async () => {
  const outcome = await approval.run({ times: 24, seed: 20260105, control: false })
  expect(outcome).toMatchObject({ lost: 0, corrupt: 0 })
  expect(Number(/^(\d+) exports/.exec(outcome.notes[0] ?? '')?.[1])).toBeGreaterThan(0)
}, 120_000)

test('an export that forgets the gate is seen', async () => {
  expect((await approval.run({ times: 4, seed: 1, control: true })).lost).toBeGreaterThan(0)
}, 120_000)
