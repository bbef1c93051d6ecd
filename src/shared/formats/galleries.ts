import type { BodyNode } from '#shared/document/body.ts'
import { joinsBefore } from '#shared/document/text.ts'

/** Blocks as they are written, without those that are written as nothing; pictures that stand in one gallery are wrapped together. */
export function writeWithGalleries(
  blocks: BodyNode[],
  write: (block: BodyNode) => string,
  wrap: (pictures: string[]) => string
): string[] {
  const runs: { last: BodyNode; written: string[] }[] = []
  for (const block of blocks) {
    const written = write(block)
    if (written === '') continue
    const run = runs.at(-1)
    if (run && joinsBefore(block, run.last)) {
      run.written.push(written)
      run.last = block
    } else runs.push({ last: block, written: [written] })
  }
  return runs.map(({ written }) => (written.length > 1 ? wrap(written) : written.join('')))
}
