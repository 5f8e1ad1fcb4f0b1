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
import { type Cells, runsOf } from './runs.ts'
import { Sifter } from './sifter.ts'
import { YEARS } from './year.ts'

/** A kind of vehicle to resolve; without class and powertrain, the default fleet of the mode. */
interface Kind {
  readonly mode: Mode
  readonly vehicleClass?: VehicleClass | undefined
  readonly powertrain?: Powertrain | undefined
}

type Per = 'vkm' | 'pkm' | 'tkm'

/** Columns of `vehicles.csv`. */
export const VEHICLE_COLUMNS = [
  'mode',
  'vehicleClass',
  'powertrain',
  'per',
  'places',
  'yearFrom',
  'yearTo',
  'method',
  'carrier',
  'value',
  'unit',
  'match',
  'records',
] as const

/** A million of the distance: the figures come out per one. */
const DISTANCE = 1e6
const G_PER_KG = 1000

/** Every place that is resolved by itself: all that have a figure of vehicles, and one for each group and the rest. */
export const ELSEWHERE = 'elsewhere'

/**
 * What an estimate takes for every mode, class and powertrain that the set speaks of, in every country and year:
 * energy by carrier, or the gases of a direct factor, per kilometre stated.
 */
export function resolveVehicles(set: FactorSet): readonly Cells[] {
  const kinds = kindsOf(set)
  const places = placesOf(set)
  const resolved = { vkm: kinds.map(newResolved), payload: kinds.map(newResolved) }
  const sifters = { vkm: new Sifter(), payload: new Sifter() }
  // Both distances of a year together: they ask the set for much the same, which it remembers for a while.
  for (const [name, country] of places)
    for (const year of YEARS)
      for (const per of PER)
        for (const [index, rows] of rowsOf(set, kinds, per, country, year, sifters[per]).entries()) {
          const byPlace = resolved[per][index]
          const byYear = byPlace?.get(name) ?? new Map<number, readonly Cells[]>()
          byYear.set(year, rows)
          byPlace?.set(name, byYear)
        }
  return PER.flatMap((per) =>
    kinds.flatMap((kind, index) => {
      const of = perOf(kind.mode, per)
      return runsOf(resolved[per][index] ?? newResolved()).map(
        ({ places: some, yearFrom, yearTo, cells }) => [
          kind.mode,
          kind.vehicleClass ?? '',
          kind.powertrain ?? '',
          of,
          some.join(' '),
          yearFrom,
          yearTo,
          ...cells,
        ],
      )
    }),
  )
}

const PER = ['vkm', 'payload'] as const

/** Rows of one kind of vehicle by place and year. */
const newResolved = (): Map<string, Map<number, readonly Cells[]>> => new Map()

const perOf = (mode: Mode, per: 'vkm' | 'payload'): Per =>
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
    if (vehicleClass !== undefined && powertrain !== undefined && powertrain !== 'mixed')
      add({ mode, vehicleClass, powertrain })
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind)
}

/** Kinds of figures that differ by country and are not in this table. */
const OF_ENERGY = new Set([
  'grid-intensity',
  'grid-loss',
  'grid-well-to-tank',
  'well-to-tank',
  'biofuel-share',
])

function placesOf({ content }: FactorSet): ReadonlyMap<string, string> {
  const own = new Set(
    content.records
      .filter(({ kind, region }) => region.length === 2 && !OF_ENERGY.has(kind))
      .map(({ region }) => region),
  )
  const places = new Map([...own].sort().map((region) => [region, region]))
  for (const { code, members } of content.groups) {
    const other = members.find((member) => !own.has(member))
    if (other !== undefined) places.set(`${code}-${ELSEWHERE}`, other)
  }
  // A code that ISO 3166 keeps free for its users: a country that nobody publishes a figure of.
  places.set(ELSEWHERE, 'ZZ')
  return places
}

function rowsOf(
  set: FactorSet,
  kinds: readonly Kind[],
  per: 'vkm' | 'payload',
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
