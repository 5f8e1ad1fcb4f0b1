import type { Refusal, RefusalCode } from '../issues/issue.ts'
import { LAST_YEAR } from './lever.ts'

/** The years that would be accepted, as far as they are known. */
export const acceptedYears = (first: number | undefined, last: number = LAST_YEAR): string =>
  first === undefined ? `by ${last}` : `from ${first} to ${last}`

/** The year after one, if that is known. */
export const yearAfter = (year: number | undefined): number | undefined =>
  year === undefined ? undefined : year + 1

/** A fault of a scenario, with what would be accepted. */
export const refuse = (
  code: RefusalCode,
  pointer: string,
  detail: string,
  candidates?: readonly string[],
): Refusal => ({ code, pointer, detail, ...(candidates === undefined ? {} : { candidates }) })
