// How the tests run: two files at a time where each keeps to itself; one at a time where processes and browsers time each other.
// It must never let the real `electron` package load in a test: importing it from plain Node tries a download.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** What every project shares. `electron-store` is inlined so that the alias below also reaches its own import. */
const common = {
  setupFiles: [path('tests/setup/each-file.ts')],
  server: { deps: { inline: ['electron-store', 'conf'] } },
  restoreMocks: true,
}

/** Vitest's own choice leaves one core out, which on two is half of the machine. */
const AT_ONCE = 2

export default defineConfig({
  resolve: { alias: [{ find: /^electron$/, replacement: path('tests/setup/electron-absent.ts') }] },
  test: {
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          ...common,
          name: 'fast',
          sequence: { groupOrder: 0 },
          maxWorkers: AT_ONCE,
          include: ['tests/{contracts,unit,property,stories}/**/*.test.{ts,tsx}'],
          // Thousands of seeds instead of a handful (`npm run test:long`).
          testTimeout: process.env.RAPPORTEUR_LONG === '1' ? 3_600_000 : 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'architecture',
          sequence: { groupOrder: 1 },
          include: ['tests/architecture/**/*.test.ts'],
          testTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'shells',
          sequence: { groupOrder: 2 },
          globalSetup: [path('tests/setup/built.ts')],
          include: ['tests/shells/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          // Single pages of the editor on a stand-in host.
          name: 'pages',
          sequence: { groupOrder: 3 },
          maxWorkers: AT_ONCE,
          globalSetup: [path('tests/setup/standin-pages.ts')],
          include: ['tests/e2e/{screens,editor}/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...common,
          name: 'e2e',
          sequence: { groupOrder: 4 },
          globalSetup: [path('tests/setup/built.ts')],
          include: ['tests/e2e/{courier,pair}/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
