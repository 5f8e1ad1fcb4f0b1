/** A missing end is not checked. */
export interface Range {
  readonly atLeast?: number
  readonly atMost?: number
}

/** The usual range of a figure, and the possible range, which contains it. */
export interface Band {
  readonly usual: Range
  readonly possible: Range
}

export const range = (atLeast: number | undefined, atMost: number | undefined): Range => ({
  ...(atLeast === undefined ? {} : { atLeast }),
  ...(atMost === undefined ? {} : { atMost }),
})

/** Without a physical limit, a figure is impossible this many times beyond the usual: a wrong digit, not an outlier. */
const A_DIGIT = 10

/** A band whose possible range ends a factor of ten beyond the usual one, unless `possible` names its ends. */
export function band(usual: Range, possible: Range = {}): Band {
  const { atLeast, atMost } = usual
  return {
    usual,
    possible: range(
      possible.atLeast ?? (atLeast === undefined ? undefined : atLeast / A_DIGIT),
      possible.atMost ?? (atMost === undefined ? undefined : atMost * A_DIGIT),
    ),
  }
}

/** On which side of its band a figure lies, and how serious that is. */
export interface Verdict {
  readonly severity: 'notice' | 'refusal'
  readonly side: 'below' | 'above'
}

const BELOW = {
  notice: { severity: 'notice', side: 'below' },
  refusal: { severity: 'refusal', side: 'below' },
} as const
const ABOVE = {
  notice: { severity: 'notice', side: 'above' },
  refusal: { severity: 'refusal', side: 'above' },
} as const

/** Undefined if the figure is usual. The ends belong to the range. */
export function judge(value: number, { usual, possible }: Band): Verdict | undefined {
  if (possible.atMost !== undefined && value > possible.atMost) return ABOVE.refusal
  if (possible.atLeast !== undefined && value < possible.atLeast) return BELOW.refusal
  if (usual.atMost !== undefined && value > usual.atMost) return ABOVE.notice
  if (usual.atLeast !== undefined && value < usual.atLeast) return BELOW.notice
  return undefined
}

/** For example `0.4 to 14`. */
export function rangeText({ atLeast, atMost }: Range): string {
  if (atLeast === undefined) return atMost === undefined ? 'any' : `at most ${numberText(atMost)}`
  return atMost === undefined
    ? `at least ${numberText(atLeast)}`
    : `${numberText(atLeast)} to ${numberText(atMost)}`
}

/** Four digits: a reader compares no more. */
export const numberText = (value: number): string => String(Number(value.toPrecision(4)))
