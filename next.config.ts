import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  poweredByHeader: false,
  distDir: process.env.HUI_BENCH === '1' ? '.next-bench' : '.next',
  reactStrictMode: true,
  // Types are a stage of npm test; a stranger's first start does not wait for them.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['@electric-sql/pglite', 'postgres', 'pino', 'nodemailer', 'pinyin-pro', 'sharp'],
  pageExtensions: process.env.HUI_BENCH === '1' ? ['bench.tsx', 'bench.ts', 'tsx', 'ts'] : ['tsx', 'ts'],
  outputFileTracingIncludes: { '/*': ['./db/migrations/**'] },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
