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
  SETTINGS,
  TRANSBOUNDARY_SPLITS,
} from '../../src/index.ts'
import { country } from '../request/common.ts'
import { quantities } from '../request/quantity.ts'
import { uncertaintyOptions } from '../request/uncertainty-options.ts'
import { ownFactor } from '../sets/overlay-schema.ts'
import { acknowledgements } from './acknowledgement-schema.ts'
import { compilingOffice } from './compiling-office-schema.ts'
import { datasetDemand, demandSource } from './dataset-demand-schema.ts'
import { electricity, fuelRow, fuelSale } from './fuel-schema.ts'
import { notationKeys } from './notation-key-schema.ts'

const mode = z.enum(MODES)
const carrier = z.enum(ENERGY_CARRIERS)
const vehicle = {
  vehicleClass: z.enum(ALL_VEHICLE_CLASSES).optional(),
  powertrain: z.enum(POWERTRAINS).optional(),
  emissionStandard: z.enum(EMISSION_STANDARDS).optional(),
}

/** A line of text that stands in the inventory and changes no figure. */
const line = (most: number) => z.string().trim().min(1).max(most).optional()

const city = z
  .strictObject(
    {
      name: z.string().trim().min(1).max(120),
      country,
      ...quantities('city'),
      setting: z
        .enum(SETTINGS)
        .optional()
        .meta({
          description:
            'What kind of place it is, for a city whose area is not stated: a dense city, a city, a suburb or town, or the country.',
          examples: ['urban'],
        }),
      region: line(120).meta({ description: 'State or province, for the inventory.' }),
      boundary: line(300).meta({ description: 'What the boundary encloses, for the inventory.' }),
    },
    {
      error: ({ code }) =>
        code === 'invalid_type'
          ? 'Expected an object, such as {"name": "Lyon", "country": "FR", "population": 522000}.'
          : undefined,
    },
  )
  .meta({ id: 'EstimatedCity', description: 'The city the estimate is of.' })

const NO_PERIOD = 'Not a year (2019) or a year and month (2019-03).'
const period = z
  .union([z.string(), z.number().int()], { error: NO_PERIOD })
  .transform(String)
  .refine((text) => /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text), {
    error: NO_PERIOD,
    params: { code: 'period-invalid' },
  })
  .meta({ description: 'A year, or a year and month.', examples: ['2019', '2019-03'] })

const flowTotal = z
  .strictObject({ mode, ...quantities('flowTotals') })
  .meta({ id: 'FlowTotal', description: 'What all flows of a mode come to.' })

const flowTotals = z.array(flowTotal).max(100).meta({
  id: 'FlowTotals',
  description: 'What all flows of a mode come to; flows that do not add up to it are refused.',
})

const ownFactors = z.array(ownFactor).min(1).max(1000).meta({
  id: 'OwnFactors',
  description: 'Figures of the city’s own, in place of published ones.',
})

// The carrier stands behind the energy: ids hash the order of fields.
const { energyIntensity, insideLength, insideShare, residentShare, cityShare, ...amounts } =
  quantities('demand')

const demandRow = z
  .strictObject({
    mode,
    flow: z.enum(FLOWS).optional().meta({
      description:
        'How these trips lie to the boundary; their quantities are of whole trips. Absent: what is driven inside the boundary, all flows together.',
    }),
    ...vehicle,
    ...amounts,
    carrier: carrier.optional(),
    energyIntensity,
    insideLength,
    insideShare,
    residentShare,
    cityShare,
  })
  .meta({
    id: 'DemandRow',
    description: 'One aggregate: a mode, optionally one flow and one kind of vehicle.',
  })

const travelMode = z
  .strictObject({ mode, ...quantities('travel/modes') })
  .meta({ id: 'TravelMode', description: 'What part of the trips a mode has.' })

const travel = z
  .strictObject({
    ...quantities('travel'),
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
  .strictObject({ mode, ...vehicle, ...quantities('fleet') })
  .meta({ id: 'FleetRow', description: 'A part of the vehicles of a mode.' })
const occupancyRow = z
  .strictObject({ mode, ...quantities('occupancy') })
  .meta({ id: 'OccupancyRow', description: 'How many a mode carries.' })
const loadRow = z
  .strictObject({ mode, ...quantities('loads') })
  .meta({ id: 'LoadRow', description: 'What a freight mode carries.' })
const speedRow = z
  .strictObject({ mode, ...quantities('speeds') })
  .meta({ id: 'SpeedRow', description: 'How fast a mode is.' })

const roadsRow = z
  .strictObject({
    mode: mode.optional().meta({ description: 'Absent: every road mode without a row of its own.' }),
    ...quantities('roads'),
  })
  .meta({
    id: 'RoadsRow',
    description:
      'On which roads the distance is driven; the shares sum to 1. Tells the mean speed of a mode where `speeds` does not.',
  })

const climate = z.strictObject(quantities('climate')).meta({
  id: 'Climate',
  description:
    'Tells the energy of cold starts of cars and vans; absent: the normal temperature of the country and period. CH4 and N2O stay those of warm engines.',
})

const inventory = z
  .strictObject({ notationKeys: notationKeys.optional(), compiler: compilingOffice.optional() })
  .meta({
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
        'Of `induced-activity`: how the counted half of a crossing trip is shared between scopes 1 and 3; absent: the half nearest to the city.',
    }),
    flowTotals: flowTotals.optional(),
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
    factors: ownFactors.optional(),
    overlay: z.string().max(100).optional().meta({
      description: 'Own factors that the service was started with (GET /v1/overlays), in place of `factors`.',
    }),
    inventory: inventory.optional(),
    acknowledge: acknowledgements.optional(),
    uncertainty: uncertaintyOptions,
    renormaliseShares: z.boolean().default(false).meta({
      description: 'Scale shares that do not sum to 1 instead of refusing them; a notice says so.',
    }),
    roads: z.array(roadsRow).max(100).optional(),
  })
  .meta({ id: 'EstimateOfRows', description: 'A request of POST /v1/estimates that takes no dataset.' })

export type EstimateRequest = z.output<typeof estimateRequest>

/** The body of POST /v1/estimates: demand may be taken from a dataset. */
export const askedEstimate = z
  .strictObject({
    ...estimateRequest.shape,
    allocation: z
      .enum(ALLOCATIONS)
      .optional()
      .transform((stated) => stated ?? null)
      .meta({
        description:
          'What belongs to the city. Absent: `geographic`; of a dataset whose facts cross the boundary, `induced-activity`.',
      }),
    demand: z.union([estimateRequest.shape.demand.unwrap(), datasetDemand]).default([]),
  })
  .meta({
    id: 'EstimateRequest',
    description: 'Aggregates of a city’s transport in one period.',
    example: EXAMPLE,
  })

export type AskedEstimate = z.output<typeof askedEstimate>
