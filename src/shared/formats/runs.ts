import type { BodyNode } from '#shared/document/body.ts'
import { isSafeLink } from '#shared/document/links.ts'
import type { MarkName } from '#shared/document/schema.ts'

/** A stretch of a textblock that is written alike, for formats whose marks do not nest. */
export interface Run {
  /** A line break is `\n` alone. */
  text: string
  isBreak: boolean
  marks: ReadonlySet<MarkName>
  /** Where it links to; null without a link that may go out. */
  href: string | null
}

/** A textblock's content as runs, in order. */
export function readRuns(node: BodyNode | undefined): Run[] {
  return (node?.content ?? []).map((child) => {
    const marks = child.marks ?? []
    const href = marks.find((mark) => mark.type === 'link')?.attrs?.href
    const isBreak = child.type === 'hardBreak'
    return {
      text: isBreak ? '\n' : (child.text ?? ''),
      isBreak,
      marks: new Set(marks.map((mark) => mark.type)),
      href: isSafeLink(href) ? href : null
    }
  })
}

/** Neighbours with one link together: `[href, runs]`. */
export function byLink(runs: Run[]): [string | null, Run[]][] {
  const groups: [string | null, Run[]][] = []
  for (const run of runs) {
    const last = groups.at(-1)
    if (last && last[0] === run.href) last[1].push(run)
    else groups.push([run.href, [run]])
  }
  return groups
}
