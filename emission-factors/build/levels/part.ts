import type { SeriesRow, YearRow } from '../../series.ts'

/** A series with its years. */
export interface Part {
  readonly series: SeriesRow
  readonly years: readonly YearRow[]
}

export const rounded = (value: number): number => Number(value.toPrecision(6))

/** The source that names from what the levels of a region follow. */
export const sourceOf = (region: string): string => `cordon-levels-${region.toLowerCase()}`
