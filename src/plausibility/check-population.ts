import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import { daysInYear, partOfYear } from '../kernel/calendar.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { type Band, band, judge, numberText, range, type Verdict } from './band.ts'
import type { Check, Finding } from './check.ts'
import {
  DISTANCE_PER_CAPITA,
  EMISSIONS_PER_CAPITA,
  FUEL_SALES_PER_CAPITA,
  TRAVEL_PER_DAY,
} from './check-list.ts'
import { fuelSoldMj } from './fuel-sold.ts'
import { modeSums } from './mode-sums.ts'
import { type Motorisation, motorisationOf } from './motorisation.ts'

/** Smaller places may lie next to anything: a motorway, a port, an oil field. */
const JUDGED_FROM_PERSONS = 10_000

const lowest = (atLeast: Readonly<Record<Motorisation, number>>, atMost: number, possible: number) =>
  Object.fromEntries(
    Object.entries(atLeast).map(([motorisation, least]) => [
      motorisation,
      band(range(least, atMost), range(0, possible)),
    ]),
  ) as Readonly<Record<Motorisation, Band>>

export const DISTANCE_BANDS = lowest({ highest: 2000, high: 1000, other: 50 }, 40_000, 500_000)
export const FUEL_SALES_BANDS = lowest({ highest: 5000, high: 5000, other: 100 }, 150_000, 1e7)
export const EMISSION_PER_CAPITA_BANDS = lowest({ highest: 0.3, high: 0.3, other: 0.01 }, 15, 1000)
export const TRAVEL_BAND: Band = band(range(3, 150), range(0, 2880))

/** Checks figures per inhabitant that compare a distance or a fuel with the population. */
export function checkPopulation(estimate: Estimate): readonly Finding[] {
  const { input } = estimate
  const persons = input.city.population?.value
  if (!persons) return []
  const years = partOfYear(input.period)
  const motorisation = motorisationOf(input.city.country)
  const perCapita = (amount: number): number => amount / persons / years
  const soldMj = fuelSoldMj(input.fuelSales)
  const travelledPkm = passengerDistance(estimate)
  const candidates = [
    {
      check: DISTANCE_PER_CAPITA,
      value: perCapita(roadDistance(estimate)),
      band: DISTANCE_BANDS[motorisation],
      fromBelow: isWhole(input, estimate) && carDistance(estimate) > 0,
    },
    {
      check: TRAVEL_PER_DAY,
      value: perCapita(travelledPkm) / daysInYear(input.period.year),
      band: TRAVEL_BAND,
      fromBelow: input.travel !== undefined && input.travel.modes === undefined,
    },
    {
      check: FUEL_SALES_PER_CAPITA,
      value: perCapita(soldMj),
      band: FUEL_SALES_BANDS[motorisation],
      fromBelow: soldMj > 0,
    },
  ]
  // One wrong population moves all of these figures, so only the first one is reported.
  for (const { check, value, band: limits, fromBelow } of candidates) {
    const verdict = verdictOf(value, limits, fromBelow, persons)
    if (verdict) return [findingOf(check, value, limits, verdict, persons)]
  }
  return []
}

/** Called only if no earlier finding explains the emissions. */
export function checkEmissionsPerCapita(estimate: Estimate): readonly Finding[] {
  const { input, totals } = estimate
  const persons = input.city.population?.value
  if (!persons) return []
  const limits = EMISSION_PER_CAPITA_BANDS[motorisationOf(input.city.country)]
  const value = totals.co2eKg / 1000 / persons / partOfYear(input.period)
  // A known distance was already checked; emissions that are small for it come from a clean fleet.
  const fromBelow = isWhole(input, estimate) && carDistance(estimate) === 0
  const verdict = verdictOf(value, limits, fromBelow, persons)
  return verdict ? [findingOf(EMISSIONS_PER_CAPITA, value, limits, verdict, persons)] : []
}

function verdictOf(value: number, limits: Band, fromBelow: boolean, persons: number): Verdict | undefined {
  const verdict = judge(value, limits)
  if (!verdict || (verdict.side === 'below' && !fromBelow)) return undefined
  return persons < JUDGED_FROM_PERSONS ? { ...verdict, severity: 'notice' } : verdict
}

/** With a hint if a population with one digit more or less would make the figure usual. */
function findingOf(check: Check, value: number, limits: Band, verdict: Verdict, persons: number): Finding {
  const factor = verdict.side === 'above' ? 10 : 0.1
  const isUsual = judge(value / factor, limits) === undefined
  const hint = `a population of ${numberText(persons * factor)} would make it ${numberText(value / factor)} ${check.unit}`
  return {
    ...verdict,
    check,
    subject: 'the city',
    value,
    band: limits,
    pointer: '/city/population',
    ...(isUsual ? { hint } : {}),
  }
}

/** Cars with another kind of vehicle, or cars of every kind. Less than that may rightly be a part of the traffic. */
function isWhole({ demand, travel }: EstimateInput, estimate: Estimate): boolean {
  if (!estimate.byMode.has('car')) return false
  if (travel) return true
  const cars = demand.filter(({ mode, flow }) => mode === 'car' && (flow === undefined || flow === 'within'))
  const engines = modeSums(estimate).filter(([mode]) => MODE_PROPERTIES[mode].propulsion === 'engine')
  if (engines.length > 1) return cars.length > 0
  return cars.some(({ powertrain, vehicleClass }) => powertrain === undefined && vehicleClass === undefined)
}

const sumOf = (
  estimate: Estimate,
  quantity: 'vehicleDistanceVkm' | 'passengerDistancePkm',
  counts: (mode: Mode) => boolean,
): number => {
  let sum = 0
  for (const [mode, sums] of modeSums(estimate)) if (counts(mode)) sum += sums[quantity] ?? 0
  return sum
}
const roadDistance = (estimate: Estimate): number =>
  sumOf(estimate, 'vehicleDistanceVkm', (mode) => MODE_PROPERTIES[mode].subSector === 'II.1')
const carDistance = (estimate: Estimate): number =>
  sumOf(estimate, 'vehicleDistanceVkm', (mode) => mode === 'car')
const passengerDistance = (estimate: Estimate): number =>
  sumOf(estimate, 'passengerDistancePkm', (mode) => mode !== 'flight')
