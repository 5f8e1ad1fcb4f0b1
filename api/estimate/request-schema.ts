import countries from 'i18n-iso-countries'
import { z } from 'zod'
import {
  ALL_VEHICLE_CLASSES,
  ALLOCATIONS,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  FLOWS,
  GWP_SETS,
  MODES,
  POWERTRAINS,
  TRANSBOUNDARY_SPLITS,
} from '../../src/index.ts'
import { quantity } from '../request/quantity.ts'
import { temperature } from '../request/temperature.ts'
import { uncertaintyOptions } from '../request/uncertainty-options.ts'
import { ownFactor } from '../sets/overlay-schema.ts'
import { acknowledgements } from './acknowledgement-schema.ts'
import { datasetDemand, demandSource } from './dataset-demand-schema.ts'
import { boundaryFields, flowTotal } from './flow-schema.ts'
import { electricity, fuelRow, fuelSale } from './fuel-schema.ts'
import { notationKeys } from './notation-key-schema.ts'

const mode = z.enum(MODES)
const carrier = z.enum(ENERGY_CARRIERS)
const share = (what: string, example: string) => quantity(['share'], what, example)
const intensity = quantity(
  ['MJ/vkm', 'L/vkm', 'kg/vkm'],
  'Energy, or fuel as sold, per vehicle-kilometre.',
  '6.5 L/100km',
)

const vehicle = {
  vehicleClass: z.enum(ALL_VEHICLE_CLASSES).optional(),
  powertrain: z.enum(POWERTRAINS).optional(),
  emissionStandard: z.enum(EMISSION_STANDARDS).optional(),
}

const city = z
  .strictObject({
    name: z.string().trim().min(1).max(120),
    country: z
      .string()
      .refine((code) => countries.isValid(code) && code.length === 2 && code === code.toUpperCase(), {
        error: 'Not an ISO 3166-1 alpha-2 country code in capitals, such as GB.',
        params: { code: 'unknown-country' },
      })
      .meta({ description: 'ISO 3166-1 alpha-2', examples: ['GB'] }),
    population: quantity(
      ['persons'],
      'Inhabitants in the period; for figures per inhabitant and for `travel`.',
      '793100 persons',
    ).optional(),
  })
  .meta({ id: 'EstimatedCity', description: 'The city the estimate is of.' })

const period = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .refine((text) => /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text), {
    error: 'Not a year (2019) or a year and month (2019-03).',
    params: { code: 'period-invalid' },
  })
  .meta({ description: 'A year, or a year and month.', examples: ['2019', '2019-03'] })

const demandRow = z
  .strictObject({
    mode,
    flow: z.enum(FLOWS).optional().meta({
      description:
        'How these trips lie to the boundary; their quantities are of whole trips. Absent: what is driven inside the boundary, all flows together.',
    }),
    ...vehicle,
    trips: quantity(
      ['trips'],
      'Trips: of persons for passenger modes, of vehicles for freight.',
      '410 million trips',
    ).optional(),
    meanTripLength: quantity(
      ['km'],
      'Mean length of those trips; the documented one of the country where absent.',
      '9.2 km',
    ).optional(),
    passengerDistance: quantity(['pkm'], 'Passenger distance.', '310 million pkm').optional(),
    tonneDistance: quantity(['tkm'], 'Tonne distance.', '96 million tkm').optional(),
    vehicleDistance: quantity(['vkm'], 'Vehicle distance.', '96 million vkm').optional(),
    vehicles: quantity(
      ['vehicles'],
      'Vehicles of the city’s fleet, counted together; × `annualDistance` where no vehicleDistance is stated.',
      '310 thousand vehicles',
    ).optional(),
    annualDistance: quantity(
      ['km/vehicle/a', 'km'],
      'With `vehicles`: distance of one of them in a year, wherever driven; the documented one of the country or its group where absent.',
      '11 900 km',
    ).optional(),
    energy: quantity(['MJ', 'L', 'kg'], 'Energy or fuel used, with `carrier`.', '154 ktoe').optional(),
    carrier: carrier.optional(),
    energyIntensity: intensity.optional(),
    ...boundaryFields,
  })
  .meta({
    id: 'DemandRow',
    description: 'One aggregate: a mode, optionally one flow and one kind of vehicle.',
  })

const travelMode = z
  .strictObject({
    mode,
    tripShare: share('Share of trips (not of distance).', '58 %'),
    meanTripLength: quantity(
      ['km'],
      'Mean length of a trip by this mode; the documented one of the country where absent.',
      '9.2 km',
    ).optional(),
    insideShare: share(
      'Share of the distance inside the boundary, for `resident-activity`.',
      '70 %',
    ).optional(),
  })
  .meta({ id: 'TravelMode', description: 'What part of the trips a mode has.' })

const travel = z
  .strictObject({
    tripsPerPersonPerDay: quantity(
      ['trips/person/day'],
      'Trips of one inhabitant on a mean day; the documented rate of the country where absent.',
      '2.6 trips/person/day',
    ).optional(),
    daysPerYear: quantity(
      ['d/a'],
      'Days that the trip rate holds for; the whole calendar year where absent.',
      '365 d/a',
    ).optional(),
    modes: z.array(travelMode).min(1).max(100).optional().meta({
      description:
        'Modes with their shares of trips. Where absent: the documented ones of the country, without the modes that `demand` states.',
    }),
  })
  .meta({
    id: 'Travel',
    description:
      'Travel of the residents, where only rates and shares are known. `{}` takes the documented travel of the country; where there is none, the refusal says what to state.',
  })

const fleetRow = z
  .strictObject({
    mode,
    ...vehicle,
    distanceShare: share("Share of the mode's vehicle distance; the rows of a mode sum to 1.", '21 %'),
    energyIntensity: intensity.optional(),
    electricEnergyIntensity: quantity(
      ['MJ/vkm'],
      'Plug-in hybrids: electricity per vehicle-kilometre driven on it.',
      '18 kWh/100km',
    ).optional(),
    utilityFactor: share('Plug-in hybrids: share of distance driven on grid electricity.', '47 %').optional(),
  })
  .meta({ id: 'FleetRow', description: 'A part of the vehicles of a mode.' })

const occupancyRow = z
  .strictObject({
    mode,
    personsPerVehicle: quantity(['persons/vehicle'], 'Mean persons on board.', '1.56 persons/vehicle'),
  })
  .meta({ id: 'OccupancyRow', description: 'How many a mode carries.' })

const loadRow = z
  .strictObject({
    mode,
    tonnesPerVehicle: quantity(['t/vehicle'], 'Mean load, empty running included.', '8.7 t/vehicle'),
  })
  .meta({ id: 'LoadRow', description: 'What a freight mode carries.' })

const speedRow = z
  .strictObject({ mode, meanSpeed: quantity(['km/h'], 'Mean speed of whole trips.', '28 km/h') })
  .meta({ id: 'SpeedRow', description: 'How fast a mode is.' })

const climate = z
  .strictObject({
    meanTemperature: temperature('Mean outdoor temperature over the period.', '10 °C'),
  })
  .meta({
    id: 'Climate',
    description:
      'Adds the energy of cold starts to cars and vans whose energy is read from a speed curve; their CH4 and N2O stay those of warm engines.',
  })

const inventory = z.strictObject({ notationKeys }).meta({
  id: 'StatedInventory',
  description: 'What is said of the city’s inventory beside its numbers.',
})

/** A body that can be sent as it is. */
const EXAMPLE = {
  city: { name: 'Leeds', country: 'GB', population: 793_100 },
  period: '2019',
  demand: [
    { mode: 'car', flow: 'within', trips: '410 million trips', meanTripLength: '9.2 km' },
    { mode: 'bus', passengerDistance: '310 million pkm' },
    { mode: 'articulated-truck', vehicleDistance: '96 million vkm' },
  ],
  occupancy: [{ mode: 'car', personsPerVehicle: 1.56 }],
  speeds: [{ mode: 'car', meanSpeed: '28 km/h' }],
  fuels: [{ carrier: 'petrol', biofuelVolumeShare: 0.05 }],
  electricity: { intensity: '233 g CO2/kWh', lossShare: 0.08 },
} as const

/**
 * A checked request: its demand stated row by row. An estimate's id hashes the checked request as text, so the order of
 * fields, here and in every row, never changes; a new optional field may stand anywhere.
 */
export const estimateRequest = z
  .strictObject({
    city,
    period,
    factorSet: z
      .string()
      .max(40)
      .optional()
      .meta({ description: 'A released factor set; the newest where absent.' }),
    gwp: z.enum(GWP_SETS).default('AR5'),
    allocation: z.enum(ALLOCATIONS).default('geographic'),
    transboundarySplit: z.enum(TRANSBOUNDARY_SPLITS).optional().meta({
      description:
        'Of `induced-activity`: how the half of a crossing trip that counts is shared between scope 1 and 3. The half nearest to the city where absent.',
    }),
    flowTotals: z.array(flowTotal).max(100).optional().meta({
      description: 'What all flows of a mode come to; flows that do not add up to it are refused.',
    }),
    demand: z.array(demandRow).max(1000).default([]),
    demandSource: demandSource.optional(),
    travel: travel.optional(),
    fleet: z.array(fleetRow).max(1000).default([]),
    occupancy: z.array(occupancyRow).max(100).default([]),
    loads: z.array(loadRow).max(100).default([]),
    speeds: z.array(speedRow).max(100).default([]),
    fuels: z.array(fuelRow).max(20).default([]),
    electricity: electricity.optional(),
    climate: climate.optional(),
    fuelSales: z.array(fuelSale).max(50).default([]),
    factors: z.array(ownFactor).min(1).max(1000).optional().meta({
      description: 'Figures of the city’s own, in place of published ones.',
    }),
    overlay: z.string().max(100).optional().meta({
      description: 'Own figures that the service was started with (GET /v1/overlays), in place of `factors`.',
    }),
    inventory: inventory.optional(),
    acknowledge: acknowledgements.optional(),
    uncertainty: uncertaintyOptions,
    renormaliseShares: z.boolean().default(false).meta({
      description: 'Scale shares that do not sum to 1 instead of refusing them; a notice says so.',
    }),
  })
  .meta({ id: 'EstimateOfRows', description: 'A request of POST /v1/estimates that takes no dataset.' })

export type EstimateRequest = z.output<typeof estimateRequest>

/** The body of POST /v1/estimates: demand may be taken from a dataset. */
export const askedEstimate = z
  .strictObject({
    ...estimateRequest.shape,
    demand: z.union([estimateRequest.shape.demand.unwrap(), datasetDemand]).default([]),
  })
  .meta({
    id: 'EstimateRequest',
    description: 'Aggregates of a city’s transport in one period.',
    example: EXAMPLE,
  })

export type AskedEstimate = z.output<typeof askedEstimate>
