import type { Refusal } from '../issues.ts'
import type { EstimateInput, Stated } from './input.ts'

/** More than the whole world travels in a century: beyond it, a unit or a digit is wrong. */
const LARGEST_AMOUNT = 1e16

/** Every number that cannot be true: shares above 1, an occupancy of 0, more travel than the world's. */
export function checkRanges({
  city,
  demand,
  travel,
  fleet,
  occupancy,
  loads,
  speeds,
  fuels,
  electricity,
  fuelSales,
}: EstimateInput): readonly Refusal[] {
  const intensities = [...demand, ...fleet].map(({ energyIntensity }) => energyIntensity)
  const positive = [
    city.population,
    ...[...occupancy, ...loads, ...speeds].map(({ stated }) => stated),
    ...intensities,
    ...fleet.map(({ electricEnergyIntensity }) => electricEnergyIntensity),
  ]
  const shares = [
    ...fleet.flatMap(({ distanceShare, utilityFactor }) => [distanceShare, utilityFactor]),
    ...fuels.map(({ biofuelShare }) => biofuelShare),
    ...(travel?.modes ?? []).map(({ tripShare }) => tripShare),
    electricity?.lossShare,
  ]
  const amounts = [
    ...demand.flatMap((row) => [
      row.trips,
      row.meanTripLength,
      row.passengerDistance,
      row.tonneDistance,
      row.vehicleDistance,
      row.energy,
    ]),
    ...(travel
      ? [travel.tripsPerPersonPerDay, ...travel.modes.map(({ meanTripLength }) => meanTripLength)]
      : []),
    ...fuelSales.map(({ quantity }) => quantity),
    ...positive,
  ]
  return [
    ...outOfRange(positive, (value) => value > 0, 'must be greater than 0'),
    ...outOfRange(shares, (value) => value <= 1, 'must be a share between 0 and 1; 5 % is 0.05 or "5 %"'),
    ...outOfRange(
      [electricity?.lossShare],
      (value) => value < 1,
      'must be less than 1: not all of it is lost',
    ),
    ...outOfRange(
      [travel?.daysPerYear],
      (value) => value > 0 && value <= 366,
      'must be between 0 and 366 days',
    ),
    ...outOfRange(
      amounts,
      (value) => value <= LARGEST_AMOUNT,
      'is larger than anything a city can have; check the unit and the digits',
    ),
  ]
}

function outOfRange(
  all: readonly (Stated | undefined)[],
  holds: (value: number) => boolean,
  rule: string,
): readonly Refusal[] {
  return all.flatMap((stated) => {
    if (stated === undefined || holds(stated.value)) return []
    return [
      {
        code: 'quantity-out-of-range' as const,
        pointer: stated.pointer,
        detail: `${stated.value} ${stated.unit} ${rule}.`,
      },
    ]
  })
}
