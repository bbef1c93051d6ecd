import { seededRandom } from './random.ts'

const common = `the of a and in to for with on at from by as is was that it he she they but not after before over under
  harbour council ferry budget school bridge storm vote mayor island fishing winter report tide cargo engine village library
  nurse funding election quay rescue market weather pilot engineer timber festival museum road water power station court
  inquiry price tenant pension surgery teacher orchard valley rail old new long first last public local early late quiet open
  small large several many few next three seven twenty hundred people opened closed carried repaired promised counted measured
  reached voted signed moved waited returned agreed warned said would could must`
  .split(/\s+/)
  .filter(Boolean)
const syllables =
  `ba be bo da de du fa fe ga go ha he ka ke la le lo ma me mo na ne no pa pe po ra re ro sa se so ta te to va ve wa we ya
  bar ben cor dal den far gan hol kel lan mar nor pel ran sel tan vor win`.split(/\s+/)
const vocabularySize = 30_000

/** Words as a language has them: few of them very common, most of them rare (Zipf), the same ones in every run. */
export const vocabulary: readonly string[] = (() => {
  const random = seededRandom(2024)
  const words = new Set(common)
  while (words.size < vocabularySize) {
    const length = 2 + Math.floor(random() * 3)
    words.add(Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join(''))
  }
  return [...words]
})()

const sums = (() => {
  let sum = 0
  return Float64Array.from(vocabulary, (_, rank) => (sum += 1 / (rank + 2.7) ** 1.05))
})()

/** One word of the vocabulary, as often as its rank says. */
export function pickWord(random: () => number): string {
  const wanted = random() * (sums.at(-1) ?? 0)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return vocabulary[low] ?? ''
}
