import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Caller } from '#main/core.ts'
import { writeWholeFile } from '#main/whole-file.ts'
import { fail } from '#shared/result.ts'

const doorFile = z.object({
  port: z.int().min(1).max(65535).nullable(),
  sessions: z.array(z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), accountId: z.string().nullable() }))
})

/** The browsers that have come in, and the port that they know. */
export interface Sessions {
  /** The port of the last time, so that a window that is still open finds the core again. */
  readonly port: number | null
  rememberPort(port: number): Promise<void>
  /** Lets a browser in; gives the value of its cookie, which is nowhere else. */
  admit(): Promise<string>
  callerOf(cookie: string | undefined): Caller | null
  /** Settles when everything so far is on disk. */
  stored(): Promise<void>
}

const mostSessions = 20

/** Kept in the desk folder's door.json as SHA-256: reading the file lets nobody in. */
export async function openSessions(folder: string): Promise<Sessions> {
  const file = join(folder, 'door.json')
  const known = await readDoorFile(file)
  let port = known.port
  const callers = new Map<string, Caller>()
  let writing = Promise.resolve()

  // A door file that cannot be written costs a new address after a restart, never a word.
  function store(): Promise<void> {
    writing = writing.then(async () => {
      const sessions = [...callers].map(([hash, { accountId }]) => ({ hash, accountId }))
      await writeWholeFile(file, `${JSON.stringify({ port, sessions })}\n`).catch(() => {})
    })
    return writing
  }

  function add(hash: string, signedIn: string | null): void {
    let accountId = signedIn
    callers.set(hash, {
      door: 'browser',
      get accountId() {
        return accountId
      },
      set accountId(next) {
        if (next === accountId) return
        accountId = next
        void store()
      },
      flushed: () => {},
      openLink: async () => fail('refused', 'The browser opens links itself.')
    })
    for (const oldest of callers.keys()) {
      if (callers.size <= mostSessions) break
      callers.delete(oldest)
    }
  }

  for (const { hash, accountId } of known.sessions) add(hash, accountId)

  return {
    get port() {
      return port
    },
    async rememberPort(next) {
      port = next
      await store()
    },
    async admit() {
      const cookie = randomBytes(32).toString('base64url')
      add(hashOf(cookie), null)
      await store()
      return cookie
    },
    callerOf: (cookie) => (cookie ? (callers.get(hashOf(cookie)) ?? null) : null),
    stored: () => writing
  }
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('hex')
}

async function readDoorFile(file: string): Promise<z.infer<typeof doorFile>> {
  try {
    return doorFile.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return { port: null, sessions: [] }
  }
}
