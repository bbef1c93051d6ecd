import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import net from 'node:net'

/**
 * `node --import …/watch-sockets.ts?to=FILE program`: writes a line into FILE for every connection that the program or a thread of
 * it begins, and every name that it looks up. A thread has the same arguments, also one that is given no environment.
 */
const file = new URL(import.meta.url).searchParams.get('to')

function tell(what: string, ...args: unknown[]): void {
  if (file)
    appendFileSync(
      file,
      `${what} ${JSON.stringify(args.slice(0, 2), (_key, value) => (typeof value === 'function' ? 'f' : value))}\n`
    )
}

function watch(object: object, what: string, ...names: string[]): void {
  const methods = object as Record<string, ((...args: unknown[]) => unknown) | undefined>
  for (const name of names) {
    const own = methods[name]
    if (own)
      methods[name] = function (this: unknown, ...args: unknown[]) {
        tell(`${what}.${name}`, ...args)
        return own.apply(this, args)
      }
  }
}

watch(net.Socket.prototype, 'net', 'connect')
watch(dgram.Socket.prototype, 'dgram', 'send', 'connect')
const lookups = ['lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'reverse', 'lookupService']
watch(dns, 'dns', ...lookups)
watch(dns.promises, 'dns', ...lookups)
