/** What main tells every window without being asked. */
export interface Events {
  /** An article was stored, moved or restored; `session` is whose save it was, or null. */
  'article.changed': { articleId: string; session: string | null }
  /** Something was said or settled in an article's comments: its text is what it was. */
  'comments.changed': { articleId: string }
  'desk.changed': { what: 'settings' | 'desks' | 'accounts' | 'people' | 'houseStyle' | 'dictionary' }
  /** Somebody's saved searches, or the desk's templates, have changed. */
  'lists.changed': { what: 'searches' | 'templates' }
  /** An export of several articles, by the name its window gave it, has seen to this many of them. */
  'exports.progress': { run: string; done: number; total: number }
  /** A copy was made or could not be, or damage was found. */
  'backups.changed': Record<string, never>
  /** An import has read another file, or is done. */
  'import.changed': { job: string; done: number; total: number; running: boolean }
  /** Something has come in from an agency, or the state of a watch or of a folder that is brought in has changed. */
  'wires.changed': Record<string, never>
  /** Said by the door itself: the core was away and is there again; what it told meanwhile was not heard. */
  'door.reopened': Record<string, never>
  /** The desktop window is about to close: store everything, then call `window.flushed`. */
  'window.closing': Record<string, never>
  /** A command of the application menu: the palette's id of it. */
  'menu.command': { command: string }
}

export type EventName = keyof Events
export type AnyEvent = { [Name in EventName]: { name: Name; detail: Events[Name] } }[EventName]
