import { expect, test } from 'vitest'
import { choiceOf, type Panel, type PanelChoice } from '#renderer/features/article/panels.ts'

const panels = ['details', 'checks'].map((id) => ({ id, label: id })) as unknown as Panel[]

test.each<[PanelChoice | undefined, PanelChoice]>([
  [undefined, { id: 'details', open: true }],
  [
    { id: 'checks', open: false },
    { id: 'checks', open: false }
  ],
  [
    { id: 'gone', open: true },
    { id: 'details', open: true }
  ]
])('of %j kept, %j is shown', (kept, shown) => expect(choiceOf(panels, kept)).toEqual(shown))
