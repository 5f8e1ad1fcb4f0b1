import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import { daysInYear, partOfYear } from '../kernel/calendar.ts'
import { type EnergyCarrier, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { driving, emitting, emittingOnRoad, selling, travelling } from './addends.ts'
import { type Band, band, judge, range } from './band.ts'
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
import { type Addend, largestOf, slipHint, wrongFigure } from './wrong-figure.ts'

/** Smaller places may lie next to anything: a motorway, a port, an oil field. */
const JUDGED_FROM_PERSONS = 10_000
const KG_PER_T = 1000
const A_MILLION = 1e6
const A_THOUSAND = 1e3
/** A city sells these; one of the others may rightly be little. */
const MAIN_FUELS = ['petrol', 'diesel'] as const satisfies readonly EnergyCarrier[]
const isMain = (carrier: EnergyCarrier): boolean => MAIN_FUELS.some((one) => one === carrier)

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
/** Of petrol or diesel alone: a country may drive on the other, but hardly ever sells less than a hundredth of the least. */
const LEAST_ALONE = { highest: 50, high: 50, other: 1 } as const
/** Ships take diesel, as the sum of all fuels may hold; petrol is for the road, so that ten times the most usual is impossible. */
export const PETROL_BANDS = lowest(LEAST_ALONE, 150_000, 1.5e6)
const FUEL_BANDS_ALONE = { petrol: PETROL_BANDS, diesel: lowest(LEAST_ALONE, 150_000, 1e7) } as const
/** Ports and airports emit more than any road: ten times the most that is usual are the 500 000 vkm that no city drives. */
export const ROAD_EMISSION_BANDS = lowest({ highest: 0.3, high: 0.3, other: 0.01 }, 15, 150)
export const TRAVEL_BAND: Band = band(range(3, 150), range(0, 2880))

/** Checks figures per inhabitant that compare a distance or a fuel with the population. */
export function checkPopulation(estimate: Estimate): readonly Finding[] {
  const { input } = estimate
  const persons = input.city.population?.value
  if (!persons) return []
  const years = partOfYear(input.period)
  const motorisation = motorisationOf(input.city.country)
  const soldMj = fuelSoldMj(input.fuelSales)
  const cars = (): readonly Addend[] => driving(estimate).filter(({ mode }) => mode === 'car')
  const candidates: PerCapita[] = [
    {
      check: DISTANCE_PER_CAPITA,
      amount: roadDistance(estimate),
      band: DISTANCE_BANDS[motorisation],
      fromBelow: isWhole(input, estimate) && carDistance(estimate) > 0,
      addends: () => driving(estimate),
      own: () =>
        driving(estimate)
          .filter(({ flow }) => flow !== 'through')
          .reduce((sum, { amount }) => sum + amount, 0),
      core: cars,
    },
    {
      check: TRAVEL_PER_DAY,
      amount: passengerDistance(estimate) / daysInYear(input.period.year),
      band: TRAVEL_BAND,
      fromBelow: input.travel !== undefined && input.travel.modes === undefined,
      addends: () => travelling(estimate),
    },
    {
      check: FUEL_SALES_PER_CAPITA,
      amount: soldMj,
      band: FUEL_SALES_BANDS[motorisation],
      fromBelow: soldMj > 0,
      addends: () => selling(input.fuelSales),
      core: () => (input.fuelSales.some(({ carrier }) => isMain(carrier)) ? selling(input.fuelSales) : []),
    },
  ]
  // One of the main fuels in tonnes for thousand tonnes hides in the sum of both.
  for (const carrier of MAIN_FUELS) {
    const sales = input.fuelSales.filter((sale) => sale.carrier === carrier)
    candidates.push({
      check: FUEL_SALES_PER_CAPITA,
      subject: carrier,
      amount: fuelSoldMj(sales),
      band: FUEL_BANDS_ALONE[carrier][motorisation],
      fromBelow: fuelSoldMj(sales) > 0,
      addends: () => selling(sales),
    })
  }
  return worstOf(candidates, persons, years)
}

/** Called only if no earlier finding explains the emissions. */
export function checkEmissionsPerCapita(estimate: Estimate): readonly Finding[] {
  const { input, totals } = estimate
  const persons = input.city.population?.value
  if (!persons) return []
  const emitted = (): readonly Addend[] => emitting(estimate)
  // A motorway may pass a village.
  const onRoad = persons < JUDGED_FROM_PERSONS ? [] : emittingOnRoad(estimate)
  const motorisation = motorisationOf(input.city.country)
  return worstOf(
    [
      {
        check: EMISSIONS_PER_CAPITA,
        amount: totals.co2eKg / KG_PER_T,
        band: EMISSION_PER_CAPITA_BANDS[motorisation],
        // A known distance was already checked; emissions that are small for it come from a clean fleet.
        fromBelow: isWhole(input, estimate) && carDistance(estimate) === 0,
        addends: emitted,
        core: emitted,
      },
      {
        check: EMISSIONS_PER_CAPITA,
        subject: 'road transport',
        amount: onRoad.reduce((sum, { amount }) => sum + amount, 0),
        band: ROAD_EMISSION_BANDS[motorisation],
        fromBelow: false,
        addends: () => onRoad,
      },
    ],
    persons,
    partOfYear(input.period),
  )
}

/** One wrong population moves all of these figures, so only the first one is reported: of what is impossible, if anything is. */
function worstOf(candidates: readonly PerCapita[], persons: number, years: number): readonly Finding[] {
  const found = candidates.flatMap((one) => findingOf(one, persons, years) ?? [])
  const first = found.find(({ severity }) => severity === 'refusal') ?? found[0]
  return first ? [first] : []
}

/** A sum that is compared with the population. What it is made of is asked for only where the sum is not plausible. */
interface PerCapita {
  readonly check: Check
  /** Absent: the city. */
  readonly subject?: string
  /** Of the whole period, in the unit of the band without persons and years. */
  readonly amount: number
  readonly band: Band
  readonly fromBelow: boolean
  readonly addends: () => readonly Addend[]
  /** Of the amount, what the city has of itself: a motorway through a village is not its own. Absent: all. */
  readonly own?: () => number
  /** The addends that no city goes without: a slip of a million in one of these is refused. */
  readonly core?: () => readonly Addend[]
}

/** The figure itself is judged, the middle of its interval: an interval that is wide must not make it plausible. */
function findingOf(one: PerCapita, persons: number, years: number): Finding | undefined {
  const { check, amount, band: limits, fromBelow, addends } = one
  const value = amount / persons / years
  const judged = judge(value, limits)
  if (!judged || (judged.side === 'below' && !fromBelow)) return undefined
  const wrong = wrongFigure(value, judged, limits, persons, check.unit, addends())
  const found = {
    check,
    subject: one.subject ?? 'the city',
    value,
    band: limits,
    pointer: wrong.pointer,
    hints: wrong.hints,
  }
  if (judged.side === 'below') {
    const left = withoutMillion(one, persons, years)
    if (left) return { ...found, ...left, severity: 'refusal', side: 'below' }
    return { ...found, ...judged, ...withoutThousand(one, persons, years) }
  }
  if (persons >= JUDGED_FROM_PERSONS || judged.severity === 'notice') return { ...found, ...judged }
  const own = judge((one.own?.() ?? amount) / persons / years, limits)
  const isOfThousands =
    own?.severity === 'refusal' &&
    wrong.slip !== undefined &&
    wrong.slip !== 10 &&
    !(wrong.isOfOne && isCore(one, wrong.pointer))
  return { ...found, ...judged, severity: isOfThousands ? 'refusal' : 'notice' }
}

/** Whether a figure is of what no city goes without: what is left beside it is not the city, and tells nothing. */
const isCore = ({ core }: PerCapita, pointer: string): boolean =>
  core?.().some((addend) => addend.pointer === pointer) ?? false

/** Less than this part of the whole, what no city goes without is not that of a city. */
const A_TRACE = 0.2

/** The largest addend that no city goes without, where it is little beside the others and a "thousand" mends the sum. */
function withoutThousand(
  { amount, check, band: limits, core }: PerCapita,
  persons: number,
  years: number,
): Pick<Finding, 'pointer' | 'hints'> | undefined {
  const addends = core?.() ?? []
  const traces = addends.reduce((sum, one) => sum + one.amount, 0)
  if (addends.length === 0 || traces > A_TRACE * amount) return undefined
  const largest = largestOf(addends)
  const sum = (amount + (A_THOUSAND - 1) * largest.amount) / persons / years
  if (judge(sum, limits)) return undefined
  const { pointer, value, unit } = largest
  return { pointer, hints: [slipHint(value * A_THOUSAND, unit, sum, check.unit)] }
}

/** The largest addend that no city goes without, if a "million" makes it usual: it was left out. */
function withoutMillion(
  { check, band: limits, core }: PerCapita,
  persons: number,
  years: number,
): Pick<Finding, 'pointer' | 'hints'> | undefined {
  const addends = core?.() ?? []
  const value = addends.reduce((sum, { amount }) => sum + amount, 0) / persons / years
  const judged = judge(value, limits)
  if (judged?.side !== 'below') return undefined
  const { pointer, hints, slip } = wrongFigure(value, judged, limits, persons, check.unit, addends)
  return slip === undefined || slip < A_MILLION ? undefined : { pointer, hints }
}

/** Cars with another kind of vehicle, or cars of every kind. Less than that may rightly be a part of the traffic. */
function isWhole({ demand, travel }: EstimateInput, estimate: Estimate): boolean {
  if (!estimate.byMode.has('car')) return false
  if (travel) return true
  const cars = demand.filter(({ mode, flow }) => mode === 'car' && (flow === undefined || flow === 'within'))
  const engines = modeSums(estimate).filter(([mode]) => MODE_PROPERTIES[mode].propulsion === 'engine')
  if (engines.length > 1) return cars.length > 0
  const kinds = new Set(
    cars.map(({ powertrain = 'mixed', vehicleClass = 'average' }) => `${powertrain} ${vehicleClass}`),
  )
  return kinds.has('mixed average') || kinds.size > 1
}

const sumOf = (
  estimate: Estimate,
  quantity: 'vehicleDistanceVkm' | 'passengerDistancePkm',
  counts: (mode: Mode) => boolean,
): number => {
  let sum = 0
  for (const [mode, sums] of estimate.byMode)
    if (mode !== 'not-split' && counts(mode)) sum += sums[quantity] ?? 0
  return sum
}
const roadDistance = (estimate: Estimate): number =>
  sumOf(estimate, 'vehicleDistanceVkm', (mode) => MODE_PROPERTIES[mode].subSector === 'II.1')
const carDistance = (estimate: Estimate): number =>
  sumOf(estimate, 'vehicleDistanceVkm', (mode) => mode === 'car')
const passengerDistance = (estimate: Estimate): number =>
  sumOf(estimate, 'passengerDistancePkm', (mode) => mode !== 'flight')
