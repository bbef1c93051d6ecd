/** What a process did to the files of one folder, in order; `said` is what it wrote to its standard output. */
export type DiskCall =
  | { kind: 'made'; path: string; emptied: boolean }
  | { kind: 'written'; path: string; at: number; bytes: Buffer }
  | { kind: 'cut'; path: string; size: number }
  | { kind: 'synced'; path: string }
  | { kind: 'removed'; path: string }
  | { kind: 'renamed'; path: string; to: string }
  | { kind: 'said'; text: string }

/** The calls that are recorded; with `-y -xx`, so that every file has its path and every byte is told. */
export const recordedCalls =
  'openat,write,pwrite64,ftruncate,fsync,fdatasync,unlink,rename,writev,pwritev,fallocate,copy_file_range,renameat2,unlinkat'

const bytesOf = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex')
const textOf = (text: string): string => bytesOf(text).toString()

/** Reads what strace recorded. Throws at a call on the folder that it does not know: nothing is left out in silence. */
export function readCalls(trace: string, folder: string): DiskCall[] {
  return trace.split('\n').flatMap((line): DiskCall[] => {
    if (!/ = \d/.test(line)) return []
    const said = /^write\(1(?:<[^>]*>)?, "([^"]*)", \d+\)/.exec(line)
    if (said) return [{ kind: 'said', text: textOf(said[1] ?? '') }]
    const call = /^\w+/.exec(line)?.[0] ?? ''
    const paths = [...line.matchAll(/[<"]((?:\\x[0-9a-f]{2})+)[>"]/g)].map(([, path]) => textOf(path ?? ''))
    const path = paths.find((one) => one === folder || one.startsWith(`${folder}/`))
    // Its own memory of locks is no part of what a cut leaves.
    if (path === undefined || path.endsWith('-shm')) return []
    switch (call) {
      case 'openat':
        return line.includes('O_CREAT') ? [{ kind: 'made', path, emptied: line.includes('O_TRUNC') }] : []
      case 'pwrite64': {
        const [, bytes, at] = /, "([^"]*)", \d+, (\d+)\)/.exec(line) ?? []
        if (bytes === undefined) throw new Error(`A write was not recorded whole: ${line.slice(0, 200)}`)
        return [{ kind: 'written', path, at: Number(at), bytes: bytesOf(bytes) }]
      }
      case 'ftruncate':
        return [{ kind: 'cut', path, size: Number(/, (\d+)\)/.exec(line)?.[1]) }]
      case 'fsync':
      case 'fdatasync':
        return [{ kind: 'synced', path }]
      case 'unlink':
        return [{ kind: 'removed', path }]
      case 'rename':
        return [{ kind: 'renamed', path, to: paths[1] ?? '' }]
      default:
        throw new Error(`Nothing is known of ${line.slice(0, 200)}`)
    }
  })
}

/** How much of what was not synced is there after the cut. */
export type Survival = 'nothing' | 'everything' | 'a beginning' | 'some' | 'sectors'
export const survivals: Survival[] = ['nothing', 'everything', 'a beginning', 'some', 'sectors']

const sector = 512

type Change = { kind: 'written'; at: number; bytes: Buffer } | { kind: 'cut'; size: number }
interface File {
  /** What is on the disk for good. */
  durable: Buffer
  /** What the system still owes the disk. */
  owed: Change[]
}

/** A disk that keeps only what it was told to keep: bytes by a sync of the file, names by a sync of the folder. */
export class RecordedDisk {
  readonly #folder: string
  #names = new Map<string, File>()
  #durableNames = new Map<string, File>()
  #owedNames: { path: string; file: File | null }[] = []

  constructor(folder: string) {
    this.#folder = folder
  }

  do(call: DiskCall): void {
    switch (call.kind) {
      case 'made': {
        const file = this.#names.get(call.path)
        if (!file) this.#name(call.path, { durable: Buffer.alloc(0), owed: [] })
        else if (call.emptied) file.owed.push({ kind: 'cut', size: 0 })
        return
      }
      case 'written':
      case 'cut':
        this.#file(call.path).owed.push(call)
        return
      case 'synced':
        if (call.path === this.#folder) {
          this.#durableNames = new Map(this.#names)
          this.#owedNames = []
          return
        }
        return settle(this.#file(call.path))
      case 'removed':
        return this.#name(call.path, null)
      case 'renamed':
        this.#name(call.to, this.#file(call.path))
        return this.#name(call.path, null)
      case 'said':
    }
  }

  /** The files that stand after a cut now, by path. */
  after(survival: Survival, random: () => number): Map<string, Buffer> {
    const names = new Map(this.#durableNames)
    for (const { path, file } of surviving(this.#owedNames, survival, random))
      if (file) names.set(path, file)
      else names.delete(path)
    return new Map(
      [...names].map(([path, { durable, owed }]) => {
        const changes = surviving(owed, survival, random)
        const torn = survival === 'sectors' ? changes.flatMap((change) => tear(change, random)) : changes
        return [path, changed(durable, torn)]
      })
    )
  }

  #file(path: string): File {
    const file = this.#names.get(path)
    if (!file) throw new Error(`${path} was never made.`)
    return file
  }

  #name(path: string, file: File | null): void {
    if (file) this.#names.set(path, file)
    else this.#names.delete(path)
    this.#owedNames.push({ path, file })
  }
}

function settle(file: File): void {
  file.durable = changed(file.durable, file.owed)
  file.owed = []
}

function surviving<Item>(items: Item[], survival: Survival, random: () => number): Item[] {
  if (survival === 'nothing') return []
  if (survival === 'a beginning') return items.slice(0, Math.floor(random() * (items.length + 1)))
  if (survival === 'some') return items.filter(() => random() < 0.5)
  return items
}

/** A disk writes sectors, in any order: of a write, some. */
function tear(change: Change, random: () => number): Change[] {
  if (change.kind === 'cut') return random() < 0.5 ? [change] : []
  const { at, bytes } = change
  const parts: Change[] = []
  for (let from = 0; from < bytes.length;) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector))
    if (random() < 0.6) parts.push({ kind: 'written', at: at + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return parts
}

function changed(before: Buffer, changes: Change[]): Buffer {
  let size = before.length
  const largest = changes.reduce(
    (most, change) => Math.max(most, change.kind === 'written' ? change.at + change.bytes.length : 0),
    size
  )
  const bytes = Buffer.alloc(largest)
  before.copy(bytes)
  for (const change of changes)
    if (change.kind === 'written') {
      change.bytes.copy(bytes, change.at)
      size = Math.max(size, change.at + change.bytes.length)
    } else {
      bytes.fill(0, change.size)
      size = change.size
    }
  return bytes.subarray(0, size)
}
