import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { needNode24 } from './node-version.mjs'
import { root, runCommand } from './run-command.mjs'

needNode24()

const usage = 'Usage: npm test -- [--unit] [--e2e] [FILTER …]   (with neither, both)'
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { unit: { type: 'boolean' }, e2e: { type: 'boolean' }, help: { type: 'boolean' } }
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const both = Boolean(values.unit) === Boolean(values.e2e)
const reports = mkdtempSync(join(tmpdir(), 'copydesk-tests-'))
const count = { passed: 0, failed: 0, skipped: 0 }

try {
  // Some unit tests look at the window's part of a door in Chromium, so both need it; without it they are skipped.
  const chromium = both || values.e2e ? await prepareWindow() : null
  if (both || values.unit) await runUnit(chromium)
  if (chromium) await runWindow(chromium)
} finally {
  rmSync(reports, { recursive: true, force: true })
}
if (!existsSync(join(root, '../shared/standards'))) console.log('skipped: no ../shared')
if (count.passed + count.failed === 0) {
  console.log('No test ran.')
  count.failed = 1
}
console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed === 0 ? 0 : 1

async function runUnit(chromium) {
  const report = join(reports, 'unit.json')
  const args = ['run', ...positionals, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  if (!both) args.push('--passWithNoTests')
  const { code } = await runCommand('vitest', args, chromium ? { env: { CHROMIUM_PATH: chromium } } : {})
  const result = read(report)
  if (!result) return fail(`Vitest ended with ${code} and left no report.`)
  count.passed += result.numPassedTests
  count.skipped += result.numPendingTests + result.numTodoTests
  // A file that cannot even be loaded has no tests to count, and is a failure all the same.
  const unread = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
  ).length
  addFailures(code, result.numFailedTests + unread, 'Vitest')
}

/** Builds the app and finds or installs Chromium; gives its path, or null where it cannot be had. */
async function prepareWindow() {
  try {
    const { ensureBuilt } = await import('../test/support/build.ts')
    await ensureBuilt()
    const { ensureChromium } = await import('./chromium.mjs')
    return await ensureChromium()
  } catch (error) {
    fail(error.message)
    return null
  }
}

async function runWindow(chromium) {
  const report = join(reports, 'window.json')
  const { code } = await runCommand('playwright', ['test', ...positionals], {
    env: { CHROMIUM_PATH: chromium, COPYDESK_TEST_REPORT: report }
  })
  const result = read(report)
  if (!result) return fail(`Playwright ended with ${code} and left no report.`)
  count.passed += result.stats.expected + result.stats.flaky
  count.skipped += result.stats.skipped
  addFailures(code, result.stats.unexpected + result.errors.length, 'Playwright')
}

/** The exit code has the last word: a runner that ended badly is never counted as clean. */
function addFailures(code, failures, name) {
  count.failed += failures
  if (code !== 0 && failures === 0) fail(`${name} ended with ${code}.`)
}

function fail(message) {
  count.failed += 1
  console.error(message)
}

function read(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
}
