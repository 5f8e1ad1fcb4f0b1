import { daysInMonth, daysInYear } from '../kernel/calendar.ts'
import { type Flow, MODE_FACTS, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { DemandRow, Travel } from './input.ts'
import { type Parameter, type Term, times } from './parameter.ts'
import { renormalised } from './share.ts'

/** An aggregate of one mode, as far as it is known before any factor of a vehicle is looked up. */
export interface Activity {
  readonly pointer: string
  readonly mode: Mode
  readonly flow?: Flow | undefined
  readonly row?: DemandRow
  /** Vehicle distance [vkm] as the caller stated it. */
  readonly vehicle?: readonly Term[] | undefined
  /** Passenger distance [pkm] or tonne distance [tkm], stated or from trips and lengths. */
  readonly payload?: readonly Term[] | undefined
}

/** Every row of demand and of travel as distances. */
export function activitiesOf(context: EstimateContext): readonly Activity[] {
  const { demand, travel } = context.input
  const rows = demand.map((row) => activityOfRow(context, row))
  return travel ? [...rows, ...activitiesOfTravel(context, travel)] : rows
}

function activityOfRow(context: EstimateContext, row: DemandRow): Activity {
  const { title, payload: carried } = MODE_FACTS[row.mode]
  const travelled: readonly Term[] | undefined =
    row.trips && row.meanTripLength
      ? [
          times(context.stated(`${title}: trips`, row.trips)),
          times(context.stated(`${title}: mean trip length`, row.meanTripLength)),
        ]
      : undefined
  const vehicle = row.vehicleDistance
    ? [times(context.stated(`${title}: vehicle distance`, row.vehicleDistance))]
    : // A trip of freight is a trip of the vehicle; a trip of passengers is a trip of a person.
      carried === 'freight'
      ? travelled
      : undefined
  const payload = row.passengerDistance
    ? [times(context.stated(`${title}: passenger distance`, row.passengerDistance))]
    : row.tonneDistance
      ? [times(context.stated(`${title}: tonne distance`, row.tonneDistance))]
      : carried === 'passengers'
        ? travelled
        : undefined
  return { pointer: row.pointer, mode: row.mode, flow: row.flow, row, vehicle, payload }
}

/** Population × trips per person and day × days × share of trips × trip length, mode by mode. */
function activitiesOfTravel(context: EstimateContext, travel: Travel): readonly Activity[] {
  const { city, period, renormaliseShares } = context.input
  if (!city.population) return []
  const population = context.stated('Population', city.population)
  const rate = context.stated('Trips per person and day', travel.tripsPerPersonPerDay)
  const days = travelDays(context, travel, period)
  const sum = travel.modes.reduce((total, { tripShare }) => total + tripShare.value, 0)
  return travel.modes.map(({ pointer, mode, tripShare, meanTripLength }) => {
    const { title } = MODE_FACTS[mode]
    const stated = context.stated(`${title}: share of trips`, tripShare)
    const share = renormaliseShares ? renormalised(context, stated, sum) : stated
    const length = context.stated(`${title}: mean trip length`, meanTripLength)
    return { pointer, mode, payload: [population, rate, days, share, length].map(times) }
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
      () => (stated.value * daysInMonth(year, month)) / inYear,
    )
  }
  return context.derived(
    'days-of-travel',
    'Days of travel in the period',
    'd',
    'days in the calendar',
    [],
    () => (month === undefined ? inYear : daysInMonth(year, month)),
  )
}
