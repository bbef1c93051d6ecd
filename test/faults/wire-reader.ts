/*
 * node test/faults/wire-reader.ts DESK-FOLDER
 *
 * Opens a desk that watches a folder, says "ready", and brings in what lies there until somebody kills it.
 */
import { openCore } from '#main/open-core.ts'
import { expectOk } from '#shared/result.ts'

const [folder = ''] = process.argv.slice(2)
expectOk(await openCore({ folder, version: '0.0.0-fault', wireEvery: 20 }))
console.log('ready')
setInterval(() => undefined, 1000)
