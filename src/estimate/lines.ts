import { MODE_PROPERTIES } from '../vocabulary.ts'
import { type Activity, activitiesOf } from './activity.ts'
import { noticeNet } from './calorific.ts'
import { coldIndexTerms, coldStartTerms } from './cold-start-use.ts'
import type { EstimateContext } from './context.ts'
import { directProducts, fuelOfOwn } from './direct-use.ts'
import { Emissions } from './emission.ts'
import { type Filling, fillingKnown, fillingOf } from './filling.ts'
import { type FleetCell, fleetOf } from './fleet.ts'
import { gasProducts, meanGasProducts } from './gas-use.ts'
import { type EstimateLine, type LineProduct, lineProduct } from './line.ts'
import { noFilling, nothingFits } from './nothing-fits.ts'
import { inverseOf, type Term, times } from './parameter.ts'
import { noticeUnusedPlace } from './place.ts'
import { noticePlaceContradictions } from './place-contradiction.ts'
import { usesOf } from './technology.ts'
import { nameUnknown } from './unknown.ts'
import type { EnergyUse, Use } from './use.ts'
import { carriersOf, type Distances, type Per, type Vehicle, vehicleOf } from './vehicle.ts'

type LineContent = Omit<EstimateLine, 'id'>

/** Every line of an estimate, in the order of the request. What cannot be estimated is refused, all of it. */
export function linesOf(context: EstimateContext): readonly EstimateLine[] {
  const emissions = new Emissions(context)
  const lines: LineContent[] = []
  noticeNet(
    context,
    context.input.demand.map(({ carrier, energy }) => ({ carrier, quantity: energy })),
  )
  for (const activity of activitiesOf(context)) {
    if (MODE_PROPERTIES[activity.mode].propulsion === 'human') lines.push(humanPowered(activity))
    else if (activity.row?.energy) lines.push(...fuelLines(context, emissions, activity))
    else lines.push(...vehicleLines(context, emissions, activity))
  }
  noticeUnusedPlace(context)
  noticePlaceContradictions(context)
  return nameUnknown(
    context,
    lines.map((line, index) => ({ id: `L${index + 1}`, ...line })),
  )
}

function placeOf({ pointer, mode, flow }: Activity) {
  const { sector, subSector } = MODE_PROPERTIES[mode]
  return { pointer, mode, flow, sector, subSector }
}

function humanPowered(activity: Activity): LineContent {
  const distance = activity.payload ?? activity.vehicle
  return {
    ...placeOf(activity),
    method: 'human-powered',
    ...(distance
      ? { products: [lineProduct('passenger-distance', distance)] }
      : { products: [], unknown: ['passenger-distance'] }),
  }
}

/** Energy stated for a mode: no vehicle is needed, and no distance follows. */
function fuelLines(
  context: EstimateContext,
  emissions: Emissions,
  activity: Activity,
): readonly LineContent[] {
  const { row } = activity
  if (!row?.energy || !row.carrier) return []
  const stated = context.stated(`${MODE_PROPERTIES[activity.mode].title}: ${row.carrier} used`, row.energy)
  const content = emissions.energyContent(row.carrier, row.energy.unit, row.energy.pointer)
  if (!content) return []
  const products = emissions.ofEnergy(
    row.carrier,
    MODE_PROPERTIES[activity.mode].subSector,
    [times(stated), ...content],
    row.pointer,
  )
  return [
    {
      ...placeOf(activity),
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
  MODE_PROPERTIES[mode].payload === 'freight' ? 'tonne-distance' : 'passenger-distance'

const payloadPer = (mode: Activity['mode']): Per =>
  MODE_PROPERTIES[mode].payload === 'freight' ? 'tkm' : 'pkm'

/** The distances an activity offers: those it states, then those a default occupancy or load would give. */
function distancesOf(context: EstimateContext, activity: Activity): Distances {
  const per = payloadPer(activity.mode)
  const stated: Per[] = [...(activity.vehicle ? (['vkm'] as const) : []), ...(activity.payload ? [per] : [])]
  const filling = fillingKnown(context, activity.mode, activity.row?.vehicleClass)
  if (!filling) return { direct: stated, converted: [], fillingRank: 0 }
  const missing = (['vkm', per] as const).filter((one) => !stated.includes(one))
  if (filling.stated) return { direct: [...stated, ...missing], converted: [], fillingRank: 0 }
  // A figure per passenger of one country times the occupancy of another would describe neither.
  const reachable = filling.regionRank === 0 ? missing : missing.filter((one) => one === 'vkm')
  return { direct: stated, converted: reachable, fillingRank: filling.regionRank }
}

function distanceTerms(
  activity: Activity,
  per: Per,
  filling: Filling | undefined,
): readonly Term[] | undefined {
  if (per === 'vkm')
    return activity.vehicle ?? (activity.payload && filling && [...activity.payload, ...filling.terms])
  return (
    activity.payload ??
    (activity.vehicle && filling && [...activity.vehicle, ...filling.terms.map(inverseOf)])
  )
}

function vehicleLines(
  context: EstimateContext,
  emissions: Emissions,
  activity: Activity,
): readonly LineContent[] {
  const distances = distancesOf(context, activity)
  return fleetOf(context, activity, distances).flatMap((cell) =>
    cellLines(context, emissions, activity, cell, distances),
  )
}

function cellLines(
  context: EstimateContext,
  emissions: Emissions,
  activity: Activity,
  cell: FleetCell,
  distances: Distances,
): readonly LineContent[] {
  const vehicle = vehicleOf(activity.mode, cell)
  const uses = usesOf(context, vehicle, cell, distances)
  if (!uses) {
    context.refuse(
      lacksFilling(context, activity, vehicle, cell)
        ? noFilling(context, activity)
        : nothingFits(context, activity, vehicle),
    )
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
): LineContent {
  const carrier =
    use.method === 'energy'
      ? use.carrier
      : (fuelOfOwn(context, emissions, vehicle, use) ?? use.found.record.carrier)
  // Looked up only where a distance needs it, so that no unused default is listed as an assumption.
  const needsFilling = use.per === 'vkm' ? !activity.vehicle : !activity.payload
  const filling =
    needsFilling || fillingKnown(context, activity.mode, activity.row?.vehicleClass)?.stated === true
      ? fillingOf(context, activity.mode, activity.row?.vehicleClass)
      : undefined
  const { vehicleClass, powertrain, emissionStandard } = vehicle
  const onCarrier = use.method === 'energy' ? use.share : []
  const share = onCarrier.length > 0 ? [...cell.share, ...onCarrier] : cell.share
  const distance = (distanceTerms(activity, use.per, filling) ?? []).concat(share)
  // A plug-in hybrid has two lines: its distance is split between them, or counted on the first one only.
  const travelled = onCarrier.length > 0 || first ? travelledProducts(activity, filling, share) : []
  const vkm = use.per === 'vkm' ? distance : withShare(distanceTerms(activity, 'vkm', filling), share)
  const emitted =
    use.method === 'energy'
      ? energyProducts(context, emissions, activity, vehicle, use, distance, vkm)
      : directProducts(context, emissions, activity.pointer, vehicle, use, distance, vkm)
  return {
    ...placeOf(activity),
    vehicleClass,
    powertrain,
    emissionStandard,
    carrier,
    method: use.method,
    products: travelled.concat(emitted),
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
    ...(vehicle ? [lineProduct('vehicle-distance', vehicle.concat(share))] : []),
    ...(payload && MODE_PROPERTIES[activity.mode].payload !== 'none'
      ? [lineProduct(payloadQuantity(activity.mode), payload.concat(share))]
      : []),
  ]
}

const withShare = (
  distance: readonly Term[] | undefined,
  share: readonly Term[],
): readonly Term[] | undefined => distance?.concat(share)

/** @param vkm the terms of the vehicle distance, where it is known */
function energyProducts(
  context: EstimateContext,
  emissions: Emissions,
  activity: Activity,
  vehicle: Vehicle,
  use: EnergyUse,
  distance: readonly Term[],
  vkm: readonly Term[] | undefined,
): readonly LineProduct[] {
  const { carrier, corrections = [] } = use
  const { pointer, mode } = activity
  const inMode = use.share.length > 0
  const travelled = activity.row ?? context.input.travel?.modes?.find((row) => row.mode === mode)
  const trip = travelled?.meanTripLength
  const cold = use.fromCurve
    ? coldStartTerms(context, mode, carrier, inMode, trip)
    : use.fromLevel
      ? coldIndexTerms(context, mode, carrier, trip)
      : []
  // Energy over all distance of a plug-in hybrid does not tell the distance that its engine drives.
  const ofEngine = inMode || carriersOf(vehicle.powertrain).length === 1
  const gases = !vkm
    ? []
    : vehicle.emissionStandard === undefined
      ? meanGasProducts(context, vehicle, carrier, vkm)
      : ofEngine
        ? gasProducts(context, vehicle, carrier, vkm)
        : []
  const unit = use.intensity.unit.startsWith('L') ? 'L' : use.intensity.unit.startsWith('kg') ? 'kg' : 'MJ'
  const content = emissions.energyContent(use.carrier, unit, pointer)
  if (!content) return []
  return emissions.ofEnergy(
    use.carrier,
    MODE_PROPERTIES[vehicle.mode].subSector,
    distance.concat(times(use.intensity), corrections, cold, content),
    pointer,
    gases,
  )
}

/** Passengers or tonnes of vehicles whose energy per distance is known, and not how full they are. */
function lacksFilling(
  context: EstimateContext,
  { mode, vehicle: driven, row }: Activity,
  vehicle: Vehicle,
  cell: FleetCell,
): boolean {
  if (driven || fillingKnown(context, mode, row?.vehicleClass)) return false
  return usesOf(context, vehicle, cell, { direct: ['vkm'], converted: [], fillingRank: 0 }) !== undefined
}
