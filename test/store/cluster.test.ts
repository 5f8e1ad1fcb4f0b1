import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { CLOSED_FLOWS, flowRows, ZONES } from '../datasets/rows-in-place.ts'
import { answersOf, attachTo, registerWith } from '../datasets/same-in-place.ts'
import { clusterInTest } from '../fixtures/cluster-in-test.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { writeParquet } from '../fixtures/parquet.ts'
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

  test('reads facts in place as the embedded store does, to the bit, and says if they are gone', async () => {
    const place = join(root, 'lake')
    const file = await writeParquet(join(place, 'flows.parquet'), flowRows('closed'))
    const [embedded, shared] = [memoryStore(), await openNew()]
    const answers: unknown[] = []
    for (const store of [embedded, shared]) {
      await registerWith(store, CLOSED_FLOWS, ZONES)
      await attachTo(store, place)
      answers.push(await answersOf(store, 'flows'))
    }
    expect(answers[1]).toEqual(answers[0])
    rmSync(file)
    await expect(shared.cube({ dataset: 'flows', by: [] })).rejects.toThrow('gone or were changed')
    expect(shared.isReady()).toBe(true)
    await shared.deleteDataset('flows', '2026-01-01T00:00:00Z')
    expect(await shared.cube({ dataset: 'flows', by: [] })).toEqual([])
    await Promise.all([embedded.close(), shared.close()])
  })

  test('gives every answer that the embedded store gives, to the bit', async () => {
    const [embedded, shared] = [memoryStore(), await openNew()]
    const expected = await allAnswers(embedded)
    const answers = await allAnswers(shared)
    for (const [at, answer] of answers.entries()) expect([at, answer]).toEqual([at, expected[at]])
    await Promise.all([embedded.close(), shared.close()])
  })
})
