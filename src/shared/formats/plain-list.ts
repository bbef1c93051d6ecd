import type { BodyNode } from '#shared/document/body.ts'

/** Whether every item, at every depth, is one paragraph and then lists alone: what most editors' lists can hold. */
export function isPlainList(list: BodyNode): boolean {
  return (list.content ?? []).every(
    ({ content: [first, ...others] = [] }) =>
      first?.type === 'paragraph' && others.every((each) => each.type !== 'paragraph' && isPlainList(each))
  )
}
