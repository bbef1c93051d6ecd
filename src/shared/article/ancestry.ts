/** By id, the versions that each was made from. */
export type Parents = ReadonlyMap<string, readonly string[]>

/** How another version stands to ours: it has come after it, before it, or beside it. */
export type Kinship = 'same' | 'newer' | 'older' | 'diverged'

/** A version and everything that it comes from. */
export function ancestorsOf(parents: Parents, id: string): Set<string> {
  const seen = new Set<string>()
  const next = [id]
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (seen.has(one)) continue
    seen.add(one)
    next.push(...(parents.get(one) ?? []))
  }
  return seen
}

export function kinshipOf(parents: Parents, ours: string, theirs: string): Kinship {
  if (ours === theirs) return 'same'
  if (ancestorsOf(parents, theirs).has(ours)) return 'newer'
  return ancestorsOf(parents, ours).has(theirs) ? 'older' : 'diverged'
}

/**
 * The last version from which both come, or null. Where there are several, as after merges that crossed, it is the same
 * one on every computer.
 */
export function commonAncestor(parents: Parents, one: string, other: string): string | null {
  const ofOther = ancestorsOf(parents, other)
  const common = [...ancestorsOf(parents, one)].filter((id) => ofOther.has(id))
  const before = new Set(common.flatMap((id) => parents.get(id) ?? []))
  return common.filter((id) => !before.has(id)).sort()[0] ?? null
}
