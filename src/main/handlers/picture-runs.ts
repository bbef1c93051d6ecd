import { placementsOf, type Placement } from '#shared/article/placements.ts'
import type { PictureRun } from '#shared/contract/pictures.ts'
import type { Store } from '../store/open.ts'
import { listRunsOf, type Run } from '../store/placements.ts'
import { readRevision } from '../store/revisions.ts'

interface RevisionPictures {
  headline: string
  placements: Placement[]
}

/** A revision never changes, so what was once read of it holds. */
const kept = new WeakMap<Store, Map<string, RevisionPictures>>()
const mostKept = 2000

function picturesIn(store: Store, revision: string): RevisionPictures {
  let known = kept.get(store)
  if (!known) kept.set(store, (known = new Map()))
  const found = known.get(revision)
  if (found) return found
  const read = readRevision(store, revision)
  // A damaged version is told of where versions are shown; here it only says nothing.
  const pictures = read.ok
    ? { headline: read.value.info.headline, placements: placementsOf(read.value.content.article.body) }
    : { headline: '', placements: [] }
  if (known.size >= mostKept) known.clear()
  known.set(revision, pictures)
  return pictures
}

function runOf(store: Store, hash: string, { articleId, revision, type, at }: Run): PictureRun | null {
  const { headline, placements } = picturesIn(store, revision)
  const placement = placements.find(({ media }) => media === hash)
  if (!placement) return null
  const { caption, credit, alt } = placement
  return { articleId, headline, how: type === 'publish' ? 'published' : 'approved', at, caption, credit, alt }
}

/** Every time that the picture went out, the newest first, with the words that it had then. An approval that was published is one. */
export function runsOf(store: Store, hash: string): PictureRun[] {
  const runs = listRunsOf(store, hash, 200)
  const published = new Set(runs.flatMap(({ type, revision }) => (type === 'publish' ? [revision] : [])))
  return runs
    .filter(({ type, revision }) => type === 'publish' || !published.has(revision))
    .flatMap((run) => runOf(store, hash, run) ?? [])
}

/** The newest publication, else the newest approval, or null. */
export function lastRunOf(store: Store, hash: string): PictureRun | null {
  const runs = listRunsOf(store, hash, 20)
  for (const type of ['publish', 'approve'])
    for (const run of runs) {
      const found = run.type === type && runOf(store, hash, run)
      if (found) return found
    }
  return null
}
