import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { checkedAttributes, isCheckedMark } from '#shared/document/checked-attributes.ts'

/**
 * What is pasted as from an editor like this one names the nodes around it, with attributes that nobody has read. One
 * that the schema does not let stand takes its default: else the article could not be stored any more.
 */
export function checkedSlice({ content, openStart, openEnd }: Slice): Slice {
  return new Slice(checkedFragment(content), openStart, openEnd)
}

function checkedFragment(fragment: Fragment): Fragment {
  return Fragment.from(fragment.content.map(checkedNode))
}

function checkedNode(node: Node): Node {
  const marks = node.marks.filter(isCheckedMark)
  if (node.isText) return node.mark(marks)
  return node.type.create(checkedAttributes(node.type, node.attrs), checkedFragment(node.content), marks)
}
