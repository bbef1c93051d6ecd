import { fail, ok, type Result } from '#shared/result.ts'
import { call } from '#renderer/bridge.ts'
import { saveDownload } from './save-download.ts'
import { workspace } from './workspace.svelte.ts'

/** A file that this window makes; `bytes` is asked for once there is a place for it. */
export interface MadeFile {
  name: string
  bytes: () => Promise<Uint8Array>
}

interface WritableFile {
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
}
interface ChosenFile {
  name: string
  createWritable(): Promise<WritableFile>
}
type Picker = (options: { suggestedName: string }) => Promise<ChosenFile>

const failed = 'The file could not be written there. Choose another place, or another disk.'

/**
 * Puts a file where the person chooses, and says where; null when they cancelled. It needs no store: the desktop app asks by
 * its own dialog, a browser by its own where it has one, else it keeps the file as a download.
 */
export async function saveElsewhere({ name, bytes }: MadeFile): Promise<Result<string | null>> {
  if (workspace.status?.door === 'desktop')
    return call('window.saveFile', { name, bytes: new Uint8Array(await bytes()) })
  const { showSaveFilePicker: pick } = window as { showSaveFilePicker?: Picker }
  const chosen = pick ? await choose(pick.bind(window), name) : 'download'
  if (chosen === null) return ok(null)
  if (chosen === 'download') {
    saveDownload({ name, bytes: await bytes() })
    return ok(name)
  }
  try {
    const file = await chosen.createWritable()
    await file.write(await bytes())
    // Only now does it stand there, whole.
    await file.close()
    return ok(chosen.name)
  } catch {
    return fail('refused', failed)
  }
}

/** Asked before anything is read, for a browser asks only right after a click. */
async function choose(pick: Picker, suggestedName: string): Promise<ChosenFile | 'download' | null> {
  try {
    return await pick({ suggestedName })
  } catch (error) {
    return (error as Error).name === 'AbortError' ? null : 'download'
  }
}
