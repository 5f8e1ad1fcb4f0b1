import { MODE_FACTS, VEHICLE_CLASSES } from '../vocabulary.ts'
import { type Activity, activitiesOf, type Filling, fillingKnown, fillingOf } from './activity.ts'
import type { EstimateContext } from './context.ts'
import { Emissions } from './emission.ts'
import { describe, type FleetCell, fleetOf } from './fleet.ts'
import { type EstimateLine, type LineMethod, type LineProduct, lineProduct } from './line.ts'
import { dividedBy, type Term, times } from './parameter.ts'
import { usesOf } from './technology.ts'
import { type Distances, type Per, type Use, type Vehicle, vehicleOf } from './use.ts'

type LineFacts = Omit<EstimateLine, 'id'>

/** Every line of an estimate, in the order of the request. What cannot be estimated is refused, all of it. */
export function linesOf(context: EstimateContext): readonly EstimateLine[] {
  const emissions = new Emissions(context)
  const lines: LineFacts[] = []
  for (const activity of activitiesOf(context)) {
    if (MODE_FACTS[activity.mode].propulsion === 'human') lines.push(humanPowered(activity))
    else if (activity.row?.energy) lines.push(...fuelLines(context, emissions, activity))
    else
      for (const cell of fleetOf(context, activity))
        lines.push(...cellLines(context, emissions, activity, cell))
  }
  return lines.map((line, index) => ({ id: `L${index + 1}`, ...line }))
}

function base({ pointer, mode, flow }: Activity) {
  const { sector, subSector } = MODE_FACTS[mode]
  return { pointer, mode, sector, subSector, ...(flow === undefined ? {} : { flow }) }
}

function humanPowered(activity: Activity): LineFacts {
  const distance = activity.payload ?? activity.vehicle ?? []
  return {
    ...base(activity),
    method: 'human-powered',
    products: [lineProduct('passenger-distance', distance)],
  }
}

/** Energy stated for a mode: no vehicle is needed, and no distance follows. */
function fuelLines(context: EstimateContext, emissions: Emissions, activity: Activity): readonly LineFacts[] {
  const { row } = activity
  if (!row?.energy || !row.carrier) return []
  const stated = context.stated(`${MODE_FACTS[activity.mode].title}: ${row.carrier} used`, row.energy)
  const content = emissions.energyContent(row.carrier, row.energy.unit, row.energy.pointer)
  if (!content) return []
  const products = emissions.ofEnergy(
    row.carrier,
    MODE_FACTS[activity.mode].subSector,
    [times(stated), ...content],
    row.pointer,
  )
  return [
    {
      ...base(activity),
      carrier: row.carrier,
      method: 'fuel',
      products: [...distanceProducts(activity), ...products],
    },
  ]
}

function distanceProducts({ mode, vehicle, payload }: Activity): readonly LineProduct[] {
  return [
    ...(vehicle ? [lineProduct('vehicle-distance', vehicle)] : []),
    ...(payload ? [lineProduct(payloadQuantity(mode), payload)] : []),
  ]
}

const payloadQuantity = (mode: Activity['mode']) =>
  MODE_FACTS[mode].payload === 'freight' ? 'tonne-distance' : 'passenger-distance'

const payloadPer = (mode: Activity['mode']): Per => (MODE_FACTS[mode].payload === 'freight' ? 'tkm' : 'pkm')

/** The distances an activity offers: those it states, then those a default occupancy or load would give. */
function distancesOf(activity: Activity, filling: 'stated' | 'documented' | undefined): Distances {
  const per = payloadPer(activity.mode)
  const stated: Per[] = [...(activity.vehicle ? (['vkm'] as const) : []), ...(activity.payload ? [per] : [])]
  const missing: Per[] = filling ? (['vkm', per] as const).filter((one) => !stated.includes(one)) : []
  return filling === 'stated'
    ? { direct: [...stated, ...missing], converted: [] }
    : { direct: stated, converted: missing }
}

function distanceTerms(
  activity: Activity,
  per: Per,
  filling: Filling | undefined,
): readonly Term[] | undefined {
  if (per === 'vkm')
    return activity.vehicle ?? (activity.payload && filling && [...activity.payload, ...filling.terms])
  return (
    activity.payload ?? (activity.vehicle && filling && [...activity.vehicle, ...filling.terms.map(inverse)])
  )
}

function inverse({ parameter, role }: Term): Term {
  return role === 'divided-by'
    ? times(parameter)
    : role === 'divided-by-complement'
      ? { parameter, role: 'times-complement' }
      : dividedBy(parameter)
}

function cellLines(
  context: EstimateContext,
  emissions: Emissions,
  activity: Activity,
  cell: FleetCell,
): readonly LineFacts[] {
  const vehicle = vehicleOf(activity.mode, cell)
  const uses = usesOf(context, vehicle, cell, distancesOf(activity, fillingKnown(context, activity.mode)))
  if (!uses) {
    context.refuse(nothingFits(context, activity, vehicle))
    return []
  }
  return uses.map((use, index) => useLine(context, emissions, activity, cell, vehicle, use, index === 0))
}

function useLine(
  context: EstimateContext,
  emissions: Emissions,
  activity: Activity,
  cell: FleetCell,
  vehicle: Vehicle,
  use: Use,
  first: boolean,
): LineFacts {
  const carrier = use.method === 'energy' ? use.carrier : use.found.record.carrier
  // Looked up only where a distance needs it, so that no unused default is listed as an assumption.
  const needsFilling = use.per === 'vkm' ? !activity.vehicle : !activity.payload
  const filling =
    needsFilling || fillingKnown(context, activity.mode) === 'stated'
      ? fillingOf(context, activity.mode)
      : undefined
  const distance = [...(distanceTerms(activity, use.per, filling) ?? []), ...cell.share]
  const onCarrier = use.method === 'energy' ? use.share : []
  // A plug-in hybrid has two lines: its distance is split between them, or counted on the first one only.
  const counted = onCarrier.length > 0 || first
  const travelled = counted ? travelledProducts(activity, filling, [...cell.share, ...onCarrier]) : []
  const name = `${MODE_FACTS[vehicle.mode].title}, ${describe(vehicle)}`
  const emitted =
    use.method === 'energy'
      ? energyProducts(emissions, vehicle, use, [...distance, ...onCarrier], activity.pointer)
      : emissions.ofDistance(vehicle.mode, use.found, distance, use.per, name)
  return {
    ...base(activity),
    vehicleClass: vehicle.vehicleClass,
    powertrain: vehicle.powertrain,
    ...(vehicle.emissionStandard === undefined ? {} : { emissionStandard: vehicle.emissionStandard }),
    ...(carrier === undefined ? {} : { carrier }),
    method: use.method satisfies LineMethod,
    products: [...travelled, ...emitted],
  }
}

function travelledProducts(
  activity: Activity,
  filling: Filling | undefined,
  share: readonly Term[],
): readonly LineProduct[] {
  const vehicle = distanceTerms(activity, 'vkm', filling)
  const payload = distanceTerms(activity, payloadPer(activity.mode), filling)
  return [
    ...(vehicle ? [lineProduct('vehicle-distance', [...vehicle, ...share])] : []),
    ...(payload && MODE_FACTS[activity.mode].payload !== 'none'
      ? [lineProduct(payloadQuantity(activity.mode), [...payload, ...share])]
      : []),
  ]
}

function energyProducts(
  emissions: Emissions,
  vehicle: Vehicle,
  use: Extract<Use, { method: 'energy' }>,
  distance: readonly Term[],
  pointer: string,
): readonly LineProduct[] {
  const unit = use.intensity.unit.startsWith('L') ? 'L' : use.intensity.unit.startsWith('kg') ? 'kg' : 'MJ'
  const content = emissions.energyContent(use.carrier, unit, pointer)
  if (!content) return []
  return emissions.ofEnergy(
    use.carrier,
    MODE_FACTS[vehicle.mode].subSector,
    [...distance, times(use.intensity), ...content],
    pointer,
  )
}

function nothingFits(context: EstimateContext, activity: Activity, vehicle: Vehicle) {
  const stated = activity.vehicle
    ? 'vehicle distance'
    : payloadPer(activity.mode) === 'tkm'
      ? 'tonne distance'
      : 'passenger distance'
  return {
    code: 'factor-not-found' as const,
    pointer: activity.pointer,
    detail: `No energy intensity, speed curve or emission factor turns a ${stated} of ${MODE_FACTS[vehicle.mode].title.toLowerCase()} (${describe(vehicle)}) in ${context.country} ${context.year} into emissions. State energyIntensity in fleet${activity.vehicle ? '' : ' and an occupancy or load'}, or name another class or powertrain.`,
    candidates: VEHICLE_CLASSES[vehicle.mode],
  }
}
