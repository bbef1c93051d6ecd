import type { AnyEvent, EventName, Events } from '#shared/contract/events.ts'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import { fail, type Result } from '#shared/result.ts'
import { openBrowserDoor } from './browser-door.ts'

/** What a door gives the window: put there by the preload script, or made here when a browser is the door. */
export interface Door {
  call(operation: string, input: unknown): Promise<Result<unknown>>
  /** Every event that main sends; returns the way to stop listening. */
  listen(listener: (event: AnyEvent) => void): () => void
}

declare global {
  interface Window {
    copydesk?: Door
  }
}

const door: Door = window.copydesk ?? openBrowserDoor()

/** Asks the core. A door that cannot be reached is a failure with code `unreachable`, never a throw. */
export async function call<Name extends OperationName>(
  operation: Name,
  input: InputOf<Name>
): Promise<Result<OutputOf<Name>>> {
  try {
    return (await door.call(operation, input)) as Result<OutputOf<Name>>
  } catch {
    return fail(
      'unreachable',
      'Copydesk’s core does not answer. Your words are kept in this window and are stored as soon as it is back.'
    )
  }
}

/** Listens to one event; returns the way to stop. */
export function on<Name extends EventName>(name: Name, listener: (detail: Events[Name]) => void): () => void {
  return door.listen((event) => {
    if (event.name === name) listener(event.detail as Events[Name])
  })
}
