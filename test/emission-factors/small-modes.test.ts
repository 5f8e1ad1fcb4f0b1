import { beforeAll, describe, expect, test } from 'vitest'
import { plausible } from '../../emission-factors/plausible.ts'
import {
  type DemandRow,
  type Estimate,
  EstimateRefused,
  estimateUnits,
  type FactorSet,
  MODE_PROPERTIES,
  type Mode,
  nothingStated,
} from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newestSet } from './newest.ts'

const NEW = [
  'auto-rickshaw',
  'e-scooter',
  'shared-bike',
  'e-bike',
  'cable-car',
] as const satisfies readonly Mode[]
const ELECTRIC = ['e-scooter', 'e-bike', 'cable-car'] as const
/** 3.6 MJ/kWh. */
const MJ = 3.6

let draft: FactorSet
const released = releasedSet('2026.2')

beforeAll(() => {
  draft = newestSet()
})

function estimated(set: FactorSet, country: string, row: Omit<DemandRow, 'pointer'>): Estimate {
  return estimateUnits({ ...nothingStated(country, 2023), demand: [{ pointer: '/demand/0', ...row }] }, set)
}

const moved = (set: FactorSet, country: string, mode: Mode, row: Partial<DemandRow> = {}): Estimate =>
  estimated(set, country, {
    mode,
    vehicleDistance: { value: 1000, unit: 'vkm', pointer: '/demand/0/vehicleDistance' },
    ...row,
  })

const energy = ({ totals }: Estimate): number => totals.energyMj ?? Number.NaN
describe('the released set', () => {
  test.each(NEW.filter((mode) => mode !== 'shared-bike'))('says that it knows no %s at all', (mode) => {
    let refused: EstimateRefused | undefined
    try {
      moved(released, 'IN', mode)
    } catch (error) {
      if (error instanceof EstimateRefused) refused = error
    }
    expect(refused?.refusals[0]?.detail).toMatch(/^Factor set 2026\.2 has no figure of any /)
    expect(refused?.refusals[0]?.detail).toMatch(/Take a newer set/)
  })
})

describe('the draft', () => {
  // carculator_two_wheeler 2.6 and 0.75 kWh/100 km; Wang et al. (2021) × 1.67; arrêté of 10 April 2012, 2.24 kWh/km.
  test.each([
    ['e-scooter', 0.0434],
    ['e-bike', 0.0075],
    ['cable-car', 2.24],
  ] as const)('gives a %s the energy that its source has', (mode, kwhPerVkm) => {
    expect(energy(moved(draft, 'FR', mode))).toBeCloseTo(kwhPerVkm * MJ * 1000, 6)
  })

  test('gives an e-scooter of one’s own less, for it is not charged while it stands', () => {
    const own = energy(moved(draft, 'FR', 'e-scooter', { vehicleClass: 'private' }))
    expect(own).toBeCloseTo(0.026 * MJ * 1000, 6)
    expect(own).toBeLessThan(energy(moved(draft, 'FR', 'e-scooter')))
  })

  test('drives every electric one by the city’s own electricity', () => {
    for (const mode of ELECTRIC) {
      const [coal, water] = ['IN', 'NO'].map((country) => moved(draft, country, mode).totals.co2eKg)
      expect(coal ?? 0, mode).toBeGreaterThan(5 * (water ?? Number.NaN))
    }
  })

  test('gives auto-rickshaws of India petrol, gas, batteries and a little LPG', () => {
    const { lines } = moved(draft, 'IN', 'auto-rickshaw')
    expect(new Set(lines.map(({ carrier }) => carrier))).toEqual(
      new Set(['petrol', 'cng', 'electricity', 'lpg']),
    )
    // WRI India: 113.5 g/km of petrol; with gas and batteries a little less.
    expect(energy(moved(draft, 'IN', 'auto-rickshaw', { powertrain: 'petrol' })) / 1000).toBeCloseTo(1.638, 6)
    expect(energy(moved(draft, 'IN', 'auto-rickshaw'))).toBeLessThan(1638)
  })

  test('gives the same per passenger and per vehicle', () => {
    for (const country of ['IN', 'FR', 'US', 'JP', 'NG', 'TR'] as const)
      for (const mode of [
        ...NEW.filter((one) => one !== 'shared-bike'),
        'car',
        'bus',
        'motorcycle',
      ] as const) {
        const subject = { kind: 'occupancy', mode } as const
        const chain = draft.regionChain(country)
        const record = chain.flatMap((code) => draft.find(subject, code).filter(isOf2023))[0]
        const persons = record?.canonicalValue ?? Number.NaN
        const perVehicle = energy(moved(draft, country, mode))
        const passengerDistance = {
          value: 1000 * persons,
          unit: 'pkm',
          pointer: '/demand/0/passengerDistance',
        } as const
        const perPerson = energy(estimated(draft, country, { mode, passengerDistance }))
        expect(Math.abs(perPerson / perVehicle - 1), `${country} ${mode}`).toBeLessThan(1e-9)
      }
  })

  test('counts a shared bicycle as nothing burnt, and as a shared mode', () => {
    expect(MODE_PROPERTIES['shared-bike']).toMatchObject({ propulsion: 'human', sector: 'shared' })
    expect(moved(draft, 'FR', 'shared-bike').totals.co2eKg).toBe(0)
  })
})

const isOf2023 = ({ yearFrom }: { readonly yearFrom?: number }): boolean =>
  yearFrom === undefined || yearFrom === 2023

describe('a figure of energy', () => {
  test('may be small for what is ridden, and for nothing else', () => {
    expect(plausible('energy-intensity', 0.027, 'MJ/vkm', 'e-bike')).toBeUndefined()
    expect(plausible('energy-intensity', 0.027, 'MJ/vkm', 'car')).toMatch(/outside/)
    expect(plausible('energy-intensity', 27, 'MJ/vkm', 'e-bike')).toMatch(/outside/)
  })
})

describe('persons in a vehicle', () => {
  test('do not step where a survey ends: the same record in 1990 and 2025, or a series', () => {
    for (const country of ['GB', 'US', 'DE', 'CN', 'IN', 'BR'])
      for (const mode of ['car', 'bus', 'motorcycle'] as const) {
        const of = (year: number): number | undefined =>
          draft
            .regionChain(country)
            .flatMap((code) =>
              draft
                .find({ kind: 'occupancy', mode }, code)
                .filter(({ yearFrom }) => yearFrom === undefined || yearFrom <= year),
            )[0]?.canonicalValue
        for (let year = 1991; year <= 2025; year += 1)
          expect(
            Math.abs((of(year) ?? Number.NaN) / (of(year - 1) ?? Number.NaN) - 1),
            `${country} ${mode} ${year}`,
          ).toBeLessThan(0.02)
      }
  })
})
