import type { FactorRecord, Source } from './record.ts'

/** A figure of the city's own: in the place of one published record, or before all that speak of the same thing. */
export interface OwnFactor {
  /** Its id and its source's id are no ids of any set. */
  readonly record: FactorRecord
  readonly source: Source
  /** The published record whose place it takes, wherever that would be used; absent where it speaks of a subject. */
  readonly replaces?: FactorRecord
  /** Where the caller stated it. */
  readonly pointer: string
}

/** The figures of a city's own that are laid over a released set. */
export interface Overlay {
  /** SHA-256 of what was stated. */
  readonly digest: string
  readonly figures: readonly OwnFactor[]
}

/** Whether a record is a city's own: it is its own source, as no released one is. */
export const isOwnRecord = ({ id, sourceId }: Pick<FactorRecord, 'id' | 'sourceId'>): boolean =>
  id === sourceId

/** Whether a record speaks of a year itself, not only of an earlier one. */
export const covers = ({ yearFrom, yearTo }: FactorRecord, year: number): boolean =>
  yearFrom === undefined || (yearFrom <= year && year <= (yearTo ?? year))
