/** A moment as `datetime-local` has it, by this computer's clock: "2026-03-04T15:30"; empty is none. */
export function localTime(utc: string | null): string {
  if (utc === null) return ''
  const at = new Date(utc)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The moment that `datetime-local` names, in UTC; null when it names none. */
export function utcTime(local: string): string | null {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? null : at.toISOString()
}
