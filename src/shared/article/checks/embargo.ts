import type { Check } from './check.ts'

export const embargo: Check = {
  id: 'embargo-form',
  label: 'The embargo lies in the past, or its time cannot be read',
  level: 'warn',
  find({ meta }, { now, published }) {
    if (!meta.embargo) return []
    const { at, zone } = meta.embargo
    const time = Date.parse(at)
    if (Number.isNaN(time)) return [{ message: `The embargo’s time cannot be read: “${at}”.`, place: 'meta.embargo' }]
    const clock = clockOf(zone)
    if (!clock) return [{ message: `The embargo’s time zone is unknown: “${zone}”.`, place: 'meta.embargo' }]
    if (published || time > now.getTime()) return []
    return [{ message: `The embargo has passed: it was set for ${clock.format(time)} (${zone}).`, place: 'meta.embargo' }]
  }
}

function clockOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone })
  } catch {
    return null
  }
}
