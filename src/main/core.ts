import type { PreviewSize } from '#shared/article/media.ts'
import type { AnyEvent } from '#shared/contract/events.ts'
import type { Result } from '#shared/result.ts'

/** A file on its way out to a place that the person chooses. */
export interface OutgoingFile {
  path: string
  bytes: Uint8Array
}

/** One window at a door. The door makes it; `dispatch` reads who is signed in and lets sign-in change it. */
export interface Caller {
  readonly door: 'desktop' | 'browser'
  /** The account that is signed in at this window; never taken from an operation's input. */
  accountId: string | null
  /** Called by `window.flushed`. */
  flushed(stored: boolean): void
  /** Asks the person, then opens outside. The browser door refuses: the browser itself asks there. */
  openLink(href: string): Promise<Result<null>>
  /**
   * Asks where to put an export and writes it whole or not at all; gives the place, or null when the person
   * cancelled. Absent where the window has to offer a download instead (the browser door).
   */
  saveFiles?(suggestedName: string, as: 'zip' | 'folder', files: OutgoingFile[]): Promise<Result<string | null>>
  /**
   * Asks for a folder that is there, beginning at `from` (empty: where the system begins); gives its whole path, or null when
   * the person cancelled. Absent where no door can ask (the browser door).
   */
  chooseFolder?(title: string, from: string): Promise<Result<string | null>>
}

/** The one core behind both doors. */
export interface Core {
  /** Validates, authorises, runs, logs, replies. Never throws. */
  dispatch(caller: Caller, operation: string, input: unknown): Promise<Result<unknown>>
  onEvent(listener: (event: AnyEvent) => void): () => void
  /** A preview's bytes (WebP), or null when no such picture is here. */
  preview(hash: string, size: PreviewSize): Promise<Uint8Array | null>
  close(): Promise<void>
}
