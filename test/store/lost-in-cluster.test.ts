import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import { clusterInTest } from '../fixtures/cluster-in-test.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import type { Counted } from '../privacy/people.ts'
import { type Target, targetOf } from '../privacy/target.ts'

const { found, missing } = clusterParts()

const counted = (period: string, km: number): readonly Counted[] => [
  { period, city: 'leeds', mode: 'car', trips: 4000, km, contributors: 200 },
]

describe.skipIf(!found)(
  `releases that a database has lost which was put back from a dump${found ? '' : ` (skipped: ${missing})`}`,
  () => {
    const { root, postgres, settings } = clusterInTest(found)
    const open = async (schema: string, process: string, lists: string): Promise<Target> =>
      targetOf(
        undefined,
        await openClusterStore(settings(schema), join(root, schema, process), {
          deletionsFile: join(lists, 'deletions.jsonl'),
        }),
      )
    const sql = async (...statements: readonly string[]): Promise<void> => {
      const client = new pg.Client({ connectionString: postgres().url })
      await client.connect()
      for (const statement of statements) await client.query(statement)
      await client.end()
    }
    const dumped = (schema: string): string =>
      execFileSync(
        join(found?.postgres ?? '', 'pg_dump'),
        ['--schema', schema, '--schema', `${schema}_lake`, '--dbname', postgres().url],
        { encoding: 'utf8' },
      )
    const putBack = async (schema: string, dump: string): Promise<void> => {
      await sql(`DROP SCHEMA ${schema} CASCADE`, `DROP SCHEMA ${schema}_lake CASCADE`)
      execFileSync(
        join(found?.postgres ?? '', 'psql'),
        ['--quiet', '--set', 'ON_ERROR_STOP=1', postgres().url],
        {
          input: dump,
          stdio: ['pipe', 'ignore', 'inherit'],
        },
      )
    }
    test('are known by the lists of all processes, and nothing else is released until the same is again', async () => {
      const lists = join(root, 'lists-lost')
      const [one, two] = [await open('lost', 'one', lists), await open('lost', 'two', lists)]
      await one.register('flows')
      await one.plant('flows', counted('2023-12', 30_000))
      expect((await one.release('flows')).status).toBe(201)
      const dump = dumped('lost')
      // The other process releases what the dump does not have.
      await two.plant('flows', counted('2024-01', 40_000))
      expect((await two.release('flows')).status).toBe(201)
      await Promise.all([one.close(), two.close()])
      expect(readdirSync(lists)).toHaveLength(2)

      await putBack('lost', dump)
      const again = await open('lost', 'one', lists)
      // One person with 7 km less than before.
      const file = await again.plant('flows', counted('2024-01', 39_993))
      const refused = await again.release('flows')
      expect(refused.status).toBe(409)
      expect(refused.body.detail).toContain('flows (2024)')
      await again.plant('flows', counted('2024-01', 40_000), file)
      expect((await again.release('flows')).status).toBe(201)
      await again.close()

      // Known in every process, and not lost again at the next start.
      const later = await open('lost', 'two', lists)
      await later.plant('flows', counted('2024-02', 50_000))
      expect((await later.release('flows')).status).toBe(201)
      await later.close()
    })

    test('are none where another process starts while one goes on releasing', async () => {
      const lists = join(root, 'lists-whole')
      const one = await open('whole', 'one', lists)
      await one.register('flows')
      await one.plant('flows', counted('2024-01', 40_000))
      expect((await one.release('flows')).status).toBe(201)
      const two = await open('whole', 'two', lists)
      for (const [at, target] of [two, one, two].entries()) {
        await target.plant('flows', counted(`2024-0${at + 2}`, 40_000))
        expect((await target.release('flows')).status).toBe(201)
      }
      await Promise.all([one.close(), two.close()])
    })
  },
)
