import type { Refusal } from '../issues/issue.ts'
import { partOfYear } from '../kernel/calendar.ts'
import { MODE_PROPERTIES } from '../vocabulary.ts'
import { checkIntensity, isPlugIn } from './check-intensity.ts'
import type { DemandRow, EstimateInput, Stated } from './input.ts'

/** Two statements of one activity may differ by their rounding. */
const AGREEMENT_TOLERANCE = 0.005

/** Every fault across the fields of one row of demand. */
export function checkDemandRow(row: DemandRow, period: EstimateInput['period']): readonly Refusal[] {
  const {
    pointer,
    mode,
    trips,
    meanTripLength,
    passengerDistance,
    tonneDistance,
    vehicleDistance,
    vehicles,
    annualDistance,
    energy,
    carrier,
  } = row
  const refusals: Refusal[] = []
  const { payload, propulsion } = MODE_PROPERTIES[mode]
  const incomplete = (detail: string, at = pointer): void =>
    void refusals.push({ code: 'activity-incomplete', pointer: at, detail })
  const mismatch = (detail: string, at: string): void =>
    void refusals.push({ code: 'payload-mismatch', pointer: at, detail })
  if (trips && !meanTripLength && (passengerDistance || tonneDistance || vehicleDistance))
    incomplete('If a distance is stated too, trips need a meanTripLength.', trips.pointer)
  if (meanTripLength && !trips && !row.insideLength)
    incomplete('A meanTripLength needs trips to give a distance.', meanTripLength.pointer)
  if (
    !trips &&
    (!meanTripLength || row.insideLength) &&
    !passengerDistance &&
    !tonneDistance &&
    !vehicleDistance &&
    !vehicles &&
    !energy
  )
    incomplete(
      'State trips, passengerDistance, tonneDistance, vehicleDistance, vehicles, or energy with a carrier.',
    )
  if (vehicles && vehicleDistance && !annualDistance)
    incomplete('If a vehicleDistance is stated too, vehicles need an annualDistance.', vehicles.pointer)
  if (annualDistance && !vehicles)
    incomplete('An annualDistance needs vehicles to give a distance.', annualDistance.pointer)
  if (vehicles && propulsion === 'human')
    mismatch(
      `${MODE_PROPERTIES[mode].title} needs trips or passengerDistance, not vehicles.`,
      vehicles.pointer,
    )
  if (energy && !carrier) incomplete('Energy needs a carrier.', energy.pointer)
  if (carrier && !energy)
    incomplete(
      'A carrier needs energy. State energy, such as "5 GWh", or remove the carrier.',
      `${pointer}/carrier`,
    )
  if (passengerDistance && payload !== 'passengers')
    mismatch(
      `${MODE_PROPERTIES[mode].title} carries no passengers; state tonneDistance or vehicleDistance.`,
      passengerDistance.pointer,
    )
  if (tonneDistance && payload !== 'freight')
    mismatch(
      `${MODE_PROPERTIES[mode].title} carries no freight; state passengerDistance or vehicleDistance.`,
      tonneDistance.pointer,
    )
  if (energy && propulsion === 'human')
    mismatch(`${MODE_PROPERTIES[mode].title} uses no energy carrier.`, energy.pointer)
  if (payload === 'none' && !energy)
    incomplete(`${MODE_PROPERTIES[mode].title} is estimated from its energy: state energy and carrier.`)
  if (energy && row.energyIntensity)
    mismatch(
      'Energy is stated, so an energy intensity has no effect. Remove one of the two.',
      row.energyIntensity.pointer,
    )
  refusals.push(
    ...checkIntensity(row.energyIntensity, row.powertrain ?? MODE_PROPERTIES[mode].onlyPowertrain),
  )
  if (row.energyIntensity && isPlugIn(row.powertrain))
    incomplete('A plug-in hybrid has two intensities; state them in fleet.', row.energyIntensity.pointer)
  refusals.push(...checkAgreement(row, period))
  return refusals
}

function checkAgreement(row: DemandRow, period: EstimateInput['period']): readonly Refusal[] {
  const { pointer, mode, trips, meanTripLength, passengerDistance, vehicleDistance } = row
  const { vehicles, annualDistance } = row
  const freight = MODE_PROPERTIES[mode].payload === 'freight'
  const ofTrips = trips && meanTripLength && trips.value * meanTripLength.value
  const ofFleet = vehicles && annualDistance && vehicles.value * annualDistance.value * partOfYear(period)
  return [
    ...disagreement(
      'Trips × meanTripLength',
      ofTrips,
      freight ? vehicleDistance : passengerDistance,
      pointer,
    ),
    ...disagreement('Vehicles × annualDistance', ofFleet, vehicleDistance, pointer),
    ...(freight && trips && vehicles
      ? [
          {
            code: 'activity-disagrees' as const,
            pointer,
            detail:
              'Trips of freight are vehicle trips, so trips and vehicles both give the vehicle distance. State only one of them.',
          },
        ]
      : []),
  ]
}

function disagreement(
  what: string,
  product: number | undefined,
  other: Stated | undefined,
  pointer: string,
): readonly Refusal[] {
  if (product === undefined || !other) return []
  const apart = Math.abs(product - other.value) / Math.max(product, other.value, Number.MIN_VALUE)
  if (apart <= AGREEMENT_TOLERANCE) return []
  const detail = `${what} gives ${product} ${other.unit}, but ${other.value} ${other.unit} is stated too; they differ by ${(apart * 100).toPrecision(2)} %.`
  return [{ code: 'activity-disagrees', pointer, detail }]
}
