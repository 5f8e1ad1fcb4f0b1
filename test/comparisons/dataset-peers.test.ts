import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { peers } from '../../api/comparisons/peers-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { runCommand } from '../fixtures/command.ts'
import { datasetOf, releasedCell, storeWith } from '../fixtures/memory-datasets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

const SETS = factorSetsOf([releasedSet('2026.4')])
const OPEN = datasetOf({ id: 'open', grain: 'year' })
const { licence: _, ...TERMS } = OPEN
const TAPS = datasetOf({ ...TERMS, id: 'taps', legalBasis: 'agreement', contributorUnit: 'device' })
const drive = (city: string, vehicleDistanceVkm: number, period = '2019') => ({
  period,
  city,
  mode: 'car' as const,
  vehicleDistanceVkm,
})
const cell = (city: string, mode: string, vehicleDistanceVkm: number, persons = 500) =>
  releasedCell({ city, mode, period: '2019', vehicleDistanceVkm, present: 1, days: 365, persons })
const cityOf = (id: string, name: string, population: Record<string, number>) => ({
  id,
  name,
  country: 'GB',
  population,
})
const store = storeWith(
  [
    {
      dataset: OPEN,
      facts: [
        drive('ashby', 1e6),
        drive('brough', 1.01e6),
        drive('corby', 3e6),
        drive('derby', 2e6, '2020'),
        // Trips alone, without a length: no estimate can be made of them.
        { period: '2019', city: 'eccles', mode: 'car', trips: 1000 },
      ],
    },
    {
      dataset: TAPS,
      facts: [
        drive('ashby', 1e6),
        drive('brough', 2e6),
        drive('corby', 3e6),
        { period: '2019', city: 'ashby', mode: 'bus', vehicleDistanceVkm: 77_777, contributors: 3 },
      ],
      released: [cell('ashby', 'car', 1e6), cell('brough', 'car', 2e6), cell('brough', 'bus', 1e4)],
    },
  ],
  [
    cityOf('ashby', 'Ashby', { 2019: 100_000 }),
    cityOf('brough', 'Brough', { 2019: 100_000 }),
    cityOf('corby', 'Corby', { 2018: 100_000 }),
    cityOf('derby', 'Derby', { 2019: 100_000 }),
  ],
)
const folder = mkdtempSync(join(tmpdir(), 'cordon-dataset-peers-'))
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ store, factorSets: SETS })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})
const post = (payload: object, headers = {}) =>
  app.inject({ method: 'POST', url: '/v1/peers', payload, headers })
const found = async (payload: object) => {
  const answer = await post(payload)
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
  return peers.parse(answer.json())
}
const faultsOf = (answer: Awaited<ReturnType<typeof post>>): readonly string[] =>
  answer
    .json()
    .errors.map(({ code, pointer }: { code: string; pointer?: string }) => `${code} ${pointer ?? ''}`)

describe('all cities of a dataset', () => {
  test('are ranked as if their rows had been stated; those of other periods are not there', async () => {
    const { peers: rows, leftOut, privacy } = await found({ dataset: 'open', period: '2019' })
    const places = (per: string) => rows.filter((row) => row.per === per).map(({ city }) => city)
    // Corby has inhabitants of 2018 alone; Derby has facts of 2020 alone.
    expect(places('inhabitant')).toEqual(['Ashby', 'Brough'])
    // The same cars: which comes first is the last digit.
    expect([...places('vkm')].sort()).toEqual(['Ashby', 'Brough', 'Corby'])
    expect(leftOut?.map(({ city }) => city)).toEqual(['eccles'])
    expect(leftOut?.[0]?.reason).not.toBe('')
    expect(leftOut?.[0]?.codes.length).toBeGreaterThan(0)
    const stated = (name: string, km: number) => ({
      city: { name, country: 'GB', population: 100_000 },
      period: '2019',
      demand: [{ mode: 'car', vehicleDistance: km, flow: 'within' }],
    })
    const alike = await found({ cities: [stated('Ashby', 1e6), stated('Brough', 1.01e6)] })
    const value = (of: typeof rows, city: string) =>
      of.find((row) => row.per === 'inhabitant' && row.city === city)?.value
    for (const city of ['Ashby', 'Brough']) expect(value(rows, city)).toBe(value(alike.peers, city))
    expect(rows.find(({ city }) => city === 'Corby')?.note).toContain('No figure per inhabitant')
    expect(privacy).toHaveLength(1)
    expect(privacy?.[0]).toMatchObject({ input: 'dataset', dataset: { id: 'open' } })
    expect(alike).not.toHaveProperty('privacy')
  })

  test('take what else is stated of each, and another measure', async () => {
    const request = { fleet: [{ mode: 'car', powertrain: 'electric', distanceShare: 1 }] }
    const electric = await found({ dataset: 'open', period: '2019', request, against: 'Corby' })
    const usual = await found({ dataset: 'open', period: '2019' })
    const corby = (rows: typeof usual.peers) => rows.find(({ city }) => city === 'Corby')
    expect(corby(electric.peers)?.against).toBe('Corby')
    expect(corby(electric.peers)?.value).toBeLessThan(0.5 * (corby(usual.peers)?.value ?? 0))
  })

  test('of a dataset that is not open are what its releases gave out', async () => {
    const answer = await post({ dataset: 'taps', period: '2019' })
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
    expect(answer.body).not.toContain('77777')
    const { peers: rows, leftOut, privacy } = peers.parse(answer.json())
    // Nothing of Corby was given out, so it is not even named.
    expect([...new Set(rows.map(({ city }) => city))].sort()).toEqual(['Ashby', 'Brough'])
    expect(leftOut).toBeUndefined()
    expect(privacy?.[0]?.statement).toContain('Withheld were sums of fewer than 25 contributors')
    // Of a mode of which nothing of the city is given out it is not told whether there is any.
    expect(rows.find(({ city }) => city === 'Ashby')?.note).toBeUndefined()
    const csv = await post({ dataset: 'taps', period: '2019' }, { accept: 'text/csv' })
    expect(csv.body).not.toMatch(/corby/i)
  })

  test('are a table with a row for each that is left out', async () => {
    const csv = await post({ dataset: 'open', period: '2019' }, { accept: 'text/csv' })
    const { data } = Papa.parse<Record<string, string>>(csv.body.trimEnd(), { header: true })
    // Two per inhabitant, three per vehicle-kilometre, and Eccles.
    expect(data).toHaveLength(6)
    expect(data.at(-1)).toMatchObject({ city: 'eccles', rank: '', value: '' })
    expect(data.at(-1)?.['note']).not.toBe('')
  })

  test('are refused with every fault at once', async () => {
    expect(faultsOf(await post({ dataset: 'open' }))).toEqual(['invalid-field /period'])
    expect(faultsOf(await post({}))).toEqual(['invalid-field /cities'])
    expect(faultsOf(await post({ dataset: 'none', period: '2019' }))).toEqual(['dataset-unknown /dataset'])
    const request = { city: { name: 'X' }, demand: [] }
    expect(faultsOf(await post({ dataset: 'open', period: '2019-13', cities: [], request }))).toEqual(
      expect.arrayContaining(['invalid-field /period', expect.stringMatching(/^invalid-field \/cities/)]),
    )
    expect(faultsOf(await post({ dataset: 'open', period: '2019', request }))).toEqual([
      'invalid-field /request/city',
      'invalid-field /request/demand',
    ])
    // What is wrong in every city is said once.
    const wrong = { fuels: [{ carrier: 'petrol', biofuelVolumeShare: 3 }] }
    const all = faultsOf(await post({ dataset: 'open', period: '2019', request: wrong }))
    expect(all.filter((one) => one.includes('/request/fuels/0'))).toHaveLength(1)
    expect(faultsOf(await post({ dataset: 'open', period: '1990' }))).toEqual(['not-comparable '])
  })

  test('may be some of them beside stated ones', async () => {
    const ofDataset = (city: string) => ({
      city: { name: city, country: 'GB', population: 100_000 },
      period: '2019',
      demand: { dataset: 'open', city },
    })
    const { peers: rows, privacy } = await found({ cities: [ofDataset('ashby'), ofDataset('corby')] })
    expect(rows.filter(({ per }) => per === 'inhabitant').map(({ city }) => city)).toEqual(['ashby', 'corby'])
    expect(privacy).toHaveLength(1)
    expect(faultsOf(await post({ cities: [ofDataset('ashby'), ofDataset('nowhere')] }))).toEqual([
      'city-unknown /cities/1/demand/city',
    ])
  })
})

test('cordon peers ranks a dataset of the data folder, with what is left out below the table', async () => {
  const environment = { CORDON_DATA_DIR: join(folder, 'data') }
  const file = join(folder, 'facts.csv')
  writeFileSync(
    file,
    ['city,period,mode,vehicle_distance_vkm', 'ashby,2019,car,1000000', 'corby,2019,car,3000000', ''].join(
      '\n',
    ),
  )
  const run = (...words: readonly string[]) => runCommand(words, { environment, factorSets: () => SETS })
  const imported = await run(
    ...['import', 'tidy', file, '--dataset', 'yearly', '--title', 'Made up', '--owner', 'Nobody'],
    ...['--legal-basis', 'open-licence', '--licence', 'CC BY 4.0', '--country', 'GB', '--grain', 'year'],
  )
  expect([imported.exitCode, imported.exitCode === 0 ? '' : imported.complaint]).toEqual([0, ''])
  const shown = await run('peers', '--dataset', 'yearly', '--period', '2019')
  expect([shown.exitCode, shown.complaint]).toEqual([0, ''])
  expect(shown.output).toContain('g CO2e/vkm, the lowest first')
  expect(shown.output).toContain('- corby: No figure per inhabitant')
  const wrong = await run('peers', '--dataset', 'yearly')
  expect(wrong.exitCode).toBe(2)
  expect(wrong.complaint).toContain('/period')
})

test('a fault of a file is told with its name', async () => {
  const files = ['one.json', 'other.json'].map((name) => join(folder, name))
  for (const file of files) writeFileSync(file, '{}')
  const { exitCode, complaint } = await runCommand(['peers', ...files], { factorSets: () => SETS })
  expect(exitCode).toBe(2)
  for (const file of files) expect(complaint).toContain(`${file}: /city`)
})
