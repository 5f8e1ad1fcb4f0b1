import { createReadStream } from 'node:fs'
import { attach } from '../../api/datasets/attach.ts'
import { listParquet } from '../../api/datasets/files-in-place.ts'
import { importFile, receiveFile } from '../../api/datasets/import-file.ts'
import { newProgress } from '../../api/datasets/progress.ts'
import { readerHere } from '../../api/imports/read-file.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { releaseImported } from '../../api/releases/release-imported.ts'
import { settleTask } from '../../api/releases/settle-task.ts'
import { IMPORT_LIMITS } from '../../api/settings/config.ts'
import type { CubeQuery, DatasetDescription, Zone } from '../../api/store/datasets.ts'
import type { WholeStore } from '../../api/store/facts.ts'

const NOW = new Date('2026-01-15T00:00:00Z')

/** What is attached, beside a place. */
export interface Attached {
  readonly dataset?: string
  readonly names?: Readonly<Record<string, string>>
  readonly unread?: readonly string[]
}

const releaseOf = (store: WholeStore) => (id: string) =>
  releaseImported(id, { store, settle: (task) => settleTask(task), now: () => NOW })

/** Attaches a place to a dataset. */
export async function attachTo(store: WholeStore, place: string, attached: Attached = {}) {
  const { dataset = 'flows', names = {}, unread = [] } = attached
  const { signal } = new AbortController()
  const listed = await listParquet(place, signal)
  return attach({ store, release: releaseOf(store) }, { dataset, place, names, unread, ...listed }, signal)
}

/** Imports a file of the tidy format into a dataset. */
export async function importTidy(store: WholeStore, path: string, dataset = 'flows') {
  const order = { dataset, importer: tidy, options: {} }
  const progress = newProgress(undefined, () => undefined)
  const taking = { store, reader: readerHere([tidy]), release: releaseOf(store) }
  const { signal } = new AbortController()
  const staged = await receiveFile(taking, order, createReadStream(path), IMPORT_LIMITS, progress, signal)
  return importFile(taking, order, staged, progress, signal)
}

/** Registers a dataset with its zones. */
export async function registerWith(
  store: WholeStore,
  dataset: DatasetDescription,
  zones: readonly Zone[],
): Promise<void> {
  await store.registerDataset(dataset)
  if (zones.length > 0) await store.saveZones(dataset.id, zones)
}

const BY: readonly CubeQuery['by'][] = [
  [],
  ['period'],
  ['month', 'city', 'mode'],
  ['year', 'city', 'flow'],
  ['origin', 'destination', 'mode'],
  ['period', 'city', 'distance_band', 'speed_band'],
]

/** Every question that is asked of the facts of a dataset, and what was released of them. */
export async function answersOf(store: WholeStore, dataset: string): Promise<readonly unknown[]> {
  const answers: unknown[] = []
  for (const by of BY) answers.push(await store.cube({ dataset, by }))
  answers.push(
    await store.cube({
      dataset,
      by: ['city', 'mode'],
      from: '2024-01',
      to: '2024-02-10',
      modes: ['car', 'bus'],
    }),
    await store.cube({ dataset, by: ['mode'], cities: ['a'], most: 2 }),
    await store.listFactParts(dataset),
    await store.listFlowParts(dataset, 'zone'),
    await store.listFlowParts(dataset, 'pair'),
    await store.countPairs(dataset),
    await store.namesCities(dataset),
    await store.listFactYears(dataset),
    await store.listFactZones(dataset),
    await store.countUnmappedZones(dataset),
    await store.listReleasedCells({ dataset }),
    (await store.listFiles(dataset)).map(({ version, rowsRead, facts, notices }) => ({
      version,
      rowsRead,
      facts,
      notices,
    })),
  )
  for (const period of ['2024-Q1', '2024-Q2'])
    for (const pairs of [true, false])
      answers.push(await store.listReleasedFlows({ dataset, period, city: 'a', pairs }))
  return answers
}
