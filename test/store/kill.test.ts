import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { FACTS_PER_FILE, TRIPS_PER_FILE } from './killable-file.ts'
import { killedAfter } from './killed-after.ts'
import { savedEstimate } from './saved-estimate.ts'

/** How often a process is killed: few times here, 200 times by `CORDON_KILL_ROUNDS=200 npx vitest run test/store/kill.test.ts`. */
const ROUNDS = Number(process.env['CORDON_KILL_ROUNDS'] ?? 5)
/** Killed at some moment of this many imports, as long as they take here. */
const IMPORTS = 2.5

const folder = mkdtempSync(join(tmpdir(), 'cordon-kill-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a process that is killed while it takes in files leaves all of a file or none', async () => {
  const before = await openDuckdbStore(folder)
  await before.saveEstimate(savedEstimate('est_before'))
  await before.close()
  const all: string[] = []
  let importMs: number | undefined
  for (let round = 0; round < ROUNDS; round += 1) {
    const delayMs = importMs === undefined ? undefined : Math.random() * IMPORTS * importMs
    const place = `round ${round}, killed after ${delayMs} ms`
    const { acknowledged, lastedMs } = await killedAfter({ dataFolder: folder, cluster: undefined }, delayMs)
    importMs ??= lastedMs
    all.push(...acknowledged)

    const store = await openDuckdbStore(folder)
    expect(existsSync(join(folder, 'staging')), place).toBe(false)
    expect(await store.findEstimate('est_before'), place).toEqual(savedEstimate('est_before'))
    const files = await store.listFiles('flows')
    expect(
      files.every(({ facts }) => facts === FACTS_PER_FILE),
      place,
    ).toBe(true)
    const sums = await store.cube({ dataset: 'flows', by: ['origin'] })
    expect(
      sums.every(({ trips }) => trips === TRIPS_PER_FILE),
      place,
    ).toBe(true)
    const kept = new Set(sums.map(({ origin }) => origin))
    expect(kept.size, place).toBe(files.length)
    expect(
      all.filter((name) => !kept.has(name)),
      place,
    ).toEqual([])
    const { items: jobs } = await store.listJobs({ limit: 100_000 })
    for (const { id, state, outcome } of jobs)
      expect([state, outcome], place).toEqual(
        kept.has(id.replace('job_', ''))
          ? ['succeeded', '{"whole":true}']
          : ['failed', '{"reason":"interrupted: send the file again"}'],
      )
    await store.close()
  }
})
