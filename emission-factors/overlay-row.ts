import type { FactorKind, FactorRecord, FactorSubject, OwnField, Refusal } from './domain.ts'

/** Where a figure of the city's own is from, as the caller states it. */
export interface OwnSource {
  readonly title: string
  readonly publisher?: string | undefined
  readonly published?: string | undefined
  readonly url?: string | undefined
  readonly licence?: string | undefined
  readonly locator?: string | undefined
}

/** A figure of the city's own as stated: in the place of a record, or of a subject. */
export interface OverlayRow extends Pick<FactorSubject, OwnField> {
  readonly replaces?: string | undefined
  readonly kind?: FactorKind | undefined
  readonly region?: string | undefined
  readonly yearFrom?: number | undefined
  readonly yearTo?: number | undefined
  readonly value: number
  readonly unit: string
  readonly lower?: number | undefined
  readonly upper?: number | undefined
  /** Half the width of the 95 % interval as a share of the value. */
  readonly plusMinus?: number | undefined
  readonly source: OwnSource
  readonly note?: string | undefined
}

/** Whose figures they are. */
export interface OverlayPlace {
  /** The region of a figure that names none. */
  readonly country: string
  /** The same of a grid intensity, where the city names its grid. */
  readonly grid?: string | undefined
  /** Begins the id of every figure. */
  readonly name: string
}

/** Takes a fault of a row. */
export type Report = (refusal: Refusal) => void

/** What a figure speaks of and how it is rated; all of a record but the figure and where it is from. */
export type Subject = Omit<
  FactorRecord,
  'id' | 'value' | 'unit' | 'canonicalValue' | 'canonicalUnit' | 'locator' | 'sourceId'
>

/** Nobody of the project saw the figure in a published table, so it is rated low, as one that is not published is. */
export const OWN_RATING = { tier: 2, quality: 'L', verification: 'unverified' } as const
