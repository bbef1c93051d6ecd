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
      /** How many the two lists have; they are counted as they are listed. */
      const listed = async () => {
        const { views } = await reporter.get('articles.counts', {})
        const lists = { review: 0, approved: 0 }
        for (const view of ['review', 'approved'] as const) {
          const { rows, total } = await reporter.get('articles.list', { view, limit: 10 })
          expect([total, views[view]]).toEqual([rows.length, rows.length])
          lists[view] = rows.length
        }
        return lists
      }
      await move(reporter, 'submit')
      expect(await row()).not.toHaveProperty('approvals')
      await move(first, 'approve')
      expect(await row()).not.toHaveProperty('approvals')
      await admin.get('desk.change', { approvalsNeeded: 2 })
      expect(await row()).toMatchObject({ state: 'approved', approvals: { given: 1, needed: 2 } })
      // It waits for an editor: nothing lets it go out.
      expect(await listed()).toEqual({ review: 1, approved: 0 })
      await expect
        .poll(() => row('state:review'), { timeout: 15_000 })
        .toMatchObject({ approvals: { given: 1, needed: 2 } })
      await move(second, 'approve')
      expect(await row()).toMatchObject({ state: 'approved' })
      expect(await row()).not.toHaveProperty('approvals')
      expect(await listed()).toEqual({ review: 0, approved: 1 })
    } finally {
      await desk.close()
    }
  }
)
