import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit as limitBody } from 'hono/body-limit'
import { getCookie, setCookie } from 'hono/cookie'
import type { Caller, Core } from '#main/core.ts'
import { answerPage, answerText, doorHeaders, listPageFiles } from '#main/page.ts'
import { fail, ok, type Result } from '#shared/result.ts'
import { answerCall, bodyLimit, writeResult } from './calls.ts'
import { streamEvents } from './events.ts'
import { refusal } from './guard.ts'
import { isOtherUser } from './peer.ts'
import { openSessions } from './sessions.ts'

export interface WebDoor {
  /** Lets one browser in, once. */
  address: string
  port: number
  close(): Promise<void>
}

const askAgain = 'Start Copydesk again to get a new address, and open that one.'

/** Serves the core to browsers on this computer: loopback only. `port` 0 takes the last one when it is free. */
export async function openWebDoor(
  core: Core,
  folder: string,
  pageFolder: string,
  port: number
): Promise<Result<WebDoor>> {
  const sessions = await openSessions(folder)
  const files = listPageFiles(pageFolder)
  const key = randomBytes(32).toString('base64url')
  let keyUsed = false
  const events = streamEvents(core)

  const app = new Hono<{ Bindings: { incoming: IncomingMessage }; Variables: { caller: Caller } }>()
  const cookieName = () => `copydesk-${boundPort}`

  app.use(async (c, next) => {
    const { incoming } = c.env
    const reason = refusal(c.req.method, incoming.headers, boundPort)
    if (reason !== null) return refuse(incoming, 403, reason)
    if (!['GET', 'HEAD', 'POST'].includes(c.req.method)) return answerText(405, 'Copydesk knows no such request.')
    const caller = sessions.callerOf(getCookie(c, cookieName()))
    const offered = c.req.path === '/' ? c.req.query('key') : undefined
    if (offered !== undefined) {
      // A browser may look at an address before anybody has opened it: that must not use it up.
      if (c.req.method !== 'GET' || c.req.header('sec-purpose') !== undefined)
        return answerText(503, 'Open the address itself.')
      if (!caller) {
        if (keyUsed || !isKey(offered, key))
          return answerText(403, `This address has been used or is not right. ${askAgain}`)
        if (await isOtherUser(incoming.socket))
          return answerText(403, 'This desk was opened by another user of this computer, and is theirs alone.')
        // Somebody else may have come in while the table was read.
        if (keyUsed) return answerText(403, `This address has been used or is not right. ${askAgain}`)
        keyUsed = true
        setCookie(c, cookieName(), await sessions.admit(), {
          httpOnly: true,
          sameSite: 'Strict',
          path: '/',
          maxAge: 90 * 86400
        })
      }
      return c.redirect('/', 303)
    }
    if (!caller) return refuse(incoming, 401, `This browser has not been let in. ${askAgain}`)
    c.set('caller', caller)
    return next()
  })

  const tooLarge = () => writeResult(fail('too-large', 'This is more than Copydesk takes at once (130 MB).'), 413)
  app.post('/call/:operation', limitBody({ maxSize: bodyLimit, onError: tooLarge }), async (c) => {
    const answer = await answerCall(core, c.get('caller'), c.req.param('operation'), c.req.raw)
    // Who has signed in is on disk before anybody hears of it: a core that is killed now still knows it.
    await sessions.stored()
    return answer
  })
  app.get('/events', () => events.open())
  app.on(['GET', 'HEAD'], '*', (c) => answerPage(pathOf(c.env.incoming), files, core))
  app.notFound(() => answerText(404, 'Not found.'))
  app.onError((_error, c) => refuse(c.env.incoming, 500, 'Copydesk could not answer this.', 'internal'))

  const listener = getRequestListener(app.fetch, {
    overrideGlobalObjects: false,
    errorHandler: () => answerText(400, 'Copydesk could not read this request.')
  })
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(doorHeaders)) response.setHeader(name, value)
    void listener(request, response)
  })
  server.on('clientError', (_error, socket) => {
    const lines = Object.entries({ ...doorHeaders, 'content-length': '0', connection: 'close' }).map(
      ([name, value]) => `${name}: ${value}\r\n`
    )
    if (socket.writable) socket.end(`HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n`)
  })

  const bound =
    port > 0 ? await listen(server, port) : ((await listen(server, sessions.port ?? 0)) ?? (await listen(server, 0)))
  if (bound === null) return fail('refused', `Port ${port} is taken by another program. Choose another with --port.`)
  const boundPort = bound
  await sessions.rememberPort(boundPort)

  return ok({
    address: `http://127.0.0.1:${boundPort}/?key=${key}`,
    port: boundPort,
    async close() {
      events.close()
      const closed = new Promise((resolve) => server.close(resolve))
      // A connection that was busy becomes idle a moment later, and would be kept for the next question.
      const idle = setInterval(() => server.closeIdleConnections(), 20)
      const patience = setTimeout(() => server.closeAllConnections(), 2000)
      await closed
      clearInterval(idle)
      clearTimeout(patience)
      await sessions.stored()
    }
  })
}

/** The path as it came: nothing decoded, nothing resolved. */
function pathOf(incoming: IncomingMessage): string {
  return (incoming.url ?? '').split('?')[0] ?? ''
}

function refuse(incoming: IncomingMessage, status: number, message: string, code?: 'internal'): Response {
  if (!pathOf(incoming).startsWith('/call/')) return answerText(status, message)
  return writeResult(fail(code ?? (status === 401 ? 'not-signed-in' : 'not-allowed'), message), status)
}

function isKey(offered: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(offered), digest(key))
}

/** The port that it listens on, or null when that one is taken. */
function listen(server: Server, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening)
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null)
      else reject(error)
    }
    const listening = (): void => {
      server.off('error', failed)
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : null)
    }
    server.once('error', failed).once('listening', listening).listen(port, '127.0.0.1')
  })
}
