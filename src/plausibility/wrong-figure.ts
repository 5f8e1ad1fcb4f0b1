import { type Band, judge, numberText, type Verdict } from './band.ts'

/** A figure that the caller stated, and what it adds to the figure per inhabitant. */
export interface Addend {
  readonly pointer: string
  readonly value: number
  readonly unit: string
  /** In the unit of the sum. */
  readonly amount: number
}

/** The stated figure that is likeliest wrong, and what it may have been. */
export interface WrongFigure {
  readonly pointer: string
  /** The likeliest first; empty if no common slip makes the figure usual. */
  readonly hints: readonly string[]
  /** By how much the slip moved it; undefined if none is known. */
  readonly slip?: Slip
  /** The slip is in this one figure of several, and the others are right. */
  readonly isOfOne?: boolean
}

/** What is written wrong most often: a digit, thousands, a left-out "million", a left-out "billion". */
const SLIPS = [10, 1e3, 1e6, 1e9] as const
export type Slip = (typeof SLIPS)[number]

/** No metropolitan area has more inhabitants. */
const MAX_PERSONS = 4e7
/** A population below this may be one in thousands. */
const THOUSANDS_BELOW = 10_000

/** So near that rounding makes the difference. */
const A_TOUCH = 1e-9

/** The slip that brings a figure per inhabitant nearest to the middle of its usual range, not just inside one end. */
export function slipOf(value: number, { side }: Verdict, limits: Band): Slip | undefined {
  const distance = (slip: Slip): number => offMiddle(mended(value, side, slip), limits)
  const usual = SLIPS.filter((slip) => judge(mended(value, side, slip), limits) === undefined)
  return usual.reduce<Slip | undefined>(
    (best, slip) => (best === undefined || distance(slip) < distance(best) ? slip : best),
    undefined,
  )
}

/** The largest of some figures, which is likeliest wrong. */
export const largestOf = (addends: readonly Addend[]): Addend =>
  addends.reduce((one, other) => (other.amount > one.amount ? other : one))

/** What may have been meant by a stated figure; nothing if no common slip brings the value nearer to the middle. */
export function slipHints(
  value: number,
  side: Verdict['side'],
  middle: number,
  { value: stated, unit }: Addend,
): readonly string[] {
  const slip = nearestSlip(value, side, middle)
  return slip === undefined ? [] : [`${countText(mended(stated, side, slip))} ${unit} may be meant`]
}

/** The slip that brings a figure nearest to the middle of its range. */
const nearestSlip = (value: number, side: Verdict['side'], middle: number): Slip | undefined =>
  SLIPS.reduce<{ readonly slip: Slip | undefined; readonly off: number }>(
    (best, slip) => {
      const off = Math.abs(Math.log(mended(value, side, slip) / middle))
      return off < best.off ? { slip, off } : best
    },
    { slip: undefined, off: Math.abs(Math.log(value / middle)) },
  ).slip

const mended = (value: number, side: Verdict['side'], slip: number): number =>
  side === 'above' ? value / slip : value * slip

/** The least slip in one figure of a sum that is too large which makes the sum usual; a larger one would make it nothing. */
function slipInSum(
  value: number,
  largest: Addend,
  addends: readonly Addend[],
  limits: Band,
): { readonly slip: Slip; readonly mended: number } | undefined {
  const part = (value * largest.amount) / addends.reduce((sum, { amount }) => sum + amount, 0)
  return SLIPS.filter((slip) => slip !== 10)
    .map((slip) => ({ slip, mended: value - part + part / slip }))
    .find(({ mended: sum }) => judge(sum, limits) === undefined)
}

function offMiddle(value: number, { usual: { atLeast, atMost } }: Band): number {
  return Math.abs(Math.log(value / Math.sqrt((atLeast ?? 0) * (atMost ?? 0))))
}

/**
 * Finds what is wrong with a figure per inhabitant: the population, or the largest of the figures that were added up. Where
 * others of these are right, a slip in one explains the sum, and no slip of the population does.
 *
 * @param addends at least the stated figures that the sum has, in any order
 */
export function wrongFigure(
  value: number,
  verdict: Verdict,
  limits: Band,
  persons: number,
  unit: string,
  addends: readonly Addend[],
): WrongFigure {
  const { side } = verdict
  const slip = slipOf(value, verdict, limits)
  const largest = addends.reduce<Addend | undefined>(
    (most, one) => (most && most.amount >= one.amount ? most : one),
    undefined,
  )
  const inOne = side === 'above' && largest ? slipInSum(value, largest, addends, limits) : undefined
  if (largest && inOne) {
    const { slip: ofOne, mended: sum } = inOne
    const isNearer =
      slip === undefined || offMiddle(sum, limits) < offMiddle(mended(value, side, slip), limits) - A_TOUCH
    const hint = slipHint(mended(largest.value, side, ofOne), largest.unit, sum, unit)
    if (isNearer) return { pointer: largest.pointer, slip: ofOne, isOfOne: addends.length > 1, hints: [hint] }
  }
  const ofCity = '/city/population'
  if (slip === undefined) return { pointer: ofCity, hints: [] }
  const otherPersons = side === 'above' ? persons * slip : persons / slip
  const usual = `${numberText(mended(value, side, slip))} ${unit}`
  const population = `a population of ${numberText(otherPersons)} would make it ${usual}`
  const amount =
    largest && `${countText(mended(largest.value, side, slip))} ${largest.unit} would make it ${usual}`
  if (!largest || amount === undefined || isOfPopulation(slip, side, persons, otherPersons))
    return {
      pointer: ofCity,
      slip,
      hints: slip === 10 || amount === undefined ? [population] : [population, amount],
    }
  return { pointer: largest.pointer, slip, hints: [amount] }
}

function isOfPopulation(slip: Slip, side: Verdict['side'], persons: number, otherPersons: number): boolean {
  if (slip === 10) return true
  if (side === 'below') return persons > MAX_PERSONS
  return slip === 1e3 && persons < THOUSANDS_BELOW && otherPersons <= MAX_PERSONS
}

/** What another figure would make of a sum. */
export const slipHint = (value: number, unit: string, sum: number, unitOfSum: string): string =>
  `${countText(value)} ${unit} would make it ${numberText(sum)} ${unitOfSum}`

/** With a word of scale, as a caller would write it. */
function countText(value: number): string {
  if (value >= 1e9) return `${numberText(value / 1e9)} billion`
  if (value >= 1e6) return `${numberText(value / 1e6)} million`
  return numberText(value)
}
