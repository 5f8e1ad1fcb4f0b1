import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/fixtures/longest-first.ts'

/** Long ones, which begin first, and one that loads modules anew. */
const APART = ['test/emission-factors/resolved.test.ts', 'test/documents.test.ts', 'test/build/parts.test.ts']

/** Ends a test that hangs, and no test that is slow: nothing here takes a tenth of it on a slow machine. */
const HANGS_MS = 900_000

export default defineConfig({
  test: {
    testTimeout: HANGS_MS,
    hookTimeout: HANGS_MS,
    // What is asked again and again until it holds would else have a second for it.
    expect: { poll: { timeout: HANGS_MS } },
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/fixtures/run-folder.ts',
    // One more than there are cores: a test that waits for a page, a process or a disk leaves its core to another one.
    maxWorkers: availableParallelism() + 1,
    // Most of what tests make is gone at once: with room for it, it is cleared away three times less often.
    execArgv: ['--max-semi-space-size=64'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'json-summary'] },
    projects: [
      { extends: true, test: { name: 'apart', include: APART } },
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/**/*.test.ts'],
          exclude: APART,
          // What is imported is imported once a core and not once a file: that took longer than most tests. A test that
          // changes a module or the environment for others stands apart.
          isolate: false,
        },
      },
    ],
  },
})
