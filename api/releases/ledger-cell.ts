import { createHash } from 'node:crypto'
import { type Figures, type GivenFlow, GRAIN_LENGTHS } from '../../src/index.ts'
import type { Dataset } from '../store/datasets.ts'
import type { LedgerCell, SettledCell } from '../store/released.ts'
import { figuresOf } from './revisions.ts'

const sha256 = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/**
 * The pool of a dataset: all datasets of an owner have the same contributors, unless they are said to have others. Texts
 * that look alike are one owner.
 */
export const poolOf = ({ owner, pool }: Dataset): string =>
  sha256(['pool', owner.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim(), pool ?? ''])

/** What a cell of a release is of. */
export interface LedgerKey {
  readonly city: string
  readonly mode: string
  readonly period: string
  /** Of what begins in a zone of the city, and of what ends in one. */
  readonly zone?: string
  readonly destination?: string
}

/** A city in a year. */
export const placeOf = (pool: string, { city, period }: Pick<LedgerKey, 'city' | 'period'>): string =>
  sha256([pool, city, period.slice(0, GRAIN_LENGTHS.year)])

export const cellOf = (pool: string, { city, mode, period, zone, destination }: LedgerKey): string =>
  sha256([pool, city, mode, period, ...(zone === undefined ? [] : [zone, destination ?? null])])

/** The digest of what was given out; empty for nothing. */
export const figuresDigest = (figures: Figures | undefined): string =>
  figures === undefined
    ? ''
    : sha256(
        Object.entries(figures)
          .filter(([, value]) => value !== null)
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      )

const ledgerCellOf = (pool: string, cell: LedgerKey & { readonly figures?: Figures }): LedgerCell => ({
  place: placeOf(pool, cell),
  cell: cellOf(pool, cell),
  figures: figuresDigest(cell.figures),
})

/** What the ledger keeps of a release. */
export const ledgerOf = (
  pool: string,
  settled: readonly SettledCell[],
  flows: readonly GivenFlow[],
): readonly LedgerCell[] => [
  ...settled.map((cell) =>
    ledgerCellOf(pool, {
      city: cell.city,
      mode: cell.mode ?? '',
      period: cell.period,
      ...(cell.isGiven ? { figures: figuresOf(cell) } : {}),
    }),
  ),
  ...flows.map((flow) => ledgerCellOf(pool, flow)),
]
