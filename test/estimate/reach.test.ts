import { describe, expect, test } from 'vitest'
import {
  EstimateRefused,
  type FactorSet,
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

const COUNTRIES = ['GB', 'US', 'DE', 'FR', 'NL'] as const
const YEARS = ['2024'] as const
const DISTANCES = ['vehicleDistance', 'passengerDistance', 'tonneDistance'] as const
const ROAD_ENGINES = [
  'car',
  'taxi',
  'van',
  'bus',
  'coach',
  'rigid-truck',
  'articulated-truck',
  'motorcycle',
] as const

/**
 * Vehicles that the set before estimated by the grams of another powertrain, and that nobody drives: the newest set
 * refuses them and says what to state.
 */
const NOBODY_DRIVES = (mode: Mode, powertrain: Powertrain): boolean =>
  ['jet-kerosene', 'aviation-gasoline', 'residual-fuel-oil'].includes(powertrain) ||
  (['bus', 'coach', 'rigid-truck', 'articulated-truck'].includes(mode) &&
    ['hybrid-petrol', 'plug-in-hybrid-petrol', 'plug-in-hybrid-diesel'].includes(powertrain))

interface Case {
  readonly mode: Mode
  readonly powertrain: Powertrain | undefined
  readonly body: Record<string, unknown>
}

function isEstimated({ body }: Case, set: FactorSet): boolean {
  try {
    estimateOf(body, set)
    return true
  } catch (error) {
    if (error instanceof EstimateRefused) return false
    throw error
  }
}

const cases: readonly Case[] = COUNTRIES.flatMap((country) =>
  ROAD_ENGINES.flatMap((mode) =>
    [undefined, ...VEHICLE_CLASSES[mode].slice(1, 3)].flatMap((vehicleClass) =>
      [undefined, ...POWERTRAINS].flatMap((powertrain) =>
        DISTANCES.flatMap((distance) =>
          YEARS.map((period): Case => {
            const row = { mode, vehicleClass, powertrain, [distance]: 1_000_000 }
            return { mode, powertrain, body: { city: { name: 'X', country }, period, demand: [row] } }
          }),
        ),
      ),
    ),
  ),
)

describe('what the set before could estimate', () => {
  const lost = cases.filter((one) => isEstimated(one, before) && !isEstimated(one, newest))
  const isNobodys = ({ mode, powertrain }: Case) =>
    powertrain !== undefined && NOBODY_DRIVES(mode, powertrain)

  test('the newest can, but for vehicles that nobody drives', () => {
    expect(cases.length).toBeGreaterThan(5000)
    const told = (one: Case): string => JSON.stringify(one.body)
    expect(lost.filter((one) => !isNobodys(one)).map(told)).toEqual([])
  })

  test.each(['car', 'bus', 'articulated-truck'] as const)('%s: the exceptions are refused still', (mode) => {
    expect(lost.filter((one) => one.mode === mode && isNobodys(one)).length).toBeGreaterThan(0)
  })
})
