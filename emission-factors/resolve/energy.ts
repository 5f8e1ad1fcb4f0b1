import {
  ENERGY_CARRIERS,
  type EnergyCarrier,
  type EstimateLine,
  EstimateRefused,
  estimateUnits,
  type FactorSet,
  nothingStated,
} from '../domain.ts'
import { type Cells, runsOf } from './runs.ts'
import { YEARS } from './year.ts'

/** Columns of `fuels.csv` and `electricity.csv`: emissions of a gigajoule of the carrier as used. */
export const ENERGY_COLUMNS = [
  'carrier',
  'places',
  'yearFrom',
  'yearTo',
  'kg CO2/GJ',
  'kg CH4/GJ',
  'kg N2O/GJ',
  'kg CO2e/GJ not split',
  'kg CO2e/GJ of losses',
  'kg biogenic CO2/GJ',
  'kg CO2e/GJ well-to-tank',
  'records',
] as const

const GJ = 1000

/** The mode whose engines stand for a carrier. */
const MODE_OF: Partial<Readonly<Record<EnergyCarrier, 'flight' | 'cargo-ship'>>> = {
  'jet-kerosene': 'flight',
  'aviation-gasoline': 'flight',
  'residual-fuel-oil': 'cargo-ship',
}

/** What a gigajoule of each carrier emits, in some places and every year. */
export function resolveEnergy(
  set: FactorSet,
  places: readonly string[],
): { fuels: readonly Cells[]; electricity: readonly Cells[] } {
  const resolve = (carrier: EnergyCarrier): readonly Cells[] => {
    const byPlace = new Map(places.map((place) => [place, resolvedYears(set, carrier, place, YEARS)]))
    return runsOf(byPlace).map(({ places: some, yearFrom, yearTo, cells }) => [
      carrier,
      some.length === places.length ? 'all' : some.join(' '),
      yearFrom,
      yearTo,
      ...cells,
    ])
  }
  return {
    fuels: ENERGY_CARRIERS.filter((carrier) => carrier !== 'electricity').flatMap(resolve),
    electricity: resolve('electricity'),
  }
}

/** What a gigajoule of a carrier emits in a place, by year. */
export const resolvedYears = (
  set: FactorSet,
  carrier: EnergyCarrier,
  place: string,
  years: readonly number[],
): ReadonlyMap<number, readonly Cells[]> =>
  new Map(years.map((year) => [year, [cellsOf(set, carrier, place, year)]] as const))

function cellsOf(set: FactorSet, carrier: EnergyCarrier, place: string, year: number): Cells {
  const country = place.slice(0, 2)
  const pointer = '/demand/0'
  const grid = place.includes('-') ? { electricity: { pointer: '/electricity', grid: place } } : {}
  const row = {
    pointer,
    mode: MODE_OF[carrier] ?? 'bus',
    energy: { value: GJ, unit: 'MJ', pointer },
    carrier,
  } as const
  try {
    const made = estimateUnits({ ...nothingStated(country, year), ...grid, demand: [row] }, set)
    const [line] = made.lines
    if (!line) return ['no line', '', '', '', '', '', '', '']
    const records = made.assumptions.map(({ record }) => record).filter(({ kind }) => kind !== 'gwp')
    return [...amountsOf(line), records.map(({ id }) => id).join(' ')]
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    return ['refused', '', '', '', '', '', '', error.refusals.map(({ detail }) => detail).join(' ')]
  }
}

function amountsOf({ products }: EstimateLine): Cells {
  const sum = (quantity: string, wanted: (scope: string | undefined) => boolean): number | string => {
    const found = products.filter((product) => product.quantity === quantity && wanted(product.scope))
    if (found.length === 0) return ''
    return Number(found.reduce((total, { value }) => total + value, 0).toPrecision(6))
  }
  const used = (scope: string | undefined): boolean => scope !== '3'
  const lost = (scope: string | undefined): boolean => scope === '3'
  const any = (): boolean => true
  const ofLosses = sum('co2e-unsplit', lost)
  return [
    sum('co2', used),
    sum('ch4', used),
    sum('n2o', used),
    sum('co2e-unsplit', used),
    ofLosses === '' ? sum('co2', lost) : ofLosses,
    sum('biogenic-co2', any),
    sum('well-to-tank', any),
  ]
}
