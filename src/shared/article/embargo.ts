import type { Embargo } from './article.ts'

/** A wall-clock time as a person gives it: "2026-11-24T18:00". */
export type LocalTime = string

/**
 * What a local time means in a zone. Clocks that go back show an hour `twice`; clocks that go forward never show
 * one: then `next` is the first moment after the jump. Moments are UTC, ISO.
 */
export type LocalMeaning =
  | { kind: 'once'; at: string }
  | { kind: 'twice'; first: string; second: string }
  | { kind: 'never'; next: string }
  | { kind: 'unreadable' }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export function meaningOf(local: LocalTime, zone: string): LocalMeaning {
  const wall = Date.parse(`${local}:00Z`)
  // A year that is still being typed ("0202") is no year.
  if (Number.isNaN(wall) || wall < 0 || iso(wall).slice(0, 16) !== local || !isZone(zone)) return { kind: 'unreadable' }
  // The offsets in force well before and well after: a jump between them is the only thing that makes a time special.
  const before = offsetAt(wall - day, zone)
  const after = offsetAt(wall + day, zone)
  const moments = [...new Set([before, after])]
    .map((offset) => wall - offset)
    .filter((moment) => wallAt(moment, zone) === wall)
  const [first, second] = moments.sort((a, b) => a - b).map(iso)
  if (first && second) return { kind: 'twice', first, second }
  if (first) return { kind: 'once', at: first }
  return { kind: 'never', next: iso(jumpBetween(wall - after, wall - before, zone)) }
}

/** The first moment at which the zone's offset is what it is at `to`; offsets differ between `from` and `to`. */
function jumpBetween(from: number, to: number, zone: string): number {
  const [start, end] = [Math.min(from, to), Math.max(from, to)]
  const target = offsetAt(end, zone)
  for (let moment = start; moment < end; moment += minute) if (offsetAt(moment, zone) === target) return moment
  return end
}

/** The wall-clock time at an instant. */
export function localAt(at: string, zone: string): LocalTime {
  return iso(wallAt(Date.parse(at), zone)).slice(0, 16)
}

/** Minutes ahead of UTC at an instant, as people write it: "UTC+05:30". */
export function offsetText(at: string, zone: string): string {
  const minutes = Math.round(offsetAt(Date.parse(at), zone) / minute)
  const two = (value: number) => String(value).padStart(2, '0')
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
}

/** Where the clock stands that an embargo was given by: "London time", "UTC". */
export function zoneText(zone: string): string {
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
  return zone.startsWith('Etc/') || !zone.includes('/') ? zone : `${place} time`
}

/** The moment as the zone's own clock has it; with its offset where that clock shows the time twice. `dated` names the day. */
function momentText({ at, zone }: Embargo, dated: boolean): string {
  const local = localAt(at, zone)
  const which = meaningOf(local, zone).kind === 'twice' ? ` (${offsetText(at, zone)})` : ''
  return `${dated ? `${dayName(local)}, ` : ''}${local.slice(11)} ${zoneText(zone)}${which}`
}

/** Whether nothing may go out yet. What cannot be read as a moment holds for good. */
export function isEmbargoed({ embargo }: { embargo: Embargo | null }, now: Date): boolean {
  return embargo !== null && !(Date.parse(embargo.at) <= now.getTime())
}

/** "Tue 24 Nov 2026, 18:00 London time": the same whenever it is said. */
export function embargoMoment(embargo: Embargo): string {
  if (!isZone(embargo.zone) || Number.isNaN(Date.parse(embargo.at)))
    return `${embargo.at}, in an unknown time zone (${embargo.zone})`
  return momentText(embargo, true)
}

/**
 * "18:00 London time, in 3 h 58 min"; with its day unless that is today there, and its offset where the clock shows
 * that time twice; "over" once it has passed.
 */
export function embargoText(embargo: Embargo, now: Date): string {
  const { at, zone } = embargo
  if (!isZone(zone) || Number.isNaN(Date.parse(at))) return embargoMoment(embargo)
  const sameDay = localAt(at, zone).slice(0, 10) === localAt(now.toISOString(), zone).slice(0, 10)
  const left = Date.parse(at) - now.getTime()
  return `${momentText(embargo, !sameDay)}, ${left > 0 ? `in ${spanText(left)}` : 'over'}`
}

/** Time left in its two largest units, rounded up to whole minutes so that it never reads as over too early. */
export function spanText(milliseconds: number): string {
  const minutes = Math.ceil(milliseconds / minute)
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`
  return `${rest} min`
}

function dayName(local: LocalTime): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC'
  })
    .format(new Date(`${local}:00Z`))
    .replace(',', '')
}

/** Every zone that can be chosen: this computer's and UTC first, and `kept` even where this computer spells it otherwise. */
export function zoneChoices(kept: string | null, own = ownZone()): string[] {
  return [...new Set([own, 'UTC', ...(kept && isZone(kept) ? [kept] : []), ...Intl.supportedValuesOf('timeZone')])]
}

export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

export function isZone(zone: string): boolean {
  try {
    return zone !== '' && formatOf(zone) !== null
  } catch {
    return false
  }
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric'
  })
  formats.set(zone, format)
  return format
}

/** What the clock on the wall shows at `moment`, read as if it were UTC. */
function wallAt(moment: number, zone: string): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of formatOf(zone).formatToParts(moment)) part[type] = Number(value)
  const whole = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
  return whole + (moment - Math.floor(moment / 1000) * 1000)
}

function offsetAt(moment: number, zone: string): number {
  return wallAt(moment, zone) - moment
}

function iso(moment: number): string {
  return new Date(moment).toISOString()
}
