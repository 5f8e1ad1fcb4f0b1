import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenarioExplanation } from '../../api/scenarios/explanation-schema.ts'
import type { LeverList } from '../../api/scenarios/lever-schema.ts'
import { scenarioResult } from '../../api/scenarios/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { LEVER_KINDS } from '../../src/index.ts'
import { runCommand } from '../fixtures/command.ts'
import { processorTimeOf } from '../fixtures/processor-time.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { scenarioRecords } from '../fixtures/scenario.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

const SETS = factorSetsOf([releasedSet('2026.4')])
const folder = mkdtempSync(join(tmpdir(), 'cordon-scenario-'))
const store = memoryStore()
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: SETS, store })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

/** A German town whose residents' trips are known. */
const TOWN = {
  city: { name: 'Town', country: 'DE', population: 200_000 },
  period: '2023',
  travel: {
    tripsPerPersonPerDay: 3,
    modes: [
      { mode: 'car', tripShare: 0.4, meanTripLength: '10 km' },
      { mode: 'bus', tripShare: 0.2, meanTripLength: '6 km' },
      { mode: 'cycle', tripShare: 0.2, meanTripLength: '4 km' },
      { mode: 'walk', tripShare: 0.2, meanTripLength: '1 km' },
    ],
  },
}
const CYCLE = {
  id: 'cycle-plan',
  kind: 'mode-shift',
  mode: 'car',
  toMode: 'cycle',
  from: 2024,
  to: 2030,
  size: '10 %',
}
const BUSES = {
  id: 'buses',
  kind: 'fleet-share',
  mode: 'bus',
  powertrain: 'electric',
  from: 2024,
  to: 2030,
  size: '80 %',
}
const POWER = { id: 'green power', kind: 'grid', from: 2024, to: 2030, size: '40 %' }
const MEASURES = { until: 2035, levers: [CYCLE, BUSES, POWER] }

const post = (body: object) => app.inject({ method: 'POST', url: '/v1/scenarios', payload: body })
const made = async (body: object) => {
  const answer = await post(body)
  expect(answer.json()).not.toHaveProperty('errors')
  return scenarioResult.parse(answer.json())
}
const refused = async (body: object): Promise<readonly string[]> => {
  const answer = await post(body)
  expect(answer.statusCode).toBe(422)
  return answer
    .json()
    .errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)
}

describe('a scenario', () => {
  test('begins with the base year as its estimate has it', async () => {
    const { years, base, until } = await made({ base: TOWN, ...MEASURES })
    const estimate = (await postEstimate(app, TOWN)).json()
    expect(base).toEqual({ estimate: estimate.id, city: 'Town', country: 'DE', year: 2023 })
    expect(years.map(({ year }) => year)).toEqual(Array.from({ length: 13 }, (_, at) => 2023 + at))
    expect(until).toBe(2035)
    const [first] = years
    expect(first?.reference.value).toBeCloseTo(estimate.totals.co2e.value, 6)
    expect(first?.scenario).toEqual(first?.reference)
    expect(first?.difference).toEqual({ value: 0, unit: 't CO2e', lower: 0, upper: 0 })
  })

  test('moves what each lever says: a tenth of the car trips, which are as long as trips by cycle', async () => {
    const { byMode, levers, notices } = await made({ base: TOWN, until: 2035, levers: [CYCLE] })
    const car = byMode.find(({ mode }) => mode === 'car')
    // 10 % of the trips, each 4 km in place of 10 km: 4 % of the distance.
    expect((car?.scenario ?? 0) / (car?.reference ?? 1)).toBeCloseTo(0.96, 10)
    expect(levers[0]).toMatchObject({ basis: 'stated', range: 'convention', rank: 1 })
    expect(notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['reference-flat', 'lever-without-evidence', 'reference-published']),
    )
  })

  test('takes an effect, its range and its source from a record', async () => {
    const lever = {
      id: 'fuel price',
      kind: 'speed',
      mode: 'car',
      from: 2024,
      to: 2029,
      evidence: 'lever.fuel-price.fuel.long.brons-2008',
      change: 0.2,
    }
    const { levers, sources, parameters } = await made({ base: TOWN, until: 2035, levers: [lever] })
    // 1.2 to the power of −0.84 is 0.858.
    expect(levers[0]).toMatchObject({
      basis: 'published',
      evidence: lever.evidence,
      size: expect.closeTo(1 - 1.2 ** -0.84, 10),
    })
    expect(sources).toContainEqual(expect.objectContaining({ record: lever.evidence, licence: 'quoted' }))
    expect(parameters).toContainEqual(
      expect.objectContaining({ key: '/levers/0/size', origin: 'published', record: lever.evidence }),
    )
  })

  test('takes new riders from where they were found to come from, and says what is not known', async () => {
    const growth = { id: 'cycling', kind: 'mode-shift', toMode: 'cycle', from: 2024, to: 2030, size: '50 %' }
    const { byMode, notices, sources } = await made({ base: TOWN, until: 2035, levers: [growth] })
    const of = (mode: string) => byMode.find((one) => one.mode === mode)
    // 0.5 · 0.2 of the trips · 4 km, of which 21 % were driven: over 0.4 · 10 km by car.
    expect((of('car')?.scenario ?? 0) / (of('car')?.reference ?? 1)).toBeCloseTo(
      1 - (0.5 * 0.2 * 4 * 0.21) / (0.4 * 10),
      10,
    )
    expect(of('bus')?.scenario).toBe(of('bus')?.reference)
    expect(notices).toContainEqual(expect.objectContaining({ code: 'origins-in-part', pointer: '/levers/0' }))
    expect(sources.map(({ record }) => record)).toContain('diversion.cycle.uk.connect2')
  })

  test('who changes from car to tram is a person, also where the base year tells kilometres of vehicles or energy alone', async () => {
    const lever = {
      id: 'tram',
      kind: 'mode-shift',
      mode: 'car',
      toMode: 'tram',
      from: 2020,
      to: 2021,
      size: '5 %',
    }
    const city = { name: 'Testville', country: 'DE', population: 200_000 }
    const shifted = async (tram: object) => {
      const demand = [
        { mode: 'car', vehicleDistance: '1000 million vkm' },
        { mode: 'tram', ...tram },
      ]
      const { byMode } = await made({ base: { city, period: '2020', demand }, until: 2021, levers: [lever] })
      const [car, rail] = ['car', 'tram'].map((mode) => byMode.find((one) => one.mode === mode))
      return {
        saved: (car?.reference ?? 0) - (car?.scenario ?? 0),
        added: (rail?.scenario ?? 0) - (rail?.reference ?? 0),
      }
    }
    // A tram of Germany takes 17.28 MJ for a kilometre and carries tens of people; a car takes about 2 MJ and carries 1.4.
    for (const tram of [{ vehicleDistance: '2 million vkm' }, { energy: '16 GWh', carrier: 'electricity' }]) {
      const { saved, added } = await shifted(tram)
      expect(added).toBeGreaterThan(0)
      expect(added).toBeLessThan(saved)
    }
  })

  test('keeps the distance of switched trips where nothing tells their length, and says so', async () => {
    const base = { ...TOWN, travel: undefined, demand: [{ mode: 'car', vehicleDistance: '500 million vkm' }] }
    const { byMode, notices } = await made({ base, until: 2035, levers: [{ ...CYCLE, toMode: 'tram' }] })
    expect(notices.map(({ code }) => code)).toContain('switched-length-unknown')
    const tram = byMode.find(({ mode }) => mode === 'tram')
    expect(tram?.base).toBe(0)
    expect(tram?.scenario).toBeGreaterThan(0)
  })

  test('finds the distance of vehicles by their energy, where only litres are known', async () => {
    const base = {
      ...TOWN,
      travel: undefined,
      demand: [{ mode: 'bus', energy: '4 million L', carrier: 'diesel' }],
    }
    const none = { ...BUSES, size: 0 }
    const { years, notices } = await made({ base, until: 2029, levers: [none] })
    expect(notices).toContainEqual(
      expect.objectContaining({ code: 'distance-from-energy', pointer: '/base' }),
    )
    // Until 2029 nothing changes but the grid, and diesel buses use none.
    expect(years.at(-1)?.scenario.value).toBeCloseTo(years[0]?.scenario.value ?? 0, 6)
    const half = await made({ base, until: 2029, levers: [{ ...BUSES, size: '50 %', to: 2029 }] })
    const [first, last] = [half.years[0]?.scenario.value ?? 0, half.years.at(-1)?.scenario.value ?? 0]
    // Half of the distance without diesel, and the electricity of the other half.
    expect(last / first).toBeGreaterThan(0.5)
    expect(last / first).toBeLessThan(0.75)
  })

  test('says where a fleet is renewed as elsewhere', async () => {
    const cars = {
      id: 'cars',
      kind: 'sales-mix',
      mode: 'car',
      powertrain: 'electric',
      from: 2024,
      to: 2030,
      size: '90 %',
    }
    const { byMode, notices } = await made({ base: TOWN, until: 2035, levers: [cars] })
    expect(notices).toContainEqual(
      expect.objectContaining({
        code: 'turnover-assumed',
        records: expect.arrayContaining(['survival.car.us.epa-omega']),
      }),
    )
    const car = byMode.find(({ mode }) => mode === 'car')
    // Nine of ten cars sold for five years are far from nine of ten on the road.
    expect((car?.scenario ?? 0) / (car?.reference ?? 1)).toBeGreaterThan(0.4)
    expect((car?.scenario ?? 0) / (car?.reference ?? 1)).toBeLessThan(0.8)
  })

  test('follows no grid path where none may be shown', async () => {
    const base = { ...TOWN, city: { ...TOWN.city, country: 'CN' } }
    const { notices, years } = await made({ base, until: 2030, levers: [] })
    expect(notices).toContainEqual(
      expect.objectContaining({ code: 'reference-flat', pointer: '/reference/grid' }),
    )
    expect(years.at(-1)?.reference.value).toBe(years[0]?.reference.value)
    const grid = [{ year: 2030, value: 0.8 }]
    const stated = await made({ base, until: 2030, reference: { grid } })
    expect(stated.years.at(-1)?.reference.value).toBeLessThan(years[0]?.reference.value ?? 0)
  })

  test('meets the CO2 standard of new cars by electric ones, unless sales are stated', async () => {
    const base = {
      city: { name: 'Town', country: 'DE' },
      period: '2024',
      demand: [{ mode: 'car', powertrain: 'petrol', vehicleDistance: '100 million vkm' }],
    }
    const ended = { reference: { grid: [{ year: 2036, value: 0 }] } }
    const adopted = await made({ base, until: 2036, levers: [], ...ended })
    const records = adopted.sources.map(({ record }) => record)
    expect(records).toContain('standard.car.eu.eu-ldv-2023')
    // What the standard asks for: 15 % from 2025, 55 % from 2030, all from 2035.
    const path = [0.15, 0.15, 0.15, 0.15, 0.15, 0.55, 0.55, 0.55, 0.55, 0.55, 1, 1].map((value, at) => ({
      year: 2025 + at,
      value,
    }))
    const reference = { ...ended.reference, sales: [{ mode: 'car', powertrain: 'electric', path }] }
    const stated = await made({ base, until: 2036, levers: [], reference })
    for (const [at, { reference: one }] of adopted.years.entries())
      expect(one.value).toBeCloseTo(stated.years[at]?.reference.value ?? 0, 6)
    expect(stated.sources.map(({ record }) => record)).not.toContain('standard.car.eu.eu-ldv-2023')
    const elsewhere = await made({ base: { ...base, city: { name: 'Town', country: 'US' } }, until: 2036 })
    expect(elsewhere.years.at(-1)?.reference.value).toBeCloseTo(elsewhere.years[0]?.reference.value ?? 0, 6)
  })

  test('leaves out what was adopted of vehicles that the set does not have, and says so', async () => {
    const sets = factorSetsOf([releasedSet('2025.1')])
    const old = await newApp({ factorSets: sets, store: memoryStore() })
    const base = {
      city: { name: 'Town', country: 'DE' },
      period: '2024',
      demand: [{ mode: 'rigid-truck', vehicleDistance: '10 million vkm' }],
    }
    const answer = await old.inject({ method: 'POST', url: '/v1/scenarios', payload: { base, until: 2040 } })
    await old.close()
    const { years, notices } = scenarioResult.parse(answer.json())
    expect(years.at(-1)?.reference.value).toBe(years[0]?.reference.value)
    expect(notices).toContainEqual(
      expect.objectContaining({
        code: 'reference-flat',
        records: ['standard.rigid-truck.eu.eu-hdv-trucks-2024'],
      }),
    )
  })

  test('follows a stated blend and stated new vehicles, through what is sold', async () => {
    const base = {
      city: { name: 'Town', country: 'US' },
      period: '2023',
      demand: [{ mode: 'car', powertrain: 'petrol', vehicleDistance: '100 million vkm' }],
      fuels: [{ carrier: 'petrol', biofuelVolumeShare: 0 }],
    }
    const flat = await made({ base, until: 2030 })
    const blends = [{ carrier: 'petrol', path: [{ year: 2030, value: 0.35 }] }]
    const blended = await made({ base, until: 2030, reference: { blends } })
    const of = ({ years }: typeof flat, at: number): number => years[at]?.reference.value ?? 0
    expect(of(blended, 0)).toBe(of(flat, 0))
    // CH4 and N2O do not follow the fossil part; they are under 2 % of petrol cars.
    expect(of(blended, 7) / of(flat, 7)).toBeGreaterThan(0.65)
    expect(of(blended, 7) / of(flat, 7)).toBeLessThan(0.66)
    expect(of(blended, 2) / of(flat, 2)).toBeCloseTo(1 - (2 / 7) * (1 - of(blended, 7) / of(flat, 7)), 8)
    const newVehicles = [
      {
        mode: 'car',
        path: [
          { year: 2024, value: 0.5 },
          { year: 2030, value: 0.5 },
        ],
      },
    ]
    const newer = await made({ base, until: 2030, reference: { newVehicles } })
    // Half of the energy for what was sold since: between nothing and half is left, and less with every year.
    const left = newer.years.map((_, at) => of(newer, at) / of(flat, at))
    expect(left[0]).toBe(1)
    for (let at = 1; at < left.length; at += 1) expect(left[at]).toBeLessThan(left[at - 1] as number)
    const survival = scenarioRecords().survival.find(({ id }) => id === 'survival.car.us.epa-omega')
    const mileage = scenarioRecords().mileage.find(({ id }) => id === 'mileage.car.us.epa-omega')
    const ages = survival?.parameters ?? []
    const driven = ages.map((share, age) => share * (mileage?.km[age] ?? 0))
    // With constant sales, the distance of ages 0 to 6 in 2030 is that of what was sold since 2024.
    const fresh =
      driven.slice(0, 7).reduce((sum, one) => sum + one, 0) / driven.reduce((sum, one) => sum + one, 0)
    expect(left[7]).toBeCloseTo(1 - fresh / 2, 8)
    // An age limit brings new vehicles in sooner.
    const limit = { id: 'old', kind: 'age-limit', mode: 'car', from: 2024, to: 2027, size: 10 }
    const limited = await made({ base, until: 2030, reference: { newVehicles }, levers: [limit] })
    expect(limited.years.at(-1)?.difference.value).toBeLessThan(0)
  })

  test('judges targets, and gives shares that sum to the difference', async () => {
    const { targets, levers, years, shares, sentence } = await made({
      base: TOWN,
      ...MEASURES,
      shares: true,
      targets: [
        { kind: 'linear', reduction: 0.01 },
        { kind: 'constant-rate', reduction: 0.9 },
        { kind: 'budget', budget: 1 },
        { kind: 'science-based', year: 2030 },
      ],
    })
    expect(targets.map(({ kind, holds }) => [kind, holds])).toEqual([
      ['linear', true],
      ['constant-rate', false],
      ['budget', false],
      ['science-based', false],
    ])
    expect(targets[2]?.reached).toBe(2024)
    expect(shares?.orders).toBe('exact')
    const sum = levers.reduce((all, { share }) => all + (share ?? 0), 0)
    expect(sum).toBeCloseTo(years.at(-1)?.difference.value ?? 0, 6)
    expect(sentence).toMatch(
      /^In 2035 Town emits \d+\.\d % less than in 2023; without the levers, \d+\.\d % less\. The levers that do most, in % of 2023: /,
    )
    expect(sentence).toContain('It misses 3 of 4 targets.')
  })

  test('of a base year that emits nothing says so, and no percentage of it', async () => {
    const base = {
      ...TOWN,
      travel: undefined,
      demand: [{ mode: 'walk', passengerDistance: '1 million pkm' }],
    }
    const { sentence } = await made({ base, until: 2035 })
    expect(sentence).toBe('Town emits nothing that is counted here in 2023.')
  })

  test('says of a size what it is of, with the modes that it names', async () => {
    const { levers, parameters } = await made({ base: TOWN, ...MEASURES })
    expect(levers.map(({ moves }) => moves).slice(0, 2)).toEqual([
      'share of the trips of car that go to cycle',
      'share of the distance of bus that electric drives at least',
    ])
    expect(parameters.map(({ name }) => name)).toContain(
      'cycle-plan: share of the trips of car that go to cycle',
    )
  })

  test('gives the cost of a tonne where a cost is given', async () => {
    const { levers, costPerTonne, cumulative } = await made({
      base: TOWN,
      until: 2035,
      levers: [{ ...BUSES, cost: 1e7 }],
    })
    expect(levers[0]?.costPerTonne).toBeCloseTo(1e7 / -(levers[0]?.cumulative ?? 0), 6)
    expect(costPerTonne).toBeCloseTo(1e7 / -cumulative.difference.value, 6)
  })

  test('is drawn where that is asked for, in the intervals of propagation, and ranks by robustness', async () => {
    const uncertainty = { method: 'monte-carlo', draws: 2000, seed: 5 }
    const drawn = await made({
      base: TOWN,
      ...MEASURES,
      targets: [{ kind: 'linear', reduction: 0.05 }],
      uncertainty,
    })
    const propagated = await made({ base: TOWN, ...MEASURES })
    const [a, b] = [drawn.years.at(-1)?.difference, propagated.years.at(-1)?.difference]
    expect(drawn.uncertainty).toEqual(uncertainty)
    expect(a?.value).toBe(b?.value)
    const width = (a?.upper ?? 0) - (a?.lower ?? 0)
    expect(Math.abs((a?.lower ?? 0) - (b?.lower ?? 0))).toBeLessThan(0.1 * width)
    expect(Math.abs((a?.upper ?? 0) - (b?.upper ?? 0))).toBeLessThan(0.1 * width)
    // Three levers are the best three.
    expect(drawn.levers.map(({ amongBest }) => amongBest)).toEqual([1, 1, 1])
    expect(drawn.targets[0]?.probability).toBeGreaterThan(0)
    const none = await made({ base: TOWN, ...MEASURES, uncertainty: { method: 'none' } })
    expect(none.years[3]?.difference).toEqual({ value: drawn.years[3]?.difference.value, unit: 't CO2e' })
  })

  test('says what it depends on, and what would have to be true for a target', async () => {
    const targets = [
      { kind: 'linear', reduction: 0.5 },
      { kind: 'linear', reduction: 0.999 },
    ]
    const {
      dependsOn = [],
      targets: judged,
      levers,
    } = await made({ base: TOWN, ...MEASURES, targets, sensitivity: true })
    expect(dependsOn.length).toBeGreaterThan(3)
    expect(dependsOn.map(({ lever }) => lever)).toContain('cycle-plan')
    for (const { scenario, difference } of dependsOn)
      for (const { first, total } of [scenario, difference]) {
        expect(first).toBeGreaterThanOrEqual(0)
        expect(total).toBeGreaterThanOrEqual(first)
        expect(total).toBeLessThan(1.1)
      }
    // Many more trips by cycle would do for the first; nothing for the second.
    const [first, second] = judged
    const cycle = first?.needs?.find(({ lever }) => lever === 'cycle-plan')
    expect(cycle?.stated).toBe(levers[0]?.size)
    expect(cycle?.size).toBeGreaterThan(0.1)
    const enough = await made({
      base: TOWN,
      ...MEASURES,
      levers: [{ ...CYCLE, size: cycle?.size }, BUSES, POWER],
      targets,
    })
    expect(enough.targets[0]?.holds).toBe(true)
    expect(second?.needs?.every(({ size }) => size === null)).toBe(true)
  })

  test.each([
    ['a number', -0.1],
    ['a text', '−10 %'],
    ['an object', { value: '-10 %', lower: '-20 %', upper: '-5 %' }],
  ])('adds where a size is below 0, as %s', async (_, size) => {
    const more = { id: 'more buses', kind: 'trips', mode: 'bus', from: 2024, to: 2030, ramp: 'step', size }
    const { byMode, years } = await made({ base: TOWN, until: 2030, levers: [more] })
    const bus = byMode.find(({ mode }) => mode === 'bus')
    // A tenth more trips, as long as the others: 1.1 times the emissions.
    expect((bus?.scenario ?? 0) / (bus?.reference ?? 1)).toBeCloseTo(1.1, 12)
    const { value, lower, upper } = years.at(-1)?.difference ?? {}
    expect(value).toBeGreaterThan(0)
    expect(lower).toBeLessThan(value ?? 0)
    expect(upper).toBeGreaterThan(value ?? 0)
  })

  test('tells where a size below 0 has a bound above it, and where a kind takes none below 0', async () => {
    const lever = { kind: 'trips', mode: 'bus', from: 2024, to: 2030 }
    const sizes = { value: '-10 %', lower: '-20 %', upper: '5 %' }
    const faultsOf = async (one: object) =>
      (await post({ base: TOWN, until: 2030, levers: [one] })).json().errors
    expect(await faultsOf({ ...lever, id: 'a', size: sizes })).toMatchObject([
      { code: 'uncertainty-invalid', pointer: '/levers/0/size/upper' },
    ])
    expect(await faultsOf({ ...BUSES, size: -0.1 })).toMatchObject([
      { code: 'lever-out-of-range', pointer: '/levers/0/size' },
    ])
  })

  test('is the same bytes again, with a name of its own', async () => {
    const body = { base: TOWN, ...MEASURES, uncertainty: { method: 'monte-carlo', draws: 300 } }
    const [one, other] = [await post(body), await post(body)]
    expect(one.body).toBe(other.body)
    const changed = await made({ ...body, until: 2034 })
    expect(changed.id).not.toBe(one.json().id)
  })

  test('begins with a saved estimate too', async () => {
    const saved = await postEstimate(app, TOWN, '?save=true')
    const { id } = saved.json()
    expect(await made({ base: id, ...MEASURES })).toEqual(await made({ base: TOWN, ...MEASURES }))
    expect(await refused({ base: 'est_0', ...MEASURES })).toEqual(['estimate-unknown /base'])
  })
})

describe('a figure of a scenario is explained', () => {
  const explain = (body: object, figure?: string) =>
    app.inject({
      method: 'POST',
      url: `/v1/scenarios/explanation${figure === undefined ? '' : `?figure=${figure}`}`,
      payload: body,
    })
  const body = {
    base: TOWN,
    ...MEASURES,
    levers: [
      ...MEASURES.levers,
      { id: 'fewer trips', kind: 'trips', mode: 'car', from: 2024, to: 2030, size: '5 %', rebound: '20 %' },
      { id: 'fuller', kind: 'occupancy', mode: 'bus', from: 2024, to: 2030, size: '10 %' },
      {
        id: 'cars',
        kind: 'sales-mix',
        mode: 'car',
        powertrain: 'electric',
        from: 2024,
        to: 2030,
        size: '90 %',
      },
    ],
    reference: {
      population: [
        { year: 2023, value: 200_000 },
        { year: 2035, value: 210_000 },
      ],
      blends: [{ carrier: 'diesel', path: [{ year: 2035, value: 0.2 }] }],
    },
  }

  test('by the base year and factors whose product it is, mode by mode', async () => {
    const { years, byMode, id } = await made(body)
    const whole = scenarioExplanation.parse((await explain(body)).json())
    expect(whole.scenario).toBe(id)
    expect(whole.figure).toEqual({ address: '2035/difference', ...years.at(-1)?.difference })
    for (const [at, { mode, reference, scenario }] of whole.modes.entries()) {
      const told = byMode[at]
      expect(mode).toBe(told?.mode)
      expect(reference.base).toBeCloseTo(told?.base ?? 0, 6)
      expect(reference.value).toBeCloseTo(told?.reference ?? 0, 6)
      expect(scenario.value).toBeCloseTo(told?.scenario ?? 0, 6)
      for (const { base, factors, value } of [reference, scenario])
        expect(factors.reduce((product, one) => product * one.value, base)).toBeCloseTo(value, 6)
    }
    const car = whole.modes.find(({ mode }) => mode === 'car')
    const named = Object.fromEntries(car?.scenario.factors.map(({ what, value }) => [what, value]) ?? [])
    // 5 % of the trips, of which a fifth comes back; 210 of 200 thousand inhabitants.
    expect(named['fewer trips']).toBeCloseTo(0.96, 12)
    expect(named['population, and distance of each inhabitant']).toBeCloseTo(1.05, 12)
    expect(whole.modes.find(({ mode }) => mode === 'bus')?.scenario.factors).toContainEqual({
      what: 'fuller',
      lever: 'fuller',
      value: expect.closeTo(1 / 1.1, 12),
    })
    expect(car?.reference.factors.map(({ lever }) => lever).filter((one) => one !== undefined)).toEqual([])
  })

  test('of a year, a line and a mode, and by its pointer', async () => {
    const { years } = await made(body)
    const bus = scenarioExplanation.parse((await explain(body, '2030/scenario/bus')).json())
    expect(bus.modes.map(({ mode }) => mode)).toEqual(['bus'])
    expect(bus.figure.value).toBe(bus.modes[0]?.scenario.value)
    const pointed = scenarioExplanation.parse((await explain(body, '/years/3/reference')).json())
    expect(pointed.figure).toEqual({ address: '2026/reference', ...years[3]?.reference })
    for (const figure of ['1999/scenario', '2030/nothing', '2030/scenario/metro', 'x', '/years/99/scenario'])
      expect((await explain(body, figure)).json().errors[0]).toMatchObject({
        code: 'invalid-field',
        parameter: 'figure',
      })
    expect((await explain({ ...body, until: 1999 })).json().errors[0].pointer).toBe('/until')
  })
})

describe('a body', () => {
  test('is refused with every fault of its reference', async () => {
    const path = [{ year: 2035, value: 0.5 }]
    const reference = {
      blends: [
        { carrier: 'petrol', path: [{ year: 2030, value: 2 }] },
        { carrier: 'petrol', path },
        { carrier: 'lng', path },
      ],
      newVehicles: [
        { mode: 'car', path: [{ year: 2035, value: 0 }] },
        { mode: 'cycle', path },
        { mode: 'metro', path },
      ],
    }
    const found = await refused({ base: TOWN, until: 2035, reference })
    expect(found).toEqual(
      expect.arrayContaining([
        'path-broken /reference/blends/0/path/0/value',
        'path-broken /reference/blends/0/path',
        'lever-overlap /reference/blends/1',
        'lever-not-applicable /reference/blends/2/carrier',
        'path-broken /reference/newVehicles/0/path/0/value',
        'lever-not-applicable /reference/newVehicles/1/mode',
        'lever-not-applicable /reference/newVehicles/2/mode',
      ]),
    )
  })

  test('is refused with the faults of all its parts at once', async () => {
    const base = { ...TOWN, city: { ...TOWN.city, population: -1 } }
    const levers = [
      { ...CYCLE, size: 2, mode: 'car' },
      { ...BUSES, to: 2020 },
    ]
    const found = await refused({
      base,
      until: 2035,
      levers,
      targets: [{ kind: 'linear', year: 2001, reduction: 0.5 }],
    })
    expect(found).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/ \/base\/city\/population$/),
        'lever-out-of-range /levers/1/to',
        'target-not-ahead /targets/0/year',
      ]),
    )
  })

  test('names what the base year does not have', async () => {
    const levers = [
      { ...CYCLE, mode: 'metro' },
      { ...BUSES, id: 'b', mode: 'car', powertrain: 'diesel', kind: 'sales-mix' },
      { id: 'c', kind: 'blend', carrier: 'hydrogen', from: 2024, to: 2030, size: 0.5 },
      { id: 'd', kind: 'age-limit', mode: 'cycle', from: 2024, to: 2030, size: 10 },
    ]
    expect(await refused({ base: TOWN, until: 2035, levers })).toEqual([
      'lever-not-applicable /levers/0/mode',
      'lever-not-applicable /levers/2/carrier',
      'lever-not-applicable /levers/3/mode',
      'lever-not-applicable /levers/3/mode',
    ])
  })

  test('names a technology that the set cannot estimate, at its lever', async () => {
    const found = await refused({
      base: TOWN,
      until: 2035,
      levers: [{ ...BUSES, powertrain: 'jet-kerosene' }],
    })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/ \/levers\/0/)
  })

  test('of 10 000 levers is refused at once', async () => {
    const levers = Array.from({ length: 10_000 }, (_, at) => ({ ...POWER, id: String(at) }))
    const { value: answer, ms } = await processorTimeOf(() => post({ base: TOWN, until: 2035, levers }))
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toEqual([
      { code: 'invalid-field', pointer: '/levers', detail: 'A scenario takes at most 50 levers.' },
    ])
    expect(ms).toBeLessThan(1000)
    // The faults of all else come with it.
    const targets = [{ kind: 'linear', year: 2001, reduction: 0.5 }]
    const base = { ...TOWN, city: { ...TOWN.city, population: -1 } }
    const whole = (await post({ base, until: 2035, levers, targets })).json().errors
    expect(whole.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/base/city/population',
      '/levers',
      '/targets/0/year',
    ])
  })

  test('with signs of persons is refused wherever they stand', async () => {
    const answer = await post({ base: { ...TOWN, id: 'x' }, ...MEASURES })
    expect(answer.json().errors.map(({ code }: { code: string }) => code)).toContain('person-level-data')
    const inLever = await post({ base: TOWN, until: 2035, levers: [{ ...CYCLE, phone: '1' }] })
    expect(inLever.json().errors.map(({ code }: { code: string }) => code)).toContain('person-level-data')
  })

  test('draws no more than is kept', async () => {
    const uncertainty = { method: 'monte-carlo', draws: 60_000 }
    expect(await refused({ base: TOWN, ...MEASURES, uncertainty })).toEqual([
      'uncertainty-invalid /uncertainty/draws',
    ])
    const correlations = [{ between: ['/city/population', '/travel/tripsPerPersonPerDay'], coefficient: 0.5 }]
    expect(await refused({ base: TOWN, ...MEASURES, uncertainty: { correlations } })).toEqual([
      'uncertainty-invalid /uncertainty/correlations',
    ])
  })
})

describe('cordon scenario', () => {
  const file = (name: string, content: object): string => {
    const path = join(folder, `${name}.json`)
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  const run = (...words: readonly string[]) => runCommand(['scenario', ...words], { factorSets: () => SETS })
  const files = [file('city', TOWN), file('measures', MEASURES)]

  test('json is what the service answers, to the byte', async () => {
    const { output, exitCode } = await run(...files, '--format', 'json')
    expect(exitCode).toBe(0)
    expect(output).toBe((await post({ base: TOWN, ...MEASURES })).body)
  })

  test('a table tells the years, the measures, and what is assumed', async () => {
    const { output } = await run(...files, '--until', '2030', '--shares')
    expect(output).toContain('Town, DE: 2023 to 2030, t CO2e')
    expect(output).toContain('Measures by what 2030 would lack without each')
    expect(output).toContain('[lever-without-evidence]')
    expect(output).toContain('grid-path.de.tyndp-2020: Source: ENTSO-E')
  })

  test('tells what would have to be true', async () => {
    const asked = { ...MEASURES, targets: [{ kind: 'linear', reduction: 0.5 }] }
    const { output } = await run(files[0] ?? '', file('targets', asked), '--sensitivity')
    expect(output).toContain('What would have to be true for a missed target')
    expect(output).toContain('What 2035 depends on')
  })

  test('csv has a row for each year', async () => {
    const { output } = await run(...files, '--format', 'csv')
    const { data } = Papa.parse<Record<string, string>>(output, { header: true, skipEmptyLines: true })
    expect(data).toHaveLength(13)
    expect(Number(data[12]?.['difference'])).toBeLessThan(0)
  })

  test('verifies an answer: every figure comes out again, and a changed one is named', async () => {
    const { output } = await run(...files, '--shares', '--format', 'json')
    const answer = JSON.parse(output)
    const verify = (path: string) => runCommand(['verify', path], { factorSets: () => SETS })
    const again = await verify(file('answer', answer))
    expect(again.exitCode).toBe(0)
    expect(again.output).toMatch(/^equal: every figure comes out the same\n/)
    answer.years[3].difference.value += 1
    const changed = await verify(file('changed', answer))
    expect(changed.exitCode).toBe(1)
    expect(changed.output).toContain('/years/3/difference/value [totals]')
    expect(changed.output).toContain('/years/3/difference/value [replay]')
  })

  test('is explained from its answer, which is made again', async () => {
    const { output } = await run(...files, '--format', 'json')
    const explain = (path: string, ...words: readonly string[]) =>
      runCommand(['explain', path, ...words], { factorSets: () => SETS })
    const path = file('explained', JSON.parse(output))
    const shown = await explain(path, '--figure', '2035/scenario/car')
    expect(shown.exitCode).toBe(0)
    expect(shown.output).toMatch(/^2035\/scenario\/car: [\d,]+ t CO2e\n/)
    expect(shown.output).toContain('2023, t CO2e')
    expect(shown.output).toContain('grid-path.de.tyndp-2020: Source: ENTSO-E')
    const json = await explain(path, '--format', 'json')
    const asked = {
      method: 'POST',
      url: '/v1/scenarios/explanation',
      payload: JSON.parse(output).request,
    } as const
    expect(json.output).toBe((await app.inject(asked)).body)
    const other = file('other', { ...JSON.parse(output), id: `scn_${'0'.repeat(32)}` })
    expect((await explain(other)).exitCode).toBe(2)
  })

  test('a file of measures has no base', async () => {
    const { exitCode, complaint } = await run(files[0] ?? '', file('whole', { base: TOWN, ...MEASURES }))
    expect(exitCode).toBe(2)
    expect(complaint).toContain('object without base')
  })
})

describe('the list of levers', () => {
  test('has every kind with its bounds, and every published effect with its source', async () => {
    const { kinds, effects } = (await app.inject({ url: '/v1/scenario-levers' })).json<LeverList>()
    expect(kinds.map(({ kind }) => kind)).toEqual(LEVER_KINDS)
    expect(kinds.find(({ kind }) => kind === 'age-limit')).toMatchObject({ least: 1, most: 40 })
    // emission-factors/scenario/levers.csv has 21 rows, one of which is the rebound: no lever is of that kind.
    expect(effects).toHaveLength(20)
    for (const { source, attribution, licence, table } of effects)
      for (const text of [source, attribution, licence, table]) expect(text).not.toBe('')
    expect(effects.find(({ id }) => id === 'lever.soft-measures.cairns-2004')).toMatchObject({
      kind: 'trips',
      modes: ['car'],
      lower: -0.15,
      upper: -0.05,
      zone: false,
    })
  })

  test('names effects that a lever may rest on', async () => {
    const { effects } = (await app.inject({ url: '/v1/scenario-levers' })).json<LeverList>()
    const soft = effects.find(({ id }) => id === 'lever.flat-ticket.mcc-2024')
    const { levers } = await made({
      base: TOWN,
      until: 2035,
      levers: [{ id: 'ticket', kind: soft?.kind, mode: 'car', from: 2024, to: 2030, evidence: soft?.id }],
    })
    expect(levers[0]).toMatchObject({ basis: 'published', size: -(soft?.value ?? Number.NaN) })
  })
})
