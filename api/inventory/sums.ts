import type { Scope } from '../../src/index.ts'
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
    row.scope === scope && row.ref !== UNSUMMED_REF && row.emissions ? [row.emissions.co2e.value] : [],
  )
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0)
}

/** The rows that occur but are not estimated, and therefore are in no sum. */
export const notEstimated = (rows: readonly Row[]): readonly string[] =>
  rows.filter(({ notationKey, ref }) => notationKey === 'NE' && ref !== UNSUMMED_REF).map(({ ref }) => ref)

/**
 * Tonnes of a gas, or null if a source gives only CO2e: then the gas is unknown, which is not 0.
 */
export function gasTonnes({ emissions, emissionFactor }: Detail, gas: 'co2' | 'ch4' | 'n2o'): number | null {
  const { value } = emissions[gas]
  return value === 0 && emissionFactor[gas] === null ? null : value
}
