import { type DecimalMark, readWrittenNumber } from '../../src/index.ts'
import { findColumn } from '../imports/small-table.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { foldedName } from '../request/folded-name.ts'
import type { Table } from './table.ts'

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
  const named = table.columns.flatMap((column) => {
    const part = partOf(column)
    return part ? [{ column, ...part }] : []
  })
  requireUnit(table)
  const apart = new Set(named.flatMap(({ vehicle, road }) => (road === 'total' ? [] : [vehicle])))
  // A class of which the table tells no road is all in its total.
  const columns = named.map((one) => (apart.has(one.vehicle) ? one : { ...one, road: 'all roads' }))
  const roads = columns.filter(({ road }) => road !== 'total')
  if (roads.length === 0)
    throw refuse({
      code: 'column-missing',
      detail:
        'The table needs columns of fuel by class of vehicle, such as “Diesel cars - A roads” or “Diesel cars total”.',
    })
  const row = rowOf(table, place, year)
  const numberOf = numbersOf(table, columns)
  const totals = new Set(columns.flatMap(({ vehicle, road }) => (road === 'total' ? [vehicle] : [])))
  const faults = columns.flatMap(({ column, vehicle, road }): readonly Fault[] => {
    const text = row[column] ?? ''
    // A total tells whether an empty cell is 0.
    if (text === '' && road !== 'total' && totals.has(vehicle)) return []
    const value = numberOf(text)
    return typeof value === 'number' ? [] : [{ ...value, column, count: 1 }]
  })
  if (faults.length > 0) throw refuse(...faults)
  const figureOf = (column: string): number => {
    const value = numberOf(row[column] ?? '')
    return typeof value === 'number' ? value : 0
  }
  const parts = roads.map(({ column, ...part }) => ({ ...part, ktoe: figureOf(column) }))
  requireSums(columns, parts, figureOf)
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
      ...unreadNotes(table, year),
      'Figures were read as thousand tonnes of oil equivalent (ktoe), as published. Motorcycles count as petrol, buses and heavy goods vehicles as diesel. [import-assumption]',
      'It is fuel modelled as used on the roads of the authority, not counted at its pumps; bioenergy stands apart in the table and was not added. [import-assumption]',
    ],
  }
}

/** `[Note 4]` says nothing of a column, and ktoe is the unit of all. */
const withoutNotes = (column: string): string =>
  column.replaceAll(/[[(](?:notes? [^\])]{0,20}|ktoe)[\])]/gi, '')
const withoutUnit = (column: string): string => column.replaceAll(/[[(][^\])]{0,40}[\])]/g, '')

function partOf(column: string): Omit<ClassFuel, 'ktoe'> | undefined {
  const name = foldedName(withoutNotes(column)).replace(/_ktoe$/, '')
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

const OTHER_UNIT = /\b(?:toe|tonnes?|kt|GWh|MWh|TJ|litres?)\b/i

/** @throws {Failure} if a head, or the lines above, name another unit than ktoe */
function requireUnit({ columns, above }: Table): void {
  const ofHeads = columns.filter((column) => !partOf(column) && partOf(withoutUnit(column)))
  const detail = 'The table seems to be in another unit: figures must be in ktoe, as DESNZ publishes them.'
  if (ofHeads.length > 0)
    throw refuse(...ofHeads.map((column): Fault => ({ code: 'column-unknown', column, detail })))
  if (OTHER_UNIT.test(above) && !/ktoe|thousand tonnes of oil/i.test(above))
    throw refuse({ code: 'value-not-read', detail: `${detail} The lines above it name another.` })
}

/** Fuel that is left out, and what could not be compared. */
function unreadNotes(table: Table, year: string): readonly string[] {
  const others = table.columns.filter((column) => {
    const name = foldedName(withoutNotes(column))
    return !partOf(column) && !/bio|total|all_/.test(name) && ROADS.some(([pattern]) => pattern.test(name))
  })
  return [
    ...(others.length > 0
      ? [
          `${others.length} columns are of vehicles that were not read, and their fuel was not added: ${others.join(', ').replaceAll(/\s+/g, ' ')}. [import-assumption]`,
        ]
      : []),
    ...(findColumn(table, YEAR) === undefined
      ? [`The table has no column of years: its figures were taken to be of ${year}. [import-assumption]`]
      : []),
  ]
}

/** Each total column must be the sum of the roads of its class. */
function requireSums(
  columns: readonly (Omit<ClassFuel, 'ktoe'> & { readonly column: string })[],
  parts: readonly ClassFuel[],
  figureOf: (column: string) => number,
): void {
  const faults = columns.flatMap(({ column, vehicle, road }): readonly Fault[] => {
    if (road !== 'total') return []
    const sum = sumOf(parts.filter((part) => part.vehicle === vehicle))
    const total = figureOf(column)
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

type Unread = Pick<Fault, 'code' | 'detail'>
const NO_NUMBER: Unread = {
  code: 'value-not-read',
  detail: 'Not a number from 0: what is empty or withheld is not known, and not 0.',
}
const AMBIGUOUS: Unread = {
  code: 'number-ambiguous',
  detail:
    'The figure may be of thousands or have a fraction, and the table does not tell which: save it with commas between its cells, points in its numbers and no marks of thousands.',
}

/**
 * How a table writes its figures: with a point where commas part its cells, and else by the marks that some of them show. A dash is the
 * publisher's 0.
 */
function numbersOf(
  { rows, delimiter }: Table,
  columns: readonly { readonly column: string }[],
): (text: string) => number | Unread {
  const texts = rows.flatMap((row) => columns.map(({ column }) => row[column] ?? ''))
  const marks = new Set<DecimalMark>()
  if (delimiter === ',' && !texts.some((text) => text.includes(','))) marks.add('point')
  for (const text of texts) {
    const read = readWrittenNumber(text)
    if (read.kind === 'number' && read.mark !== undefined) marks.add(read.mark)
  }
  const [mark, another] = marks
  return (text) => {
    if (text === '-') return 0
    const read = readWrittenNumber(text, another === undefined ? mark : undefined)
    if (read.kind === 'ambiguous') return AMBIGUOUS
    return read.kind === 'number' && read.rest === '' && read.value >= 0 ? read.value : NO_NUMBER
  }
}

const refuse = (...faults: readonly Fault[]): Error => refusal(faults, 'file-refused')
