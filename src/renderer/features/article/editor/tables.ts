import { Extension, type Editor } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  isInTable,
  tableEditing,
  toggleHeaderRow
} from '@tiptap/pm/tables'

/** Cells are selected, pasted and kept in shape as tables; Tab leads from cell to cell and makes a new row at the end. */
export const Tables = Extension.create({
  name: 'tables',
  priority: 120,
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    const run = (command: Command) => command(this.editor.state, this.editor.view.dispatch)
    return {
      Tab: () => {
        if (!isInTable(this.editor.state)) return false
        return run(goToNextCell(1)) || (run(addRowAfter) && run(goToNextCell(1)))
      },
      'Shift-Tab': () => isInTable(this.editor.state) && run(goToNextCell(-1))
    }
  }
})

export const tableActions = [
  { id: 'row', label: 'Row below', run: addRowAfter },
  { id: 'column', label: 'Column after', run: addColumnAfter },
  { id: 'header', label: 'Header row', run: toggleHeaderRow },
  { id: 'no-row', label: 'Remove row', run: deleteRow },
  { id: 'no-column', label: 'Remove column', run: deleteColumn },
  { id: 'no-table', label: 'Remove table', run: deleteTable }
] as const

export function runTableAction(editor: Editor, action: (typeof tableActions)[number]): void {
  action.run(editor.state, editor.view.dispatch)
  editor.view.focus()
}

export { isInTable }
