import type { RefusalCode } from '../issues/issue.ts'

/** The codes of refusals that reading a quantity can give. */
export type QuantityRefusalCode = Extract<
  RefusalCode,
  | 'unit-unknown'
  | 'unit-ambiguous'
  | 'unit-mismatch'
  | 'quantity-malformed'
  | 'quantity-out-of-range'
  | 'cause-negative'
>

/** A quantity that cannot be read. The caller of `src/units` knows the place in the request and adds it. */
export class QuantityRefused extends Error {
  readonly code: QuantityRefusalCode
  readonly detail: string
  /** Texts that would be accepted, the nearest first; absent if nothing is near. */
  declare readonly candidates?: readonly string[]

  constructor(code: QuantityRefusalCode, detail: string, candidates?: readonly string[]) {
    super(`${code}: ${detail}`)
    this.name = 'QuantityRefused'
    this.code = code
    this.detail = detail
    if (candidates && candidates.length > 0) this.candidates = candidates
  }
}

/** No quantity and no unit needs more characters; a longer text is refused unread. */
export const MAX_TEXT_LENGTH = 80
