import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { DemandRow, EstimateInput, Mode, VehicleClass } from '../../src/index.ts'

const KM_PER_MILE = 1.609344
const DAYS_PER_YEAR = 365
const KG_PER_SHORT_TON = 907.18474
const KG_PER_T = 1000
const TJ_PER_KTOE = 41.868
/** CO2 of fossil fuel as net energy [kg/TJ]: 2006 IPCC Guidelines, Volume 2, Table 3.2.1. */
const CARBON = { petrol: 69_300, diesel: 74_100 } as const
/** British fuel of cars may be gross and hold biofuel: README. */
const LEAST_OF_BRITISH_CARS = 0.9
const LEAST_OF_BRITISH_MOTORS = 0.94

/** One published CO2, and what the estimate is told. */
export interface Place {
  /** Which places, and what of them. */
  readonly group: string
  readonly name: string
  /** The half of the English authorities that slope and spread are fitted on, and the one that judges them. */
  readonly half?: 'fitted' | 'judged'
  readonly stated: Pick<EstimateInput, 'demand'> & Partial<EstimateInput>
  readonly country: string
  readonly year: number
  /** Ends of the published CO2 [kg], alike where it is one figure. */
  readonly published: readonly [least: number, most: number]
  /** Whether biogenic CO2 is in the published figure. */
  readonly allCarbon: boolean
}

type Row = Readonly<Record<string, string>>

function read(name: string): readonly Row[] {
  const text = readFileSync(join('test/validation', name), 'utf8')
  return Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data
}

const number = (row: Row, column: string): number => Number(row[column] ?? Number.NaN)

/** A row of demand of the estimate. */
function distance(
  index: number,
  mode: Mode,
  miles: number,
  vehicle: Pick<DemandRow, 'vehicleClass' | 'powertrain'> = {},
): DemandRow {
  const pointer = `/demand/${index}`
  const value = miles * KM_PER_MILE
  return {
    pointer,
    mode,
    ...vehicle,
    vehicleDistance: { value, unit: 'vkm', pointer: `${pointer}/vehicleDistance` },
  }
}

/** Every published place by what the estimate is told of it. */
export function listPlaces(): readonly Place[] {
  return [...authorities(), ...counties(), ...californian()]
}

/** How the traffic of a region that is no car is split. */
const OTHER_TRAFFIC = {
  two_wheeled_motor_vehicles: 'motorcycle',
  buses_and_coaches: 'bus',
  LGVs: 'van',
} as const
/** Rigid trucks' part of the distance of trucks in Great Britain 2019: DfT, TRA0201. */
const RIGID_SHARE = 0.43
const FUEL_OF_CLASS = {
  car_petrol: 'petrol',
  car_diesel: 'diesel',
  lgv_petrol: 'petrol',
  lgv_diesel: 'diesel',
  hgv_diesel: 'diesel',
  bus: 'diesel',
  motorcycle: 'petrol',
} as const

/** English authorities: cars, and all motor vehicles, by their distance, alone and with area. */
function authorities(): readonly Place[] {
  const regions = new Map(
    read('uk_region_traffic.csv').map((row) => [`${row['region_name']} ${row['year']}`, row]),
  )
  return read('uk_authorities_2019_2020.csv').flatMap((row): Place[] => {
    const kgOf = (kinds: readonly (keyof typeof FUEL_OF_CLASS)[]): number =>
      kinds.reduce(
        (sum, kind) =>
          sum +
          ['a', 'minor', 'mway'].reduce((fuel, road) => fuel + number(row, `${kind}_${road}`), 0) *
            TJ_PER_KTOE *
            CARBON[FUEL_OF_CLASS[kind]],
        0,
      )
    const name = `${row['lad_name']} ${row['year']}`
    const half = Number(row['lad_code']?.at(-1)) % 2 === 0 ? 'fitted' : 'judged'
    const common = { name, half, country: 'GB', year: number(row, 'year'), allCarbon: false } as const
    const [cars, motors] = [number(row, 'cars_and_taxis'), number(row, 'all_motor_vehicles')]
    const carKg = kgOf(['car_petrol', 'car_diesel'])
    const allKg = kgOf(Object.keys(FUEL_OF_CLASS) as (keyof typeof FUEL_OF_CLASS)[])
    const ofCars = { ...common, published: [carKg * LEAST_OF_BRITISH_CARS, carKg] as const }
    const ofAll = { ...common, published: [allKg * LEAST_OF_BRITISH_MOTORS, allKg] as const }
    const demand = [distance(0, 'car', cars)]
    const region = regions.get(`${row['region']} ${row['year']}`)
    const all = region ? [...demand, ...otherTraffic(region, motors - cars)] : []
    const city = densityOf(row)
    return [
      ...(cars > 0 && carKg > 0
        ? [
            { ...ofCars, group: 'England, cars: distance', stated: { demand } },
            ...(city
              ? [{ ...ofCars, group: 'England, cars: distance and area', stated: { demand, city } }]
              : []),
          ]
        : []),
      ...(all.length > 0 && allKg > 0
        ? [
            { ...ofAll, group: 'England, all motor: distance', stated: { demand: all } },
            ...(city
              ? [{ ...ofAll, group: 'England, all motor: distance and area', stated: { demand: all, city } }]
              : []),
          ]
        : []),
    ]
  })
}

function densityOf(row: Row): EstimateInput['city'] | undefined {
  const persons = number(row, 'pop_k_2020release') * 1000
  if (!(persons > 0)) return undefined
  return {
    name: row['lad_name'] ?? '',
    country: 'GB',
    population: { value: persons, unit: 'persons', pointer: '/city/population' },
    area: { value: number(row, 'area_km2'), unit: 'km2', pointer: '/city/area' },
  }
}

function otherTraffic(region: Row, miles: number): readonly DemandRow[] {
  const columns = Object.keys(OTHER_TRAFFIC) as (keyof typeof OTHER_TRAFFIC)[]
  const all = columns.reduce((sum, column) => sum + number(region, column), number(region, 'all_HGVs'))
  const shares: readonly (readonly [Mode, number])[] = [
    ...columns.map((column) => [OTHER_TRAFFIC[column], number(region, column) / all] as const),
    ['rigid-truck', (number(region, 'all_HGVs') / all) * RIGID_SHARE],
    ['articulated-truck', (number(region, 'all_HGVs') / all) * (1 - RIGID_SHARE)],
  ]
  return shares.map(([mode, share], index) => distance(index + 1, mode, miles * share))
}

/** Classes of MOVES: as a mode of six, and as what may be stated besides. Motor homes are driven as rigid trucks are. */
const CLASSES: Readonly<Record<string, { readonly mode: Mode; readonly vehicleClass?: VehicleClass }>> = {
  'passenger-car': { mode: 'car', vehicleClass: 'passenger-car' },
  'passenger-truck': { mode: 'car', vehicleClass: 'light-truck' },
  'light-commercial': { mode: 'car', vehicleClass: 'light-truck' },
  motorcycle: { mode: 'motorcycle' },
  bus: { mode: 'bus' },
  'single-unit': { mode: 'rigid-truck' },
  'motor-home': { mode: 'rigid-truck' },
  combination: { mode: 'articulated-truck' },
}
const POWERTRAIN_OF: Readonly<Record<string, DemandRow['powertrain']>> = {
  petrol: 'petrol',
  diesel: 'diesel',
  electric: 'electric',
  cng: 'cng',
}

/** Four American counties: all traffic by modes, by class and fuel, and each mode by itself. */
function counties(): readonly Place[] {
  const rows = read('us_counties_2020.csv').filter(({ cls }) => CLASSES[cls ?? ''])
  return [...new Set(rows.map((row) => row['county'] ?? ''))].flatMap((county): Place[] => {
    const here = rows.filter((row) => row['county'] === county)
    const kg = (some: readonly Row[]): number =>
      some.reduce((sum, row) => sum + number(row, 'co2_t'), 0) * KG_PER_T
    const miles = (some: readonly Row[]): number =>
      some.reduce((sum, row) => sum + number(row, 'vmt_miles'), 0)
    const common = { name: county, country: 'US', year: 2020, allCarbon: true } as const
    const place = (group: string, some: readonly Row[], demand: readonly DemandRow[]): Place => ({
      ...common,
      group: `US counties, ${group}`,
      stated: { demand },
      published: [kg(some), kg(some)],
    })
    const modeOf = ({ cls }: Row): Mode => (CLASSES[cls ?? ''] as { readonly mode: Mode }).mode
    const byMode = [...new Set(here.map(modeOf))].map(
      (mode) => [mode, here.filter((row) => modeOf(row) === mode)] as const,
    )
    const cellOf = (row: Row): string => `${JSON.stringify(CLASSES[row['cls'] ?? ''])} ${row['fuel']}`
    const cells = [...new Set(here.map(cellOf))].map((cell, index) => {
      const some = here.filter((row) => cellOf(row) === cell)
      const { cls = '', fuel = '' } = some[0] ?? {}
      const { mode, ...vehicle } = CLASSES[cls] as (typeof CLASSES)[string]
      return {
        mode,
        demand: distance(index, mode, miles(some), { ...vehicle, powertrain: POWERTRAIN_OF[fuel] }),
      }
    })
    return [
      place(
        'total by modes',
        here,
        byMode.map(([mode, some], index) => distance(index, mode, miles(some))),
      ),
      place(
        'total by class and fuel',
        here,
        cells.map(({ demand }) => demand),
      ),
      ...byMode.map(([mode, some]) => place(mode, some, [distance(0, mode, miles(some))])),
      ...byMode.map(([mode, some]) =>
        place(
          `${mode} by class and fuel`,
          some,
          cells.filter((cell) => cell.mode === mode).map(({ demand }) => demand),
        ),
      ),
    ]
  })
}

/**
 * Miles of California 2019 as FHWA counts them (340.1 billion) over those of EMFAC2017 (999.0 million a day in its 18 planning
 * regions). The fuel of both is the same to 1 %, so that a mile of EMFAC burns less.
 */
const FHWA_OVER_EMFAC = 340.1 / ((999.0 * DAYS_PER_YEAR) / 1000)

/** Californian regions: cars and light trucks together, and by class and fuel, also by miles as the nation counts them. */
function californian(): readonly Place[] {
  const rows = read('california_2019.csv').filter(({ cls }) => cls === 'car' || cls === 'light-truck')
  return [...new Set(rows.map((row) => row['region'] ?? ''))].flatMap((region): Place[] => {
    const here = rows.filter((row) => row['region'] === region)
    const sum = (column: string): number => here.reduce((total, row) => total + number(row, column), 0)
    const kg = sum('co2_short_tons_per_day') * KG_PER_SHORT_TON * DAYS_PER_YEAR
    const common = { name: region, country: 'US', year: 2019, published: [kg, kg], allCarbon: true } as const
    const cells = (over: number): readonly DemandRow[] =>
      here.map((row, index) =>
        distance(index, 'car', number(row, 'vmt_miles_per_day') * DAYS_PER_YEAR * over, {
          vehicleClass: row['cls'] === 'car' ? 'passenger-car' : 'light-truck',
          powertrain: POWERTRAIN_OF[row['fuel'] ?? ''],
        }),
      )
    const byCells = 'California, light-duty by class and fuel'
    return [
      {
        ...common,
        group: 'California, light-duty',
        stated: { demand: [distance(0, 'car', sum('vmt_miles_per_day') * DAYS_PER_YEAR)] },
      },
      { ...common, group: byCells, stated: { demand: cells(1) } },
      { ...common, group: `${byCells}, FHWA’s miles`, stated: { demand: cells(FHWA_OVER_EMFAC) } },
    ]
  })
}
