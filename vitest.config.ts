import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

const aside = ['test/e2e/**', 'test/bench/**', 'test/faults/**']
/** Tests that move the clock: ids go on from the latest time that they have seen. */
const clocks = ['test/main/store/ids.test.ts', 'test/main/store/events.test.ts']
const together = ['shared', 'main/handlers', 'main/store'].map((folder) => `test/${folder}/**/*.test.ts`)

// The Svelte plugin compiles the runes of state classes; `browser` lets a test in jsdom mount a component.
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  resolve: { conditions: ['browser'] },
  test: {
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      // Pure functions, and a desk of its own for every test: nothing is left behind that the next file could meet, and a
      // module is read once, not once a file.
      { extends: true, test: { name: 'together', include: together, exclude: clocks, isolate: false } },
      { extends: true, test: { name: 'apart', include: ['test/**/*.test.ts'], exclude: [...aside, ...together] } },
      { extends: true, test: { name: 'clocks', include: clocks } }
    ]
  }
})
