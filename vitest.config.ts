import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// The Svelte plugin compiles the runes of state classes; `browser` lets a test in jsdom mount a component.
export default defineConfig({
  plugins: [svelte({ configFile: false })],
  resolve: { conditions: ['browser'] },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**', 'test/faults/**'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
