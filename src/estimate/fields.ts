import {
  convention,
  type Limit,
  likeKind,
  type Range,
  type StatedDefault,
  type StatedField,
  temperatureConvention,
} from './field.ts'

/** More than the whole world travels in a century: beyond it, a unit or a digit is wrong. */
const MAX_AMOUNT: Limit = {
  to: 1e16,
  must: 'is more than any city can have; check the unit and the digits',
}
const AMOUNT: Range = [MAX_AMOUNT]
/** A fraction of a person is a population in thousands or in millions. */
const PERSONS: Range = [
  {
    above: 0,
    whole: true,
    must: 'must be a whole number of persons, and at least 1: write persons, such as 793100 for 793.1 thousand',
  },
  MAX_AMOUNT,
]
const POSITIVE: Range = [{ above: 0, must: 'must be greater than 0' }, MAX_AMOUNT]
const WHOLE: Limit = { to: 1, must: 'must be a share between 0 and 1; 5 % is 0.05 or "5 %"' }

// What fields of several rows have in common.
const TRIPS = {
  units: ['trips'],
  range: AMOUNT,
  uncertainty: convention(0.1, 'stated trips'),
  example: '410 million trips',
} as const
const DISTANCE = { range: AMOUNT, uncertainty: convention(0.1, 'stated distance') } as const
const PASSENGER_DISTANCE = { ...DISTANCE, units: ['pkm'], example: '310 million pkm' } as const
const TONNE_DISTANCE = { ...DISTANCE, units: ['tkm'], example: '96 million tkm' } as const
const VEHICLE_DISTANCE = { ...DISTANCE, units: ['vkm'], example: '96 million vkm' } as const
const LENGTH = { units: ['km'], range: AMOUNT, uncertainty: likeKind('trip-length') } as const
const SOLD = convention(0.05, 'stated fuel')
const ENERGY = convention(0.05, 'stated energy')
const FUEL = {
  units: ['MJ', 'L', 'kg'],
  range: AMOUNT,
  uncertainty: { byUnit: { MJ: ENERGY, L: SOLD, kg: SOLD } },
  example: '154 ktoe',
} as const
/** Fuel by its own carrier, so that gross energy can be converted. */
const FUEL_OF_CARRIER = {
  ...FUEL,
  units: ['MJ', 'L', 'kg', 'MJ (gross)'],
  uncertainty: { byUnit: { ...FUEL.uncertainty.byUnit, 'MJ (gross)': ENERGY } },
} as const
const PER_VEHICLE_KM = { range: POSITIVE, uncertainty: likeKind('energy-intensity') } as const
const ENERGY_INTENSITY = {
  ...PER_VEHICLE_KM,
  units: ['MJ/vkm', 'L/vkm', 'kg/vkm'],
  example: '6.5 L/100km',
  words: 'Energy, or fuel as sold, per vehicle-kilometre.',
} as const
const share = (uncertainty: StatedDefault) => ({ units: ['share'], range: [WHOLE], uncertainty }) as const
const INSIDE_SHARE = share(convention(0.1, 'stated share of the distance inside the boundary'))
const ROAD_SHARE = share(convention(0.1, 'stated share of the distance by kind of road'))
const BIOFUEL_SHARE = share(likeKind('biofuel-share'))

/**
 * Every quantity that a request can state, by the part of the request that it stands in and in its order. An estimate's
 * id hashes the checked request as text, so the order of fields never changes; a new optional field may stand anywhere.
 */
export const STATED_FIELDS = {
  city: {
    population: {
      units: ['persons'],
      range: PERSONS,
      uncertainty: convention(0.02, 'stated population'),
      example: '793100 persons',
      words: 'Inhabitants in the period. Figures per inhabitant and `travel` need it.',
    },
    area: {
      units: ['km2'],
      range: POSITIVE,
      uncertainty: convention(0.02, 'stated area'),
      example: '552 km2',
      words:
        'Area that the population lives in, without the sea. With `population` it gives the density, and vehicles use more energy in dense places.',
    },
  },
  flowTotals: {
    trips: { ...TRIPS, words: 'Trips of all flows.' },
    vehicleDistance: { ...VEHICLE_DISTANCE, words: 'Vehicle distance of all flows.' },
    passengerDistance: { ...PASSENGER_DISTANCE, words: 'Passenger distance of all flows.' },
    tonneDistance: { ...TONNE_DISTANCE, words: 'Tonne distance of all flows.' },
  },
  demand: {
    trips: { ...TRIPS, words: 'Trips: of persons for passenger modes, of vehicles for freight.' },
    meanTripLength: {
      ...LENGTH,
      example: '9.2 km',
      words: 'Mean length of those trips. If absent, the documented length of the country.',
    },
    passengerDistance: { ...PASSENGER_DISTANCE, words: 'Passenger distance.' },
    tonneDistance: { ...TONNE_DISTANCE, words: 'Tonne distance.' },
    vehicleDistance: { ...VEHICLE_DISTANCE, words: 'Vehicle distance.' },
    vehicles: {
      units: ['vehicles'],
      range: [{ from: 1, must: 'must be at least 1: it counts the vehicles of a fleet' }, MAX_AMOUNT],
      uncertainty: convention(0.05, 'stated number of vehicles'),
      example: '310 thousand vehicles',
      words:
        'Number of vehicles in the city’s fleet. If no vehicleDistance is stated, it is multiplied by `annualDistance`.',
    },
    annualDistance: {
      units: ['km/vehicle/a', 'km'],
      countedIn: 'km/vehicle/a',
      range: POSITIVE,
      uncertainty: likeKind('annual-distance'),
      example: '11 900 km',
      words:
        'With `vehicles`: distance of one vehicle in a year, inside and outside the city. If absent, the documented distance of the country or its group.',
    },
    energy: {
      ...FUEL_OF_CARRIER,
      words: 'Energy or fuel used, with `carrier`. Energy of fuel is net, unless its unit says gross.',
    },
    energyIntensity: ENERGY_INTENSITY,
    insideLength: {
      ...LENGTH,
      example: '6 km',
      words: 'With `flow` and `meanTripLength`: mean length of these trips inside the boundary.',
    },
    insideShare: {
      ...INSIDE_SHARE,
      example: '30 %',
      words: 'With `flow`: share of the distance inside the boundary.',
    },
    residentShare: {
      ...share(convention(0.1, 'stated share of residents')),
      example: '85 %',
      words: 'With `flow`: share of this activity that residents make.',
    },
    cityShare: {
      ...share(convention(0.1, 'stated share of the city')),
      example: '60 %',
      words:
        'For ships and aircraft that cross the boundary: share of the passengers or cargo that belongs to the city.',
    },
  },
  travel: {
    tripsPerPersonPerDay: {
      units: ['trips/person/day'],
      range: AMOUNT,
      uncertainty: likeKind('trip-rate'),
      example: '2.6 trips/person/day',
      words: 'Trips per inhabitant on a mean day. If absent, the documented rate of the country.',
    },
    daysPerYear: {
      units: ['d/a'],
      range: [{ above: 0, to: 366, must: 'must be between 0 and 366 days' }],
      uncertainty: convention(0, 'stated number of days'),
      example: '365 d/a',
      words: 'Number of days with this trip rate. If absent, the whole calendar year.',
    },
  },
  'travel/modes': {
    tripShare: {
      ...share(likeKind('trip-share')),
      required: true,
      example: '58 %',
      words: 'Share of trips (not of distance).',
    },
    meanTripLength: {
      ...LENGTH,
      example: '9.2 km',
      words: 'Mean length of a trip by this mode. If absent, the documented length of the country.',
    },
    insideShare: {
      ...INSIDE_SHARE,
      example: '70 %',
      words: 'Share of the distance inside the boundary, for `resident-activity`.',
    },
  },
  fleet: {
    distanceShare: {
      ...share(likeKind('fleet-share')),
      required: true,
      example: '21 %',
      words: "Share of the mode's vehicle distance; the rows of a mode sum to 1.",
    },
    energyIntensity: ENERGY_INTENSITY,
    electricEnergyIntensity: {
      ...PER_VEHICLE_KM,
      units: ['MJ/vkm'],
      example: '18 kWh/100km',
      words: 'Plug-in hybrids: electricity per vehicle-kilometre that is driven on electricity.',
    },
    utilityFactor: {
      ...share(likeKind('utility-factor')),
      example: '47 %',
      words: 'Plug-in hybrids: share of distance driven on grid electricity.',
    },
  },
  occupancy: {
    personsPerVehicle: {
      units: ['persons/vehicle'],
      required: true,
      range: POSITIVE,
      uncertainty: likeKind('occupancy'),
      example: '1.56 persons/vehicle',
      words: 'Mean persons on board.',
    },
  },
  loads: {
    tonnesPerVehicle: {
      units: ['t/vehicle'],
      required: true,
      range: POSITIVE,
      uncertainty: likeKind('load'),
      example: '8.7 t/vehicle',
      words: 'Mean load, including empty running.',
    },
  },
  speeds: {
    meanSpeed: {
      units: ['km/h'],
      required: true,
      range: POSITIVE,
      uncertainty: likeKind('mean-speed'),
      example: '28 km/h',
      words: 'Mean speed of whole trips.',
    },
  },
  fuels: {
    biofuelVolumeShare: {
      ...BIOFUEL_SHARE,
      example: '5 %',
      words: 'Share of biofuel in the volume as sold.',
    },
    biofuelEnergyShare: {
      ...BIOFUEL_SHARE,
      example: '3.4 %',
      words: 'Share of biofuel in the energy as sold.',
    },
  },
  electricity: {
    intensity: {
      units: ['g CO2/kWh', 'g CO2e/kWh'],
      range: AMOUNT,
      uncertainty: likeKind('grid-intensity'),
      example: '233 g CO2/kWh',
      words: 'Emissions per kWh generated.',
    },
    lossShare: {
      ...share(likeKind('grid-loss')),
      range: [WHOLE, { below: 1, must: 'must be less than 1, because not all electricity is lost' }],
      example: '8 %',
      words: 'Share of generation lost before the consumer.',
    },
  },
  climate: {
    meanTemperature: {
      units: ['°C'],
      required: true,
      // Colder or warmer than the mean of any month in any city.
      range: [
        {
          from: -50,
          to: 50,
          must: 'is not the mean temperature of any city; state a value between -50 and 50 °C',
        },
      ],
      uncertainty: temperatureConvention(1),
      example: '10 °C',
      words: 'Mean outdoor temperature over the period.',
    },
  },
  fuelSales: {
    quantity: {
      ...FUEL_OF_CARRIER,
      required: true,
      words: 'Fuel sold in the period. Energy of fuel is net, unless its unit says gross.',
    },
  },
  roads: {
    denseUrbanShare: {
      ...ROAD_SHARE,
      example: '20 %',
      words: 'Streets of a dense city, where that is told apart.',
    },
    urbanShare: { ...ROAD_SHARE, example: '40 %', words: 'Urban roads, or those of a city.' },
    townShare: { ...ROAD_SHARE, example: '10 %', words: 'Roads of suburbs and towns, where told apart.' },
    ruralShare: { ...ROAD_SHARE, example: '35 %', words: 'Rural roads but motorways.' },
    motorwayShare: { ...ROAD_SHARE, example: '15 %', words: 'Motorways.' },
  },
  causes: { quantity: { ...FUEL, required: true, example: '3 ktoe', words: 'How much fuel.' } },
} as const satisfies Readonly<Record<string, Readonly<Record<string, StatedField>>>>

export type StatedFields = typeof STATED_FIELDS

/** A part of a request that states quantities: an object, or the rows of a list. */
export type FieldGroup = keyof StatedFields

export const FIELD_GROUPS = Object.keys(STATED_FIELDS) as readonly FieldGroup[]
