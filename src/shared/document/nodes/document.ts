import { Node } from '@tiptap/core'
import { suggestionMarks } from '../attributes.ts'

/** The body of an article: its headline, perhaps a standfirst, then the blocks. */
export const DocumentNode = Node.create({
  name: 'doc',
  topNode: true,
  content: 'headline standfirst? block+',
  marks: suggestionMarks
})
