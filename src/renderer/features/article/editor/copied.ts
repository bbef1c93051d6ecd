import { Extension } from '@tiptap/core'
import { DOMSerializer, Fragment, Slice, type Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { settledSlice } from './suggesting.ts'

/**
 * What is copied goes into other programs: it reads as it does once its suggestions are accepted, and keeps what a picture's
 * file was called to itself, for names of files tell of people and places. Pasted back here, a picture has its file's name again.
 */
export const Copied = Extension.create({
  name: 'copied',
  // Before Tiptap's own text of what is copied, and after what checks a paste.
  priority: 140,
  addProseMirrorPlugins() {
    const names = new Map<string, string>()
    const serializer = DOMSerializer.fromSchema(this.editor.schema)
    return [
      new Plugin({
        props: {
          transformCopied: (slice) => unnamed(slice, names),
          transformPasted: (slice) => named(slice, names),
          clipboardSerializer: new SettlingSerializer(serializer.nodes, serializer.marks),
          clipboardTextSerializer: (slice) => {
            const { content } = settledSlice(slice)
            return content.textBetween(0, content.size, '\n\n', (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : ''))
          }
        }
      })
    ]
  }
})

/** A drag inside the page moves the very nodes: only what is written for others is settled. */
class SettlingSerializer extends DOMSerializer {
  override serializeFragment(...[fragment, ...more]: Parameters<DOMSerializer['serializeFragment']>) {
    return super.serializeFragment(settledSlice(new Slice(fragment, 0, 0)).content, ...more)
  }
}

function unnamed(slice: Slice, names: Map<string, string>): Slice {
  return withFigures(slice, (figure) => {
    const { media, fileName } = figure.attrs
    if (typeof media === 'string' && fileName !== '') names.set(media, String(fileName))
    return ''
  })
}

function named(slice: Slice, names: Map<string, string>): Slice {
  return withFigures(slice, ({ attrs }) => String(attrs.fileName) || (names.get(String(attrs.media)) ?? ''))
}

function withFigures(slice: Slice, nameOf: (figure: Node) => string): Slice {
  const walk = (fragment: Fragment): Fragment =>
    Fragment.from(
      fragment.content.map((node) => {
        if (node.isText || node.isTextblock) return node
        const attrs = node.type.name === 'figure' ? { ...node.attrs, fileName: nameOf(node) } : node.attrs
        return node.type.create(attrs, walk(node.content), node.marks)
      })
    )
  return new Slice(walk(slice.content), slice.openStart, slice.openEnd)
}
