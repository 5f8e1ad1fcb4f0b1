import type { Refusal } from '../issues.ts'
import type { EstimateInput, Stated } from './input.ts'

/** More than the whole world travels in a century: beyond it, a unit or a digit is wrong. */
const LARGEST_AMOUNT = 1e16

/** Colder or warmer than the mean of any month in any city, either side of freezing [°C]. */
const HARSHEST_CLIMATE_C = 50

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
  climate,
  fuelSales,
  flowTotals,
}: EstimateInput): readonly Refusal[] {
  const intensities = [...demand, ...fleet].map(({ energyIntensity }) => energyIntensity)
  const positive = [
    city.population,
    ...[...occupancy, ...loads, ...speeds].map(({ stated }) => stated),
    ...intensities,
    ...fleet.map(({ electricEnergyIntensity }) => electricEnergyIntensity),
    ...demand.map(({ annualDistance }) => annualDistance),
  ]
  const shares = [
    ...fleet.flatMap(({ distanceShare, utilityFactor }) => [distanceShare, utilityFactor]),
    ...fuels.map(({ biofuelShare }) => biofuelShare),
    ...(travel?.modes ?? []).map(({ tripShare }) => tripShare),
    electricity?.lossShare,
    ...demand.flatMap((row) => [row.insideShare, row.residentShare, row.cityShare]),
    ...(travel?.modes ?? []).map(({ insideShare }) => insideShare),
  ]
  const amounts = [
    ...demand.flatMap((row) => [
      row.trips,
      row.meanTripLength,
      row.passengerDistance,
      row.tonneDistance,
      row.vehicleDistance,
      row.vehicles,
      row.energy,
      row.insideLength,
    ]),
    ...flowTotals.flatMap((row) => [
      row.trips,
      row.vehicleDistance,
      row.passengerDistance,
      row.tonneDistance,
    ]),
    travel?.tripsPerPersonPerDay,
    ...(travel?.modes ?? []).map(({ meanTripLength }) => meanTripLength),
    ...fuelSales.map(({ quantity }) => quantity),
    ...positive,
  ]
  return [
    ...outOfRange(positive, (value) => value > 0, 'must be greater than 0'),
    ...outOfRange(
      demand.map(({ vehicles }) => vehicles),
      (value) => value >= 1,
      'must be at least 1: it counts the vehicles of a fleet',
    ),
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
      [climate?.meanTemperature],
      (value) => Math.abs(value) <= HARSHEST_CLIMATE_C,
      'is no mean temperature of a city; state degrees Celsius between -50 and 50',
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
