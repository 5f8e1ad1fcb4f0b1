import {
  type Estimate,
  type EstimateLine,
  EstimateRefused,
  estimateUnits,
  type FactorRecord,
  type FactorSet,
  type Mode,
  nothingStated,
} from '../../src/index.ts'
import { logarithmicMean } from '../../src/kernel/logarithmic-mean.ts'

/** What moves the emissions of a constant distance from one year to the next. Each is a share of the year before. */
export interface StepParts {
  /** Energy per vehicle-km of the same vehicles, and their CH4 and N2O. */
  readonly level: number
  /** Shares of classes and powertrains. */
  readonly fleet: number
  /** Fossil carbon in the fuel as sold, as far as its blend moved. */
  readonly blend: number
  /** Emissions of electricity, as far as its grid moved. */
  readonly grid: number
  /** Level and fleet in a year that the set declares a break of. */
  readonly break: number
  /** What none of these explains. */
  readonly rest: number
}
export const PARTS = [
  'level',
  'fleet',
  'blend',
  'grid',
  'break',
  'rest',
] as const satisfies readonly (keyof StepParts)[]

/** The step of a mode in a country whose level and fleet move most, by energy. */
export interface Trend {
  readonly country: string
  readonly mode: Mode
  readonly firstYear: number
  readonly lastYear: number
  /** The later year of the step. */
  readonly year: number
  /** How much the whole moves in it. */
  readonly step: number
  /** How much the mean energy moves: level and fleet alone, whatever carbon their carriers hold; 0 in a declared break. */
  readonly energyStep: number
  readonly parts: StepParts
}

export const TREND_YEARS: readonly number[] = Array.from({ length: 36 }, (_, index) => 1990 + index)

/** Every country and mode that the set has a level or an energy intensity of. */
export function trendsOf(
  set: FactorSet,
  isWanted: (country: string) => boolean = () => true,
): readonly Trend[] {
  const pairs = new Map<string, readonly [country: string, mode: Mode]>()
  for (const { kind, mode, region, role } of set.content.records)
    if ((kind === 'energy-level' || kind === 'energy-intensity') && role === undefined && mode !== undefined)
      if (region.length === 2 && isWanted(region)) pairs.set(`${region}|${mode}`, [region, mode])
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, pair]) => trendOf(...pair, set) ?? [])
}

/** Every step that can be estimated on both sides. */
export function stepsOf(country: string, mode: Mode, set: FactorSet): readonly Trend[] {
  const isBreak = breaksOf(set)
  const years = TREND_YEARS.flatMap((year) => {
    const made = driven(country, mode, year, set)
    return made ? [{ year, made, cells: cellsOf(made) }] : []
  })
  return years.slice(1).flatMap((after, index) => {
    const before = years[index]
    if (!before || before.year !== after.year - 1) return []
    const whole = sumOf(before.cells)
    if (!(whole > 0)) return []
    const parts = partsOf(before, after, whole, isBreak)
    const energyStep = isBreak(after.made, after.year)
      ? 0
      : energyOf(after.cells) / energyOf(before.cells) - 1
    const [firstYear, lastYear] = [years[0]?.year ?? before.year, years.at(-1)?.year ?? after.year]
    return [
      {
        country,
        mode,
        firstYear,
        lastYear,
        year: after.year,
        step: sumOf(after.cells) / whole - 1,
        energyStep,
        parts,
      },
    ]
  })
}

function trendOf(country: string, mode: Mode, set: FactorSet): Trend | undefined {
  const [first, ...others] = stepsOf(country, mode, set)
  const size = (trend: Trend): number => Math.abs(trend.energyStep)
  return first && others.reduce((largest, one) => (size(one) > size(largest) ? one : largest), first)
}

/** CO2e of vehicles of one class and powertrain on one carrier, and what it is the product of. */
interface Cell {
  readonly isElectric: boolean
  readonly vkm: number
  energyMj: number
  /** CO2, or of electricity all CO2e. */
  kg: number
  /** CO2e of CH4 and N2O. */
  otherKg: number
}

interface Made {
  readonly year: number
  readonly made: Estimate
  readonly cells: ReadonlyMap<string, Cell>
}

const DISTANCE_VKM = 1e6

function driven(country: string, mode: Mode, year: number, set: FactorSet): Estimate | undefined {
  const pointer = '/demand/0'
  const vehicleDistance = { value: DISTANCE_VKM, unit: 'vkm', pointer: `${pointer}/vehicleDistance` } as const
  try {
    return estimateUnits(
      { ...nothingStated(country, year), demand: [{ pointer, mode, vehicleDistance }] },
      set,
    )
  } catch (error) {
    if (error instanceof EstimateRefused) return undefined
    throw error
  }
}

/** What a fleet is split by. */
const kindOf = ({ vehicleClass = 'average', powertrain = 'mixed' }: EstimateLine): string =>
  `${vehicleClass}|${powertrain}`

function cellsOf({ lines, gwp }: Estimate): ReadonlyMap<string, Cell> {
  const distances = new Map<string, number>()
  const of = ({ products }: EstimateLine, quantity: string): number =>
    products.reduce((sum, product) => (product.quantity === quantity ? sum + product.value : sum), 0)
  for (const line of lines) {
    const kind = kindOf(line)
    distances.set(kind, Math.max(distances.get(kind) ?? 0, of(line, 'vehicle-distance')))
  }
  const cells = new Map<string, Cell>()
  for (const line of lines) {
    const { carrier = '' } = line
    const kind = kindOf(line)
    const isElectric = carrier === 'electricity'
    const key = `${kind}|${carrier}`
    const cell = cells.get(key) ?? {
      ...{ isElectric, vkm: distances.get(kind) ?? 0 },
      ...{ energyMj: 0, kg: 0, otherKg: 0 },
    }
    const other = of(line, 'ch4') * gwp.ch4 + of(line, 'n2o') * gwp.n2o
    cell.energyMj += of(line, 'energy')
    cell.kg += of(line, 'co2') + of(line, 'co2e-unsplit') + (isElectric ? other : 0)
    cell.otherKg += isElectric ? 0 : other
    cells.set(key, cell)
  }
  return cells
}

const energyOf = (cells: ReadonlyMap<string, Cell>): number =>
  [...cells.values()].reduce((sum, { energyMj }) => sum + energyMj, 0)

const sumOf = (cells: ReadonlyMap<string, Cell>): number =>
  [...cells.values()].reduce((sum, { kg, otherKg }) => sum + kg + otherKg, 0)

/** Additive logarithmic-mean Divisia index (LMDI-I) over the cells; a powertrain that comes or goes is the fleet's. */
function partsOf(
  before: Made,
  after: Made,
  whole: number,
  isBreak: (made: Estimate, year: number) => boolean,
): StepParts {
  const parts = { level: 0, fleet: 0, blend: 0, grid: 0, break: 0, rest: 0 }
  // A declared break is one of the mode's mean: of its vehicles, or of what they are.
  const isDeclared = isBreak(after.made, after.year)
  const level = isDeclared ? 'break' : 'level'
  const fleet = isDeclared ? 'break' : 'fleet'
  const change = (weight: number, from: number, to: number): number =>
    from > 0 && to > 0 ? weight * Math.log(to / from) : 0
  for (const key of new Set([...before.cells.keys(), ...after.cells.keys()])) {
    const from = before.cells.get(key)
    const to = after.cells.get(key)
    if (!from || !to || !(from.energyMj > 0 && to.energyMj > 0)) {
      parts[fleet] += (to ? to.kg + to.otherKg : 0) - (from ? from.kg + from.otherKg : 0)
      continue
    }
    const weight = logarithmicMean(from.kg, to.kg)
    parts[fleet] += change(weight, from.vkm, to.vkm)
    parts[level] += change(weight, from.energyMj / from.vkm, to.energyMj / to.vkm)
    const carbon = change(weight, from.kg / from.energyMj, to.kg / to.energyMj)
    const own = change(weight, 1, carbonMoved(before.made, after.made, from.isElectric, key))
    const explained = Math.sign(carbon) * Math.min(Math.abs(carbon), Math.abs(own) * (1 + 1e-6))
    parts[from.isElectric ? 'grid' : 'blend'] += explained
    parts.rest += carbon - explained
    const others = logarithmicMean(from.otherKg, to.otherKg)
    parts[fleet] += change(others, from.vkm, to.vkm)
    parts[level] += change(others, from.otherKg / from.vkm, to.otherKg / to.vkm)
  }
  return Object.fromEntries(
    Object.entries(parts).map(([name, kg]) => [name, kg / whole]),
  ) as unknown as StepParts
}

/** The ratio by which the records of a fuel, or of the grid, move from one year to the other. */
function carbonMoved(before: Estimate, after: Estimate, isElectric: boolean, key: string): number {
  const carrier = key.split('|').at(-1) ?? ''
  const ratio = (kind: FactorRecord['kind'], of: (value: number) => number): number => {
    const [from, to] = [before, after].map((made) => recordOf(made, kind, isElectric ? undefined : carrier))
    return from && to ? of(to.canonicalValue) / of(from.canonicalValue) : 1
  }
  const kept = (share: number): number => 1 - share
  if (isElectric) return ratio('grid-intensity', (value) => value) / ratio('grid-loss', kept)
  return ratio('biofuel-share', kept) * ratio('fuel-factor', (value) => value)
}

function recordOf(
  { assumptions }: Estimate,
  kind: FactorRecord['kind'],
  carrier: string | undefined,
): FactorRecord | undefined {
  const found = assumptions.find(
    ({ record }) =>
      record.kind === kind &&
      (carrier === undefined || record.carrier === carrier) &&
      (!('gas' in record) || record.gas === undefined || record.gas === 'co2' || record.gas === 'co2e'),
  )
  return found?.record.kind === kind ? (found.record as FactorRecord) : undefined
}

/** Whether an estimate of a year takes a series that breaks in it. */
function breaksOf({ content }: FactorSet): (made: Estimate, year: number) => boolean {
  const { breaks = [] } = content
  const broken = new Set(breaks.map(({ series, year }) => `${series}|${year}`))
  return ({ assumptions }, year) =>
    assumptions.some(({ record }) => 'series' in record && broken.has(`${record.series}|${year}`))
}
