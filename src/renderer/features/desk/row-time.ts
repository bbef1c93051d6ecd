const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })

/** When, as briefly as the list needs it, in this computer's zone: "14:02" today, "Mon" this week, "3 Nov", "3 Nov 2025". */
export function rowTime(utc: string, now: Date): string {
  const at = new Date(utc)
  const age = dayNumber(now) - dayNumber(at)
  if (age === 0) return clock.format(at)
  if (age > 0 && age < 7) return weekday.format(at)
  return (at.getFullYear() === now.getFullYear() ? day : dayAndYear).format(at)
}

export function wholeTime(utc: string): string {
  return whole.format(new Date(utc))
}

/** Days since 1970 by the calendar on the wall here, so that "today" ends at midnight. */
function dayNumber(date: Date): number {
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}
