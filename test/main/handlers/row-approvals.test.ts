import { expect, test } from 'vitest'
import { openTestDesk, sitDown, typeInto, type TestWindow } from '#test/support/desk.ts'

test(
  'where two approvals are asked for, list and search say how many an article has until it has them',
  { timeout: 30_000 },
  async () => {
    const desk = await openTestDesk()
    try {
      const reporter = await desk.join('Rea Porter', 'reporter')
      const admin = await desk.join('Ada Boss', 'admin')
      const [first, second] = [await desk.join('Ed Itor', 'editor'), await desk.join('Eva Dit', 'editor')]
      const sitting = await sitDown(reporter)
      const id = sitting.opened.info.id
      await sitting.save(typeInto(0, 'Ferry'))
      const move = async (window: TestWindow, asked: 'submit' | 'approve') =>
        window.get('workflow.move', {
          articleId: id,
          move: asked,
          articleHash: (await window.get('articles.info', { id })).articleHash
        })
      const row = async (query?: string) =>
        (await reporter.get('articles.list', { view: 'all', limit: 10, ...(query && { query }) })).rows[0]
      await move(reporter, 'submit')
      expect(await row()).not.toHaveProperty('approvals')
      await move(first, 'approve')
      expect(await row()).not.toHaveProperty('approvals')
      await admin.get('desk.change', { approvalsNeeded: 2 })
      expect(await row()).toMatchObject({ state: 'approved', approvals: { given: 1, needed: 2 } })
      await expect
        .poll(() => row('state:approved'), { timeout: 15_000 })
        .toMatchObject({ approvals: { given: 1, needed: 2 } })
      await move(second, 'approve')
      expect(await row()).toMatchObject({ state: 'approved' })
      expect(await row()).not.toHaveProperty('approvals')
    } finally {
      await desk.close()
    }
  }
)
