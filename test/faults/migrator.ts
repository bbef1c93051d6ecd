/*
 * The victim: says that it begins, then opens the desk in argv[2] as the app does, which brings its tables up to date. With
 * argv[3] `control` it does so as it must not: step by step, with nothing to go back to.
 */
import Database from 'better-sqlite3'
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { migrations } from '#main/store/migrations/index.ts'
import { openStore, storeFile } from '#main/store/open.ts'
import { expectOk } from '#shared/result.ts'

const [folder = '', control = ''] = process.argv.slice(2)
writeSync(1, 'begun\n')
if (control) migrateCarelessly(new Database(join(folder, storeFile)))
else expectOk(openStore(folder)).close()
writeSync(1, 'done\n')

function migrateCarelessly(database: Database.Database): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  migrations.slice(version).forEach((sql, index) => {
    database.exec(sql)
    database.pragma(`user_version = ${version + index + 1}`)
  })
}
