import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const integration = [
  '**/{commands,queries,jobs}*.test.ts',
  'db/**/*.test.ts',
  'lib/{auth,notices,jobs,history,files}/**/*.test.ts',
  'lib/policy/access*.test.ts',
  'scripts/*.test.ts',
]
const alias = { '@': import.meta.dirname }
const exclude = ['node_modules/**', '.next/**', 'e2e/**']

/** Files that take a minute alone go first: at the end one of them would leave the other core idle. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => /scripts\/(kill|import)\.test\.ts$|db\/demo\/seed\.test\.ts$/.test(moduleId)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

/**
 * unit: no database. embedded and postgres: the same files on each. races: PostgreSQL only, several processes. server:
 * the production build on a PostgreSQL of its own.
 */
export default defineConfig({
  test: {
    // Vitest leaves a core free; these tests wait for databases and servers more than they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...exclude, ...integration, '**/races*.test.ts', 'scripts/server/**'],
          testTimeout: 30_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'embedded',
          include: integration,
          exclude: [...exclude, '**/races*.test.ts'],
          env: { HUI_TEST_DATABASE: 'embedded' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'postgres',
          include: integration,
          exclude: [...exclude, '**/races*.test.ts'],
          env: { HUI_TEST_DATABASE: 'postgres' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'races',
          include: ['**/races*.test.ts'],
          exclude,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'server',
          include: ['scripts/server/*.test.ts'],
          exclude,
          globalSetup: 'scripts/server/city.ts',
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
