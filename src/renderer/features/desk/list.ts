import { call } from '#renderer/bridge.ts'
import { DeskBoard } from './desk-board.svelte.ts'
import { DeskList } from './desk-list.svelte.ts'
import { VirtualRows } from './virtual-rows.svelte.ts'

const ask = (question: Parameters<ConstructorParameters<typeof DeskList>[0]>[0]) => call('articles.list', question)

/** The one list of this window: it outlives the screen, so that coming back from an article finds it as it was. */
export const list = new DeskList(ask, crypto.randomUUID())

/** The same articles by state. */
export const board = new DeskBoard(ask, crypto.randomUUID())

/** How far down the list is scrolled. */
export const view = new VirtualRows()
