import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import { postgresCatalog } from '../../api/store/cluster/postgres-catalog.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../../api/store/migration.ts'
import { clusterInTest } from '../fixtures/cluster-in-test.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { storeContract } from './contract.ts'
import { datasetContract } from './contract-datasets.ts'
import { allAnswers } from './same-answers.ts'

const { found, missing } = clusterParts()

describe.skipIf(!found)(`a store of several processes${found ? '' : ` (skipped: ${missing})`}`, () => {
  const { root, settings } = clusterInTest(found)
  let count = 0
  const openNew = (): Promise<WholeStore> => {
    count += 1
    return openClusterStore(settings(`s${count}`), join(root, `s${count}`))
  }

  storeContract('the store of several processes', openNew)
  datasetContract('datasets of the store of several processes', openNew)

  test('takes a catalog that lacks steps of the facts alone, and no older one', async () => {
    await (await openNew()).close()
    const last = MIGRATIONS.findLastIndex(({ isOfFactsAlone }) => !isOfFactsAlone) + 1
    expect(last).toBeLessThan(SCHEMA_VERSION)
    const place = settings(`s${count}`)
    const on = postgresCatalog(place.catalog, place.schema ?? '')
    const reopened = () => openClusterStore(place, join(root, `s${count}`))
    await on.change('DELETE FROM schema_version WHERE version > $1', [last])
    await (await reopened()).close()
    expect(await on.rows('SELECT max(version) AS version FROM schema_version')).toEqual([
      { version: SCHEMA_VERSION },
    ])
    await on.change('DELETE FROM schema_version WHERE version >= $1', [last])
    await expect(reopened()).rejects.toThrow(`The catalog has schema version ${last - 1}`)
    await on.close()
  })

  test('gives every answer that the embedded store gives, to the bit', async () => {
    const [embedded, shared] = [memoryStore(), await openNew()]
    const expected = await allAnswers(embedded)
    const answers = await allAnswers(shared)
    for (const [at, answer] of answers.entries()) expect([at, answer]).toEqual([at, expected[at]])
    await Promise.all([embedded.close(), shared.close()])
  })
})
