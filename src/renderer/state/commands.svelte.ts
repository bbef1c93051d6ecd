import { untrack } from 'svelte'
import { on } from '#renderer/bridge.ts'

export interface Command {
  /** "article.new", "view.review": also what the application menu sends. */
  id: string
  label: string
  /** "Mod-Shift-P", "n", "?": Mod is ⌘ on a Mac, else Ctrl. Several are tried in order; the first is shown. */
  keys?: string | string[]
  group?: string
  run: () => void
  /** Whether it can be done now. */
  when?: () => boolean
  /** Kept out of the palette: it means something only where the keys are pressed. */
  hidden?: boolean
}

/** What of a keydown a command is matched against. */
export type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Whether the press is the combo. A sign such as "?" is matched as it is typed, whatever Shift it took. */
export function matches(combo: string, press: Press, mac: boolean): boolean {
  const parts = combo.split(/-(?=.)/)
  const key = parts.pop() ?? ''
  const wanted = new Set(parts)
  const mod = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (mod !== wanted.has('Mod') || other !== wanted.has('Ctrl') || press.altKey !== wanted.has('Alt')) return false
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key)
  if (!isSign && press.shiftKey !== wanted.has('Shift')) return false
  if (press.key.toLowerCase() === key.toLowerCase()) return true
  // A letter on a keyboard that types another script, or with Alt held on a Mac, is known by its place.
  return /^[a-z]$/i.test(key) && !/^[a-z]$/i.test(press.key) && press.code === `Key${key.toUpperCase()}`
}

/** Whether the combo would type or move inside a text: such a one is left to the text. */
export function isTypingCombo(combo: string): boolean {
  return !/^(Mod|Ctrl)-|^(Shift-)?F\d+$|^Alt-(Shift-)?(Enter|PageUp|PageDown)$/.test(combo)
}

export class Commands {
  #lists = $state.raw<Command[][]>([])
  /** The newest registered first, so that a screen's own command goes before the window's. */
  readonly all: Command[] = $derived(this.#lists.toReversed().flat())

  /** Safe in an effect: `$effect(() => registerCommands([…]))` does not run again because of itself. */
  register(list: Command[]): () => void {
    this.#lists = [...untrack(() => this.#lists), list]
    return () => {
      this.#lists = untrack(() => this.#lists).filter((other) => other !== list)
    }
  }

  /** Those that can be done now, one for each id. */
  available(): Command[] {
    const seen = new Set<string>()
    return this.all.filter((command) => !seen.has(command.id) && seen.add(command.id) && (command.when?.() ?? true))
  }

  /** Runs a command by its id; false when there is none or it cannot be done now. */
  run(id: string): boolean {
    const command = this.all.find((one) => one.id === id && (one.when?.() ?? true))
    command?.run()
    return command !== undefined
  }

  /** The command that this press means, or null. */
  find(press: Press, typing: boolean, mac: boolean): Command | null {
    // What is being written means nothing else; looking through every command would cost each key.
    if (typing && press.key.length === 1 && !press.ctrlKey && !press.metaKey) return null
    const means = (combo: string) => !(typing && isTypingCombo(combo)) && matches(combo, press, mac)
    return this.available().find((command) => keysOf(command).some(means)) ?? null
  }

  /** One listener for the whole window; returns the way to stop. */
  listen(mac: boolean): () => void {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.getModifierState('AltGraph')) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('dialog, [role="dialog"], [role="alertdialog"], [role="menu"]')) return
      const command = this.find(event, isTyping(target), mac)
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', press)
    const stopMenu = on('menu.command', ({ command }) => void this.run(command))
    return () => {
      window.removeEventListener('keydown', press)
      stopMenu()
    }
  }
}

export function keysOf(command: Command): string[] {
  return command.keys === undefined ? [] : [command.keys].flat()
}

function isTyping(target: Element | null): boolean {
  return (
    target?.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]') != null
  )
}

export const commands = new Commands()

export function registerCommands(list: Command[]): () => void {
  return commands.register(list)
}
