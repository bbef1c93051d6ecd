// Made once: a banner and a record show many of them.
const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** A UTC instant on this computer's clock: "24 Nov 2026, 14:02". */
export function dayAndTime(at: string): string {
  return format.format(new Date(at))
}
