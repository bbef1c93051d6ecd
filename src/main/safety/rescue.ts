import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InputOf, OperationName, OutputOf } from '#shared/contract/index.ts'
import type { Readable } from '#shared/contract/rescue.ts'
import { fail, ok, type Failure, type Result } from '#shared/result.ts'
import { storeFailure } from '../store/failure.ts'
import { migrations } from '../store/migrations/index.ts'
import { storeFile } from '../store/open.ts'
import { copyFile } from './backup.ts'
import { listBackedUp } from './backed-up.ts'
import { exportReadable } from './export-readable.ts'
import { allBackups, findCopy } from './second-folder.ts'
import { openSafetyThread } from './thread.ts'

type RescueOperation = Extract<OperationName, `rescue.${string}`>

export interface RescueDoor {
  folder: string
  failure: Failure
  now: () => Date
  /** Puts a file in the place of the desk's and opens it; fails with why it cannot be opened. */
  replace: (file: string) => Promise<Result<null>>
  tryAgain: () => Promise<Result<null>>
}

/** Answers in place of a core while the desk cannot be opened. */
export interface Rescue {
  answer<Name extends RescueOperation>(name: Name, input: InputOf<Name>): Promise<Result<OutputOf<Name>>>
  close(): Promise<void>
}

export function openRescue({ folder, failure, now, replace, tryAgain }: RescueDoor): Rescue {
  const thread = openSafetyThread(folder)
  /** A new desk of what could be read, once somebody has asked for it. */
  let read: { into: string; found: Readable } | null = null
  // While another Copydesk has the desk, or a newer one wrote it, nothing here touches its file.
  const mayReplace = failure.code !== 'locked' && failure.code !== 'newer-version'

  async function readOnce(): Promise<Result<{ into: string; found: Readable }>> {
    if (read) return ok(read)
    if (!existsSync(join(folder, storeFile))) return fail('not-found', 'There is no desk file in this folder to read.')
    const into = workFolder()
    const found = await thread.run({ job: 'salvage', from: folder, into })
    if (!found.ok) {
      rmSync(into, { recursive: true, force: true })
      return found
    }
    read = { into, found: found.value }
    return ok(read)
  }

  /** Beside the desk where that can be written, so that what is made there can be put in place by its name alone. */
  function workFolder(): string {
    try {
      return mkdtempSync(join(folder, 'recovering-'))
    } catch {
      return mkdtempSync(join(tmpdir(), 'copydesk-recovering-'))
    }
  }

  const answers: { [Name in RescueOperation]: (input: InputOf<Name>) => Promise<Result<OutputOf<Name>>> } = {
    'rescue.status': async () =>
      ok({ failure, folder, backups: allBackups(folder), readable: existsSync(join(folder, storeFile)) }),
    'rescue.tryAgain': tryAgain,
    'rescue.preview': async ({ id }) => {
      const found = findCopy(folder, id)
      if (!found) return fail('not-found', 'That copy is not there any more.')
      const rows = listBackedUp(copyFile(found.in, id), { limit: 500 })
      return ok(rows.map(({ hash: _hash, ...row }) => row))
    },
    'rescue.restore': async ({ id }) => {
      if (!mayReplace) return refused()
      const found = findCopy(folder, id)
      if (!found) return fail('not-found', 'That copy is not there any more.')
      if (found.backup.version > migrations.length)
        return fail('newer-version', 'That copy was made by a newer Copydesk. Update Copydesk to take it.')
      const proved = await thread.run({ job: 'prove', in: found.in, backup: id })
      return proved.ok ? replace(copyFile(found.in, id)) : proved
    },
    'rescue.read': async () => {
      const done = await readOnce()
      return done.ok ? ok(done.value.found) : done
    },
    'rescue.recover': async () => {
      if (!mayReplace) return refused()
      const done = await readOnce()
      if (!done.ok) return done
      if (done.value.found.articles === 0)
        return fail('refused', 'Nothing could be read in the desk’s file. Take one of the copies instead.')
      const { into, found } = done.value
      const replaced = await replace(join(into, storeFile))
      return replaced.ok ? ok(found) : replaced
    },
    'rescue.export': async () => {
      const done = await readOnce()
      return done.ok ? ok(exportReadable(join(done.value.into, storeFile), folder, now())) : done
    }
  }

  function refused(): Result<never> {
    return fail('refused', `${failure.message} Until then nothing is put in its place.`)
  }

  return {
    async answer(name, input) {
      try {
        return await answers[name](input as never)
      } catch (error) {
        return { ok: false, error: storeFailure(error) }
      }
    },
    async close() {
      await thread.close()
      if (read) rmSync(read.into, { recursive: true, force: true })
    }
  }
}
