import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const code = ['src', 'tools', 'scenarios', 'tests', 'bench']

export default defineConfig({
  root,
  // The tests' own cache, so that a build in parallel cannot disturb it.
  cacheDir: 'node_modules/.vite/test',
  test: {
    root,
    env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
    maxWorkers: 2,
    passWithNoTests: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: code.map(folder => `${folder}/**/*.test.{ts,tsx}`),
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          isolate: false, // pure functions share nothing, and starting a fresh world per file costs more than the tests
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: code.map(folder => `${folder}/**/*.db.test.ts`),
          globalSetup: ['tools/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'soak',
          include: ['tests/soak/**/*.soak.ts'],
          globalSetup: ['tests/journeys/support/template.ts'],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.journey.ts'],
          globalSetup: ['tests/journeys/support/template.ts'],
          // Two at a time, each with a browser, a server and a database of its own.
          fileParallelism: true,
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
