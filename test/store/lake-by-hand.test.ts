import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { toProblem } from '../../api/http/problem.ts'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import { FactsUnreadable } from '../../api/store/facts-unreadable.ts'
import { StoreRefused } from '../../api/store/store-refused.ts'
import { clusterInTest } from '../fixtures/cluster-in-test.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { killableFile, TRIPS_PER_FILE } from './killable-file.ts'

const { found, missing } = clusterParts()

describe.skipIf(!found)(
  `a lake that somebody changed by hand${found ? '' : ` (skipped: ${missing})`}`,
  () => {
    const { root, postgres, settings } = clusterInTest(found)
    const open = (schema: string, facts = settings(schema).facts) =>
      openClusterStore({ ...settings(schema), facts }, join(root, schema, 'own'))
    const withFacts = async (schema: string) => {
      const store = await open(schema)
      await store.registerDataset(FLOWS_OF_TEST)
      await importText(store, killableFile('one'))
      return store
    }
    const filesOf = (schema: string): string => join(root, schema, 'facts', 'main', 'activity_fact')
    const sql = async (text: string): Promise<void> => {
      const client = new pg.Client({ connectionString: postgres().url })
      await client.connect()
      await client.query(text)
      await client.end()
    }
    const refusal = async (schema: string, facts?: string): Promise<string> => {
      const error = await open(schema, facts).catch((one: unknown) => one)
      expect(error).toBeInstanceOf(StoreRefused)
      return (error as Error).message
    }

    test('gives no sum without a file of its facts, says which, and goes on when it is back', async () => {
      const store = await withFacts('lost_file')
      const folder = filesOf('lost_file')
      const [name = ''] = readdirSync(folder)
      const file = join(folder, name)
      const sum = () => store.cube({ dataset: 'flows', by: [] })
      renameSync(file, join(root, 'aside'))
      const whole = readFileSync(join(root, 'aside'))
      const lost = await sum().catch((error: unknown) => error)
      expect(lost).toBeInstanceOf(FactsUnreadable)
      expect(lost).toMatchObject({ place: name })
      expect(toProblem(lost, 'x')).toMatchObject({
        status: 503,
        detail: expect.stringContaining('Files of the facts are gone or damaged'),
      })
      // What comes is compared with what is there; the file of whoever sends it is not to blame.
      await expect(importText(store, killableFile('two'))).rejects.toBeInstanceOf(FactsUnreadable)
      expect([store.isReady(), store.areFactsReady?.(), store.failures()]).toEqual([true, false, 1])
      for (const damaged of [whole.subarray(0, whole.length / 2), Buffer.alloc(0)]) {
        writeFileSync(file, damaged)
        await expect(sum()).rejects.toBeInstanceOf(FactsUnreadable)
      }
      renameSync(join(root, 'aside'), file)
      expect((await sum())[0]?.trips).toBe(TRIPS_PER_FILE)
      expect(store.areFactsReady?.()).toBe(true)
      await store.close()
    })

    test('is refused where its disk is not mounted, or where another folder is named', async () => {
      await (await withFacts('away')).close()
      const folder = join(root, 'away', 'facts')
      renameSync(folder, `${folder}-away`)
      mkdirSync(folder)
      expect(await refusal('away')).toBe(
        `None of the 1 files of facts that the catalog lists is in ${folder}. Mount its disk, or put the files back.`,
      )
      expect(readdirSync(folder)).toEqual([])
      expect(await refusal('away', join(root, 'away', 'others'))).toBe(
        `CORDON_FACTS names another folder than that of the facts of this catalog, which is ${folder}.`,
      )
    })

    test('is refused without its tables, and not made anew without facts', async () => {
      await (await withFacts('no_tables')).close()
      await sql('DROP SCHEMA no_tables_lake CASCADE')
      expect(await refusal('no_tables')).toMatch(/^The catalog knows of facts, but the schema no_tables_lake/)
      await (await withFacts('no_snapshot')).close()
      await sql('DELETE FROM no_snapshot_lake.ducklake_snapshot')
      expect(await refusal('no_snapshot')).toMatch(
        /^The tables of the lake, in the schema no_snapshot_lake .* were changed/,
      )
    })

    test('is refused with another column, and is read as it was where it is open', async () => {
      const store = await withFacts('renamed')
      await sql(
        `UPDATE renamed_lake.ducklake_column SET column_name = 'trips' WHERE column_name = 'trips_e6'`,
      )
      expect(await refusal('renamed')).toContain('has other columns than this Cordon writes')
      // Its own database keeps the names of a snapshot, so that no column is taken for another.
      expect((await store.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(TRIPS_PER_FILE)
      await store.close()
    })
  },
)
