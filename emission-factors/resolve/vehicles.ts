import {
  type AnyRecord,
  type DemandRow,
  type Estimate,
  type EstimateLine,
  estimateUnits,
  type FactorSet,
  type LineProduct,
  MODE_PROPERTIES,
  type Mode,
  nothingStated,
  type Parameter,
  type Powertrain,
  type VehicleClass,
} from '../domain.ts'
import { writeRuns } from '../run-list.ts'
import type { Cells } from './runs.ts'
import { Sifter } from './sifter.ts'
import { YEARS } from './year.ts'

/** A kind of vehicle to resolve; without class and powertrain, the default fleet of the mode. */
export interface Kind {
  readonly mode: Mode
  readonly vehicleClass?: VehicleClass | undefined
  readonly powertrain?: Powertrain | undefined
}

type Per = 'vkm' | 'pkm' | 'tkm'

/** Columns of `vehicles.csv`: a row for a run of years that resolve alike but for their value. */
export const VEHICLE_COLUMNS = [
  'mode',
  'powertrain',
  'per',
  'place',
  'method',
  'carrier',
  'unit',
  'match',
  'records',
  'firstYear',
  'values',
] as const

/** A million of the distance: the figures come out per one. */
const DISTANCE = 1e6
const G_PER_KG = 1000

/** What an estimate takes for one kind of vehicle: its cells are method, carrier, value, unit, match and records. */
interface Resolved {
  readonly kind: Kind
  readonly per: Per
  readonly rows: readonly Cells[]
}

/** Resolves every kind of vehicle that a set speaks of, in one country and year after the other. */
export class VehicleResolver {
  readonly #set: FactorSet
  readonly #asked: readonly {
    readonly per: PerStated
    readonly kinds: readonly Kind[]
    readonly sifter: Sifter
  }[]

  /** @param isWanted the kinds to resolve, per what is stated of them */
  constructor(set: FactorSet, isWanted: (kind: Kind, per: PerStated) => boolean = () => true) {
    this.#set = set
    const kinds = kindsOf(set)
    this.#asked = PER.map((per) => ({
      per,
      kinds: kinds.filter((kind) => isWanted(kind, per)),
      sifter: new Sifter(),
    }))
  }

  resolve(country: string, year: number): readonly Resolved[] {
    return this.#asked.flatMap(({ per, kinds, sifter }) => {
      const all = rowsOf(this.#set, kinds, per, country, year, sifter)
      return kinds.map((kind, index) => ({ kind, per: perOf(kind.mode, per), rows: all[index] ?? [] }))
    })
  }
}

/**
 * What an estimate takes for every mode and powertrain in some countries, year by year: energy by carrier, or the gases of
 * a direct factor, per kilometre stated; of whole modes also per passenger- or tonne-kilometre.
 */
export function resolveVehicles(set: FactorSet, countries: readonly string[]): readonly Cells[] {
  const resolver = new VehicleResolver(
    set,
    // Persons and tonnes are of the mode: of one powertrain they say nothing more.
    ({ vehicleClass, powertrain }, per) =>
      vehicleClass === undefined && (powertrain === undefined || per === 'vkm'),
  )
  const runs = new Map<string, Run[]>()
  for (const country of countries)
    for (const year of YEARS)
      for (const { kind, per, rows } of resolver.resolve(country, year)) {
        for (const [method = '', carrier = '', value = '', unit = '', match = '', records = ''] of rows) {
          const alike = [method, carrier, unit, match, withoutYears(String(records))]
          const cells = [kind.mode, kind.powertrain ?? '', per, country, ...alike]
          addYear(runs, cells, year, String(value))
        }
      }
  return [...runs.values()]
    .flat()
    .map(({ cells, firstYear, values }) => [...cells, firstYear, writeRuns(values)])
    .sort((a, b) => (a.join() < b.join() ? -1 : 1))
}

interface Run {
  readonly cells: Cells
  readonly firstYear: number
  readonly values: (string | undefined)[]
}

function addYear(runs: Map<string, Run[]>, cells: Cells, year: number, value: string): void {
  const key = cells.join('|')
  const of = runs.get(key)
  const last = of?.at(-1)
  // What is refused has no value.
  const word = value === '' ? undefined : value
  if (last && last.firstYear + last.values.length === year) last.values.push(word)
  else if (of) of.push({ cells, firstYear: year, values: [word] })
  else runs.set(key, [{ cells, firstYear: year, values: [word] }])
}

/** The years of a series are one thing. */
const withoutYears = (records: string): string =>
  listed(records.split(' ').map((id) => id.replace(/\.(19|20)\d\d(?=\.|$)/, '.*')))

const PER = ['vkm', 'payload'] as const
type PerStated = (typeof PER)[number]

const perOf = (mode: Mode, per: PerStated): Per =>
  per === 'vkm' ? 'vkm' : MODE_PROPERTIES[mode].payload === 'freight' ? 'tkm' : 'pkm'

function kindsOf(set: FactorSet): readonly Kind[] {
  const kinds = new Map<string, Kind>()
  const add = (kind: Kind): void =>
    void kinds.set(`${kind.mode}|${kind.vehicleClass ?? ''}|${kind.powertrain ?? ''}`, kind)
  const all: readonly AnyRecord[] = [...set.content.records, ...set.content.curves]
  for (const { mode, vehicleClass, powertrain } of all) {
    if (mode === undefined || MODE_PROPERTIES[mode].payload === 'none') continue
    if (MODE_PROPERTIES[mode].propulsion === 'human') continue
    add({ mode })
    if (powertrain !== undefined && powertrain !== 'mixed') add({ mode, powertrain })
    if (vehicleClass !== undefined && powertrain !== undefined && powertrain !== 'mixed')
      add({ mode, vehicleClass, powertrain })
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind)
}

function rowsOf(
  set: FactorSet,
  kinds: readonly Kind[],
  per: PerStated,
  country: string,
  year: number,
  sifter: Sifter,
): readonly (readonly Cells[])[] {
  const rows = kinds.map((kind, index) => demandOf(kind, perOf(kind.mode, per), index))
  const { made, refused } = sifter.sift(rows, (demand) =>
    estimateUnits({ ...nothingStated(country, year), demand, electricity: GRID }, set),
  )
  const lines = new Map<string, EstimateLine[]>()
  for (const line of made.lines) {
    const known = lines.get(line.pointer)
    if (known) known.push(line)
    else lines.set(line.pointer, [line])
  }
  const taken = new Set(made.assumptions.map(({ parameter }) => parameter.key))
  return rows.map(({ pointer }) =>
    refused.has(pointer) ? [['refused', '', '', '', '', '']] : cellsOf(made, lines.get(pointer) ?? [], taken),
  )
}

/** The grid is of the other table; any figure does here. */
const GRID = {
  pointer: '/electricity',
  intensity: { value: 1, unit: 'g CO2/kWh', pointer: '/electricity/intensity' },
  lossShare: { value: 0, unit: 'share', pointer: '/electricity/lossShare' },
} as const

function demandOf(kind: Kind, per: Per, index: number): DemandRow {
  const pointer = `/demand/${index}`
  const stated = <U extends string>(unit: U) => ({ value: DISTANCE, unit, pointer: `${pointer}/distance` })
  return {
    pointer,
    ...kind,
    ...(per === 'vkm'
      ? { vehicleDistance: stated('vkm') }
      : per === 'pkm'
        ? { passengerDistance: stated('pkm') }
        : { tonneDistance: stated('tkm') }),
  }
}

const DIRECT = { co2: 'g CO2', ch4: 'g CH4', n2o: 'g N2O', 'co2e-unsplit': 'g CO2e' } as const

interface Sum {
  readonly method: string
  readonly carrier: string
  readonly unit: string
  value: number
  readonly products: LineProduct[]
}

/** @param taken the keys of what was not stated */
function cellsOf(
  made: Estimate,
  lines: readonly EstimateLine[],
  taken: ReadonlySet<string>,
): readonly Cells[] {
  const sums = new Map<string, Sum>()
  for (const { method, carrier = '', products } of lines) {
    for (const product of products) {
      const unit =
        product.quantity === 'energy'
          ? 'MJ'
          : method === 'direct-factor'
            ? DIRECT[product.quantity as keyof typeof DIRECT]
            : undefined
      if (unit === undefined) continue
      const key = `${method}|${carrier}|${unit}`
      const sum = sums.get(key) ?? { method, carrier, unit, value: 0, products: [] }
      sum.value += (product.value * (unit === 'MJ' ? 1 : G_PER_KG)) / DISTANCE
      sum.products.push(product)
      sums.set(key, sum)
    }
  }
  return [...sums.values()].map(({ method, carrier, unit, value, products }) => {
    const used = products
      .flatMap(({ terms }) => terms.map(({ parameter }) => parameter))
      .flatMap((parameter) => [parameter, ...inputsOf(made, parameter)])
      .filter(({ key, name }) => taken.has(key) && !OF_FUEL.test(name))
    const matches = used.flatMap(({ match }) =>
      match ? [`${match.region}/${match.year}/${match.technology}`] : [],
    )
    const records = used.map(({ recordId, key }) => recordId ?? key.split('@')[0] ?? '')
    return [method, carrier, Number(value.toPrecision(6)), unit, listed(matches), listed(records)]
  })
}

const listed = (words: readonly string[]): string => [...new Set(words)].sort().join(' ')

/** Parameters of the fuel, which stand in the table of fuels. */
const OF_FUEL = /: (density|net calorific value|share of \w+ in its energy|energy in a (litre|kilogram))$/

function inputsOf(made: Estimate, parameter: Parameter): readonly Parameter[] {
  return (parameter.inputs ?? []).flatMap((key) => made.parameters.get(key) ?? [])
}
