import type { Mode, VehicleClass } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import type { Contribution } from './row.ts'
import { persons, source } from './use-term.ts'

const TERM = source(
  'eea-term-029',
  'Occupancy rates of passenger vehicles (TERM 029)',
  'European Environment Agency (EEA)',
  '2010',
  'EEA re-use policy, acknowledgement of the source',
)
const TSGB = source(
  'dft-tsgb-2018',
  'Transport Statistics Great Britain 2018, computed in transport notes of T. Lea',
  'UK Department for Transport (DfT)',
  '2018',
  'Open Government Licence v3.0',
  'Contains public sector information licensed under the Open Government Licence v3.0. Source: DfT, Transport Statistics Great Britain',
)
const NHTS_2001 = source(
  'nhts-2001',
  'Highlights of the 2001 National Household Travel Survey',
  'US Bureau of Transportation Statistics (BTS)',
  '2003',
  'US Government work, public domain',
)
const NHTS_2017 = source(
  'nhts-2017',
  '2017 National Household Travel Survey, as quoted in the press',
  'US Federal Highway Administration (FHWA)',
  '2018',
  'US Government work, public domain',
)
const MESSAGE = source(
  'messageix-transport',
  'MESSAGEix-Transport, load factors',
  'International Institute for Applied Systems Analysis (IIASA)',
  '2024',
  'Apache-2.0',
)
const MOBITOOL = source(
  'mobitool-2.1',
  'Mobitool factors v2.1, as used in carculator_bus and carculator_two_wheeler',
  'Mobitool; Paul Scherrer Institute',
  '2020',
  'BSD-3-Clause (carculator)',
)

const SECONDARY = { tier: 2, verification: 'secondary' } as const
const TIMELESS = 'One value of a model for all years.'

/** How many persons the vehicles of each mode carry. */
export function occupancy(figures: Figures): Contribution {
  const all = figures.read('occupancy_and_energy.csv')
  return {
    sources: [TERM, TSGB, NHTS_2001, NHTS_2017, MESSAGE, MOBITOOL],
    records: [...surveyed(all), ...modelled(all)],
  }
}

const one = (all: readonly Figure[], vehicle: string, region: string, document: string): Figure =>
  theOne(
    all.filter(
      (f) =>
        f['topic'] === 'occupancy' &&
        f['vehicle'] === vehicle &&
        f['region'] === region &&
        cell(f, 'source_document').startsWith(document),
    ),
    `occupancy of ${vehicle} in ${region}`,
  )

function surveyed(all: readonly Figure[]) {
  const term = (region: string, code: string) =>
    persons({
      ...SECONDARY,
      mode: 'car',
      region: code,
      yearFrom: 2010,
      yearTo: 2010,
      value: numberIn(one(all, 'car', region, 'EEA TERM'), 'value'),
      quality: 'M',
      verification: 'read',
      sourceId: TERM.id,
      locator: `Passenger cars, ${region}`,
      note: 'Assessment of 2010 with data of about 2008; discontinued. Driver included.',
    })
  const british = (mode: Mode, vehicle: string, note?: string) =>
    persons({
      ...SECONDARY,
      mode,
      region: 'GB',
      yearFrom: 2016,
      yearTo: 2016,
      value: numberIn(one(all, vehicle, 'GB', 'DfT TSGB'), 'value'),
      quality: 'M',
      sourceId: TSGB.id,
      locator: vehicle,
      note,
    })
  const survey2001 = theOne(
    all.filter((f) => f['vehicle'] === 'all personal vehicle trips'),
    'NHTS 2001',
  )
  const nhts = (vehicle: string, vehicleClass: VehicleClass) =>
    persons({
      ...SECONDARY,
      mode: 'car',
      vehicleClass,
      region: 'US',
      yearFrom: 2017,
      yearTo: 2017,
      value: numberIn(
        theOne(
          all.filter(
            (f) =>
              f['vehicle'] === vehicle &&
              f['year'] === '2017' &&
              cell(f, 'source_document').startsWith('NHTS'),
          ),
          vehicle,
        ),
        'value',
      ),
      quality: 'M',
      sourceId: NHTS_2017.id,
      locator: `${vehicle}, persons per vehicle`,
      note: 'Driver included.',
    })
  return [
    term('Europe (sampled countries)', 'EUR'),
    term('GB', 'GB'),
    term('DE', 'DE'),
    term('NL', 'NL'),
    british('car', 'cars, vans and taxis', 'Cars, vans and taxis together; driver included.'),
    british('motorcycle', 'motorcycle'),
    british('bus', 'local bus, Great Britain (BUS0304)', 'Passengers, driver not counted.'),
    persons({
      ...SECONDARY,
      mode: 'car',
      region: 'US',
      yearFrom: 2001,
      yearTo: 2001,
      value: numberIn(survey2001, 'value'),
      lower: numberIn(survey2001, 'lower'),
      upper: numberIn(survey2001, 'upper'),
      quality: 'H',
      verification: 'read',
      sourceId: NHTS_2001.id,
      locator: 'Table A-14, all personal vehicle trips',
      note: 'Bounds: mean ± 1.96 standard errors. Driver included.',
    }),
    nhts('car', 'average'),
    nhts('SUV', 'light-truck'),
  ]
}

function modelled(all: readonly Figure[]) {
  const message = (mode: Mode, vehicle: string, region: string, code: string, note = TIMELESS) =>
    persons({
      ...SECONDARY,
      mode,
      region: code,
      value: numberIn(one(all, vehicle, region, 'MESSAGE'), 'value'),
      quality: 'L',
      sourceId: MESSAGE.id,
      locator: `load factor, ${vehicle}, ${region}`,
      note,
    })
  const swiss = (mode: Mode, vehicle: string, document = 'Mobitool') =>
    persons({
      ...SECONDARY,
      mode,
      region: 'EUR',
      value: numberIn(one(all, vehicle, 'CH', document), 'value'),
      quality: 'L',
      sourceId: MOBITOOL.id,
      locator: vehicle,
      note: `Swiss value that stands for Europe (project choice). ${TIMELESS}`,
    })
  const world = 'global model default'
  const anyRail = `Passenger rail of any kind. ${TIMELESS}`
  return [
    message('car', 'LDV', 'R12_CHN', 'CN'),
    message('motorcycle', '2-wheeler', world, 'GLO'),
    message('moped', '2-wheeler', world, 'GLO'),
    message('bus', 'bus', world, 'GLO'),
    message('rail', 'rail', world, 'GLO', anyRail),
    message('high-speed-rail', 'rail', world, 'GLO', anyRail),
    message('flight', 'air', world, 'GLO'),
    swiss('bus', 'single-deck city bus 13 m'),
    swiss('coach', 'single-deck coach 13 m'),
    swiss('trolleybus', 'single-deck city bus / trolleybus 18 m'),
    swiss('motorcycle', 'motorbike'),
  ]
}
