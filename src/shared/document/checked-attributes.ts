import type { Attrs, Mark, MarkType, NodeType } from '@tiptap/pm/model'

/** Whether the schema lets an attribute of this type be so. */
export function isAttribute(type: NodeType | MarkType, name: string, value: unknown): boolean {
  const validate = type.spec.attrs?.[name]?.validate
  if (typeof validate !== 'function') return validate === undefined || validate.split('|').includes(typeof value)
  try {
    validate(value)
    return true
  } catch {
    return false
  }
}

/** These attributes as the schema lets them be: one that may not be so takes its default, what it does not know goes. */
export function checkedAttributes(type: NodeType, attrs: unknown): Attrs {
  const given = (attrs ?? {}) as Attrs
  return Object.fromEntries(
    Object.entries(type.spec.attrs ?? {}).map(([name, { default: fallback }]) => [
      name,
      Object.hasOwn(given, name) && isAttribute(type, name, given[name]) ? given[name] : (fallback as unknown)
    ])
  )
}

/** A mark is nothing without what it says: a link to nowhere, a suggestion of nobody. */
export function isCheckedMark({ type, attrs }: Mark): boolean {
  return Object.keys(type.spec.attrs ?? {}).every((name) => isAttribute(type, name, attrs[name]))
}
