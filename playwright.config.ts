import { defineConfig } from '@playwright/test'
import { findElectron } from '#main/start/electron-binary.ts'
import type { AppOptions } from '#test/support/app.ts'
import { root } from '#test/support/build.ts'
import { chromiumArguments, findChromium } from '#test/support/chromium.ts'

const report = process.env.COPYDESK_TEST_REPORT
const executablePath = findChromium() ?? undefined

/** Why the desktop app cannot be tested here, or null. */
const noDesktop = !findElectron(root, process.env)
  ? 'Electron is not on this machine'
  : process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
    ? 'there is no display'
    : null
if (noDesktop && process.env.TEST_WORKER_INDEX === undefined)
  console.log(`skipped: the desktop app (${noDesktop}); the same window is tested in a browser`)

export default defineConfig<AppOptions>({
  testDir: 'test/e2e',
  globalSetup: './test/support/build.ts',
  outputDir: 'test-results/runs',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['dot'], ...(report ? [['json', { outputFile: report }] as const] : [])],
  use: {
    viewport: { width: 1280, height: 900 },
    actionTimeout: 15_000,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: process.env.COPYDESK_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath, args: chromiumArguments }
  },
  projects: [
    { name: 'browser', use: { door: 'browser' } },
    ...(noDesktop ? [] : [{ name: 'desktop', use: { door: 'desktop' as const } }])
  ]
})
