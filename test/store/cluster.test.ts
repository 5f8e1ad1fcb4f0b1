import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { type RunningPostgres, startPostgres } from '../fixtures/postgres.ts'
import { storeContract } from './contract.ts'
import { datasetContract } from './contract-datasets.ts'

const parts = clusterParts()

describe.skipIf(!parts.found)(
  `a store of several processes${parts.found ? '' : ` (skipped: ${parts.missing})`}`,
  () => {
    const root = mkdtempSync(join(tmpdir(), 'cordon-cluster-'))
    let postgres: RunningPostgres
    let count = 0
    beforeAll(async () => {
      postgres = await startPostgres(parts.found?.postgres ?? '')
    }, 60_000)
    afterAll(async () => {
      await postgres.stop()
      rmSync(root, { recursive: true, force: true })
    })
    const open = (name: string): Promise<WholeStore> =>
      openClusterStore(
        {
          catalog: postgres.url,
          facts: join(root, name, 'facts'),
          extensions: parts.found?.extensions ?? '',
          schema: name,
        },
        join(root, name),
      )
    const openNew = (): Promise<WholeStore> => {
      count += 1
      return open(`s${count}`)
    }

    storeContract('the store of several processes', openNew)
    datasetContract('datasets of the store of several processes', openNew)
  },
)
