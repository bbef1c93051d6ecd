import { anchorTally, outcomes, ways, type Tally, type Way } from '#test/support/anchor-truth.ts'
import type { Bench, Figure } from './figures.ts'

const sessions = 30
const anchorsEach = 50

/**
 * Comments on words of an article of 2,000 words, after 20, 60 and 150 random edits of every kind: how many are found
 * exactly, found in part, put at other words, or given up though some of their words are left. Of what is left, that is:
 * an anchor all of whose words were deleted has nothing to find, and not to find it is right.
 */
export const anchors: Bench = {
  name: 'anchors',
  async run() {
    const figures: Figure[] = []
    for (const edits of [20, 60, 150])
      for (const way of Object.keys(ways) as Way[]) {
        const sum: Tally = { exact: 0, overlapping: 0, wrong: 0, missed: 0, gone: 0 }
        for (let seed = 1; seed <= sessions; seed++) {
          const tally = anchorTally(way, { seed, count: anchorsEach, edits })
          for (const outcome of outcomes) sum[outcome] += tally[outcome]
        }
        const left = sum.exact + sum.overlapping + sum.wrong + sum.missed
        figures.push({
          name: `anchors after ${edits} edits, ${way}`,
          figure: outcomes.map((outcome) => `${outcome} ${sum[outcome]}`).join(', '),
          reference: 'to reach: wrong 0',
          ratio: `${((sum.exact / left) * 100).toFixed(1)} % exact`,
          n: sessions * anchorsEach
        })
      }
    return figures
  }
}
