import { needNode24 } from './node-version.mjs'
import { runCommand } from './run-command.mjs'

needNode24()

/*
 * Everything a machine can say about the code without running it: the types of each layer with what exists there, the
 * layer table, the formatting. One line each; only what failed shows its output.
 */
const planted = 'test/architecture/planted'
const checks = [
  tool(
    'svelte-check: src/renderer',
    'svelte-check',
    '--workspace',
    'src/renderer',
    '--tsconfig',
    './tsconfig.json',
    '--output',
    'human-verbose',
    '--no-color',
    '--fail-on-warnings'
  ),
  tool('eslint, with the layer table', 'eslint', '.'),
  tool('types: src/main', 'tsc', '-p', 'src/main'),
  tool('types: test', 'tsc', '-p', 'test'),
  tool('types: src/shared', 'tsc', '-p', 'src/shared'),
  tool('types: the tools’ settings', 'tsc', '-p', 'scripts'),
  tool('types: src/preload', 'tsc', '-p', 'src/preload'),
  { name: 'svelte-check reports the planted type error', run: findsPlanted },
  tool('prettier', 'prettier', '--check', '--log-level', 'warn', '.')
]

function tool(name, command, ...args) {
  return { name, run: () => runCommand(command, args, { quiet: true }) }
}

/** svelte-check can pass without looking: it has to see this error, in this file, on this line. */
async function findsPlanted() {
  const args = ['--workspace', planted, '--tsconfig', './tsconfig.json', '--output', 'machine', '--no-color']
  const { code, output } = await runCommand('svelte-check', args, { quiet: true })
  const seen =
    code !== 0 && /ERROR "Planted\.svelte" 3:\d+ "Type 'string' is not assignable to type 'number'/.test(output)
  return {
    code: seen ? 0 : 1,
    output: `${planted}/Planted.svelte has a type error on line 3 that svelte-check does not report:\n${output}`
  }
}

const waiting = [...checks]
const failed = []

async function work() {
  for (let check = waiting.shift(); check; check = waiting.shift()) {
    const started = performance.now()
    const { code, output } = await check.run()
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check.name}  ${seconds} s`)
    if (code !== 0) {
      failed.push(check.name)
      console.log(output.trimEnd().replace(/^/gm, '       '))
    }
  }
}

await Promise.all([work(), work()])
console.log(
  failed.length === 0
    ? `check: all ${checks.length} hold`
    : `check: ${failed.length} of ${checks.length} failed: ${failed.join('; ')}`
)
process.exitCode = failed.length === 0 ? 0 : 1
