import {
  compileFactorSet,
  type EmissionStandard,
  energyMjPerVkm,
  type FactorSet,
  type FactorSetContent,
  findCurve,
  findFactor,
  findGasCurve,
  hotPerVkm,
  type Mode,
  speedInRangeKmPerH,
  type VehicleClass,
} from '../../domain.ts'
import type { FactorRow } from '../../table.ts'
import { EUROPEAN } from './countries.ts'
import { YEARS } from './line.ts'
import type { NationalFigures } from './national-figures.ts'
import { STAGED, stagedShares } from './world/standards.ts'

/** The vehicle whose curves tell how the standards of a mode stand to each other. */
const USUAL: Partial<Readonly<Record<Mode, VehicleClass>>> = {
  car: 'medium',
  taxi: 'medium',
  van: 'n1-iii',
  'rigid-truck': '14-20-t',
  'articulated-truck': '34-40-t',
  bus: 'standard',
  coach: 'standard',
}
/** The mode of the figures that tells the mixture of standards of a mode. */
const FIGURES_OF: Partial<Readonly<Record<Mode, 'car' | 'van' | 'truck' | 'bus'>>> = {
  car: 'car',
  taxi: 'car',
  van: 'van',
  'rigid-truck': 'truck',
  'articulated-truck': 'truck',
  bus: 'bus',
  coach: 'bus',
}
/** Standards are counted from this one. */
const REFERENCE: EmissionStandard = 'euro-4'
const STANDARDS = ['pre-euro', 'euro-1', 'euro-2', 'euro-3', 'euro-4', 'euro-5', 'euro-6'] as const
const SOURCE = 'emep-2019'
const LIGHT: ReadonlySet<Mode> = new Set<Mode>(['car', 'taxi'])
/** Where the curves know less of the distance than this, the mean is not told. */
const LEAST_KNOWN = 0.5
/** A whole trip at the national mean speed of cars, buses and trucks is urban driving; docs/method.md. */
const SITUATION = 'urban'

/** A mean of the standards of a mode, powertrain and country, year by year. */
export interface Mixture {
  readonly kind: 'standard-mixture' | 'direct-factor'
  readonly mode: Mode
  readonly powertrain: 'petrol' | 'diesel'
  readonly region: string
  readonly gas?: 'ch4' | 'n2o'
  readonly unit: string
  readonly points: ReadonlyMap<number, number>
}

interface Indices {
  readonly records: readonly FactorRow[]
  readonly mixtures: readonly Mixture[]
}

/**
 * What the curves of the standards say, beside what a nation drives: the index of each standard, and for each country and
 * year the mean of the indices, of CH4 and of N2O over its vehicles. Computed by the functions that estimates use.
 */
export function standardIndices(content: FactorSetContent, figures: NationalFigures): Indices {
  const set = compileFactorSet(content)
  const records: FactorRow[] = []
  const mixtures: Mixture[] = []
  for (const mode of Object.keys(USUAL) as Mode[])
    for (const powertrain of ['petrol', 'diesel'] as const) {
      const indices = indicesOf(set, mode, powertrain)
      if (!indices) continue
      for (const [standard, value] of indices) records.push(indexRecord(mode, powertrain, standard, value))
      for (const { region } of EUROPEAN) {
        const shares = sharesOf(figures, FIGURES_OF[mode] ?? mode, powertrain, region)
        mixtures.push(...mixturesOf(set, mode, powertrain, region, indices, shares))
      }
      for (const region of STAGED) {
        const shares = stagedShares(figures, FIGURES_OF[mode] ?? 'car', powertrain, region)
        mixtures.push(...mixturesOf(set, mode, powertrain, region, indices, shares))
      }
    }
  return { records, mixtures }
}

function indicesOf(
  set: FactorSet,
  mode: Mode,
  powertrain: 'petrol' | 'diesel',
): ReadonlyMap<EmissionStandard, number> | undefined {
  const at = { region: 'GB', year: YEARS.at(-1) ?? 0 }
  const speed = findFactor(set, { subject: { kind: 'mean-speed', mode }, ...at })?.record.canonicalValue
  if (speed === undefined) return undefined
  const energy = (emissionStandard: EmissionStandard): number | undefined => {
    const vehicleClass = USUAL[mode] as VehicleClass
    const query = { mode, vehicleClass, powertrain, carrier: powertrain, region: 'GB' }
    const found = findCurve(set, { ...query, emissionStandard })
    if (found?.match.technology !== 'exact') return undefined
    const subject = { kind: 'fuel-economy-index', mode: 'car', emissionStandard } as const
    const index = LIGHT.has(mode) ? findFactor(set, { subject, ...at, reach: 'group' }) : undefined
    const economy = index?.match.technology === 'exact' ? index.record.canonicalValue : 1
    return energyMjPerVkm(found.record, speedInRangeKmPerH(found.record, speed)) * economy
  }
  const reference = energy(REFERENCE)
  if (reference === undefined) return undefined
  return new Map(
    STANDARDS.flatMap((standard) => {
      const value = energy(standard)
      return value === undefined ? [] : [[standard, rounded(value / reference)] as const]
    }),
  )
}

function indexRecord(
  mode: Mode,
  powertrain: 'petrol' | 'diesel',
  emissionStandard: EmissionStandard,
  value: number,
): FactorRow {
  return {
    id: `standard-index.${mode}.${powertrain}.${emissionStandard}.${SOURCE}`,
    kind: 'standard-index',
    mode,
    powertrain,
    emissionStandard,
    region: 'GLO',
    value,
    unit: '1',
    tier: 3,
    quality: 'M',
    verification: 'read',
    sourceId: SOURCE,
    locator: `hot energy of ${USUAL[mode]} at the mean speed of the mode, over that of ${REFERENCE}`,
    note: 'Computed: curve of the standard over the curve of Euro 4; Euro 5 and 6 of cars by their fuel-economy index.',
  }
}

function mixturesOf(
  set: FactorSet,
  mode: Mode,
  powertrain: 'petrol' | 'diesel',
  region: string,
  indices: ReadonlyMap<EmissionStandard, number>,
  shares: ReadonlyMap<EmissionStandard, ReadonlyMap<number, number>>,
): readonly Mixture[] {
  if (shares.size === 0) return []
  const mean = (numberOf: (standard: EmissionStandard) => number | undefined): Map<number, number> =>
    new Map(
      YEARS.flatMap((year) => {
        let sum = 0
        let whole = 0
        for (const [standard, points] of shares) {
          const value = numberOf(standard)
          if (value === undefined) continue
          sum += (points.get(year) ?? 0) * value
          whole += points.get(year) ?? 0
        }
        return whole < LEAST_KNOWN ? [] : [[year, rounded(sum / whole)] as const]
      }),
    )
  const common = { mode, powertrain, region }
  const setting = { region, year: YEARS.at(-1) ?? 0 }
  const speed =
    findFactor(set, { subject: { kind: 'mean-speed', mode }, ...setting })?.record.canonicalValue ??
    Number.NaN
  const gases = (['ch4', 'n2o'] as const).flatMap((gas): Mixture[] => {
    const perVkm = (emissionStandard: EmissionStandard): number | undefined => {
      const vehicleClass = USUAL[mode] as VehicleClass
      const of = { mode, vehicleClass, powertrain, carrier: powertrain, emissionStandard, gas, region }
      const found = findGasCurve(set, { ...of, drivingSituation: SITUATION })
      return found && hotPerVkm(found.record, speed)
    }
    if (![...shares.keys()].some((standard) => perVkm(standard) !== undefined)) return []
    return [
      { ...common, kind: 'direct-factor', gas, unit: `g ${gas.toUpperCase()}/vkm`, points: mean(perVkm) },
    ]
  })
  return [
    { ...common, kind: 'standard-mixture', unit: '1', points: mean((standard) => indices.get(standard)) },
    ...gases,
  ]
}

/** Shares of distance by standard; the stages of Euro 6 are one. */
function sharesOf(
  figures: NationalFigures,
  mode: string,
  powertrain: string,
  region: string,
): ReadonlyMap<EmissionStandard, Map<number, number>> {
  const shares = new Map<EmissionStandard, Map<number, number>>()
  for (const [word, standard] of STANDARD_WORDS) {
    const points = figures.points({ measure: 'standard-share', mode, vehicleClass: word, powertrain, region })
    const sum = shares.get(standard) ?? new Map<number, number>()
    for (const [year, share] of points) sum.set(year, (sum.get(year) ?? 0) + share)
    if (points.size > 0) shares.set(standard, sum)
  }
  return shares
}

const STANDARD_WORDS: readonly (readonly [string, EmissionStandard])[] = [
  ['pre-Euro', 'pre-euro'],
  ...(['I', 'II', 'III', 'IV', 'V'] as const).map(
    (roman, index) => [`Euro ${roman}`, `euro-${index + 1}` as EmissionStandard] as const,
  ),
  ...[1, 2, 3, 4, 5].map((number) => [`Euro ${number}`, `euro-${number}` as EmissionStandard] as const),
  ...['Euro 6abc', 'Euro 6d-temp', 'Euro 6d', 'Euro VI A-C', 'Euro VI D-E'].map(
    (word) => [word, 'euro-6'] as const,
  ),
]

const rounded = (value: number): number => Number(value.toPrecision(6))
