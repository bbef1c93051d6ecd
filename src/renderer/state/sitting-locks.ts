const lockName = 'copydesk.sitting.'

/** Marks a sitting as alive, so that no other window sends its saves again; returns the way to let go. */
export function holdSitting(session: string): () => void {
  let release = () => {}
  const until = new Promise<void>((resolve) => (release = resolve))
  void globalThis.navigator?.locks?.request(lockName + session, () => until).catch(() => {})
  return release
}

/** The sittings that some window of this browser still holds. */
export async function heldSittings(): Promise<Set<string>> {
  const held = (await globalThis.navigator?.locks?.query())?.held ?? []
  return new Set(held.flatMap((lock) => (lock.name?.startsWith(lockName) ? [lock.name.slice(lockName.length)] : [])))
}
