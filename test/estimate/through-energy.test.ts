import { describe, expect, test } from 'vitest'
import {
  type Estimate,
  EstimateRefused,
  type FactorSet,
  MODE_PROPERTIES,
  MODES,
  type Mode,
  POWERTRAINS,
  type Powertrain,
  VEHICLE_CLASSES,
} from '../../src/index.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { estimateOf } from '../fixtures/request.ts'

const before = releasedSet('2026.2')
const newest = newestSet()

/** With figures of their own, of their group, and of nowhere nearer than the world. */
const COUNTRIES = ['GB', 'US', 'DE', 'FR', 'ES', 'PL', 'CN', 'JP', 'IN', 'BR', 'AU', 'KE', 'AR'] as const
const DISTANCES = ['vehicleDistance', 'passengerDistance', 'tonneDistance'] as const
/** What drives each; others were estimated by the grams of what drives it. */
const RAILS = ['electric', 'diesel', 'mixed'] as const
const SHIPS = ['diesel', 'residual-fuel-oil', 'lng'] as const
const ENGINES: Readonly<Partial<Record<Mode, readonly Powertrain[]>>> = {
  rail: RAILS,
  'freight-rail': RAILS,
  'high-speed-rail': ['electric', 'mixed'],
  metro: ['electric', 'mixed'],
  tram: ['electric', 'mixed'],
  trolleybus: ['electric', 'mixed'],
  ferry: SHIPS,
  'cargo-ship': SHIPS,
  flight: ['jet-kerosene'],
  'air-freight': ['jet-kerosene'],
}

function estimated(body: Record<string, unknown>, set: FactorSet): Estimate | undefined {
  try {
    return estimateOf(body, set)
  } catch (error) {
    if (error instanceof EstimateRefused) return undefined
    throw error
  }
}

interface Case {
  readonly mode: Mode
  readonly powertrain: Powertrain | undefined
  readonly country: string
  readonly body: Record<string, unknown>
}

const casesOf = (
  modes: readonly Mode[],
  powertrains: readonly (Powertrain | undefined)[],
  period = '2024',
): readonly Case[] =>
  COUNTRIES.flatMap((country) =>
    modes.flatMap((mode) =>
      [undefined, ...VEHICLE_CLASSES[mode].slice(1)].flatMap((vehicleClass) =>
        powertrains.flatMap((powertrain) =>
          DISTANCES.map((distance): Case => {
            const row = { mode, vehicleClass, powertrain, [distance]: 1_000_000 }
            const body = { city: { name: 'X', country }, period, demand: [row] }
            return { mode, powertrain, country, body }
          }),
        ),
      ),
    ),
  )

const driven = MODES.filter((mode) => MODE_PROPERTIES[mode].propulsion === 'engine')

test.each(['1990', '2005', '2024'])(
  'no default of %s takes emissions per distance: energy can be told of every mode in every country',
  (period) => {
    const direct = new Set<string>()
    for (const { body, mode, country } of casesOf(driven, [undefined], period))
      for (const { method } of estimated(body, newest)?.lines ?? [])
        if (method === 'direct-factor') direct.add(`${mode} in ${country}`)
    expect([...direct]).toEqual([])
  },
)

test('the set before took emissions per distance: the walk would find them', () => {
  const methods = casesOf(['ferry', 'metro', 'rail'], [undefined]).flatMap(
    ({ body }) => estimated(body, before)?.lines.map(({ method }) => method) ?? [],
  )
  expect(methods).toContain('direct-factor')
})

describe('what the set before could estimate on rails, on water and in the air', () => {
  const modes = driven.filter((mode) => ENGINES[mode] !== undefined)
  const lost = casesOf(modes, [undefined, ...POWERTRAINS]).filter(
    ({ body }) => estimated(body, before) !== undefined && estimated(body, newest) === undefined,
  )
  test('the newest can, by the engines that the mode has', () => {
    expect(
      lost.filter(({ mode, powertrain }) => powertrain === undefined || ENGINES[mode]?.includes(powertrain)),
    ).toEqual([])
  })
})

const PASSENGER_KM = 1e6
const carried = (country: string, mode: Mode, more: object = {}): Estimate =>
  estimateOf(
    {
      city: { name: 'X', country },
      period: '2022',
      demand: [{ mode, passengerDistance: PASSENGER_KM }],
      ...more,
    },
    newest,
  )

describe('on water and in the air', () => {
  test.each(COUNTRIES)(
    'the default ferry of %s emits what is usual: no more than 600 g per passenger-km',
    (country) => {
      expect((carried(country, 'ferry').totals.co2eKg * 1000) / PASSENGER_KM).toBeLessThan(600)
    },
  )

  test('energy carries the carbon of its fuel, and what is upstream of it', () => {
    const { totals } = carried('GB', 'flight')
    // DESNZ 2022, 2024 and 2025, the middle one of international flights, 0.09616 kg/pkm, at 0.25826 kg CO2/kWh of jet fuel
    const mj = (0.09616 / 0.25826) * 3.6 * PASSENGER_KM
    expect((totals.energyMj ?? Number.NaN) / mj).toBeCloseTo(1, 4)
    // 71 500 kg/TJ (IPCC 2006)
    expect(totals.co2Kg / (mj * 0.0715)).toBeCloseTo(1, 4)
    expect(carried('GB', 'flight', { period: '2024' }).totals.wellToTankKgCo2e).toBeGreaterThan(0)
  })

  test('the blend acts on ferries', () => {
    const blended = carried('FR', 'ferry', { fuels: [{ carrier: 'diesel', biofuelEnergyShare: 0.3 }] })
    const fossil = carried('FR', 'ferry', { fuels: [{ carrier: 'diesel', biofuelEnergyShare: 0 }] })
    expect(blended.totals.co2Kg / fossil.totals.co2Kg).toBeCloseTo(0.7, 9)
  })

  test('barges burn diesel, and ships of the sea fuel oil', () => {
    const carriers = (vehicleClass?: string) =>
      estimateOf(
        {
          city: { name: 'X', country: 'NL' },
          period: '2022',
          demand: [{ mode: 'cargo-ship', vehicleClass, tonneDistance: 1e6 }],
        },
        newest,
      ).lines.map(({ carrier }) => carrier)
    expect(carriers('inland')).toEqual(['diesel'])
    expect(carriers()).toEqual(['residual-fuel-oil'])
  })
})
