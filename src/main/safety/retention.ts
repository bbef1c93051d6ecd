import type { Backup } from '#shared/contract/backups.ts'

const hourly = 24
const daily = 14
const asked = 10
const around = 5

/**
 * The ids of the copies that may go: of the regular ones the newest 24 stay, and of each of the last 14 days that have
 * any the newest; of those that somebody asked for, ten; of those made before a migration or a restore, five each. And
 * always the newest in which nothing is damaged.
 */
export function outdated(backups: readonly Backup[]): string[] {
  const newestFirst = [...backups].sort((a, b) => (a.at < b.at ? 1 : -1))
  const regular = newestFirst.filter(({ kind }) => kind === 'regular')
  const days = new Map<string, string>()
  for (const { at, id } of regular) if (!days.has(at.slice(0, 10))) days.set(at.slice(0, 10), id)
  const sound = newestFirst.find(({ damaged }) => damaged === 0)
  const kept = new Set([
    ...(sound ? [sound.id] : []),
    ...regular.slice(0, hourly).map(({ id }) => id),
    ...[...days.values()].slice(0, daily),
    ...ofKind('asked', asked),
    ...ofKind('before-migration', around),
    ...ofKind('before-restore', around)
  ])
  return newestFirst.filter(({ id }) => !kept.has(id)).map(({ id }) => id)

  function ofKind(kind: Backup['kind'], count: number): string[] {
    return newestFirst
      .filter((backup) => backup.kind === kind)
      .slice(0, count)
      .map(({ id }) => id)
  }
}
