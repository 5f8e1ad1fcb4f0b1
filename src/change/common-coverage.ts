import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine } from '../estimate/line.ts'
import { co2eWeight } from '../estimate/totals.ts'
import { groupBy } from '../group-by.ts'
import { MODE_PROPERTIES, type Mode, type SubSector } from '../vocabulary.ts'

/** What an estimate speaks of, and another one does not. */
export interface LeftOut {
  /** Of the estimate, in their order. */
  readonly index: number
  readonly what: Part
  readonly modes: readonly Mode[]
}

/** An estimate with the lines of what all speak of, and those that were left out. */
export interface CommonEstimate {
  readonly common: Estimate
  readonly rest: Estimate
}

/**
 * What several estimates all speak of. Passengers, freight, through traffic, ships, aircraft and machines are each a part that
 * an estimate speaks of or not; a mode that is missing in a part that an estimate speaks of was not there, unless modes of it
 * may be withheld.
 *
 * @param mayWithhold of each estimate: whether a mode that is missing may have been there
 */
export function commonCoverage(
  estimates: readonly Estimate[],
  mayWithhold: readonly boolean[] = [],
): {
  readonly estimates: readonly CommonEstimate[]
  readonly leftOut: readonly LeftOut[]
} {
  const parts = estimates.map(({ lines }) => new Set(lines.map(partOf)))
  const modes = estimates.map(({ lines }) => new Set(lines.map(({ mode }) => mode)))
  const travels = estimates.every(({ input }) => input.travel !== undefined)
  // Who counts walking in one year only has not begun to walk; shares of all trips tell what there was.
  const isWalkOfSome = ({ mode }: EstimateLine): boolean =>
    mode !== undefined &&
    !travels &&
    MODE_PROPERTIES[mode].propulsion === 'human' &&
    !modes.every((known) => known.has(mode))
  const isWithheld = ({ mode }: EstimateLine): boolean =>
    mode !== undefined && modes.some((known, index) => mayWithhold[index] === true && !known.has(mode))
  const isOfAll = (line: EstimateLine): boolean =>
    parts.every((known) => known.has(partOf(line))) && !isWithheld(line)
  const isCommon = (line: EstimateLine): boolean => isOfAll(line) && !isWalkOfSome(line)
  return {
    estimates: estimates.map((estimate) => ({
      common: withLines(estimate, isCommon),
      rest: withLines(estimate, (line) => !isCommon(line)),
    })),
    leftOut: estimates.flatMap(({ lines }, index) => {
      const lacking = groupBy(
        lines.filter((line) => !isOfAll(line)),
        partOf,
      )
      return [...lacking].map(([what, some]) => ({
        index,
        what: what as Part,
        modes: [...new Set(some.flatMap(({ mode }) => mode ?? []))],
      }))
    }),
  }
}

/** The CO2e of the lines that an estimate still has [kg]; its totals are those of all it had. */
export function co2eKgOfLines({ lines, gwp }: Estimate): number {
  let sum = 0
  for (const { products } of lines)
    for (const { quantity, value } of products) sum += value * (co2eWeight(quantity, gwp) ?? 0)
  return sum
}

/** Modes that one of two estimates has and the other has not, in a part that both speak of: they came or went. */
export function modesOfOneSide(before: Estimate, after: Estimate): readonly OneSided[] {
  const alone = ({ lines }: Estimate, other: Estimate, side: OneSided['side']): readonly OneSided[] => {
    const known = new Set(other.lines.map(({ mode }) => mode))
    const modes = new Set(lines.flatMap(({ mode }) => (mode && !known.has(mode) ? [mode] : [])))
    return [...modes].map((mode) => ({ side, mode }))
  }
  return [...alone(before, after, 'before'), ...alone(after, before, 'after')].filter(
    ({ mode }) => MODE_PROPERTIES[mode].propulsion !== 'human',
  )
}

interface OneSided {
  readonly side: 'before' | 'after'
  readonly mode: Mode
}

type Part = 'passengers' | 'freight' | 'through traffic' | 'fuel sold' | SubSector

/** Fuel sold to the road is all of it, whoever burnt it. */
function partOf({ mode, flow, subSector }: EstimateLine): Part {
  if (subSector !== 'II.1' && subSector !== 'II.2') return subSector
  if (mode === undefined) return 'fuel sold'
  if (flow === 'through') return 'through traffic'
  return MODE_PROPERTIES[mode].payload === 'freight' ? 'freight' : 'passengers'
}

const withLines = (estimate: Estimate, keeps: (line: EstimateLine) => boolean): Estimate =>
  estimate.lines.every(keeps) ? estimate : { ...estimate, lines: estimate.lines.filter(keeps) }
