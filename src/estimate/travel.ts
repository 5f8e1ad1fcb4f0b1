import { daysInMonth, daysInYear } from '../kernel/calendar.ts'
import { constantRule } from '../kernel/formula.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { Travel } from './input.ts'
import { type Parameter, type Term, times } from './parameter.ts'
import { renormalised } from './share.ts'
import { defaultModes, type ModeOfTravel, tripLength, tripRate } from './travel-default.ts'

/** Passenger distance [pkm] that residents travel by one mode. */
interface ModeTravelled {
  readonly pointer: string
  readonly mode: Mode
  /** Absent: the length of trips by human power is not known, and decides no emission. */
  readonly payload?: readonly Term[]
}

/** Population × trips per person and day × days × share of trips × trip length, mode by mode. */
export function activitiesOfTravel(context: EstimateContext, travel: Travel): readonly ModeTravelled[] {
  const { city, period } = context.input
  if (!city.population) return []
  const population = context.stated('Population', city.population)
  const rate = tripRate(context, travel)
  const days = travelDays(context, travel, period)
  const modes = travel.modes ? statedModes(context, travel.modes) : defaultModes(context, travel)
  return modes.flatMap(({ pointer, mode, share, statedLength, lengthPointer }) => {
    const length = tripLength(context, mode, statedLength, lengthPointer)
    if (rate && !length && MODE_PROPERTIES[mode].propulsion === 'human') return [{ pointer, mode }]
    if (!rate || !length) return []
    return [{ pointer, mode, payload: [population, rate, days, share, length].map(times) }]
  })
}

function statedModes(context: EstimateContext, modes: NonNullable<Travel['modes']>): readonly ModeOfTravel[] {
  const sum = modes.reduce((total, { tripShare }) => total + tripShare.value, 0)
  return modes.map(({ pointer, mode, tripShare, meanTripLength }) => {
    const stated = context.stated(`${MODE_PROPERTIES[mode].title}: share of trips`, tripShare)
    const share = context.input.renormaliseShares ? renormalised(context, stated, sum) : stated
    return { pointer, mode, share, statedLength: meanTripLength, lengthPointer: `${pointer}/meanTripLength` }
  })
}

function travelDays(
  context: EstimateContext,
  travel: Travel,
  { year, month }: { year: number; month?: number },
): Parameter {
  const inYear = daysInYear(year)
  if (travel.daysPerYear) {
    const stated = context.stated('Days of travel in a year', travel.daysPerYear)
    if (month === undefined) return stated
    return context.derived(
      'days-of-travel',
      'Days of travel in the month',
      'd',
      'days per year × days in month ÷ days in year',
      [stated],
      { formula: 'days-of-month', constants: { daysInMonth: daysInMonth(year, month), daysInYear: inYear } },
    )
  }
  return context.derived(
    'days-of-travel',
    'Days of travel in the period',
    'd',
    'days in the calendar',
    [],
    constantRule(month === undefined ? inYear : daysInMonth(year, month)),
  )
}
