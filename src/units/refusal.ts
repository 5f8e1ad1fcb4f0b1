import type { RefusalCode } from '../issues/issue.ts'

/** The refusals that reading a quantity can end in. */
export type QuantityRefusalCode = Extract<
  RefusalCode,
  | 'unit-unknown'
  | 'unit-ambiguous'
  | 'unit-mismatch'
  | 'quantity-malformed'
  | 'quantity-out-of-range'
  | 'cause-negative'
>

/** A quantity that cannot be read. The caller of `src/units` knows the place and adds it. */
export class QuantityRefused extends Error {
  readonly code: QuantityRefusalCode
  readonly detail: string
  /** What would have been read, nearest first; absent where nothing is near. */
  declare readonly candidates?: readonly string[]

  constructor(code: QuantityRefusalCode, detail: string, candidates?: readonly string[]) {
    super(`${code}: ${detail}`)
    this.name = 'QuantityRefused'
    this.code = code
    this.detail = detail
    if (candidates && candidates.length > 0) this.candidates = candidates
  }
}

/** No quantity and no unit is longer than this many characters; longer text is refused unread. */
export const MAX_TEXT_LENGTH = 80
