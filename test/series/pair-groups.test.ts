import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import type { DatasetEstimatesView } from '../../api/series/dataset-schema.ts'
import type { SeriesView } from '../../api/series/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import type { Zone } from '../../api/store/datasets.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { runCommand } from '../fixtures/command.ts'
import { datasetOf, type Fact, storeWith } from '../fixtures/memory-datasets.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

/** Trips a day and the length of one [km]. */
const PAIRS = [
  ['hangzhou', 'hangzhou', 50_000, 8],
  ['hangzhou', 'shanghai', 10_000, 175],
  ['shanghai', 'hangzhou', 9000, 175],
  ['hangzhou', 'beijing', 2000, 1280],
  ['hangzhou', 'urumqi', 300, 3800],
] as const

const ZONES: readonly Zone[] = [
  ...['hangzhou', 'shanghai', 'beijing'].map((zone) => ({ zone, city: zone })),
  { zone: 'urumqi', city: null },
]

const FACTS: readonly Fact[] = Array.from(
  { length: 31 },
  (_, at) => `2019-01-${`${at + 1}`.padStart(2, '0')}`,
).flatMap((period) =>
  PAIRS.map(
    ([origin, destination, trips, km]): Fact => ({
      period,
      city: 'hangzhou',
      flow: origin === destination ? 'within' : origin === 'hangzhou' ? 'outbound' : 'inbound',
      origin,
      destination,
      trips,
      passengerDistancePkm: trips * km,
    }),
  ),
)

const factorSets = factorSetsOf([newestSet()])
const app = () =>
  newApp({
    factorSets,
    store: storeWith([{ dataset: datasetOf({ country: 'GB' }), facts: FACTS, zones: ZONES }]),
  })
const SPLIT = '0-300: car=0.7, bus=0.3; *: bus=1'

async function groupsOf(query: string): Promise<DatasetEstimatesView> {
  const answer = await (await app()).inject(`/v1/datasets/daily/estimates?period=2019-01&${query}`)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}
const faultsOf = async (query: string) =>
  (await (await app()).inject(`/v1/datasets/daily/estimates?period=2019-01&${query}`)).json().errors

describe('groups of pairs', () => {
  test('inside one city, between cities, to other places: trips and km by mode, worked by hand', async () => {
    const { groups = [], items } = await groupsOf(`groups=cities&modalSplit=${encodeURIComponent(SPLIT)}`)
    expect(items).toEqual([])
    const told = Object.fromEntries(
      groups.map(({ group, modes }) => [
        group,
        Object.fromEntries(modes.map(({ mode, trips, distance }) => [mode, [trips, distance]])),
      ]),
    )
    const day = {
      'inside one city': { car: [35_000, 280_000], bus: [15_000, 120_000] },
      // 19 000 trips of 175 km, split; 2000 of 1280 km by bus alone.
      'between cities': { car: [13_300, 2_327_500], bus: [5700 + 2000, 997_500 + 2_560_000] },
      'to or from other places': { bus: [300, 1_140_000] },
    }
    expect(Object.keys(told).sort()).toEqual(Object.keys(day).sort())
    for (const [group, modes] of Object.entries(day))
      for (const [mode, [trips = 0, km = 0]] of Object.entries(modes)) {
        expect(told[group]?.[mode]?.[0]).toBeCloseTo(trips * 31, 3)
        expect(told[group]?.[mode]?.[1]).toBeCloseTo(km * 31, 3)
      }
    for (const { co2e, modes } of groups)
      expect(modes.reduce((sum, one) => sum + (one.co2e?.value ?? 0), 0)).toBeCloseTo(
        co2e?.value ?? Number.NaN,
        6,
      )
  })

  test('that the caller names, of zones or cities; all others are elsewhere, and no trip is lost', async () => {
    const named = encodeURIComponent('delta: shanghai, hangzhou; capital: beijing')
    const { groups = [] } = await groupsOf(`groups=${named}&modalSplit=${encodeURIComponent(SPLIT)}`)
    expect(groups.map(({ group }) => group).sort()).toEqual([
      'delta – capital',
      'delta – elsewhere',
      'inside delta',
    ])
    const trips = groups.flatMap(({ modes }) => modes.map((one) => one.trips ?? Number.NaN))
    expect(trips.reduce((sum, one) => sum + one, 0)).toBeCloseTo(71_300 * 31, 3)
  })

  test('are a table for those who ask for CSV: each group, then its modes', async () => {
    const url = `/v1/datasets/daily/estimates?period=2019-01&groups=cities&modalSplit=${encodeURIComponent(SPLIT)}`
    const answer = await (await app()).inject({ url, headers: { accept: 'text/csv' } })
    expect(answer.headers['content-type']).toContain('text/csv')
    const { data } = Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
    const { groups = [] } = await groupsOf(`groups=cities&modalSplit=${encodeURIComponent(SPLIT)}`)
    expect(data.map(({ group, mode }) => [group, mode])).toEqual(
      groups.flatMap(({ group, modes }) => [[group, 'all'], ...modes.map(({ mode }) => [group, mode])]),
    )
    for (const { group, co2e } of groups) {
      const row = data.find((one) => one['group'] === group && one['mode'] === 'all')
      expect([row?.['co2eT'], row?.['co2eTLower'], row?.['co2eTUpper']].map(Number)).toEqual([
        co2e?.value,
        co2e?.lower,
        co2e?.upper,
      ])
    }
    // 35 000 trips a day.
    const car = data.find((one) => one['group'] === 'inside one city' && one['mode'] === 'car')
    expect(Number(car?.['trips'])).toBeCloseTo(35_000 * 31, 3)
    expect(car?.['distanceUnit']).toBe('pkm')
  })

  test('cities without groups are a table too, with the reason where there is no figure', async () => {
    const url = '/v1/datasets/daily/estimates?period=2019-01'
    const answer = await (await app()).inject({ url, headers: { accept: 'text/csv' } })
    const { data } = Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
    // Trips without a mode, and no split.
    expect(data).toEqual([expect.objectContaining({ city: 'hangzhou', status: 'refused', co2eT: '' })])
    expect(data[0]?.['reason']).not.toBe('')
  })

  test('tells every fault', async () => {
    expect(await faultsOf(`groups=${encodeURIComponent('a: hangzhou; a: hangzhou; b:')}`)).toHaveLength(3)
    expect(await faultsOf(`groups=${encodeURIComponent('a: hangzou')}`)).toMatchObject([
      { code: 'city-unknown', parameter: 'groups', candidates: expect.arrayContaining(['hangzhou']) },
    ])
    expect(await faultsOf('groups=cities')).toMatchObject([{ code: 'mode-missing', parameter: 'modalSplit' }])
    expect(await faultsOf(`groups=cities&gaps=scale&modalSplit=${encodeURIComponent(SPLIT)}`)).toMatchObject([
      { code: 'invalid-field', parameter: 'gaps' },
    ])
  })

  test('of data that are not openly published are not given out', async () => {
    const closed = await newApp({
      store: storeWith([{ dataset: datasetOf({ legalBasis: 'agreement' }), facts: FACTS, zones: ZONES }]),
    })
    const answer = await closed.inject('/v1/datasets/daily/estimates?period=2019-01&groups=cities')
    expect(answer.json().errors).toMatchObject([{ code: 'release-too-fine', parameter: 'groups' }])
    expect(answer.body).not.toContain('urumqi')
  })
})

test('cordon datasets estimates shows groups and cities of the data folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-groups-'))
  const environment = { CORDON_DATA_DIR: join(folder, 'data') }
  const run = (...words: readonly string[]) =>
    runCommand(words, { environment, factorSets: () => factorSets })
  try {
    const facts = join(folder, 'facts.csv')
    const rows = FACTS.map(({ period, origin, destination, trips, passengerDistancePkm }) =>
      [period, origin, destination, 'rail', trips, passengerDistancePkm].join(','),
    )
    writeFileSync(
      facts,
      ['period,origin,destination,mode,trips,passenger_distance_pkm', ...rows, ''].join('\n'),
    )
    const zones = join(folder, 'zones.csv')
    const places = ['hangzhou', 'shanghai', 'beijing'].map((zone) => `${zone},${zone}`)
    writeFileSync(zones, ['zone,city', ...places, 'urumqi,', ''].join('\n'))
    const imported = await run(
      ...['import', 'tidy', facts, '--dataset', 'flows', '--title', 'Made up', '--owner', 'Nobody'],
      ...['--legal-basis', 'open-licence', '--licence', 'CC BY 4.0', '--country', 'GB', '--grain', 'day'],
    )
    expect([imported.exitCode, imported.exitCode === 0 ? '' : imported.complaint]).toEqual([0, ''])
    expect((await run('zones', 'flows', zones)).exitCode).toBe(0)
    const asked = ['datasets', 'estimates', 'flows', '--period', '2019-01', '--groups', 'cities']
    const shown = await run(...asked)
    expect([shown.exitCode, shown.complaint]).toEqual([0, ''])
    expect(shown.output).toContain('each trip once and whole')
    // 50 000 × 8 km × 31 days.
    expect(shown.output).toMatch(/inside one city +[\d,.]+/)
    expect(shown.output).toMatch(/rail +[\d,.]+ +[\d,.]+ to [\d,.]+ +1,550,000 +12,400,000 pkm/)
    const csv = await run(...asked, '--format', 'csv')
    const { data } = Papa.parse<Record<string, string>>(csv.output.trimEnd(), { header: true })
    expect(data.map(({ group }) => group)).toContain('between cities')
    const cities = await run('datasets', 'estimates', 'flows', '--period', '2019-01')
    expect(cities.output).toMatch(/hangzhou +[\d,.]+/)
    const wrong = await run(...asked.slice(0, -1), 'a: nowhere')
    expect([wrong.exitCode, wrong.complaint]).toEqual([2, expect.stringContaining('city-unknown')])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

describe('shares by distance band', () => {
  const url = (split: string) =>
    `/v1/cities/hangzhou/series?dataset=daily&by=month&modalSplit=${encodeURIComponent(split)}`

  test('act on pairs of a series, and an estimate of the month says the same', async () => {
    const service = await app()
    const series = (await service.inject(url(SPLIT))).json<SeriesView>()
    const made = await postEstimate(service, {
      city: { name: 'Hangzhou', country: 'GB' },
      period: '2019-01',
      demand: { dataset: 'daily', city: 'hangzhou', modalSplit: SPLIT },
    })
    // Half of what crosses counts: 280 000 + (19 000 × 0.7 × 175) ÷ 2 km a day by car.
    const car = 31 * (280_000 + 1_163_750)
    const { byMode, totals } = made.json()
    const found = byMode.find(({ mode }: { mode: string }) => mode === 'car')
    expect(found.passengerDistance.value).toBeCloseTo(car, 0)
    expect(series.items[0]?.co2e?.value).toBeCloseTo(totals.co2e.value, 6)
  })

  test.each([
    ['0-300: car=1', /No band holds 71300 trips of 2 pairs that are 1280 to 3800 km long/],
    ['0-300: car=1; 300-1000: bus=1; 1000+: bus=1', /has the band 300-1000.*0-300/],
    ['0-300: car=1; 200+: bus=1', /overlap/],
  ])('%s is refused', async (split, detail) => {
    const { errors } = (await (await app()).inject(url(split))).json()
    // 2300 trips a day × 31 days.
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ parameter: 'modalSplit', detail: expect.stringMatching(detail) })
  })
})
