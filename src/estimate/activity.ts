import { type Found, findFactor } from '../factors/select.ts'
import { daysInMonth, daysInYear } from '../kernel/calendar.ts'
import { type Flow, MODE_FACTS, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { DemandRow, OfMode, Travel } from './input.ts'
import { dividedBy, dividedByComplement, type Parameter, type Term, times } from './parameter.ts'

/** An aggregate of one mode, as far as it is known before any factor of a vehicle is looked up. */
export interface Activity {
  readonly pointer: string
  readonly mode: Mode
  readonly flow?: Flow
  readonly row?: DemandRow
  /** Vehicle distance [vkm] as the caller stated it. */
  readonly vehicle?: readonly Term[]
  /** Passenger distance [pkm] or tonne distance [tkm], stated or from trips and lengths. */
  readonly payload?: readonly Term[]
}

/** Every row of demand and of travel as distances. */
export function activitiesOf(context: EstimateContext): readonly Activity[] {
  const { demand, travel } = context.input
  const rows = demand.map((row) => activityOfRow(context, row))
  return travel ? [...rows, ...activitiesOfTravel(context, travel)] : rows
}

function activityOfRow(context: EstimateContext, row: DemandRow): Activity {
  const { title, payload: carried } = MODE_FACTS[row.mode]
  const base = {
    pointer: row.pointer,
    mode: row.mode,
    row,
    ...(row.flow === undefined ? {} : { flow: row.flow }),
  }
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
  return { ...base, ...(vehicle ? { vehicle } : {}), ...(payload ? { payload } : {}) }
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

/** A stated share scaled by the sum of its like, where the caller asked for that. */
export function renormalised(context: EstimateContext, share: Parameter, sum: number): Parameter {
  if (sum === 1) return share
  context.notice('shares-renormalised', `Shares that sum to ${sum} were divided by their sum.`)
  return context.derived(
    `renormalised:${share.key}`,
    share.name,
    'share',
    'stated share ÷ sum of the stated shares',
    [share],
    () => share.value / sum,
  )
}

/** Occupancy [persons/vehicle] or load [t/vehicle] of a mode, as terms that turn a payload into vehicles. */
export interface Filling {
  readonly parameter: Parameter
  /** Deadheading too: the share of vehicle distance without passengers, where it is known. */
  readonly terms: readonly Term[]
}

/** Whether the caller stated how full a mode's vehicles are, or a documented figure would stand in. */
export function fillingKnown(context: EstimateContext, mode: Mode): 'stated' | 'documented' | undefined {
  if (statedFilling(context, mode)) return 'stated'
  return documentedFilling(context, mode) ? 'documented' : undefined
}

/**
 * How many passengers or tonnes a vehicle carries: the caller's figure, else the nearest documented one.
 *
 * @returns undefined if the mode carries nothing or nothing is known of it
 */
export function fillingOf(context: EstimateContext, mode: Mode): Filling | undefined {
  const { payload, title } = MODE_FACTS[mode]
  const what = payload === 'passengers' ? 'occupancy' : 'load'
  const name = `${title}: ${what}`
  const stated = statedFilling(context, mode)
  if (stated) return withDeadheading(context, mode, context.stated(name, stated.stated))
  const found = documentedFilling(context, mode)
  return (
    found && withDeadheading(context, mode, context.factor(name, found, `no ${what} of the mode was given`))
  )
}

function statedFilling({ input }: EstimateContext, mode: Mode): OfMode<string> | undefined {
  const rows: readonly OfMode<string>[] =
    MODE_FACTS[mode].payload === 'passengers' ? input.occupancy : input.loads
  return rows.find((row) => row.mode === mode)
}

function documentedFilling({ set, country: region, year }: EstimateContext, mode: Mode): Found | undefined {
  const { payload } = MODE_FACTS[mode]
  if (payload === 'none') return undefined
  const kind = payload === 'passengers' ? 'occupancy' : 'load'
  return findFactor(set, { subject: { kind, mode }, region, year })
}

function withDeadheading(context: EstimateContext, mode: Mode, parameter: Parameter): Filling {
  const { set, country: region, year } = context
  const found = findFactor(set, { subject: { kind: 'deadhead-share', mode }, region, year })
  if (!found) return { parameter, terms: [dividedBy(parameter)] }
  const name = `${MODE_FACTS[mode].title}: distance without passengers`
  const share = context.factor(name, found, 'hired vehicles drive empty between passengers')
  return { parameter, terms: [dividedBy(parameter), dividedByComplement(share)] }
}
