import {
  POWERTRAINS as ALL_POWERTRAINS,
  type EmissionStandard,
  type Mode,
  type Powertrain,
  readWrittenNumber,
  type VehicleClass,
} from '../../src/index.ts'
import { isSumWord } from '../imports/row-of-sums.ts'
import { findColumn } from '../imports/small-table.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { kindOfCode } from '../request/personal-sign.ts'
import { meaningsIn } from '../words/meaning.ts'
import { personalFaults, type Table } from './table.ts'

/** A row of `fleet` in a request. */
export interface FleetPart {
  readonly mode: Mode
  readonly vehicleClass?: VehicleClass
  readonly powertrain: Powertrain
  readonly emissionStandard?: EmissionStandard
  readonly distanceShare: number
}

/** Rows for a request, with what was assumed. */
export interface FleetStatement {
  readonly fleet: readonly FleetPart[]
  readonly notes: readonly string[]
}

const NAMES = {
  count: [
    ...[
      'N',
      'total',
      'count',
      'vehicles',
      'number',
      'number of vehicles',
      'Anzahl',
      'Fahrzeuge',
      'vehículos',
      'cantidad',
    ],
    ...['véhicules', 'nombre', 'nombre de véhicules', 'veículos', 'quantidade', '数量', '车辆数', '辆数'],
  ],
  share: ['fleet_composition', 'share', 'Anteil', 'parte', 'part', 'quota', '占比'],
  fuel: [
    ...[
      'fuel',
      'fuel_type',
      'powertrain',
      'Kraftstoff',
      'Kraftstoffart',
      'Antrieb',
      'Antriebsart',
      'combustible',
    ],
    ...['carburant', 'énergie', 'motorisation', 'combustível', '燃料', '燃料类型', '能源', '动力类型'],
  ],
  euro: [
    ...[
      'euro',
      'emission_standard',
      'standard',
      'euro_standard',
      'Emissionsklasse',
      'Abgasnorm',
      'Schadstoffklasse',
    ],
    ...['Euro-Norm', 'Euronorm', 'norma', 'norma euro', 'norme', 'norme euro', '排放标准'],
  ],
  kind: ['veh_type', 'vehicle_type', 'type'],
} as const

/** A route, a year and a technology say nothing that a row of a request takes. Source: gtfs2emis, fleet tables. */
const UNUSED = [
  'year',
  'shape_id',
  'route_id',
  'type_name_br',
  'type_name_eu',
  'tech',
  'technology',
  'model_year',
  'reg_year',
]

const POWERTRAINS: readonly (readonly [pattern: RegExp, powertrain: Powertrain])[] = [
  [/^(d|diesel|gasoil|dsl)$/, 'diesel'],
  [/^(g|p|petrol|gasoline)$/, 'petrol'],
  [/^(cng|ng|gnv|gnc|natural gas)$/, 'cng'],
  [/^lng$/, 'lng'],
  [/^lpg$/, 'lpg'],
  [/^(e|ev|bev|elec|electric|electricity|battery)$/, 'electric'],
  [/^(fc|fcev|h2|hydrogen)$/, 'fuel-cell'],
  [/^(hd|hybrid diesel|diesel hybrid|hev diesel|d hybrid)$/, 'hybrid-diesel'],
  [/^(hp|hybrid petrol|petrol hybrid|hev petrol)$/, 'hybrid-petrol'],
]

const STANDARDS: readonly (readonly [pattern: RegExp, standard: EmissionStandard])[] = [
  [/^(pre|0|conventional|pre-?euro)$/, 'pre-euro'],
  [/^(euro[ -]?)?(i|1)$/, 'euro-1'],
  [/^(euro[ -]?)?(ii|2)$/, 'euro-2'],
  [/^(euro[ -]?)?(iii|3)$/, 'euro-3'],
  [/^(euro[ -]?)?(iv|4)$/, 'euro-4'],
  [/^(euro[ -]?)?(v|5)[ab]?$/, 'euro-5'],
  [/^(euro[ -]?)?(vi|6)[a-e]?$/, 'euro-6'],
  [/^eev$/, 'eev'],
]

/** What a table writes where a vehicle has no standard, as electric ones have none. */
const NO_STANDARD = /^(|-|–|—|n\/?a|none|keine|ninguna|aucune|nenhuma|无)$/i

/** Sizes of city buses, as COPERT names them. */
const CLASSES: readonly (readonly [pattern: RegExp, vehicleClass: VehicleClass])[] = [
  [/midi|micro|mini|<= ?15/, 'midi'],
  [/artic|> ?18/, 'articulated'],
  [/std|standard|15 ?- ?18/, 'standard'],
]

const wordOf = <Word>(
  text: string,
  words: readonly (readonly [pattern: RegExp, word: Word])[],
): Word | undefined => words.find(([pattern]) => pattern.test(text.trim().toLowerCase().slice(0, 80)))?.[1]

/**
 * A table of vehicles as rows of `fleet`: shares of the vehicles stand for shares of the distance.
 *
 * @throws {Failure} with every fault
 */
export function fleetOf(table: Table, mode: Mode): FleetStatement {
  const [count, share, fuel, euro, kind] = [NAMES.count, NAMES.share, NAMES.fuel, NAMES.euro, NAMES.kind].map(
    (names) => findColumn(table, names),
  )
  const known = new Set(
    [...Object.values(NAMES).flat(), ...UNUSED].flatMap((name) => findColumn(table, [name]) ?? []),
  )
  const faults: Fault[] = [...personalFaults(table, known)]
  const lacks = (column: string, names: readonly string[]): void => {
    faults.push({ code: 'column-missing', column, detail: `The table needs a column ${names.join(' or ')}.` })
  }
  // What is in no column that is known is not read, and must be of nobody all the same.
  for (const column of table.columns)
    if (!known.has(column) && table.rows.some((row) => kindOfCode(row[column] ?? '') !== undefined))
      faults.push({
        code: 'person-level-data',
        column,
        detail: 'Values look like those of single vehicles or persons: remove the column.',
      })
  const amount = count ?? share
  if (amount === undefined) lacks('N', [...NAMES.count, ...NAMES.share])
  if (fuel === undefined) lacks('fuel', NAMES.fuel)
  if (faults.length > 0 || amount === undefined || fuel === undefined) throw refusal(faults, 'file-refused')
  const sums = table.rows.filter((row) => Object.values(row).some(isSumWord)).length
  if (sums > 0)
    faults.push({
      code: 'duplicate-key',
      detail: 'Rows are called a sum, such as Total, and would count beside their parts: leave them out.',
      count: sums,
    })
  const rows = table.rows.filter((row) => !Object.values(row).some(isSumWord))
  const cells = rows.map((row) => ({
    amount: amountOf(row[amount] ?? '', count !== undefined),
    powertrain: powertrainOf(row[fuel] ?? ''),
    isBare: euro === undefined || NO_STANDARD.test((row[euro] ?? '').trim()),
    standard: euro === undefined ? undefined : wordOf(row[euro] ?? '', STANDARDS),
    size: kind === undefined || mode !== 'bus' ? undefined : wordOf(row[kind] ?? '', CLASSES),
  }))
  const unread = (
    column: string,
    isUnread: (cell: (typeof cells)[number]) => boolean,
    detail: string,
  ): void => {
    const number = cells.filter(isUnread).length
    if (number > 0) faults.push({ code: 'value-not-read', column, detail, count: number })
  }
  const thousands = rows.filter((row) => isAmbiguous(row[amount] ?? '')).length
  if (count !== undefined && thousands > 0)
    faults.push({
      code: 'number-ambiguous',
      column: amount,
      detail: 'Values may be of thousands or have a fraction: write 35000 or 35.',
      count: thousands,
    })
  else
    unread(
      amount,
      (cell) => !(cell.amount >= 0),
      count === undefined
        ? 'Shares must be numbers from 0.'
        : 'Numbers of vehicles must be whole, and 0 or more.',
    )
  unread(
    fuel,
    (cell) => cell.powertrain === undefined,
    'Fuels must be D, G, CNG, LPG, LNG, E or H2, or their names.',
  )
  if (euro !== undefined)
    unread(
      euro,
      (cell) => cell.standard === undefined && !cell.isBare,
      'Standards must be I to VI, Euro 1 to Euro 6, EEV or PRE.',
    )
  if (faults.length === 0 && cells.every((cell) => cell.amount === 0))
    faults.push({
      code: 'value-not-read',
      column: amount,
      detail: 'No row has a vehicle.',
      count: cells.length,
    })
  if (faults.length > 0) throw refusal(faults, 'file-refused')
  return { fleet: partsOf(cells, mode), notes: notesOf(table, { count, euro, kind, mode, cells }) }
}

/** By the short names of fleet tables, then by the names that people of six languages use; undefined if it may be several. */
function powertrainOf(text: string): Powertrain | undefined {
  const short = wordOf(text, POWERTRAINS)
  if (short !== undefined) return short
  const meant = meaningsIn('powertrain', text)
  const [word, another] = meant.length > 0 ? meant : meaningsIn('carrier', text)
  if (word === undefined || another !== undefined || word === 'mixed') return undefined
  return wordOf(word, POWERTRAINS) ?? ALL_POWERTRAINS.find((one) => one === word)
}

/** Vehicles have no parts; shares have. NaN if the text is no such number. */
function amountOf(text: string, isCount: boolean): number {
  const read = readWrittenNumber(text)
  const value =
    read.kind === 'number' && (read.rest === '' || (read.rest === '%' && !isCount))
      ? read.value
      : Number(text || Number.NaN)
  return isCount && !Number.isInteger(value) ? Number.NaN : value
}

const isAmbiguous = (text: string): boolean => readWrittenNumber(text).kind === 'ambiguous'

interface Cell {
  readonly amount: number
  readonly powertrain: Powertrain | undefined
  readonly standard: EmissionStandard | undefined
  readonly size: VehicleClass | undefined
  /** Whether the table tells no standard of it. */
  readonly isBare: boolean
}

function partsOf(cells: readonly Cell[], mode: Mode): readonly FleetPart[] {
  const all = cells.reduce((sum, { amount }) => sum + amount, 0)
  const parts = new Map<string, FleetPart>()
  for (const { amount, powertrain, standard, size } of cells) {
    if (powertrain === undefined || amount === 0) continue
    const key = `${size} ${powertrain} ${standard}`
    const before = parts.get(key)?.distanceShare ?? 0
    parts.set(key, {
      mode,
      ...(size === undefined ? {} : { vehicleClass: size }),
      powertrain,
      ...(standard === undefined ? {} : { emissionStandard: standard }),
      distanceShare: before + amount / all,
    })
  }
  return [...parts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part)
}

function notesOf(
  table: Table,
  found: {
    readonly count: string | undefined
    readonly euro: string | undefined
    readonly kind: string | undefined
    readonly mode: Mode
    readonly cells: readonly Cell[]
  },
): readonly string[] {
  const unused = UNUSED.filter((name) => findColumn(table, [name]) !== undefined)
  const bare = found.cells.filter(
    ({ isBare, powertrain }) => isBare && powertrain !== 'electric' && powertrain !== 'fuel-cell',
  ).length
  const withoutSize = found.cells.filter(({ size }) => size === undefined).length
  return [
    ...table.notes,
    `Shares of the ${found.count === undefined ? 'fleet as stated' : 'vehicles'} stand for shares of the distance: vehicles that run more count too little. [import-assumption]`,
    ...(found.euro === undefined ? ['The table tells no emission standard. [import-assumption]'] : []),
    ...(found.euro !== undefined && bare > 0
      ? [`${bare} rows tell no emission standard; they have none here. [import-assumption]`]
      : []),
    ...(found.kind !== undefined && found.mode === 'bus' && withoutSize > 0
      ? [
          `${withoutSize} rows have a type of vehicle that is no size of a bus here; they have no class. [import-assumption]`,
        ]
      : []),
    ...(unused.length > 0
      ? [`Columns that a request does not take: ${unused.join(', ')}. [import-assumption]`]
      : []),
  ]
}
