import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findPostgres } from '../fixtures/postgres.ts'
import { findJava, javaVersion, trinoVersion } from '../fixtures/trino.ts'

// npm run test:cluster -- <folder>: puts a Trino into the folder, if it is not there yet, starts PostgreSQL and three nodes, runs the
// contract and the faults over them, and prints one line of JSON. It ends with 1 unless all was run and is as it should be.
const [, , folder] = process.argv
const [postgres, java] = [findPostgres(), findJava()]
if (folder === undefined || !postgres || !java) {
  const lacking = [
    ...(folder === undefined
      ? ['a folder for what is downloaded, as in npm run test:cluster -- ./trino']
      : []),
    ...(postgres ? [] : ['PostgreSQL']),
    ...(java ? [] : ['a Java of version 24 or later (JAVA_HOME)']),
  ]
  process.stderr.write(`Not run: it needs ${lacking.join(', ')}.\n`)
  process.exit(1)
}
const began = Date.now()
const project = join(import.meta.dirname, '..', '..')
const server = execFileSync(join(project, 'build', 'fetch-trino.sh'), [folder], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim()
const fetched = Date.now()
const results = join(mkdtempSync(join(tmpdir(), 'cordon-cluster-')), 'results.json')
const { status } = spawnSync(
  process.execPath,
  [
    join(project, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    'test/store/trino-cluster.test.ts',
    '--reporter=verbose',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ],
  {
    cwd: project,
    env: { ...process.env, CORDON_TRINO_SERVER: server },
    stdio: ['ignore', process.stderr, process.stderr],
  },
)
const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
  readFileSync(results, 'utf8'),
) as Results
rmSync(dirname(results), { recursive: true })
const seconds = (from: number, to: number): number => Math.round((to - from) / 1000)
const report = {
  date: new Date().toISOString().slice(0, 10),
  trino: trinoVersion(server),
  java: javaVersion(java),
  postgresql: execFileSync(join(postgres, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
  node: process.version,
  passed: numPassedTests,
  failed: numFailedTests,
  skipped: numPendingTests,
  fetchSeconds: seconds(began, fetched),
  testSeconds: seconds(fetched, Date.now()),
}
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exitCode = status === 0 && numPassedTests > 0 && numFailedTests + numPendingTests === 0 ? 0 : 1

interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
}
