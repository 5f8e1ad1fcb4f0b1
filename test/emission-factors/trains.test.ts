import { existsSync, readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { beforeAll, describe, expect, test } from 'vitest'
import { JRC_COUNTRIES } from '../../emission-factors/build/rail/jrc.ts'
import { type Estimate, type FactorSet, findFactor, type Mode, type VehicleClass } from '../../src/index.ts'
import { estimateOf } from '../fixtures/request.ts'
import { newestSet } from './newest.ts'

const CLOSE = 1e-9
/** With trains of their own, of their group, and of nowhere nearer than the world. */
const COUNTRIES = [
  'GB',
  'DE',
  'FR',
  'ES',
  'IT',
  'PL',
  'SE',
  'NO',
  'CN',
  'JP',
  'IN',
  'BR',
  'US',
  'KE',
] as const
const PASSENGER_MODES = [
  ['rail', undefined],
  ['rail', 'commuter'],
  ['rail', 'intercity'],
  ['high-speed-rail', undefined],
  ['metro', undefined],
  ['tram', undefined],
  ['trolleybus', undefined],
] as const satisfies readonly (readonly [Mode, VehicleClass | undefined])[]
const cases = COUNTRIES.flatMap((country) =>
  PASSENGER_MODES.map(([mode, of]) => [country, mode, of] as const),
)

let set: FactorSet
beforeAll(() => {
  set = newestSet()
})

const estimated = (country: string, row: object, more: object = {}, year = 2022): Estimate =>
  estimateOf({ city: { name: 'X', country }, period: String(year), demand: [row], ...more }, set)

const energyOf = ({ totals }: Estimate): number => totals.energyMj ?? Number.NaN

describe.each(cases)('%s: %s %s', (country, mode, vehicleClass) => {
  const row = { mode, vehicleClass }
  const kind = 'occupancy' as const
  const persons = (): number => {
    const subject = { kind, mode, ...(vehicleClass === undefined ? {} : { vehicleClass }) }
    return findFactor(set, { subject, region: country, year: 2022 })?.record.canonicalValue ?? Number.NaN
  }

  test('the same passengers, told as passenger-km or as train-km, emit the same', () => {
    const byPerson = estimated(country, { ...row, passengerDistance: 1e6 * persons() })
    const byTrain = estimated(country, { ...row, vehicleDistance: 1e6 })
    expect(energyOf(byTrain) / energyOf(byPerson)).toBeCloseTo(1, 9)
    expect(byTrain.totals.co2eKg / byPerson.totals.co2eKg).toBeCloseTo(1, 9)
    expect(byPerson.lines.every(({ method }) => method === 'energy')).toBe(true)
    expect(byPerson.notices.map(({ code }) => code)).not.toContain('scope-not-separable')
  })

  test('its usual persons stated back change nothing, and twice as many halve the energy per passenger', () => {
    const told = { ...row, passengerDistance: 1e6 }
    const occupancy = (times: number) => ({ occupancy: [{ mode, personsPerVehicle: times * persons() }] })
    const usual = energyOf(estimated(country, told))
    expect(energyOf(estimated(country, told, occupancy(1))) / usual).toBeCloseTo(1, 9)
    expect(energyOf(estimated(country, told, occupancy(2))) / usual).toBeCloseTo(0.5, 9)
  })

  test('its tractions stated back change nothing, and the electric one is below the diesel one', () => {
    const told = { ...row, vehicleDistance: 1e6 }
    const usual = estimated(country, told)
    const vkmOf = (line: Estimate['lines'][number]): number =>
      line.products.find(({ quantity }) => quantity === 'vehicle-distance')?.value ?? Number.NaN
    const mjOf = (line: Estimate['lines'][number]): number =>
      line.products.find(({ quantity }) => quantity === 'energy')?.value ?? Number.NaN
    const alone = usual.lines.map((line) => {
      const one = energyOf(estimated(country, { ...told, powertrain: line.powertrain }))
      expect(one / (1e6 * (mjOf(line) / vkmOf(line)))).toBeCloseTo(1, 9)
      return [line.powertrain, one, vkmOf(line) / 1e6] as const
    })
    const mean = alone.reduce((sum, [, energy, share]) => sum + energy * share, 0)
    expect(Math.abs(mean / energyOf(usual) - 1)).toBeLessThan(CLOSE)
    const [electric, diesel] = ['electric', 'diesel'].map((name) => alone.find(([one]) => one === name)?.[1])
    if (electric !== undefined && diesel !== undefined) expect(electric).toBeLessThan(diesel)
  })
})

test.each(COUNTRIES)('a freight train of %s emits the same by tonne-km and by train-km', (country) => {
  const mode = 'freight-rail' as const
  const tonnes =
    findFactor(set, { subject: { kind: 'load', mode }, region: country, year: 2022 })?.record
      .canonicalValue ?? Number.NaN
  const byTonne = estimated(country, { mode, tonneDistance: 1e6 * tonnes })
  expect(energyOf(estimated(country, { mode, vehicleDistance: 1e6 })) / energyOf(byTonne)).toBeCloseTo(1, 9)
  // rail.csv: 0.016 (India, electric) to 0.16 kWh per tkm
  expect(energyOf(byTonne) / (1e6 * tonnes) / 3.6).toBeGreaterThan(0.01)
  expect(energyOf(byTonne) / (1e6 * tonnes) / 3.6).toBeLessThan(0.17)
})

test('the grid acts on electric trains and the blend on diesel ones', () => {
  const told = { mode: 'rail', passengerDistance: 1e8 }
  const usual = estimated('GB', told)
  expect(usual.lines.map(({ carrier }) => carrier).sort()).toEqual(['diesel', 'electricity'])
  const clean = estimated('GB', told, { electricity: { intensity: '10 g CO2/kWh' } })
  const blended = estimated('GB', told, { fuels: [{ carrier: 'diesel', biofuelEnergyShare: 0.3 }] })
  const scope = ({ lines }: Estimate, of: string): number =>
    lines
      .flatMap(({ products }) => products)
      .filter((one) => one.scope === of && ['co2', 'co2e-unsplit'].includes(one.quantity))
      .reduce((sum, { value }) => sum + value, 0)
  expect(scope(clean, '1')).toBe(scope(usual, '1'))
  expect(scope(clean, '2')).toBeLessThan(scope(usual, '2') / 10)
  expect(blended.totals.biogenicCo2Kg).toBeGreaterThan(usual.totals.biogenicCo2Kg)
  expect(usual.totals.wellToTankKgCo2e).toBeGreaterThan(0)
})

test('a metro of a Chinese province runs on the grid of the province, where one is stated', () => {
  const told = { mode: 'metro', passengerDistance: 1e8 }
  const grids = (more: object) =>
    estimated('CN', told, more)
      .assumptions.filter(({ record }) => record.kind === 'grid-intensity')
      .map(({ record }) => record.region)
  expect(new Set(grids({}))).toEqual(new Set(['CN']))
  expect(new Set(grids({ electricity: { grid: 'CN-ZJ' } }))).toEqual(new Set(['CN-ZJ']))
})

const COMPILED = '../shared/factors/levels/rail.csv'
const MODE_OF: Readonly<Record<string, readonly [Mode, VehicleClass | undefined]>> = {
  'suburban-rail': ['rail', 'commuter'],
  'intercity-rail': ['rail', 'intercity'],
  'high-speed-rail': ['high-speed-rail', undefined],
  'freight-rail': ['freight-rail', undefined],
  metro: ['metro', undefined],
  'tram/light-rail': ['tram', undefined],
  trolleybus: ['trolleybus', undefined],
}
/** The steepest step of a level; compiled lines that step by more are flattened, by 6 % at most (Germany, 3.4 % a year). */
const LARGEST_STEP = 0.0295
const FLATTENED = 0.06
/** American lines are quoted by ten facts each, and straight between them. */
const QUOTED = 0.01
/**
 * From 2026.5 on European trains follow the change in the middle of all countries: the compiled lines follow the sum of all, which
 * falls faster because from year to year other countries drive more of it. The levels meet from 2006 on, of which years they are
 * means; before, the sum had fallen by up to 14 % more. The German line before 2009 is no longer the slope of the years before 2003,
 * in which its edition counts other trains (82 and 67 MJ in 2002 and 2003): 3.4 % a year for 19 years are 26 % in the end.
 */
const ANOTHER_TREND = { before: 0.14, since: 0.08, german: 0.26 } as const
const TREND_FROM = 2006
const EUROPEAN: ReadonlySet<string> = new Set(JRC_COUNTRIES)
/** Energy per train and its share are derived anew: see `freightTrains`. Energy per tonne-km is the same. */
const DERIVED_ANEW = 'freight-rail GB'

describe.skipIf(!existsSync(COMPILED))('trains compiled apart from them (skipped without their file)', () => {
  test('lie within 0.5 %, but where they step by more than 3 % a year, or follow another trend', () => {
    const rows = Papa.parse<Record<string, string>>(readFileSync(COMPILED, 'utf8'), {
      header: true,
      skipEmptyLines: true,
    }).data.filter(({ mode = '', place = '', place_kind: of }) => {
      return MODE_OF[mode] && (of === 'country' || place === 'GLO' || place === 'EUR')
    })
    const steps = new Map<string, number>()
    const before = new Map<string, number>()
    const lineOf = ({ mode, place, carrier }: Record<string, string>) => `${mode} ${place} ${carrier}`
    for (const row of rows) {
      const energy = Math.log(Number(row['own_traction_value']))
      const earlier = before.get(lineOf(row)) ?? energy
      steps.set(lineOf(row), Math.max(steps.get(lineOf(row)) ?? 0, Math.abs(energy - earlier)))
      before.set(lineOf(row), energy)
    }
    const apart = rows.flatMap((row) => {
      const [mode, vehicleClass] = MODE_OF[row['mode'] ?? ''] ?? (['rail', undefined] as const)
      const [region, year] = [row['place'] ?? '', Number(row['year'])]
      if (`${row['mode']} ${region}` === DERIVED_ANEW) return []
      const electric = row['carrier'] === 'electricity'
      const of = { mode, ...(vehicleClass === undefined ? {} : { vehicleClass }) }
      const at = { region, year, reach: 'country' } as const
      const level = findFactor(set, {
        subject: {
          kind: 'energy-level',
          ...of,
          powertrain: electric ? 'electric' : 'diesel',
          carrier: electric ? 'electricity' : 'diesel',
        },
        ...at,
      })
      const index = set.find({ kind: 'class-index', ...of }, region)[0]?.canonicalValue ?? 1
      const energy =
        ((level?.record.canonicalValue ?? Number.NaN) / 3.6) *
        (level?.match.technology === 'exact' ? 1 : index)
      const filling = mode === 'freight-rail' ? ('load' as const) : ('occupancy' as const)
      const filled = findFactor(set, { subject: { kind: filling, ...of }, ...at })?.record.canonicalValue
      const off = (ours: number | undefined, theirs: string | undefined): number =>
        Math.abs((ours ?? Number.NaN) / Number(theirs) - 1)
      const since = year >= TREND_FROM ? ANOTHER_TREND.since : ANOTHER_TREND.before
      const isOnTrend = EUROPEAN.has(region) && mode.endsWith('rail')
      const allowed = isOnTrend
        ? region === 'DE'
          ? ANOTHER_TREND.german
          : since
        : (steps.get(lineOf(row)) ?? 0) > LARGEST_STEP
          ? FLATTENED
          : region === 'US'
            ? QUOTED
            : 0.005
      const isClose =
        off(energy, row['own_traction_value']) <= allowed && off(filled, row['occupancy']) <= 0.005
      return isClose ? [] : [`${lineOf(row)} ${year}: ${energy} ${filled}`]
    })
    expect(apart).toEqual([])
  })
})
