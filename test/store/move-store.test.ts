import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { backUpFolder } from '../../api/store/backup.ts'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import { moveToCluster, moveToFolder } from '../../api/store/cluster/move-store.ts'
import { NO_DELETIONS } from '../../api/store/deletion-list.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { clusterInTest } from '../fixtures/cluster-in-test.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { killableFile } from './killable-file.ts'
import { savedEstimate } from './saved-estimate.ts'

const { found, missing } = clusterParts()

describe.skipIf(!found)(`a store that moves${found ? '' : ` (skipped: ${missing})`}`, () => {
  const { root, postgres, settings: cluster } = clusterInTest(found)

  /** A data folder with two files of facts and some of the rest; its name, and what it holds. */
  async function filled(name: string): Promise<string> {
    const folder = join(root, name)
    const store = await openDuckdbStore(folder)
    await store.registerDataset(FLOWS_OF_TEST)
    await importText(store, killableFile('one'))
    await importText(store, killableFile('two'))
    await store.saveZones('flows', [{ zone: 'z1', city: 'ä', areaKm2: 0.1 }])
    await store.saveEstimate(savedEstimate('est_a'))
    await store.appendAudit({ at: 'now', actor: 'shell', action: 'x', subject: 'y' })
    await store.close()
    return folder
  }
  const contentOf = async (folder: string) =>
    (
      await backUpFolder(folder, join(root, `${Math.random()}.backup`), async () => NO_DELETIONS)
    ).tables.filter(({ table }) => !['schema_version', 'audit_entry'].includes(table))
  const cubeOf = (store: WholeStore) =>
    store.cube({ dataset: 'flows', by: ['period', 'origin', 'destination', 'mode', 'city', 'flow'] })

  test('there and back holds the same rows, and answers the same', async () => {
    const folder = await filled('whole')
    const embedded = await openDuckdbStore(folder)
    const expected = await cubeOf(embedded)
    await embedded.close()
    const moved = await moveToCluster(folder, cluster('whole_there'))
    expect(moved).toMatchObject([{ table: 'activity_fact', rows: 10_000 }])
    const shared = await openClusterStore(cluster('whole_there'), join(root, 'own'))
    expect(await cubeOf(shared)).toEqual(expected)
    expect(await shared.findEstimate('est_a')).toEqual(savedEstimate('est_a'))
    // While a process uses it, nothing is moved.
    await expect(moveToFolder(join(root, 'back'), cluster('whole_there'))).rejects.toThrow('1 processes use')
    await shared.close()
    await moveToFolder(join(root, 'back'), cluster('whole_there'))
    expect(await contentOf(join(root, 'back'))).toEqual(await contentOf(folder))
    const back = await openDuckdbStore(join(root, 'back'))
    expect(await cubeOf(back)).toEqual(expected)
    await back.close()
  })

  test('broken off, it goes on where it was; nothing is seen or saved before all is there', async () => {
    const folder = await filled('broken')
    const settings = cluster('broken_there')
    await moveToCluster(folder, settings)
    // As if it had been killed after the first file: no row of the catalog, and one batch.
    const client = new pg.Client({ connectionString: postgres().url, options: '-c search_path=broken_there' })
    await client.connect()
    const { rows: batches } = await client.query('SELECT id FROM batch ORDER BY id')
    for (const table of ['dataset', 'imported_file', 'zone', 'estimate', 'audit_entry', 'release'])
      await client.query(`DELETE FROM ${table}`)
    await client.query('DELETE FROM batch WHERE id = $1', [batches[1].id])
    // What a process saved now would keep the rest from coming.
    await expect(openClusterStore(settings, join(root, 'own-2'))).rejects.toThrow(
      'A move to this catalog was broken off or is under way. Run cordon migrate --to-cluster again',
    )
    await moveToCluster(folder, settings)
    const { rows: after } = await client.query('SELECT id FROM batch ORDER BY id')
    expect([after.length, after[0].id]).toEqual([2, batches[0].id])
    await expect(moveToCluster(folder, settings)).rejects.toThrow('The catalog has data already')
    await client.end()
  })

  test('a folder in use, without data or with data is refused', async () => {
    const folder = await filled('used')
    const open = await openDuckdbStore(folder)
    await expect(moveToFolder(folder, cluster('used_there'))).rejects.toThrow('has data')
    await open.close()
    await expect(moveToCluster(join(root, 'nothing'), cluster('used_there'))).rejects.toThrow(
      'There is no data',
    )
  })
})
