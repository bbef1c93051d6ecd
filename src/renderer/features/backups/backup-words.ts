import type { Backup, BackupDamage, BackupKind } from '#shared/contract/backups.ts'
import type { Readable } from '#shared/contract/rescue.ts'

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const number = new Intl.NumberFormat('en-GB')

const kindNames: Record<BackupKind, string> = {
  regular: '',
  asked: 'asked for',
  'before-migration': 'before an update',
  'before-restore': 'before a restore'
}

export const dayWords = (utc: string): string => day.format(new Date(utc))
export const clockWords = (utc: string): string => clock.format(new Date(utc))
export const momentWords = (utc: string): string => `${dayWords(utc)}, ${clockWords(utc)}`

/** "132 articles, 1,204 versions · 4.1 MB · before an update" */
export function holdsWords({ articles, versions, damaged, size, kind }: Backup): string {
  const parts = [
    `${count(articles, 'article')}, ${count(versions, 'version')}`,
    damaged > 0 ? `${damaged} damaged` : '',
    sizeWords(size),
    kindNames[kind]
  ]
  return parts.filter(Boolean).join(' · ')
}

export function count(amount: number, noun: string): string {
  return `${number.format(amount)} ${noun}${amount === 1 ? '' : 's'}`
}

export function sizeWords(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`
  return bytes < 1_000_000_000 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}

/** Backups by the day on the wall here, newest first. */
export function byDay(backups: readonly Backup[]): { day: string; backups: Backup[] }[] {
  const days: { day: string; backups: Backup[] }[] = []
  for (const backup of backups) {
    const name = dayWords(backup.at)
    const last = days.at(-1)
    if (last?.day === name) last.backups.push(backup)
    else days.push({ day: name, backups: [backup] })
  }
  return days
}

const damages: Record<BackupDamage['kind'], (name: string) => string> = {
  text: (name) => `The newest words of “${name}” are damaged on the disk.`,
  version: (name) => `A version of “${name}” is damaged on the disk.`,
  picture: (name) => `The original of the picture ${name} is gone or damaged.`,
  'entry-changed': (name) =>
    `An entry in the record of “${name}” is not what was recorded: something else has changed it.`,
  'entry-gone': () => 'An entry of the desk’s record is gone: something else has removed it.',
  'entry-added': (name) =>
    `An entry in the record of “${name}” was not recorded by Copydesk: something else has put it there.`
}

export function damageWords({ kind, name }: BackupDamage): string {
  return damages[kind](name)
}

/** What a reading of a damaged file found, a sentence each. */
export function readableWords({ articles, versions, wentBack, lost, lostVersions }: Readable): string[] {
  return [
    articles === 0
      ? 'Nothing can be read in the desk’s file.'
      : `${count(articles, 'article')} and ${count(versions, 'version')} can be read, and are what was stored.`,
    wentBack.length > 0
      ? `The newest words of ${names(wentBack)} are damaged: ${wentBack.length === 1 ? 'it stands' : 'they stand'} at the newest version that holds.`
      : '',
    lost.length > 0 ? `Nothing of ${names(lost)} can be read.` : '',
    lostVersions > 0 ? `${count(lostVersions, 'older version')} cannot be read.` : ''
  ].filter(Boolean)
}

function names(list: readonly string[]): string {
  const shown = list.slice(0, 5).map((name) => `“${name}”`)
  if (list.length > shown.length) shown.push(`${list.length - shown.length} more`)
  return new Intl.ListFormat('en-GB').format(shown)
}
