import { beforeAll, describe, expect, test } from 'vitest'
import {
  type DemandRow,
  type Estimate,
  type EstimateInput,
  estimateUnits,
  type FactorSet,
  type Mode,
  nothingStated,
} from '../../src/index.ts'
import { newestSet } from './newest.ts'

const PASSENGER_KM = 1e6
/** With figures of their own, of their group, and of nowhere nearer than the world. */
const COUNTRIES = ['GB', 'DE', 'FR', 'ES', 'IT', 'PL', 'CN', 'JP', 'IN', 'BR', 'US', 'CA', 'KE'] as const

let set: FactorSet

beforeAll(() => {
  set = newestSet()
})

function carried(
  country: string,
  mode: Mode,
  row: Partial<DemandRow> = {},
  more: Partial<EstimateInput> = {},
): Estimate {
  const pointer = '/demand/0'
  const passengerDistance = {
    value: PASSENGER_KM,
    unit: 'pkm',
    pointer: `${pointer}/passengerDistance`,
  } as const
  return estimateUnits(
    { ...nothingStated(country, 2022), ...more, demand: [{ pointer, mode, passengerDistance, ...row }] },
    set,
  )
}

const kwhPerPkm = ({ totals }: Estimate): number => (totals.energyMj ?? Number.NaN) / 3.6 / PASSENGER_KM

describe.each(['metro', 'tram'] as const)('%s', (mode) => {
  test.each(COUNTRIES)('of %s runs on its own grid', (country) => {
    const result = carried(country, mode)
    expect(result.lines.map(({ method, carrier }) => [method, carrier])).toEqual([['energy', 'electricity']])
    const grids = result.assumptions.filter(({ record }) => record.kind === 'grid-intensity')
    expect(new Set(grids.map(({ record }) => record.region))).toEqual(new Set([country]))
    // Single systems: 0.045 (São Paulo) to 0.134 (London) and, of trams, 0.10 to 0.26 kWh/pkm.
    expect(kwhPerPkm(result)).toBeGreaterThan(0.04)
    expect(kwhPerPkm(result)).toBeLessThan(0.27)
  })

  test('that fills its cars twice as well uses half per passenger', () => {
    const usual = set.find({ kind: 'occupancy', mode }, 'GB')[0]?.canonicalValue ?? Number.NaN
    const occupancy = [
      {
        pointer: '/occupancy/0',
        mode,
        personsPerVehicle: { value: 2 * usual, unit: 'persons/vehicle', pointer: '/occupancy/0' },
      },
    ] as const
    const full = carried('GB', mode, {}, { occupancy })
    expect(kwhPerPkm(full) / kwhPerPkm(carried('GB', mode))).toBeCloseTo(0.5, 9)
  })
})

test('a Spanish metro emits what its electricity does: 3.1 kWh per car-km, 23.19 persons, the grid of Spain', () => {
  const result = carried('ES', 'metro')
  expect(kwhPerPkm(result)).toBeCloseTo(3.1 / 23.19, 9)
  const cleaner = carried(
    'ES',
    'metro',
    {},
    {
      electricity: {
        pointer: '/electricity',
        intensity: { value: 10, unit: 'g CO2/kWh', pointer: '/electricity/intensity' },
      },
    },
  )
  expect(cleaner.totals.co2eKg).toBeLessThan(result.totals.co2eKg / 5)
})

test.each(['DE', 'GB', 'US'])(
  'electric buses of %s use less than diesel ones on the same passengers',
  (country) => {
    const [electric, diesel] = (['electric', 'diesel'] as const).map((powertrain) =>
      carried(country, 'bus', { powertrain }),
    ) as [Estimate, Estimate]
    expect(kwhPerPkm(electric)).toBeLessThan(kwhPerPkm(diesel) / 2)
    expect(electric.totals.co2eKg).toBeLessThan(diesel.totals.co2eKg)
  },
)
