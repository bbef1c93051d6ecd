/** What every writer writes: release refuses open suggestions, so this settles previews alone. */
export { acceptedBody } from '#shared/document/decide.ts'
