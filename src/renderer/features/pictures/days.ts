const long = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** A day as YYYY-MM-DD, by the calendar on the wall here. */
export function today(now = new Date()): string {
  const pad = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}

function midnight(day: string, more = 0): Date {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + more)
}

export function dayBeside(day: string, more: number): string {
  return today(midnight(day, more))
}

export function dayName(day: string): string {
  return long.format(midnight(day))
}

/** From its first moment to the first of the next, in UTC: 23 or 25 hours where the clocks change. */
export function daySpan(day: string): { from: string; to: string } {
  return { from: midnight(day).toISOString(), to: midnight(day, 1).toISOString() }
}

const brief = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** "3 Nov 2025", of an instant in UTC. */
export function dateOf(utc: string): string {
  return brief.format(new Date(utc))
}
