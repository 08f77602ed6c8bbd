import { defineConfig } from '@playwright/test'

type Language = { locale: string }

/** One server with a demo city of its own for each language, so that the two never meet. */
const projects = [
  { name: 'zh-CN', locale: 'zh-CN', port: Number(process.env.E2E_PORT || 3100) },
  { name: 'en', locale: 'en-GB', port: Number(process.env.E2E_PORT || 3100) + 1 },
].filter(({ name }) => !process.env.E2E_LOCALE || process.env.E2E_LOCALE === name)
const running = process.env.E2E_BASE_URL
const addressOf = (port: number) => running || `http://localhost:${port}`

export default defineConfig<Language>({
  testDir: './e2e/journeys',
  // It starts a server of its own from the build, which a server that runs already may not have.
  testIgnore: running ? '**/set-up.spec.ts' : undefined,
  outputDir: `./test-results/${process.env.E2E_LOCALE || 'all'}`,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    trace: 'retain-on-failure',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: process.env.HUI_CHROMIUM || undefined,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    },
  },
  projects: projects.map(({ name, locale, port }) => ({ name, use: { locale, baseURL: addressOf(port) } })),
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
