/** An end that is absent is not judged. */
export interface Range {
  readonly atLeast?: number
  readonly atMost?: number
}

/** What a figure usually is, and what it can be at all. The second range holds the first. */
export interface Band {
  readonly usual: Range
  readonly possible: Range
}

export const range = (atLeast: number | undefined, atMost: number | undefined): Range => ({
  ...(atLeast === undefined ? {} : { atLeast }),
  ...(atMost === undefined ? {} : { atMost }),
})

/** How far beyond the usual a figure is impossible where nothing physical bounds it: a digit, and no mere outlier. */
const A_DIGIT = 10

/** A band that ends a factor of ten beyond what is usual, unless the ends of the possible are named. */
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

/** How a figure lies to its band; undefined where it is usual. */
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

/** Ends belong to their range. */
export function judged(value: number, { usual, possible }: Band): Verdict | undefined {
  if (possible.atMost !== undefined && value > possible.atMost) return ABOVE.refusal
  if (possible.atLeast !== undefined && value < possible.atLeast) return BELOW.refusal
  if (usual.atMost !== undefined && value > usual.atMost) return ABOVE.notice
  if (usual.atLeast !== undefined && value < usual.atLeast) return BELOW.notice
  return undefined
}

/** A range in words, such as `0.4 to 14`. */
export function rangeText({ atLeast, atMost }: Range): string {
  if (atLeast === undefined) return atMost === undefined ? 'any' : `at most ${numberText(atMost)}`
  return atMost === undefined
    ? `at least ${numberText(atLeast)}`
    : `${numberText(atLeast)} to ${numberText(atMost)}`
}

/** A number with as many digits as a reader compares by. */
export const numberText = (value: number): string => String(Number(value.toPrecision(4)))
