import type { WatchReport, WireArrival, WireOutcome, WireRun } from '#shared/contract/wires.ts'

/** What became of an item, as a list says it. */
export const outcomeWords: Record<WireOutcome, string> = {
  new: 'New',
  revised: 'Revised',
  aside: 'Newer, waits',
  killed: 'Killed',
  older: 'Older, left',
  failed: 'Not read'
}

/** The same, for who rests on it. */
export const outcomeHints: Record<WireOutcome, string> = {
  new: 'A new draft was made of it.',
  revised: 'Nobody had changed the article here, so it has the newer words now.',
  aside: 'The article was changed here or has moved on: the newer version waits in it to be taken.',
  killed: 'The agency has withdrawn it. The article is held back.',
  older: 'A newer version was on the desk already.',
  failed: 'The file could not be read.'
}

const number = new Intl.NumberFormat('en-GB')

export function count(amount: number, noun: string): string {
  return `${number.format(amount)} ${noun}${amount === 1 ? '' : 's'}`
}

/** "Watching · 12 items · 2 files not read" */
export function watchWords({ paused, trouble, waiting, items, failed }: WatchReport): string {
  const state = paused ? 'Paused' : trouble !== null ? 'Not watching now' : waiting > 0 ? 'Bringing in' : 'Watching'
  return [
    state,
    items === 0 ? 'nothing has come yet' : count(items, 'item'),
    failed > 0 ? `${count(failed, 'file')} not read` : '',
    !paused && waiting > 0 ? `${count(waiting, 'file')} to go` : ''
  ]
    .filter(Boolean)
    .join(' · ')
}

/** "3 of 12 files read" */
export function runWords({ done, total, running, message }: WireRun): string {
  if (message !== '') return `${number.format(done)} of ${count(total, 'file')} read. ${message}`
  return running ? `${number.format(done)} of ${count(total, 'file')} read…` : `${count(total, 'file')} read.`
}

/** "North Wire · version 2 · ferry-2.xml" */
export function originWords({ source, version, name }: WireArrival): string {
  return [source, version && !/^\d{4}-/.test(version) ? `version ${version}` : '', name].filter(Boolean).join(' · ')
}
