import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** An independent reader and writer of picture metadata; tests that ask it are skipped where it is not installed. */
export const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0
export const withoutExiftool = hasExiftool ? '' : ' (skipped: no exiftool)'

function withFile<T>(bytes: Uint8Array, extension: string, use: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-exiftool-'))
  try {
    const file = join(folder, `picture.${extension}`)
    writeFileSync(file, bytes)
    return use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export type Tags = Record<string, unknown>

/** Every tag by its group and name, "XMP-dc:Description". */
export function readTags(bytes: Uint8Array, extension = 'jpg'): Tags {
  return withFile(bytes, extension, (file) => {
    const output = execFileSync('exiftool', ['-j', '-a', '-G1', '-struct', '-charset', 'iptc=utf8', file], {
      encoding: 'utf8'
    })
    const [tags] = JSON.parse(output) as Tags[]
    return tags ?? {}
  })
}

/** The picture with tags written into it. */
export function plant(bytes: Uint8Array, assignments: string[], extension = 'jpg'): Uint8Array {
  return withFile(bytes, extension, (file) => {
    execFileSync('exiftool', ['-q', '-q', '-m', '-overwrite_original', '-charset', 'iptc=utf8', ...assignments, file], {
      encoding: 'utf8'
    })
    return readFileSync(file)
  })
}

/** What exiftool's validation has to say, a line a warning. */
export function warningsOf(bytes: Uint8Array): string[] {
  return withFile(bytes, 'jpg', (file) => {
    const output = execFileSync('exiftool', ['-validate', '-warning', '-a', '-s3', file], { encoding: 'utf8' })
    return output.split('\n').filter((line) => line !== '' && line !== 'OK')
  })
}
