import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { builtService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-private-'))
const started: ChildProcess[] = []
afterAll(() => {
  for (const child of started) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

/** Paths in a folder, and itself, that somebody else than its owner may read or write. */
const open = (folder: string): readonly string[] =>
  ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].filter(
    (name) => (statSync(join(folder, name)).mode & 0o077) !== 0,
  )

/** The service under a umask that keeps nothing from anybody. */
async function start(data: string): Promise<{ child: ChildProcess; url: string }> {
  const main = `'${process.execPath}' '${await builtService()}'`
  const child = spawn('bash', ['-c', `umask 000; exec ${main}`], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', PORT: '0', CORDON_DATA_DIR: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started.push(child)
  const [line] = await once(child.stdout, 'data')
  return { child, url: String(line).trim().replace('Cordon listens on ', '') }
}

test('what the service writes is for its own user alone, whatever the umask', async () => {
  const data = join(root, 'data')
  const first = await start(data)
  const saved = await fetch(`${first.url}/v1/estimates?save=true`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(SMALL_CITY),
  })
  expect(saved.status).toBe(201)
  // The database and the log that it writes first.
  expect(readdirSync(data).sort()).toEqual(['cordon.duckdb', 'cordon.duckdb.wal'])
  expect(open(data)).toEqual([])
  first.child.kill('SIGKILL')
  await once(first.child, 'close')

  // What an earlier Cordon left open is closed at the next start.
  for (const name of ['.', 'cordon.duckdb', 'cordon.duckdb.wal']) chmodSync(join(data, name), 0o777)
  expect(open(data)).toHaveLength(3)
  const second = await start(data)
  expect(open(data)).toEqual([])
  second.child.kill('SIGTERM')
  await once(second.child, 'close')
  expect(open(data)).toEqual([])
})
