import type { ImportFile } from '#shared/formats/reader.ts'
import { isItemName, listFolder, readFolderFile, readNamed, type FolderFile } from './folder-files.ts'

/** A file of a folder, as it was read. */
export interface Arrival {
  file: ImportFile
  /** Of its bytes: by it a file is known again, whatever it is called. */
  sha256: string
  mark: string
  /** The pictures that its words name. */
  beside: ImportFile[]
}

export interface FolderWatchOptions {
  folder: string
  /** Milliseconds between two looks. A file has settled when two looks see it alike. */
  every: number
  /** The marks of files that were read before, by name: they are not opened again. */
  read: Map<string, string>
  /** Whether bytes of this hash have come before, from wherever. */
  isKnown(sha256: string): boolean
  /** Takes one file; the next waits for it. False when it has to be tried again at a later look. */
  take(arrival: Arrival): Promise<boolean>
  /** What it is like now: why the folder cannot be looked at, or null; and how many files are seen and not read. */
  onState(trouble: string | null, waiting: number): void
}

export interface FolderWatch {
  /** Looks at once, as well as in its time. */
  look(): Promise<void>
  stop(): Promise<void>
}

/**
 * Looks at a folder again and again, and gives every file that could be an item and has settled. It opens files only to
 * read, follows no link, and moves and changes nothing. Looking at times works on network shares too, where no system
 * tells of changes.
 */
export function watchFolder({ folder, every, read, isKnown, take, onState }: FolderWatchOptions): FolderWatch {
  /** The mark of each file at the last look. */
  let seen = new Map<string, string>()
  /** The same, of files that were taken or are known: read again only when they change. */
  const done = new Map(read)
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let looking: Promise<void> = Promise.resolve()

  async function lookNow(): Promise<void> {
    if (stopped) return
    const listed = await listFolder(folder)
    if (stopped) return
    if (!listed.ok) return onState(listed.error.message, 0)
    const fresh = listed.value.filter(({ name, mark }) => isItemName(name) && done.get(name) !== mark)
    const settled = fresh.filter(({ name, mark }) => seen.get(name) === mark)
    seen = new Map(listed.value.map(({ name, mark }) => [name, mark]))
    let waiting = fresh.length
    onState(null, waiting)
    for (const one of settled) {
      if (stopped) return
      if (await takeOne(one, listed.value)) done.set(one.name, one.mark)
      onState(null, --waiting)
    }
  }

  async function takeOne({ name, mark }: FolderFile, all: FolderFile[]): Promise<boolean> {
    const found = await readFolderFile(folder, name)
    if (!found) return false
    if (isKnown(found.sha256)) return true
    return take({ ...found, mark, beside: await readNamed(folder, found.file.bytes, all) })
  }

  function look(): Promise<void> {
    looking = looking.then(lookNow).catch(() => {
      if (!stopped) onState('The folder could not be read to its end. It is tried again.', 0)
    })
    return looking
  }

  function plan(): void {
    if (!stopped) timer = setTimeout(() => void look().then(plan), every).unref()
  }

  void look().then(plan)
  return {
    look,
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      await looking
    }
  }
}
