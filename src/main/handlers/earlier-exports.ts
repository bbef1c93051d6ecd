import { z } from 'zod'
import type { EarlierExport } from '#shared/contract/exports.ts'
import { findFormat } from '#shared/formats/index.ts'
import { ok, type Result } from '#shared/result.ts'
import { listEvents } from '../store/events.ts'
import { accountNames, readRecord } from './article-record.ts'
import type { Context } from './context.ts'

/** The newest that are told of: more than anybody looks through. */
const most = 100

/** What an `exported` event says. Events come in hand-overs too, so nothing of one is believed as it stands. */
const exportedDetail = z.object({
  formats: z.array(z.string().max(40)).max(100).catch([]),
  as: z.enum(['zip', 'folder']).catch('zip'),
  door: z.enum(['desktop', 'browser']).catch('browser'),
  name: z.string().max(300).catch(''),
  files: z
    .array(z.object({ path: z.string().max(1000), size: z.number(), sha256: z.string().max(64) }))
    .max(10_000)
    .catch([]),
  overridden: z.array(z.unknown()).catch([]),
  notice: z.unknown().optional()
})

/** Everything that has left of one article, the newest first, each held against the text that stands now. */
export function earlierExports({ store }: Context, articleId: string): Result<EarlierExport[]> {
  const read = readRecord(store, articleId)
  if (!read.ok) return read
  const { articleHash } = read.value.working
  const names = accountNames(store)
  const left = listEvents(store, articleId).filter(({ type }) => type === 'exported')
  return ok(
    left
      .reverse()
      .slice(0, most)
      .flatMap((event) => {
        const detail = exportedDetail.safeParse(event.detail)
        if (!detail.success) return []
        const { formats, overridden, notice, ...rest } = detail.data
        return [
          {
            ...rest,
            id: event.id,
            at: event.at,
            byName: names[event.actor] ?? '',
            formats: formats.map((id) => findFormat(id)?.label ?? id),
            revision: event.revision ?? '',
            sameText: event.articleHash === articleHash,
            overridden: overridden.length > 0,
            notice: notice !== undefined
          }
        ]
      })
  )
}
