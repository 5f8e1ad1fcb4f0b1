import type { Notice, NoticeCode, Refusal, RefusalCode } from '../issues/issue.ts'
import { type Band, numberText, rangeText, type Verdict } from './band.ts'

/** One question of whether a figure can be true, with its codes and the reason of its bounds. */
export interface Check {
  readonly notice: NoticeCode
  /** Absent: no value is impossible. */
  readonly refusal?: RefusalCode
  /** What is judged, as a sentence begins with it. */
  readonly quantity: string
  readonly unit: string
  /** Where the bounds come from, source or convention. */
  readonly why: string
  /** What commonly makes it too small, and too large; the likeliest first. */
  readonly below: readonly string[]
  readonly above: readonly string[]
}

/** A figure that lies outside its band. */
export interface Finding extends Verdict {
  readonly check: Check
  /** What the figure is of: a mode, a carrier, or the city. */
  readonly subject: string
  readonly value: number
  readonly band: Band
  /** The likeliest culprit in the request. */
  readonly pointer: string
  /** An explanation that this estimate suggests, before the common ones. */
  readonly hint?: string
}

const explanationsOf = ({ check, side, hint }: Finding): readonly string[] =>
  hint === undefined ? check[side] : [hint, ...check[side]]

function detailOf(finding: Finding): string {
  const { check, subject, value, band, severity } = finding
  const { quantity, unit, why } = check
  const known =
    severity === 'notice'
      ? `usual is ${rangeText(band.usual)}`
      : `possible is ${rangeText(band.possible)}, usual ${rangeText(band.usual)}`
  return `${quantity}, ${subject}: ${numberText(value)} ${unit}; ${known}. ${why} Perhaps: ${explanationsOf(finding).join('; ')}.`
}

/** A figure that is unusual, as it rides on a result. */
export function noticeOf(finding: Finding): Notice {
  const { check, value, band, pointer } = finding
  return {
    code: check.notice,
    detail: detailOf(finding),
    pointer,
    found: { value, unit: check.unit, ...band.usual },
  }
}

/** A figure that cannot be, as it refuses a request; undefined for one that is only unusual. */
export function refusalOf(finding: Finding): Refusal | undefined {
  const { check, severity, pointer } = finding
  if (severity !== 'refusal' || check.refusal === undefined) return undefined
  return { code: check.refusal, pointer, detail: detailOf(finding), candidates: explanationsOf(finding) }
}
