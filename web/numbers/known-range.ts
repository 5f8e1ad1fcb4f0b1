import type { Sum } from '../service/answer-types.ts'
import type { Range } from './figure-text.ts'

/** What is known of a sum: all of it, or the part that is known where a part is not; undefined where nothing is. */
export const knownRange = (figure: Sum | null | undefined): Range | undefined =>
  figure?.value === null ? figure.known : (figure ?? undefined)

/** The known value of a sum, by which rows are put in order. */
export const knownValue = (figure: Sum | null | undefined): number => knownRange(figure)?.value ?? 0

/** Whether a part of a sum is not known, so that it is said as “at least”. */
export const isPartlyKnown = (figure: Sum | null | undefined): boolean => figure?.value === null
