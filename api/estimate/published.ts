import type { Allocation } from '../../src/index.ts'

/** Emissions that the publisher of a dataset gives for the same activity. */
export interface PublishedFigure {
  /** As the import names it, such as `co2e-gpc`. */
  readonly quantity: string
  readonly amount: number
  readonly unit: string
  readonly source: string
}

/** What a published quantity counts as an allocation does; undefined for one that none counts so. */
const COUNTED_AS: Readonly<Record<string, Allocation>> = {
  'co2e-gpc': 'induced-activity',
  'co2e-full': 'geographic',
}

/** A published figure beside the estimate of the same activity. */
export interface Beside extends Omit<PublishedFigure, 'amount'> {
  readonly value: number
  /** Estimate ÷ published; null if they do not count the same, or not in the same unit. */
  readonly ratio: number | null
}

/** @param co2eT the estimate of the same activity; undefined if there is none */
export const besidePublished = (
  published: readonly PublishedFigure[],
  allocation: Allocation,
  co2eT: number | undefined,
): readonly Beside[] =>
  published.map(({ amount, ...one }) => ({
    ...one,
    value: amount,
    ratio:
      co2eT !== undefined && COUNTED_AS[one.quantity] === allocation && one.unit === 't' && amount > 0
        ? co2eT / amount
        : null,
  }))
