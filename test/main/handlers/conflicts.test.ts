import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Article } from '#shared/article/article.ts'
import { acceptSuggestions, rejectSuggestions } from '#shared/document/decide.ts'
import { suggestionIds } from '#shared/document/suggestions.ts'
import { textOf } from '#shared/document/text.ts'
import { openTestDesk, sitDown, typeInto, type Sitting, type TestDesk, type TestWindow } from '#test/support/desk.ts'

let desk: TestDesk
let reporter: TestWindow
let editor: TestWindow
beforeEach(async () => {
  desk = await openTestDesk()
  reporter = await desk.join('Rea Porter', 'reporter')
  editor = await desk.join('Ed Itor', 'editor')
})
afterEach(() => desk.close())

const copy = typeInto.bind(null, 2)
const verdicts = { accepted: acceptSuggestions, rejected: rejectSuggestions }
type Verdict = keyof typeof verdicts

/** An editor's sitting at an article in which both have written at one spot. */
async function inConflict(): Promise<Sitting> {
  const here = await sitDown(reporter)
  await here.save(copy('The ferry sails at noon.'))
  const there = await sitDown(editor, here.opened.info.id)
  await here.save(copy('The old ferry sails at noon.'))
  await there.save(copy('The new ferry sails at noon.'))
  return there
}

const openIn = ({ opened }: Sitting) => editor.get('conflicts.list', { articleId: opened.info.id })

/** Settles suggestions as the panel does: in the text, and told with the save. */
function settle(sitting: Sitting, ids: string[], decision: Verdict) {
  const change = ({ meta, body }: Article) => ({ meta, body: verdicts[decision](body, ids) })
  return sitting.save(change, { decided: ids.map((id) => ({ id, decision })) })
}

describe('a conflict is open as long as both its suggestions stand in the text', () => {
  test.each([
    ['mine', 'accepted', 'The new old ferry sails at noon.'],
    ['mine', 'rejected', 'The old ferry sails at noon.'],
    ['theirs', 'accepted', 'The new old ferry sails at noon.'],
    ['theirs', 'rejected', 'The new ferry sails at noon.']
  ] as const)('%s %s closes it, and the other one is a suggestion like any', async (side, decision, words) => {
    const there = await inConflict()
    const [conflict] = await openIn(there)
    expect(await settle(there, [conflict![side].id], decision)).toMatchObject({ ok: true })
    expect(await openIn(there)).toEqual([])
    const text = textOf(there.opened.article.body.content?.[2])
    expect(text.replace('old new', 'new old')).toBe(words)
    // What is left of it still holds the approval back, as itself.
    await there.move('submit')
    expect(await there.move('approve')).toMatchObject({ ok: false, error: { message: /^Suggestions are still open/ } })
    const [other] = suggestionIds(there.opened.article.body)
    await settle(there, [other!], 'rejected')
    expect(await there.move('approve')).toMatchObject({ ok: true })
  })

  test('undo, which brings the suggestion back, opens it again', async () => {
    const there = await inConflict()
    const before = there.opened.article
    const [conflict] = await openIn(there)
    await settle(there, [conflict!.mine.id, conflict!.theirs.id], 'rejected')
    expect(await openIn(there)).toEqual([])
    await there.save(() => before)
    expect(await openIn(there)).toMatchObject([{ id: conflict!.id }])
  })

  test('whoever types over both has decided it', async () => {
    const there = await inConflict()
    await there.save(copy('No ferry sails.'))
    expect(await openIn(there)).toEqual([])
  })

  test('what was chosen in the strip stays what was chosen', async () => {
    const there = await inConflict()
    const [conflict] = await openIn(there)
    const { id } = there.opened.info
    await settle(there, [conflict!.mine.id, conflict!.theirs.id], 'accepted')
    await editor.get('conflicts.decide', { articleId: id, id: conflict!.id, decision: 'both' })
    await editor.get('conflicts.decide', { articleId: id, id: conflict!.id, decision: 'mine' })
    const rows = await there.window.get('conflicts.list', { articleId: id })
    expect(rows).toEqual([])
  })

  test('in any order of accepting, rejecting and undoing', { timeout: 60_000 }, async () => {
    const act = fc.tuple(fc.constantFrom('mine', 'theirs', 'undo'), fc.constantFrom<Verdict>('accepted', 'rejected'))
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const there = await inConflict()
        const [conflict] = await openIn(there)
        const texts = [there.opened.article]
        for (const [what, decision] of acts) {
          if (what === 'undo') await there.save(() => texts.pop() ?? there.opened.article)
          else {
            texts.push(there.opened.article)
            await settle(there, [conflict![what].id], decision)
          }
          const standing = new Set(suggestionIds(there.opened.article.body))
          const open = [conflict!.mine.id, conflict!.theirs.id].every((id) => standing.has(id))
          expect((await openIn(there)).length).toBe(open ? 1 : 0)
        }
      }),
      { numRuns: Number(process.env.CONFLICT_RUNS ?? 15) }
    )
  })
})
