import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

/*
 * better-sqlite3 brings its binaries and says so ("gypfile": false), but npm does not write that into the lockfile, and
 * `npm ci` then runs node-gyp, which fails where there is no Python or compiler. npm runs this after every install that
 * changed something (the `dependencies` script); it is written for any Node.
 */
const path = resolve(import.meta.dirname, '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(path, 'utf8'))
const entry = lock.packages['node_modules/better-sqlite3']
if (entry && entry.gypfile !== false) {
  entry.gypfile = false
  writeFileSync(path, JSON.stringify(lock, null, 2) + '\n')
}
