import type { Scope } from '../../src/index.ts'
import { getKnown, knownOf } from '../estimate/figure-schema.ts'
import { UNSUMMED_REF } from './ecrf-form.ts'
import type { InventoryDocument } from './schema.ts'

type Row = InventoryDocument['rows'][number]
type Detail = Row['details'][number]

/**
 * The sum of the rows of a scope that have a number, in t CO2e.
 *
 * @returns undefined if no row has one: a sum of nothing is not 0
 */
export function scopeSum(rows: readonly Row[], scope: Scope): number | undefined {
  const known = rows.flatMap((row) =>
    row.scope === scope && row.ref !== UNSUMMED_REF && row.emissions
      ? [getKnown(row.emissions.co2e).value]
      : [],
  )
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0)
}

/** The rows that occur but are not estimated, and therefore are in no sum. */
export const notEstimated = (rows: readonly Row[]): readonly string[] =>
  rows.filter(({ notationKey, ref }) => notationKey === 'NE' && ref !== UNSUMMED_REF).map(({ ref }) => ref)

/**
 * Tonnes of a gas, or of its known part; null if nothing of it is known, which is not 0.
 */
export function gasTonnes({ emissions, emissionFactor }: Detail, gas: 'co2' | 'ch4' | 'n2o'): number | null {
  const known = knownOf(emissions[gas])
  return known === undefined || (known.value === 0 && emissionFactor[gas] === null) ? null : known.value
}

/** Why gases of an activity are unknown, in part or all, each reason once. */
export function gasReasons({ emissions: { co2, ch4, n2o } }: Detail): readonly string[] {
  return [...new Set([co2, ch4, n2o].flatMap((gas) => (gas.value === null ? [gas.reason] : [])))]
}
