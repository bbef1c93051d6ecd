import { merge } from '#shared/merge/merge.ts'
import { judge } from '#test/support/merge-oracle.ts'
import { offlineSessions, uniqueWords } from '#test/support/offline-sessions.ts'
import { randomOf, type Fault, type Outcome } from './fault.ts'

const longest = 80

/**
 * Two people take one article away and go on with it, 1 to 80 edits of every kind each; the two are merged. Lost is a
 * word of somebody's that is not there; corrupt is anything else that is wrong and not reported.
 */
export const mergeSessions: Fault = {
  name: 'merge',
  times: { quick: 60, full: 1500 },
  async run({ times, seed, control }) {
    const random = randomOf(seed)
    const outcome: Outcome = { times, lost: 0, corrupt: 0, notes: [] }
    let edits = 0
    let conflicts = 0
    for (let time = 0; time < times; time++) {
      const counts = [1 + Math.floor(random() * longest), 1 + Math.floor(random() * longest)] as const
      const session = seed * 10_000 + time
      const sessions = uniqueWords(offlineSessions(session, { words: 600, edits: counts }))
      const merged = merge(sessions.base, sessions.mine, sessions.theirs)
      const turned = merge(sessions.base, sessions.theirs, sessions.mine)
      // The control takes one side for the whole: the words of the other must be missed.
      const verdict = judge(sessions, control ? sessions.mine : merged.article, merged.conflicts)
      if (!control && JSON.stringify(turned.article) !== JSON.stringify(merged.article))
        verdict.silent.push('the other way round it is another text')
      edits += counts[0] + counts[1]
      conflicts += merged.conflicts.length
      if (verdict.lost.length > 0) outcome.lost++
      if (!control && verdict.silent.length > 0) outcome.corrupt++
      if (verdict.lost.length + verdict.silent.length > 0 && outcome.notes.length < 10)
        outcome.notes.push(`session ${session}: ${[...verdict.lost, ...verdict.silent].slice(0, 3).join('; ')}`)
    }
    outcome.notes.unshift(`${edits} edits, ${conflicts} places reported`)
    return outcome
  }
}
