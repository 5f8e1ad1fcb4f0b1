import {
  BLEND_GRADES,
  type CanonicalUnit,
  type EstimateInput,
  type FuelBlend,
  type OfMode,
  type Stated,
} from '../../src/index.ts'
import type { Quantity } from '../request/quantity.ts'
import type { EstimateRequest } from './request-schema.ts'

/** A checked request as the domain wants it: every number with the place it was stated at. */
export function toEstimateInput(request: EstimateRequest): EstimateInput {
  const { city, period, travel, electricity } = request
  const [year, month] = period.split('-').map(Number)
  return {
    city: { name: city.name, country: city.country, ...optional('population', city.population, '/city') },
    period: { year: year ?? Number.NaN, ...(month === undefined ? {} : { month }) },
    gwp: request.gwp,
    allocation: request.allocation,
    ...(request.transboundarySplit === undefined ? {} : { transboundarySplit: request.transboundarySplit }),
    flowTotals: (request.flowTotals ?? []).map((row, index) => {
      const at = `/flowTotals/${index}`
      return {
        pointer: at,
        mode: row.mode,
        ...optional('trips', row.trips, at),
        ...optional('vehicleDistance', row.vehicleDistance, at),
        ...optional('passengerDistance', row.passengerDistance, at),
        ...optional('tonneDistance', row.tonneDistance, at),
      }
    }),
    demand: request.demand.map((row, index) => {
      const at = `/demand/${index}`
      const { mode, flow, carrier } = row
      return {
        pointer: at,
        mode,
        ...(flow === undefined ? {} : { flow }),
        ...(carrier === undefined ? {} : { carrier }),
        ...vehicleOf(row),
        ...optional('trips', row.trips, at),
        ...optional('meanTripLength', row.meanTripLength, at),
        ...optional('passengerDistance', row.passengerDistance, at),
        ...optional('tonneDistance', row.tonneDistance, at),
        ...optional('vehicleDistance', row.vehicleDistance, at),
        ...optional('vehicles', row.vehicles, at),
        ...optional('annualDistance', inYear(row.annualDistance), at),
        ...optional('energy', row.energy, at),
        ...optional('energyIntensity', row.energyIntensity, at),
        ...optional('insideLength', row.insideLength, at),
        ...optional('insideShare', row.insideShare, at),
        ...optional('residentShare', row.residentShare, at),
        ...optional('cityShare', row.cityShare, at),
      }
    }),
    ...(travel === undefined
      ? {}
      : {
          travel: {
            pointer: '/travel',
            ...optional('tripsPerPersonPerDay', travel.tripsPerPersonPerDay, '/travel'),
            ...optional('daysPerYear', travel.daysPerYear, '/travel'),
            ...(travel.modes === undefined
              ? {}
              : {
                  modes: travel.modes.map(({ mode, tripShare, meanTripLength, insideShare }, index) => {
                    const at = `/travel/modes/${index}`
                    return {
                      pointer: at,
                      mode,
                      tripShare: stated(tripShare, `${at}/tripShare`),
                      ...optional('meanTripLength', meanTripLength, at),
                      ...optional('insideShare', insideShare, at),
                    }
                  }),
                }),
          },
        }),
    fleet: request.fleet.map((row, index) => {
      const at = `/fleet/${index}`
      return {
        pointer: at,
        mode: row.mode,
        ...vehicleOf(row),
        distanceShare: stated(row.distanceShare, `${at}/distanceShare`),
        ...optional('energyIntensity', row.energyIntensity, at),
        ...optional('electricEnergyIntensity', row.electricEnergyIntensity, at),
        ...optional('utilityFactor', row.utilityFactor, at),
      }
    }),
    occupancy: ofMode(request.occupancy, 'occupancy', 'personsPerVehicle'),
    loads: ofMode(request.loads, 'loads', 'tonnesPerVehicle'),
    speeds: ofMode(request.speeds, 'speeds', 'meanSpeed'),
    fuels: request.fuels.flatMap(toBlend),
    ...(electricity === undefined
      ? {}
      : {
          electricity: {
            pointer: '/electricity',
            ...optional('intensity', electricity.intensity, '/electricity'),
            ...optional('lossShare', electricity.lossShare, '/electricity'),
            ...(electricity.grid === undefined ? {} : { grid: electricity.grid }),
          },
        }),
    ...(request.climate === undefined
      ? {}
      : {
          climate: {
            pointer: '/climate',
            meanTemperature: stated(request.climate.meanTemperature, '/climate/meanTemperature'),
          },
        }),
    fuelSales: request.fuelSales.map(({ carrier, quantity, subSector }, index) => ({
      pointer: `/fuelSales/${index}`,
      carrier,
      ...(subSector === undefined ? {} : { subSector }),
      quantity: stated(quantity, `/fuelSales/${index}/quantity`),
    })),
    ...(request.acknowledge === undefined
      ? {}
      : {
          acknowledge: request.acknowledge.map((one, index) => ({
            ...one,
            pointer: `/acknowledge/${index}`,
          })),
        }),
    uncertainty: {
      ...request.uncertainty,
      correlations: request.uncertainty.correlations.map((one, index) => ({
        ...one,
        pointer: `/uncertainty/correlations/${index}`,
      })),
    },
    ...(request.inventory === undefined ? {} : { notationKeys: toNotationKeys(request.inventory) }),
    renormaliseShares: request.renormaliseShares,
  }
}

/** A fuel as sold; a grade stands for the share of volume that its label names. */
function toBlend(
  { carrier, biofuelVolumeShare, biofuelEnergyShare, blend }: EstimateRequest['fuels'][number],
  index: number,
): FuelBlend[] {
  const at = `/fuels/${index}`
  if (blend !== undefined) {
    const value = BLEND_GRADES[blend].volumeShare
    const biofuelShare = { value, unit: 'share', text: blend, pointer: `${at}/blend` } as const
    return [{ pointer: at, carrier, shareOf: 'volume', biofuelShare, grade: blend }]
  }
  if (biofuelVolumeShare) {
    const biofuelShare = stated(biofuelVolumeShare, `${at}/biofuelVolumeShare`)
    return [{ pointer: at, carrier, shareOf: 'volume', biofuelShare }]
  }
  if (!biofuelEnergyShare) return []
  const biofuelShare = stated(biofuelEnergyShare, `${at}/biofuelEnergyShare`)
  return [{ pointer: at, carrier, shareOf: 'energy', biofuelShare }]
}

function toNotationKeys({
  notationKeys,
}: NonNullable<EstimateRequest['inventory']>): NonNullable<EstimateInput['notationKeys']> {
  return notationKeys.map(({ ref, key, explanation, reportedIn }, index) => ({
    pointer: `/inventory/notationKeys/${index}`,
    ref,
    key,
    explanation,
    ...(reportedIn === undefined ? {} : { reportedIn }),
  }))
}

/** A plain length as an annual distance is of one vehicle in a year. */
function inYear(distance: Quantity<'km/vehicle/a' | 'km'> | undefined): Quantity<'km/vehicle/a'> | undefined {
  return distance && { ...distance, unit: 'km/vehicle/a' }
}

/** A quantity with the place it was stated at. */
export function stated<Unit extends string>(
  { value, unit, text, uncertainty }: Quantity<Unit>,
  pointer: string,
): Stated<Unit> {
  return {
    value,
    unit,
    pointer,
    ...(text === undefined ? {} : { text }),
    ...(uncertainty === undefined ? {} : { uncertainty }),
  }
}

function optional<Name extends string, Unit extends CanonicalUnit>(
  name: Name,
  quantity: Quantity<Unit> | undefined,
  parent: string,
): { readonly [N in Name]?: Stated<Unit> } {
  if (quantity === undefined) return {}
  return { [name]: stated(quantity, `${parent}/${name}`) } as { readonly [N in Name]?: Stated<Unit> }
}

function vehicleOf({
  vehicleClass,
  powertrain,
  emissionStandard,
}: EstimateRequest['fleet'][number] | EstimateRequest['demand'][number]) {
  return {
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    ...(powertrain === undefined ? {} : { powertrain }),
    ...(emissionStandard === undefined ? {} : { emissionStandard }),
  }
}

function ofMode<Name extends string, Unit extends CanonicalUnit>(
  rows: readonly ({ readonly mode: OfMode<Unit>['mode'] } & { readonly [N in Name]: Quantity<Unit> })[],
  list: string,
  name: Name,
): readonly OfMode<Unit>[] {
  return rows.map((row, index) => ({
    pointer: `/${list}/${index}`,
    mode: row.mode,
    stated: stated(row[name], `/${list}/${index}/${name}`),
  }))
}
