import { NOTICES } from './notices.ts'
import { type CodeText, REFUSALS } from './refusals.ts'

export type RefusalCode = keyof typeof REFUSALS
export type NoticeCode = keyof typeof NOTICES

const titlesOf = <Code extends string>(codes: Readonly<Record<Code, CodeText>>) =>
  Object.fromEntries(Object.entries<CodeText>(codes).map(([code, { title }]) => [code, title])) as Readonly<
    Record<Code, string>
  >

export const REFUSAL_TITLES = titlesOf(REFUSALS)
export const NOTICE_TITLES = titlesOf(NOTICES)

/** A fault of the input, with its place. `pointer` is an RFC 6901 pointer into the request. */
export interface Refusal {
  readonly code: RefusalCode
  readonly pointer: string
  readonly detail: string
  /** What would have been accepted, nearest first. */
  readonly candidates?: readonly string[]
}

/** Something to know about a result. */
export interface Notice {
  readonly code: NoticeCode
  readonly detail: string
  readonly pointer?: string
  /** Records that the notice speaks of. */
  readonly records?: readonly string[]
  /** Of an unusual figure: what was found, and the range that is usual. */
  readonly found?: {
    readonly value: number
    readonly unit: string
    readonly atLeast?: number
    readonly atMost?: number
  }
  /** The reason for which the caller stands by the result. */
  readonly acknowledged?: string
}

/** The input cannot be estimated; carries every fault found, at least one. */
export class EstimateRefused extends Error {
  readonly refusals: readonly [Refusal, ...Refusal[]]

  constructor(refusals: readonly [Refusal, ...Refusal[]]) {
    super(refusals.map(({ code, pointer, detail }) => `${code} at ${pointer || '/'}: ${detail}`).join('\n'))
    this.name = 'EstimateRefused'
    this.refusals = refusals
  }
}

/** Throws if anything was refused; every rule pushes, one place throws. */
export function refuseAny(refusals: readonly Refusal[]): void {
  const [first, ...rest] = refusals
  if (first) throw new EstimateRefused([first, ...rest])
}
