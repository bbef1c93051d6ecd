import { DOMSerializer } from '@tiptap/pm/model'
import type { Body } from '#shared/document/body.ts'
import { schema } from '#shared/document/schema.ts'

/** Shows a body that has been held against the schema: built element by element, nothing of it is parsed as HTML. */
export function showBody(page: HTMLElement, body: Body): HTMLElement[] {
  page.replaceChildren(DOMSerializer.fromSchema(schema).serializeFragment(schema.nodeFromJSON(body).content))
  return [...page.querySelectorAll<HTMLElement>('figure[data-id]')]
}
