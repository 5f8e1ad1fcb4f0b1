import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { DemandRow, Mode, VehicleClass } from '../../src/index.ts'

const KM_PER_MILE = 1.609344
const DAYS_PER_YEAR = 365
const KG_PER_SHORT_TON = 907.18474
const KG_PER_T = 1000
const TJ_PER_KTOE = 41.868
/** CO2 of fossil fuel as net energy [kg/TJ]: 2006 IPCC Guidelines, Volume 2, Table 3.2.1. */
const CARBON = { petrol: 69_300, diesel: 74_100 } as const
/** British fuel of cars may be gross and hold biofuel: README. */
const LEAST_OF_BRITISH_CARS = 0.9

/** One published CO2 and the distances that it is of. */
export interface Place {
  readonly group: string
  readonly name: string
  readonly country: string
  readonly year: number
  readonly demand: readonly Pick<DemandRow, 'mode' | 'vehicleClass' | 'vehicleDistance' | 'pointer'>[]
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

function distance(
  index: number,
  mode: Mode,
  miles: number,
  vehicleClass?: VehicleClass,
): Place['demand'][number] {
  const pointer = `/demand/${index}`
  const value = miles * KM_PER_MILE
  return {
    pointer,
    mode,
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    vehicleDistance: { value, unit: 'vkm', pointer: `${pointer}/vehicleDistance` },
  }
}

/** Every published place, of which the estimate is told distances by mode alone. */
export function listPlaces(): readonly Place[] {
  return [...british(), ...counties(), ...californian()]
}

/** English authorities: cars by their distance. */
function british(): readonly Place[] {
  return read('uk_authorities_2019_2020.csv').flatMap((row): Place[] => {
    const fuel = (kind: 'petrol' | 'diesel'): number =>
      ['a', 'minor', 'mway'].reduce((sum, road) => sum + number(row, `car_${kind}_${road}`), 0) *
      TJ_PER_KTOE *
      CARBON[kind]
    const most = fuel('petrol') + fuel('diesel')
    const miles = number(row, 'cars_and_taxis')
    if (!(miles > 0) || !(most > 0)) return []
    return [
      {
        group: 'England, cars',
        name: `${row['lad_name']} ${row['year']}`,
        country: 'GB',
        year: number(row, 'year'),
        demand: [distance(0, 'car', miles)],
        published: [most * LEAST_OF_BRITISH_CARS, most],
        allCarbon: false,
      },
    ]
  })
}

/** Classes of MOVES → modes. Motor homes are driven as rigid trucks are. */
const MODE_OF: Readonly<Record<string, Mode>> = {
  'passenger-car': 'car',
  'passenger-truck': 'car',
  'light-commercial': 'car',
  motorcycle: 'motorcycle',
  bus: 'bus',
  'single-unit': 'rigid-truck',
  'motor-home': 'rigid-truck',
  combination: 'articulated-truck',
}

/** Four American counties: all traffic by five modes, and each mode by itself. */
function counties(): readonly Place[] {
  const rows = read('us_counties_2020.csv')
  return [...new Set(rows.map((row) => row['county'] ?? ''))].flatMap((county): Place[] => {
    const sums = new Map<Mode, { miles: number; kg: number }>()
    for (const row of rows.filter((one) => one['county'] === county)) {
      const mode = MODE_OF[row['cls'] ?? '']
      if (mode === undefined) continue
      const { miles, kg } = sums.get(mode) ?? { miles: 0, kg: 0 }
      sums.set(mode, { miles: miles + number(row, 'vmt_miles'), kg: kg + number(row, 'co2_t') * KG_PER_T })
    }
    const all = [...sums.values()].reduce((sum, { kg }) => sum + kg, 0)
    const common = { country: 'US', year: 2020, allCarbon: true } as const
    return [
      {
        ...common,
        group: 'US counties, total by modes',
        name: county,
        demand: [...sums].map(([mode, { miles }], index) => distance(index, mode, miles)),
        published: [all, all],
      },
      ...[...sums].map(([mode, { miles, kg }]): Place => {
        const demand = [distance(0, mode, miles)]
        return { ...common, group: `US counties, ${mode}`, name: county, demand, published: [kg, kg] }
      }),
    ]
  })
}

/** Californian regions: cars and light trucks together. */
function californian(): readonly Place[] {
  const rows = read('california_2019.csv').filter(({ cls }) => cls === 'car' || cls === 'light-truck')
  return [...new Set(rows.map((row) => row['region'] ?? ''))].map((region): Place => {
    const here = rows.filter((row) => row['region'] === region)
    const sum = (column: string): number => here.reduce((total, row) => total + number(row, column), 0)
    const kg = sum('co2_short_tons_per_day') * KG_PER_SHORT_TON * DAYS_PER_YEAR
    return {
      group: 'California, light-duty',
      name: region,
      country: 'US',
      year: 2019,
      demand: [distance(0, 'car', sum('vmt_miles_per_day') * DAYS_PER_YEAR)],
      published: [kg, kg],
      allCarbon: true,
    }
  })
}
