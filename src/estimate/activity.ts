import { type Flow, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { distanceOfFleet } from './fleet-size.ts'
import type { DemandRow } from './input.ts'
import { type Term, times } from './parameter.ts'
import { activitiesOfTravel } from './travel.ts'
import { tripLength } from './travel-default.ts'

/** An aggregate of one mode, as far as it is known before any factor of a vehicle is looked up. */
export interface Activity {
  readonly pointer: string
  readonly mode: Mode
  readonly flow?: Flow | undefined
  readonly row?: DemandRow
  /** Vehicle distance [vkm] as the caller stated it, or of a number of vehicles. */
  readonly vehicle?: readonly Term[] | undefined
  /** Passenger distance [pkm] or tonne distance [tkm], stated or from trips and lengths. */
  readonly payload?: readonly Term[] | undefined
}

/** Every row of demand and of travel as distances. */
export function activitiesOf(context: EstimateContext): readonly Activity[] {
  const { demand, travel } = context.input
  const rows = demand.flatMap((row) => activityOfRow(context, row) ?? [])
  return travel ? [...rows, ...activitiesOfTravel(context, travel)] : rows
}

/** Undefined, and refused, if a length or an annual distance is neither stated nor documented, and decides emissions. */
function activityOfRow(context: EstimateContext, row: DemandRow): Activity | undefined {
  const { title, payload: carried, propulsion } = MODE_PROPERTIES[row.mode]
  const travelled = distanceOfTrips(context, row)
  const vehicle = row.vehicleDistance
    ? [times(context.stated(`${title}: vehicle distance`, row.vehicleDistance))]
    : row.vehicles
      ? distanceOfFleet(context, row, row.vehicles)
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
  if ((row.trips && !travelled && propulsion !== 'human') || (row.vehicles && !vehicle)) return undefined
  return { pointer: row.pointer, mode: row.mode, flow: row.flow, row, vehicle, payload }
}

function distanceOfTrips(context: EstimateContext, row: DemandRow): readonly Term[] | undefined {
  if (!row.trips) return undefined
  const length = tripLength(context, row.mode, row.meanTripLength, `${row.pointer}/meanTripLength`)
  return length && [context.stated(`${MODE_PROPERTIES[row.mode].title}: trips`, row.trips), length].map(times)
}
