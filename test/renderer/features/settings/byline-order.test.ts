import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditRoles } from '#shared/article/article.ts'
import { movedRole } from '#renderer/features/settings/byline-order.ts'

test.each([
  ['by', 1, ['reporting', 'by', 'photographs', 'editing']],
  ['by', -1, ['by', 'reporting', 'photographs', 'editing']],
  ['editing', 1, ['by', 'reporting', 'photographs', 'editing']],
  ['editing', -2, ['by', 'editing', 'reporting', 'photographs']]
] as const)('%s moved by %d gives %j', (role, steps, order) =>
  expect(movedRole([...creditRoles], role, steps)).toEqual(order)
)

test('however roles are moved, each stands there once', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...creditRoles), fc.integer({ min: -5, max: 5 }))), (moves) => {
      const order = moves.reduce((roles, [role, steps]) => movedRole(roles, role, steps), [...creditRoles])
      expect(order.toSorted()).toEqual([...creditRoles].toSorted())
    })
  )
})
