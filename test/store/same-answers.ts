import type { WholeStore } from '../../api/store/facts.ts'
import type { AccessKey } from '../../api/store/keys.ts'
import type { ReleasedCell } from '../../api/store/released.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { savedEstimate } from './saved-estimate.ts'

const AT = '2026-01-02T03:04:05.000Z'

const KEY: AccessKey = {
  id: 'key_a',
  name: 'Ölweg “office”',
  scopes: ['read', 'contribute'],
  digest: 'a'.repeat(64),
  origin: 'command',
  perMinute: 12,
  madeAt: AT,
}

const { licence: _, ...unlicensed } = FLOWS_OF_TEST
const CLOSED = { ...unlicensed, id: 'closed', legalBasis: 'agreement', retentionMonths: 24 } as const

const CELL: ReleasedCell = {
  city: 'A',
  mode: 'car',
  period: '2024-01',
  trips: 0.1 + 0.2,
  tripDistanceKm: null,
  lengthOrigin: 'stated',
  passengerDistancePkm: 1e15 / 3,
  vehicleDistanceVkm: 5e-324,
  tonneDistanceTkm: -0,
  meanSpeedKmPerH: 31.7,
  present: 31,
  days: 31,
  persons: 25,
}

/**
 * Every question and change of a store, one after another, with what it answered. Two stores that keep the same give the
 * same list, but for moments that a store takes from its own clock.
 */
export async function allAnswers(store: WholeStore): Promise<readonly unknown[]> {
  const answers: unknown[] = []
  const say = async (answer: Promise<unknown>): Promise<void> => {
    answers.push(
      await answer.then(
        (value) => value ?? null,
        (error: Error) => `${error.name}: ${Object.values(error).join()}`,
      ),
    )
  }
  // Order of text is that of its code points, whatever the language of the machine.
  for (const id of ['b', 'a', 'Z', 'ä', '_', '-', 'a b', 'aa'])
    await say(
      store.saveCity({ id, name: `“${id}” \n\t\\ '"`, country: 'ES', population: { 2019: 1, 2020: 0.5 } }),
    )
  await say(store.listCities({ limit: 5 }))
  await say(store.listCities({ limit: 100, after: 'Z' }))
  await say(store.saveYear({ city: 'a', year: 2020, request: '{"a":1}' }))
  await say(store.saveYear({ city: 'a', year: 2019, request: '{}' }))
  await say(store.saveYear({ city: 'a', year: 2020, request: '{"a":2}' }))
  await say(store.listYears('a'))

  await say(store.registerDataset(FLOWS_OF_TEST))
  await say(store.registerDataset(CLOSED))
  await say(store.registerDataset({ ...CLOSED, owner: 'Another' }))
  await say(store.registerOwned({ ...CLOSED, id: 'owned' }, { holder: 'key_a', key: KEY }))
  await say(
    store.registerOwned({ ...CLOSED, id: 'owned' }, { holder: 'key_b', key: { ...KEY, id: 'key_b' } }),
  )
  await say(store.retain('closed', 6))
  await say(store.retain('closed', undefined))
  await say(store.retain('nothing', 1))
  await say(store.findDataset('closed'))
  await say(store.listDatasets({ limit: 2 }))
  await say(store.addKey({ ...KEY, id: 'key_c', dataset: 'flows' }))
  await say(store.revokeKey('key_c', AT))
  await say(store.revokeKey('key_c', AT))
  await say(store.listKeys())
  await say(store.own('estimate', 'est_a', 'key_a'))
  await say(store.own('estimate', 'est_a', 'key_a'))
  await say(store.own('estimate', 'est_b', 'key_b'))
  await say(store.listHolders('estimate', 'est_a'))
  await say(store.listOwned('dataset', 'key_a'))

  for (const id of ['est_a', 'est_b', 'est_c'])
    await say(store.saveEstimate(savedEstimate(id, { dataset: 'flows' })))
  await say(store.listEstimates({ limit: 10 }, { holder: 'key_a', withUnowned: true }))
  await say(store.listEstimates({ limit: 10 }, { holder: 'key_a', withUnowned: false }))
  await say(store.disown('estimate', 'est_a'))
  await say(store.listEstimates({ limit: 1 }))
  await say(store.deleteEstimate('est_c'))
  await say(store.deleteEstimate('est_c'))

  const trips = (rows: string): string => `period,origin,destination,mode,trips,contributors\n${rows}`
  const first = trips('2024-01-01,z1,z2,car,10.25,30\n2024-01-02,z1,z3,,0.1,40\n2023-12-31,z2,z1,bus,7,12\n')
  await say(importText(store, first))
  await say(importText(store, first))
  await say(importText(store, trips('2024-01-01,z1,z2,car,3,30\n')))
  await say(importText(store, trips('2024-01-01,z1,z2,car,3,30\n'), { sameKeys: 'add' }))
  await say(importText(store, first, { dataset: 'nothing' }))
  const [file] = await store.listFiles('flows')
  await say(
    importText(store, trips('2024-01-01,z1,z2,car,11,30\n2022-01-01,z1,z2,car,2,30\n'), {
      replaces: file?.digest ?? '',
      sameKeys: 'add',
    }),
  )
  await say(store.listFiles('flows'))
  await say(store.findFile('flows', file?.digest ?? ''))
  await say(store.listFactYears('flows'))
  await say(store.listFactZones('flows'))
  await say(
    store.saveZones('flows', [
      { zone: 'z1', city: 'a', areaKm2: 0.1 },
      { zone: 'z2', city: 'b', centroid: [0.1, -1e-7] },
    ]),
  )
  await say(store.listZones('flows'))
  await say(store.countUnmappedZones('flows'))
  await say(store.countPairs('flows'))
  await say(store.listFactParts('flows'))
  await say(store.listFlowParts('flows', 'zone'))
  await say(store.listFlowParts('flows', 'pair'))
  await say(store.cube({ dataset: 'flows', by: ['period', 'origin', 'destination', 'mode'] }))
  await say(store.publishedFacts({ dataset: 'flows', by: ['city', 'flow'] }))
  await say(store.publishedFacts({ dataset: 'closed', by: ['city'] }))
  await say(store.listComparisonFigures('flows'))
  answers.push(
    (await store.listReleases('flows', { limit: 10 })).items.map(({ madeAt, ...release }) => release),
  )

  const release = (id: string, isGiven: boolean) =>
    store.saveRelease({
      id,
      dataset: 'closed',
      version: 0,
      madeAt: AT,
      pool: 'pool',
      settled: [
        isGiven
          ? { ...CELL, isGiven, version: 1, since: 0 }
          : { city: 'A', mode: 'car', period: '2024-01', isGiven, version: 1, since: 0 },
        { city: 'B', mode: null, period: '2024-Q1', isGiven: false, version: 1, since: 0 },
      ],
      flows: [{ ...CELL, period: '2024-Q1', zone: 'z1', destination: null }],
      ledger: [{ place: 'A 2024', cell: `car ${id}`, figures: 'digest' }],
      certificateOf: (head) => JSON.stringify(head),
    })
  await say(release('rel_1', false))
  await say(release('rel_2', true))
  await say(store.listReleases('closed', { limit: 1 }))
  await say(store.listReleases('closed', { limit: 1, after: 'rel_2' }))
  await say(store.findRelease('rel_1'))
  await say(store.findLastRelease('closed'))
  await say(store.listCellsOf('rel_2'))
  await say(store.listFlowsOf('rel_1'))
  await say(
    store.listSettledCells('closed').then((cells) => cells.toSorted((a, b) => a.city.localeCompare(b.city))),
  )
  await say(store.listLedgerCells('pool', 'closed'))
  await say(
    store.listReleasedCells({
      dataset: 'closed',
      cities: ['A'],
      years: { from: '2024', to: '2024' },
      lengths: [7],
    }),
  )
  await say(store.listReleasedCells({ dataset: 'closed', cities: [] }))
  await say(store.listReleasedCities('closed'))
  await say(store.listReleasedFlows({ dataset: 'closed', period: '2024-Q1', city: 'A', pairs: false }))
  await say(store.noteFailedRelease({ dataset: 'closed', failedAt: AT, reason: 'time' }))
  await say(store.noteFailedRelease({ dataset: 'closed', failedAt: AT, reason: 'size' }))
  await say(store.findFailedRelease('closed'))
  await say(store.endFailedRelease('closed'))
  await say(store.findFailedRelease('closed'))

  const job = { kind: 'import', dataset: 'flows', format: 'tally', startedAt: AT } as const
  for (const id of ['job_1', 'job_2']) await say(store.startJob({ ...job, id }))
  await say(store.endJob({ id: 'job_1', state: 'failed', endedAt: AT, outcome: '{}' }))
  await say(store.listJobs({ limit: 10 }, ['flows', 'closed']))
  await say(store.listJobs({ limit: 10 }, []))
  await say(store.listFailedJobs('flows', 1))
  for (const subject of ['one', 'two'])
    await say(store.appendAudit({ at: AT, actor: 'shell', action: 'x', subject, detail: { a: 1 } }))
  await say(store.listAudit(10))
  await say(store.listLastAudit(1))

  await say(store.expireFacts('flows', '2023-06-01', AT))
  await say(store.expireFacts('flows', '2023-06-01', AT))
  await say(store.findDataset('flows'))
  await say(store.erase())
  await say(store.cube({ dataset: 'flows', by: ['period'] }))
  await say(store.deleteDataset('flows', AT))
  await say(store.deleteDataset('flows', AT))
  await say(store.cube({ dataset: 'flows', by: [] }))
  await say(store.findEstimate('est_a'))
  // Registered again, it goes on from its version.
  await say(store.registerDataset(FLOWS_OF_TEST))
  await say(importText(store, first))
  await say(store.findDataset('flows'))
  return answers
}
