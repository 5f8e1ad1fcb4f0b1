import { blendMjPerKg, blendMjPerL, energyShareOfVolume, type FuelComponent } from './blend.ts'
import { type ColdStart, coldStartFactor } from './cold-start.ts'
import { power } from './power.ts'
import { type HotFunction, hotPerVkm, type SpeedCurve, speedInRangeKmPerH } from './speed-curve.ts'
import { insideShare, nearestHalfInside, nearestHalfOutside } from './transboundary.ts'

/**
 * The formulas by which a parameter follows from others. A formula is named and its constants stand beside the name, so
 * that a result can be checked, and drawn again, from what it says alone.
 */
export const FORMULAS = [
  'constant', //               value
  'times-constant', //         x · factor
  'over-constant', //          x ÷ divisor
  'days-of-month', //          x · daysInMonth ÷ daysInYear
  'complement-times-constant', // (1 − x) · factor
  'inside-share', //           length inside the boundary over length of the trip, at most 1
  'nearest-half-inside', //    the part inside of the nearest half of a crossing trip
  'nearest-half-outside', //   the part of that half outside
  'hot-function', //           EMEP/EEA hot function at a speed, moved into the curve's range, · factor
  'cold-start-factor', //      1 + β · (cold over hot − 1)
  'quotient', //               x ÷ y
  'harmonic-mean', //          mean of speeds that shares of the distance are driven at
  'density-index', //          (density ÷ reference density) to the power of a slope
  'energy-share-of-volume', // share of energy from a share of volume, densities and heating values
  'blend-mj-per-kg', //        energy in a kilogram of a blend
  'blend-mj-per-l', //         energy in a litre of a blend
] as const
export type FormulaName = (typeof FORMULAS)[number]

/** The numbers that a formula holds besides its inputs. */
export interface FormulaConstants {
  /** In the unit of the result. */
  readonly constant: { readonly value: number }
  /** Unit of the result over unit of the input. */
  readonly 'times-constant': { readonly factor: number }
  /** Unit of the input over unit of the result. */
  readonly 'over-constant': { readonly divisor: number }
  readonly 'days-of-month': { readonly daysInMonth: number; readonly daysInYear: number }
  readonly 'complement-times-constant': { readonly factor: number }
  readonly 'inside-share': NoConstants
  readonly 'nearest-half-inside': { readonly countedShare: number }
  readonly 'nearest-half-outside': { readonly countedShare: number }
  readonly 'hot-function': HotConstants
  readonly 'cold-start-factor': ColdConstants
  readonly quotient: NoConstants
  readonly 'harmonic-mean': NoConstants
  readonly 'density-index': DensityRange
  readonly 'energy-share-of-volume': NoConstants
  readonly 'blend-mj-per-kg': NoConstants
  readonly 'blend-mj-per-l': NoConstants
}

/**
 * Coefficients of a hot function; its range [km/h], both ends or neither; and what its result is multiplied by: 1 for
 * MJ, 0.001 for g as kg, 1 over the energy at another speed for a ratio.
 */
type HotConstants = HotFunction & {
  readonly minSpeedKmPerH?: number | undefined
  readonly maxSpeedKmPerH?: number | undefined
  readonly factor: number
}

/** Shares of the distance per km and °C, energy ratios per °C, and the longest trip of the fit [km]. */
type ColdConstants = Omit<ColdStart, 'usualTripKm'>

/** The densities that a slope was measured over [persons/km²]; beyond, the index stays what it is at the end. */
interface DensityRange {
  readonly leastPerKm2: number
  readonly mostPerKm2: number
}

type NoConstants = Readonly<Record<never, number>>

/** The formulas of one input that are two straight lines with a corner between them. */
export const BROKEN_LINES: ReadonlySet<FormulaName> = new Set(['nearest-half-inside', 'nearest-half-outside'])

/** The formulas whose inputs come in as many rounds as there are. */
export const REPEATED_INPUTS: ReadonlySet<FormulaName> = new Set(['harmonic-mean'])

/** A formula with its constants. */
export type Rule = {
  readonly [Name in FormulaName]: { readonly formula: Name; readonly constants: FormulaConstants[Name] }
}[FormulaName]

/** The inputs of each formula, in their order, with their units; of `REPEATED_INPUTS` those of one round. */
export const FORMULA_INPUTS = {
  constant: [],
  'times-constant': ['x'],
  'over-constant': ['x'],
  'days-of-month': ['days of a year [d/a]'],
  'complement-times-constant': ['x'],
  'inside-share': ['length inside the boundary [km]', 'mean trip length [km]'],
  'nearest-half-inside': ['share of the distance inside the boundary'],
  'nearest-half-outside': ['share of the distance inside the boundary'],
  'hot-function': ['mean speed [km/h]'],
  'cold-start-factor': ['mean temperature [°C]', 'mean trip length [km]'],
  quotient: ['x', 'y'],
  'harmonic-mean': ['share of the distance', 'speed [km/h]'],
  'density-index': ['density [persons/km²]', 'slope', 'reference density [persons/km²]'],
  'energy-share-of-volume': [
    'share of volume of the biofuel',
    'density of the biofuel [kg/L]',
    'net calorific value of the biofuel [MJ/kg]',
    'density of the fuel [kg/L]',
    'net calorific value of the fuel [MJ/kg]',
  ],
  'blend-mj-per-kg': [
    'share of energy of the biofuel',
    'net calorific value of the biofuel [MJ/kg]',
    'net calorific value of the fuel [MJ/kg]',
  ],
  'blend-mj-per-l': [
    'share of energy of the biofuel',
    'density of the biofuel [kg/L]',
    'net calorific value of the biofuel [MJ/kg]',
    'density of the fuel [kg/L]',
    'net calorific value of the fuel [MJ/kg]',
  ],
} as const satisfies Record<FormulaName, readonly string[]>

/**
 * The value of a derived parameter. Only +, −, ×, ÷, least and greatest, in a fixed order: every machine gets the same
 * bits.
 *
 * @param inputs values in the order of `FORMULA_INPUTS`, in their units
 * @returns not a number where an input is missing
 */
export function evaluate(rule: Rule, inputs: readonly number[]): number {
  const x = inputs[0] ?? Number.NaN
  const second = inputs[1] ?? Number.NaN
  const third = inputs[2] ?? Number.NaN
  switch (rule.formula) {
    case 'constant':
      return rule.constants.value
    case 'times-constant':
      return x * rule.constants.factor
    case 'over-constant':
      return x / rule.constants.divisor
    case 'days-of-month':
      return (x * rule.constants.daysInMonth) / rule.constants.daysInYear
    case 'complement-times-constant':
      return (1 - x) * rule.constants.factor
    case 'inside-share':
      return insideShare(x, second)
    case 'nearest-half-inside':
      return nearestHalfInside(x, rule.constants.countedShare)
    case 'nearest-half-outside':
      return nearestHalfOutside(x, rule.constants.countedShare)
    case 'hot-function':
      return hotPerVkm(rule.constants, speedInRange(rule.constants, x)) * rule.constants.factor
    case 'cold-start-factor':
      return coldStartFactor(rule.constants, second, x)
    case 'quotient':
      return x / second
    case 'harmonic-mean':
      return harmonicMean(inputs)
    case 'density-index': {
      const { leastPerKm2, mostPerKm2 } = rule.constants
      return power(Math.min(Math.max(x, leastPerKm2), mostPerKm2) / third, second)
    }
    case 'energy-share-of-volume':
      return energyShareOfVolume(x, bioOf(inputs), fossilOf(inputs))
    case 'blend-mj-per-kg':
      return blendMjPerKg(x, second, third)
    case 'blend-mj-per-l':
      return blendMjPerL(x, bioOf(inputs), fossilOf(inputs))
  }
}

function speedInRange({ minSpeedKmPerH, maxSpeedKmPerH }: HotConstants, speedKmPerH: number): number {
  if (minSpeedKmPerH === undefined || maxSpeedKmPerH === undefined) return speedKmPerH
  return speedInRangeKmPerH({ minSpeedKmPerH, maxSpeedKmPerH }, speedKmPerH)
}

/** Shares may be of any sum; shares and speeds come in turn. */
function harmonicMean(inputs: readonly number[]): number {
  let whole = 0
  let hours = 0
  for (let index = 0; index < inputs.length; index += 2) {
    const share = inputs[index] as number
    whole += share
    hours += share / (inputs[index + 1] ?? Number.NaN)
  }
  return whole / hours
}

/** The biofuel, whose density and heating value stand behind the share. */
const bioOf = (inputs: readonly number[]): FuelComponent => ({
  densityKgPerL: inputs[1] ?? Number.NaN,
  ncvMjPerKg: inputs[2] ?? Number.NaN,
})

/** The fuel that it is blended into, behind the biofuel. */
const fossilOf = (inputs: readonly number[]): FuelComponent => ({
  densityKgPerL: inputs[3] ?? Number.NaN,
  ncvMjPerKg: inputs[4] ?? Number.NaN,
})

/** A number that needs no other parameter. */
export const constantRule = (value: number): Rule => ({ formula: 'constant', constants: { value } })

/** The energy of a speed curve [MJ/vkm], at a speed moved into its range. */
export function energyCurveRule(curve: SpeedCurve): Rule {
  const { minSpeedKmPerH, maxSpeedKmPerH } = curve
  const constants = { ...coefficientsOf(curve), minSpeedKmPerH, maxSpeedKmPerH, factor: 1 }
  return { formula: 'hot-function', constants }
}

/** The energy of a speed curve at a speed moved into its range, over its energy at another speed [MJ/vkm]. */
export function energyIndexRule(curve: SpeedCurve, usualMjPerVkm: number): Rule {
  const { minSpeedKmPerH, maxSpeedKmPerH } = curve
  const constants = { ...coefficientsOf(curve), minSpeedKmPerH, maxSpeedKmPerH, factor: 1 / usualMjPerVkm }
  return { formula: 'hot-function', constants }
}

/** The CH4 or N2O of a curve whose coefficients give g/vkm [kg/vkm]; it has no range of speeds. */
export function gasCurveRule(curve: HotFunction): Rule {
  return { formula: 'hot-function', constants: { ...coefficientsOf(curve), factor: 1e-3 } }
}

function coefficientsOf({
  alpha,
  beta,
  gamma,
  delta,
  epsilon,
  zeta,
  eta,
  reductionShare,
}: HotFunction): HotFunction {
  return { alpha, beta, gamma, delta, epsilon, zeta, eta, reductionShare }
}

/** Energy with cold starts over energy of warm engines. */
export function coldStartRule(terms: ColdStart): Rule {
  const { share, sharePerKm, sharePerC, sharePerKmC, ratio, ratioPerC, longestTripKm } = terms
  const constants = { share, sharePerKm, sharePerC, sharePerKmC, ratio, ratioPerC, longestTripKm }
  return { formula: 'cold-start-factor', constants }
}
