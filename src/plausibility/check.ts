import type { Notice, NoticeCode, Refusal, RefusalCode } from '../issues/issue.ts'
import { type Band, numberText, rangeText, type Verdict } from './band.ts'

/** Asks whether a figure can be true. */
export interface Check {
  readonly notice: NoticeCode
  /** Absent: no value is impossible. */
  readonly refusal?: RefusalCode
  /** The checked quantity, as the beginning of a sentence. */
  readonly quantity: string
  readonly unit: string
  /** Why the bounds are what they are: a source or a convention. */
  readonly why: string
  /** Common causes of a value that is too small, and of one that is too large; the likeliest first. */
  readonly below: readonly string[]
  readonly above: readonly string[]
}

/** A figure that lies outside its band. */
export interface Finding extends Verdict {
  readonly check: Check
  /** A mode, a carrier, or the city. */
  readonly subject: string
  readonly value: number
  readonly band: Band
  /** The likeliest culprit in the request. */
  readonly pointer: string
  /** Causes that this estimate suggests; they come before the common ones. */
  readonly hints?: readonly string[]
}

const explanationsOf = ({ check, side, hints = [] }: Finding): readonly string[] => [...hints, ...check[side]]

function detailOf(finding: Finding): string {
  const { check, subject, value, band, severity } = finding
  const { quantity, unit, why } = check
  const known =
    severity === 'notice'
      ? `usual: ${rangeText(band.usual)}`
      : `possible: ${rangeText(band.possible)}, usual: ${rangeText(band.usual)}`
  return `${quantity}, ${subject}: ${numberText(value)} ${unit}; ${known}. ${why} Likely causes: ${explanationsOf(finding).join('; ')}.`
}

/** The notice of an unusual figure; it does not stop the estimate. */
export function noticeOf(finding: Finding): Notice {
  const { check, value, band, pointer } = finding
  return {
    code: check.notice,
    detail: detailOf(finding),
    pointer,
    found: { value, unit: check.unit, ...band.usual },
  }
}

/** The refusal of an impossible figure; undefined if the figure is only unusual. */
export function refusalOf(finding: Finding): Refusal | undefined {
  const { check, severity, pointer } = finding
  if (severity !== 'refusal' || check.refusal === undefined) return undefined
  return { code: check.refusal, pointer, detail: detailOf(finding), candidates: explanationsOf(finding) }
}
