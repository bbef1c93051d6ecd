import type { Check } from './check.ts'
import { isZone } from './embargo-form.ts'

/** Every embargo lies in the past at last: this can only ever be worth a look. */
export const embargoPassed: Check = {
  id: 'embargo-passed',
  label: 'The embargo lies in the past',
  level: 'warn',
  advice: true,
  find({ meta }, { now, published }) {
    if (!meta.embargo || published) return []
    const { at, zone } = meta.embargo
    const time = Date.parse(at)
    if (Number.isNaN(time) || !isZone(zone) || time > now.getTime()) return []
    const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone })
    return [
      { message: `The embargo has passed: it was set for ${clock.format(time)} (${zone}).`, place: 'meta.embargo' }
    ]
  }
}
