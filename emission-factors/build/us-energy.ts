import type { EnergyCarrier, Mode, Powertrain, Source, VehicleClass } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record } from './row.ts'

const PUBLIC_DOMAIN = 'US Government work, public domain'

const FHWA: Source = {
  id: 'fhwa-2021',
  title: 'Highway Statistics 2021, Table VM-1',
  publisher: 'US Federal Highway Administration (FHWA)',
  edition: '2021',
  published: '2023',
  accessed: ACCESSED,
  url: 'https://www.fhwa.dot.gov/policyinformation/statistics/2021/vm1.cfm',
  licence: PUBLIC_DOMAIN,
  attribution: 'FHWA, Highway Statistics 2021, Table VM-1',
}

const NTD: Source = {
  id: 'ntd',
  title: 'National Transit Database, energy and service data by agency',
  publisher: 'US Federal Transit Administration (FTA)',
  edition: '2018 to 2022',
  published: '2024',
  accessed: ACCESSED,
  url: 'https://www.transit.dot.gov/ntd',
  licence: PUBLIC_DOMAIN,
  attribution: 'FTA, National Transit Database; energy per passenger distance computed by a third party',
}

const BTS: Source = {
  id: 'bts-4-20',
  title: 'National Transportation Statistics, Table 4-20: energy intensity of passenger modes',
  publisher: 'US Bureau of Transportation Statistics (BTS)',
  edition: 'as converted by Our World in Data',
  published: '2020',
  accessed: ACCESSED,
  url: 'https://www.bts.gov/content/energy-intensity-passenger-modes',
  licence: `${PUBLIC_DOMAIN}; conversion CC BY 4.0`,
  attribution:
    'US BTS, National Transportation Statistics, Table 4-20, converted by Our World in Data (CC BY 4.0)',
}

const RATINGS: Source = {
  id: 'us-vehicle-tests',
  title: 'Energy use of electric vehicles in US EPA ratings and NREL tests, as quoted in transport notes',
  publisher: 'US EPA; National Renewable Energy Laboratory (NREL)',
  edition: '2018 and 2019',
  published: '2019',
  accessed: ACCESSED,
  licence: `${PUBLIC_DOMAIN}; single figures quoted`,
  attribution: 'US EPA fuel economy ratings and NREL bus evaluation, quoted by T. Lea, transport notes',
}

/** Fuel economy, transit and flight energy of the United States. */
export function usEnergy(figures: Figures): Contribution {
  const energy = figures.read('occupancy_and_energy.csv')
  return {
    sources: [FHWA, NTD, BTS, RATINGS],
    records: [
      ...fuelEconomy(energy),
      ...transit(figures.read('defaults/transit_energy.csv')),
      ...flights(energy),
      ...tests(energy),
    ],
    leftOut: {
      'BTS energy intensities of surface modes: gross heat content and fuel mixes not split': energy.filter(
        (f) => f['table'] === '4-20' && BTS_FLIGHTS[cell(f, 'vehicle')] === undefined,
      ).length,
    },
  }
}

interface Kind {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain: Powertrain
  readonly carrier: EnergyCarrier
}

const kind = (
  mode: Mode,
  vehicleClass: VehicleClass,
  powertrain: Powertrain,
  carrier = powertrain as EnergyCarrier,
): Kind => ({ mode, vehicleClass, powertrain, carrier })

const VM1: Readonly<Record<string, Kind>> = {
  'Passenger Cars': kind('car', 'average', 'petrol'),
  'Other 2-axle, 4-Tire Vehicles': kind('car', 'light-truck', 'petrol'),
  Motorcycles: kind('motorcycle', 'average', 'petrol'),
  'Diesel Buses (Diesel Heavy-Duty Vehicles)': kind('bus', 'average', 'diesel'),
  'Single unit 2-Axle 6-Tire or More Trucks': kind('rigid-truck', 'average', 'diesel'),
  'Combination Trucks': kind('articulated-truck', 'average', 'diesel'),
}

function fuelEconomy(energy: readonly Figure[]) {
  return Object.entries(VM1).map(([name, of]) => {
    const figure = theOne(
      energy.filter((f) => f['metric'] === 'fuel economy' && f['vehicle'] === name),
      `fuel economy of ${name}`,
    )
    return record(
      {
        kind: 'energy-intensity',
        ...of,
        region: 'US',
        yearFrom: 2021,
        yearTo: 2021,
        value: numberIn(figure, 'value'),
        unit: cell(figure, 'unit'),
        tier: 2,
        quality: 'M',
        verification: 'secondary',
        sourceId: FHWA.id,
        locator: `Table VM-1, ${name}`,
        note: `Litres of any fuel, taken as ${of.carrier}, the usual one of the vehicle. Read in the GHG Protocol tools. ${copyRead(cell(figure, 'read_from'))}`,
      },
      'per-vkm',
    )
  })
}

const NTD_MODES: Readonly<Record<string, Mode>> = {
  'local bus': 'bus',
  trolleybus: 'trolleybus',
  ferryboat: 'ferry',
}
const NTD_FUELS: Readonly<Record<string, Powertrain>> = {
  diesel: 'diesel',
  petrol: 'petrol',
  electricity: 'electric',
}

function transit(all: readonly Figure[]) {
  return all
    .filter((f) => cell(f, 'metric').includes('trip-weighted mean') && f['region'] === 'US')
    .flatMap((figure) => {
      const mode = NTD_MODES[cell(figure, 'vehicle_class')]
      const carrier = cell(figure, 'powertrain') as EnergyCarrier
      const powertrain = NTD_FUELS[carrier]
      if (!mode || !powertrain) return []
      const year = numberIn(figure, 'year')
      return [
        record(
          {
            kind: 'energy-intensity',
            mode,
            vehicleClass: 'average',
            powertrain,
            carrier,
            region: 'US',
            yearFrom: year,
            yearTo: year,
            value: numberIn(figure, 'value'),
            unit: 'kWh/pkm',
            tier: 2,
            quality: 'M',
            verification: 'secondary',
            sourceId: NTD.id,
            locator: `${cell(figure, 'vehicle_class')}, ${cell(figure, 'powertrain')}: ${cell(figure, 'table')}`,
            note: `Mean of agencies weighted by trips. ${copyRead(cell(figure, 'read_from'))}`,
          },
          'per-pkm',
        ),
      ]
    })
}

const BTS_FLIGHTS: Readonly<Record<string, VehicleClass>> = {
  'Domestic flight': 'domestic',
  'International flight': 'international',
}

function flights(energy: readonly Figure[]) {
  return energy
    .filter((f) => f['table'] === '4-20')
    .flatMap((figure) => {
      const vehicleClass = BTS_FLIGHTS[cell(figure, 'vehicle')]
      if (!vehicleClass) return []
      const year = numberIn(figure, 'year')
      return [
        record(
          {
            kind: 'energy-intensity',
            mode: 'flight',
            vehicleClass,
            powertrain: 'jet-kerosene',
            carrier: 'jet-kerosene',
            region: 'US',
            yearFrom: year,
            yearTo: year,
            value: numberIn(figure, 'value'),
            unit: 'kWh/pkm',
            tier: 2,
            quality: 'M',
            verification: 'secondary',
            sourceId: BTS.id,
            locator: `Table 4-20, ${cell(figure, 'vehicle')}`,
            note: `Gross heat content: about 5 % above net. ${copyRead(cell(figure, 'read_from'))}`,
          },
          'per-pkm',
        ),
      ]
    })
}

const TESTS: readonly { readonly name: string; readonly of: Kind; readonly note: string }[] = [
  {
    name: 'Nissan Leaf 24 kWh (EPA, incl. charging)',
    of: kind('car', 'average', 'electric', 'electricity'),
    note: 'EPA rating of one medium car, charging losses included.',
  },
  {
    name: 'Proterra BE35 electric bus (NREL)',
    of: kind('bus', 'average', 'electric', 'electricity'),
    note: 'NREL evaluation of one bus.',
  },
  {
    name: 'Proterra BE35 electric bus (NREL)',
    of: kind('trolleybus', 'average', 'electric', 'electricity'),
    note: 'A battery bus stands for the trolleybus, of which no source gives energy per vkm.',
  },
]

function tests(energy: readonly Figure[]) {
  return TESTS.map(({ name, of, note }) => {
    const figure = theOne(
      energy.filter((f) => f['vehicle'] === name),
      name,
    )
    return record(
      {
        kind: 'energy-intensity',
        ...of,
        region: 'US',
        value: numberIn(figure, 'value'),
        unit: 'kWh/vkm',
        tier: 2,
        quality: 'L',
        verification: 'secondary',
        sourceId: RATINGS.id,
        locator: name,
        note: `${note} Timeless: a property of the technology. ${copyRead(cell(figure, 'read_from'))}`,
      },
      'per-vkm',
    )
  })
}
