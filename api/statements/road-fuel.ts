import { type Fault, refusal } from '../request/failure.ts'
import { foldedName } from '../request/folded-name.ts'
import { findColumn, type Table } from './table.ts'

/** Fuel of one class of vehicle on one kind of road. */
export interface ClassFuel {
  readonly vehicle: string
  readonly road: string
  readonly carrier: 'petrol' | 'diesel' | 'lpg' | 'cng'
  readonly ktoe: number
}

/** Fuel sold for a request, and the classes and roads that it is the sum of. */
export interface RoadFuel {
  readonly fuelSales: readonly { readonly carrier: ClassFuel['carrier']; readonly quantity: string }[]
  readonly parts: readonly ClassFuel[]
  readonly notes: readonly string[]
}

const PLACE = [
  'Local Authority Code',
  'LA Code',
  'lad_code',
  'Code',
  'Local Authority',
  'lad_name',
  'Local Authority [Note 4]',
]
const YEAR = ['year', 'Calendar Year', 'Year']

/** Classes by the words of a head; narrower ones come first. Source: DESNZ, sub-national road transport fuel consumption. */
const VEHICLES: readonly (readonly [pattern: RegExp, vehicle: string, carrier: ClassFuel['carrier']])[] = [
  [/(?:^|_)(diesel_cars?|cars?_diesel)(?:_|$)/, 'diesel cars', 'diesel'],
  [/(?:^|_)(petrol_cars?|cars?_petrol)(?:_|$)/, 'petrol cars', 'petrol'],
  [/(?:^|_)(lpg_cars?|cars?_lpg)(?:_|$)/, 'LPG cars', 'lpg'],
  [/(?:^|_)(diesel_lgvs?|lgvs?_diesel)(?:_|$)/, 'diesel LGV', 'diesel'],
  [/(?:^|_)(petrol_lgvs?|lgvs?_petrol)(?:_|$)/, 'petrol LGV', 'petrol'],
  [/(?:^|_)(lpg_lgvs?|lgvs?_lpg)(?:_|$)/, 'LPG LGV', 'lpg'],
  [/(?:^|_)(natural_gas_hgvs?|hgvs?_natural_gas)(?:_|$)/, 'natural gas HGV', 'cng'],
  [/(?:^|_)(diesel_hgvs?|hgvs?_diesel|hgvs?)(?:_|$)/, 'diesel HGV', 'diesel'],
  [/(?:^|_)motorcycles?(?:_|$)/, 'motorcycles', 'petrol'],
  [/(?:^|_)bus(es)?(?:_|$)/, 'buses', 'diesel'],
]
const ROADS: readonly (readonly [pattern: RegExp, road: string])[] = [
  [/(motorways?|mway)$/, 'motorways'],
  [/minor(_roads?)?$/, 'minor roads'],
  [/(a_roads?|_a)$/, 'A roads'],
  [/total$/, 'total'],
]
/** A published sum may differ from its parts by their rounding. */
const SUM_TOLERANCE = 0.005

/**
 * Road fuel of one authority and year as fuel sold: by class of vehicle and kind of road, summed to the carriers that a
 * request states.
 *
 * @param place the code or the name of the authority
 * @throws {Failure} with every fault: no such row, no such columns, or sums that are not those of their parts
 */
export function roadFuelOf(table: Table, place: string, year: string): RoadFuel {
  const columns = table.columns.flatMap((column) => {
    const part = partOf(column)
    return part ? [{ column, ...part }] : []
  })
  const roads = columns.filter(({ road }) => road !== 'total')
  if (roads.length === 0)
    throw refuse({
      code: 'column-missing',
      detail:
        'The table needs columns of fuel by class of vehicle and kind of road, such as “Diesel cars - A roads”.',
    })
  const row = rowOf(table, place, year)
  const unread = columns.filter(({ column }) => numberOf(row[column]) === undefined)
  if (unread.length > 0)
    throw refuse(
      ...unread.map(
        ({ column }): Fault => ({ code: 'value-not-read', column, detail: 'Not a number from 0.', count: 1 }),
      ),
    )
  const parts = roads.map(({ column, ...part }) => ({ ...part, ktoe: numberOf(row[column]) ?? 0 }))
  requireSums(columns, parts, row)
  const carriers = [...new Set(parts.map(({ carrier }) => carrier))]
  const sums = carriers.map((carrier) => ({
    carrier,
    ktoe: sumOf(parts.filter((part) => part.carrier === carrier)),
  }))
  return {
    fuelSales: sums
      .filter(({ ktoe }) => ktoe > 0)
      .map(({ carrier, ktoe }) => ({ carrier, quantity: `${Number(ktoe.toPrecision(10))} ktoe` })),
    parts,
    notes: [
      ...table.notes,
      'Figures were read as thousand tonnes of oil equivalent (ktoe), as published. Motorcycles count as petrol, buses and heavy goods vehicles as diesel. [import-assumption]',
      'It is fuel modelled as used on the roads of the authority, not counted at its pumps; bioenergy stands apart in the table and was not added. [import-assumption]',
    ],
  }
}

function partOf(column: string): Omit<ClassFuel, 'ktoe'> | undefined {
  const name = foldedName(column)
  if (/bio|total_fuel|all_/.test(name)) return undefined
  const found = VEHICLES.find(([pattern]) => pattern.test(name))
  const road = ROADS.find(([pattern]) => pattern.test(name))
  return found && road ? { vehicle: found[1], carrier: found[2], road: road[1] } : undefined
}

function rowOf(table: Table, place: string, year: string): Readonly<Record<string, string>> {
  const places = PLACE.map((name) => findColumn(table, [name])).filter((column) => column !== undefined)
  const yearColumn = findColumn(table, YEAR)
  if (places.length === 0)
    throw refuse({
      code: 'column-missing',
      column: 'Local Authority Code',
      detail: 'The table needs this column.',
    })
  const rows = table.rows.filter(
    (row) =>
      places.some((column) => row[column]?.toLowerCase() === place.toLowerCase()) &&
      (yearColumn === undefined || row[yearColumn] === year),
  )
  const [row, second] = rows
  if (!row)
    throw refuse({
      code: 'value-not-read',
      detail: `The table has no row of this place${yearColumn ? ' and year' : ''}.`,
    })
  if (second)
    throw refuse({
      code: 'duplicate-key',
      detail: 'The table has more than one row of this place and year.',
      count: rows.length,
    })
  return row
}

/** Each total column must be the sum of the roads of its class. */
function requireSums(
  columns: readonly (Omit<ClassFuel, 'ktoe'> & { readonly column: string })[],
  parts: readonly ClassFuel[],
  row: Readonly<Record<string, string>>,
): void {
  const faults = columns.flatMap(({ column, vehicle, road }): readonly Fault[] => {
    if (road !== 'total') return []
    const sum = sumOf(parts.filter((part) => part.vehicle === vehicle))
    const total = numberOf(row[column]) ?? 0
    return Math.abs(sum - total) <= Math.max(SUM_TOLERANCE, total * SUM_TOLERANCE)
      ? []
      : [
          {
            code: 'value-not-read',
            column,
            detail: 'The total is not the sum of its kinds of road.',
            count: 1,
          },
        ]
  })
  if (faults.length > 0) throw refuse(...faults)
}

const sumOf = (parts: readonly ClassFuel[]): number => parts.reduce((sum, { ktoe }) => sum + ktoe, 0)

/** Thousands may have commas, as the workbook shows them; undefined if the text is no number. */
function numberOf(text = ''): number | undefined {
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  const value = plain === '' || plain === '-' ? 0 : Number(plain)
  return value >= 0 ? value : undefined
}

const refuse = (...faults: readonly Fault[]): Error => refusal(faults, 'file-refused')
