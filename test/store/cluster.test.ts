import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { type RunningPostgres, startPostgres } from '../fixtures/postgres.ts'
import { storeContract } from './contract.ts'
import { datasetContract } from './contract-datasets.ts'
import { allAnswers } from './same-answers.ts'

const { found, missing } = clusterParts()

describe.skipIf(!found)(`a store of several processes${found ? '' : ` (skipped: ${missing})`}`, () => {
  const root = mkdtempSync(join(tmpdir(), 'cordon-cluster-'))
  let postgres: RunningPostgres
  let count = 0
  beforeAll(async () => {
    postgres = await startPostgres(found?.postgres ?? '')
  })
  afterAll(async () => {
    await postgres.stop()
    rmSync(root, { recursive: true, force: true })
  })
  const openNew = (): Promise<WholeStore> => {
    count += 1
    const [schema, extensions] = [`s${count}`, found?.extensions ?? '']
    const facts = join(root, schema, 'facts')
    return openClusterStore({ catalog: postgres.url, facts, extensions, schema }, join(root, schema))
  }

  storeContract('the store of several processes', openNew)
  datasetContract('datasets of the store of several processes', openNew)

  test('gives every answer that the embedded store gives, to the bit', async () => {
    const [embedded, shared] = [memoryStore(), await openNew()]
    const expected = await allAnswers(embedded)
    const answers = await allAnswers(shared)
    for (const [at, answer] of answers.entries()) expect([at, answer]).toEqual([at, expected[at]])
    await Promise.all([embedded.close(), shared.close()])
  })
})
