/** Pure steps from one schema version to the next; the step at index n reads version n + 1. */
const steps: ((body: unknown) => unknown)[] = []

/** The stored body as today's schema has it. Never changes its input. */
export function migrateBody(stored: unknown, version: number): unknown {
  return steps.slice(version - 1).reduce((body, step) => step(body), stored)
}
