import { defineConfig } from '@playwright/test'

type Language = { locale: string }

/** One server with a demo city of its own for each language, so that the two never meet. */
const projects = [
  { name: 'zh-CN', locale: 'zh-CN', port: Number(process.env.E2E_PORT || 3100) },
  { name: 'en', locale: 'en-GB', port: Number(process.env.E2E_PORT || 3100) + 1 },
].filter(({ name }) => !process.env.E2E_LOCALE || process.env.E2E_LOCALE === name)
const running = process.env.E2E_BASE_URL
/** It has a server of its own and waits for the clock most of the time: it is walked beside the others. */
const newCity = '**/set-up.spec.ts'
const addressOf = (port: number) => running || `http://localhost:${port}`

export default defineConfig<Language>({
  testDir: './e2e/journeys',
  outputDir: `./test-results/${process.env.E2E_LOCALE || 'all'}`,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    // Recording every step takes a third of the time: on demand.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: process.env.HUI_CHROMIUM || undefined,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  projects: projects.flatMap(({ name, locale, port }) => [
    { name, workers: 1, testIgnore: newCity, use: { locale, baseURL: addressOf(port) } },
    // A server that runs already may not have the build from which the new city starts a server of its own.
    ...(running ? [] : [{ name: `${name} new`, workers: 1, testMatch: newCity, use: { locale } }]),
  ]),
  webServer: running
    ? undefined
    : projects.map(({ port }) => ({
        command: `node scripts/serve-demo.mjs ${port}`,
        url: `http://localhost:${port}/api/readyz`,
        timeout: 420_000,
        stdout: 'ignore' as const,
        stderr: 'pipe' as const,
        gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
      })),
})
