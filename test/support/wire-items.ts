import { rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** An agency's item as a test wants it. */
export interface TestItem {
  guid: string
  version: number
  headline: string
  copy: string[]
  source?: string
  status?: 'usable' | 'withheld' | 'canceled'
  embargo?: string
  ednote?: string
}

/** As NewsML-G2, with everything that an article keeps of it. */
export function newsml({
  guid,
  version,
  headline,
  copy,
  source,
  status = 'usable',
  embargo,
  ednote
}: TestItem): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${version}" standard="NewsML-G2" standardversion="2.35" xml:lang="en-GB">
  <itemMeta>
    <itemClass qcode="ninat:text"/><provider literal="agency"><name>${source ?? 'North Wire'}</name></provider>
    <versionCreated>2026-01-05T09:0${version % 10}:00Z</versionCreated>
    ${embargo ? `<embargoed>${embargo}</embargoed>` : ''}<pubStatus qcode="stat:${status}"/>${ednote ? `<edNote>${ednote}</edNote>` : ''}
  </itemMeta>
  <contentMeta>
    <urgency>2</urgency><creator literal="ro"><name>Ruth Okafor</name></creator><slugline>HARBOUR-FERRY</slugline><headline>${headline}</headline>
    <subject type="cpnat:abstract" qcode="medtop:20000763"><name>water transport</name></subject>
  </contentMeta>
  <contentSet>${copy.length > 0 ? `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>${copy.map((line) => `<p>${line}</p>`).join('')}</body></html></inlineXML>` : ''}</contentSet>
</newsItem>`
}

/** As NITF 3.6. */
export function nitf({ guid, version, headline, copy, status = 'usable', ednote }: TestItem): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>${headline}</title><docdata management-status="${status}"><doc-id id-string="${guid}" regsrc="South Wire"/><urgency ed-urg="4"/><du-key key="COUNCIL" version="${version}"/>${ednote ? `<ed-msg info="${ednote}"/>` : ''}</docdata></head>
<body><body.head><hedline><hl1>${headline}</hl1></hedline><byline>By <person>Amina Diallo</person></byline></body.head>
<body.content><block>${copy.map((line) => `<p>${line}</p>`).join('')}</block></body.content></body></nitf>`
}

/** As ninjs 3.1. */
export function ninjs({ guid, version, headline, copy, source, status = 'usable' }: TestItem): string {
  return JSON.stringify({
    uri: guid,
    type: 'text',
    version: String(version),
    pubStatus: status,
    language: 'en-GB',
    headlines: [{ role: 'main', value: headline }],
    organisations: [{ rel: 'publisher', name: source ?? 'West Wire' }],
    bodies: [{ role: 'main', contentType: 'text/html', value: copy.map((line) => `<p>${line}</p>`).join('') }]
  })
}

let clock = Date.parse('2026-01-05T08:00:00Z') / 1000

/** Puts a file into a folder, each a second younger than the one before. */
export function drop(folder: string, name: string, text: string | Uint8Array): void {
  const path = join(folder, name)
  rmSync(path, { force: true })
  writeFileSync(path, text)
  clock += 1
  utimesSync(path, clock, clock)
}
