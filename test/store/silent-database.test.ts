import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import { clusterInTest } from '../fixtures/cluster-in-test.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { startRelay } from '../fixtures/relay.ts'
import { killableFile, TRIPS_PER_FILE } from './killable-file.ts'

const { found, missing } = clusterParts()

describe.skipIf(!found)(
  `a database that stands still, without breaking a connection${found ? '' : ` (skipped: ${missing})`}`,
  () => {
    const { root, postgres, settings } = clusterInTest(found)
    const openBehindRelay = async (schema: string) => {
      const url = new URL(postgres().url)
      const relay = await startRelay(Number(url.port))
      url.port = `${relay.port}`
      const store = await openClusterStore(
        { ...settings(schema), catalog: url.href, leaseSeconds: 600 },
        join(root, schema, 'own'),
      )
      await store.registerDataset(FLOWS_OF_TEST)
      await importText(store, killableFile('before'))
      return { store, relay }
    }
    const unavailable = expect.objectContaining({ name: 'StoreUnavailable' })

    test('is lost to whoever waits for it, and all heals when it answers again', async () => {
      const { store, relay } = await openBehindRelay('still')
      relay.silence()
      // Asked at once: on connections that were good before.
      await Promise.all(
        [
          store.findDataset('flows'),
          store.cube({ dataset: 'flows', by: [] }),
          importText(store, killableFile('meanwhile')),
        ].map((question) => expect(question).rejects.toThrow(unavailable)),
      )
      expect(store.isReady()).toBe(false)
      relay.carry()
      while (!store.isReady()) await wait(100)
      expect((await store.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(TRIPS_PER_FILE)
      await importText(store, killableFile('after'))
      await store.close()
      await relay.close()
    })

    test('keeps no store from closing', async () => {
      const { store, relay } = await openBehindRelay('closing')
      relay.silence()
      await expect(store.cube({ dataset: 'flows', by: [] })).rejects.toThrow(unavailable)
      await store.close()
      await expect(store.findDataset('flows')).rejects.toThrow('closed')
      relay.carry()
      await relay.close()
    })
  },
)
