import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'

/**
 * Whether a connection comes from another user of this computer, as Linux's own table says; false where no table says
 * anything. A port is open to everybody on the computer, and a program that opens a browser shows the address it opens to all of them:
 * the key in it lets in only who started Copydesk.
 */
export async function isOtherUser({ remoteAddress, remotePort, localAddress, localPort }: Socket): Promise<boolean> {
  if (process.platform !== 'linux' || !remoteAddress || !localAddress) return false
  const table = await readFile('/proc/net/tcp', 'utf8').catch(() => '')
  const ends = `${hexOf(remoteAddress, remotePort)} ${hexOf(localAddress, localPort)}`
  for (const line of table.split('\n')) {
    const [, theirs, ours, , , , , user] = line.trim().split(/\s+/)
    // Root goes everywhere, and connections that are passed on from another computer's window come from it.
    if (`${theirs} ${ours}` === ends) return user !== undefined && !['0', String(process.getuid?.())].includes(user)
  }
  return false
}

/** As the table has it: the four bytes backwards, then the port. */
function hexOf(address: string, port = 0): string {
  const bytes = address.replace('::ffff:', '').split('.').map(Number)
  const hex = (value: number, length: number) => value.toString(16).toUpperCase().padStart(length, '0')
  return `${bytes
    .reverse()
    .map((byte) => hex(byte, 2))
    .join('')}:${hex(port, 4)}`
}
