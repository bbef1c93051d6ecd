import { call } from '#renderer/bridge.ts'
import { DeskList } from './desk-list.svelte.ts'
import { VirtualRows } from './virtual-rows.svelte.ts'

/** The one list of this window: it outlives the screen, so that coming back from an article finds it as it was. */
export const list = new DeskList((question) => call('articles.list', question), crypto.randomUUID())

/** How far down it is scrolled. */
export const view = new VirtualRows()
