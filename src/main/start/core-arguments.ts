/**
 * How Node runs the core: with a small nursery for new objects (in megabytes). What the core makes is short-lived, and the
 * nursery of a Node that nobody tells otherwise grows to tens of megabytes that are never given back.
 */
export const coreArguments = ['--max-semi-space-size=2']
