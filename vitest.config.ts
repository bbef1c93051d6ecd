import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

// The Svelte plugin compiles runes in state classes (.svelte.ts); node's conditions keep the rest as it runs in main.
export default defineConfig({
  plugins: [svelte({ hot: false })],
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/bench/**', 'test/faults/**'],
    maxWorkers: 2,
    testTimeout: 20_000
  }
})
