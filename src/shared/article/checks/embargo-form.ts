import type { Check } from './check.ts'

export const embargoForm: Check = {
  id: 'embargo-form',
  label: 'The time of the embargo cannot be read',
  level: 'block',
  find({ meta }) {
    if (!meta.embargo) return []
    const { at, zone } = meta.embargo
    if (Number.isNaN(Date.parse(at)))
      return [{ message: `The embargo’s time cannot be read: “${at}”.`, place: 'meta.embargo' }]
    return isZone(zone) ? [] : [{ message: `The embargo’s time zone is unknown: “${zone}”.`, place: 'meta.embargo' }]
  }
}

export function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }))
  } catch {
    return false
  }
}
