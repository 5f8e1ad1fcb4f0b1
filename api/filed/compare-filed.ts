import type { NotationKey } from '../../src/index.ts'
import { knownOf } from '../estimate/figure-schema.ts'
import { UNSUMMED_REF } from '../inventory/ecrf-form.ts'
import type { InventoryDocument } from '../inventory/schema.ts'
import { implausibleOf } from './ecrf/filed-inventory.ts'
import type { FiledComparison, FiledInventory } from './schema.ts'

type Row = FiledComparison['rows'][number]
type Difference = NonNullable<Row['difference']>

/** Compares an estimate's inventory with what the city filed: row by row, and the sum of the rows that both know. */
export function compareWithFiled(inventory: InventoryDocument, filed: FiledInventory): FiledComparison {
  const refs = [...new Set([...inventory.rows, ...filed.rows].map(({ ref }) => ref))].sort()
  const rows = refs.map((ref): Row => {
    const ours = sideOf(inventory.rows.filter((row) => row.ref === ref).map(ourStatement))
    const theirs = sideOf(filed.rows.filter((row) => row.ref === ref).map(theirStatement))
    const difference =
      ours.co2e === null || theirs.co2e === null ? null : differenceOf(ours.co2e, theirs.co2e)
    return { ref, ours, filed: theirs, difference }
  })
  const { id, city, period, gwp, method, coverage } = inventory
  // A table that names no population is judged by that of the estimate.
  const implausible =
    filed.city.population === null && city.population !== undefined
      ? implausibleOf(filed.rows, city.population, city.country)
      : (filed.implausible ?? [])
  return {
    filed: { id: filed.id, city: filed.city.name, year: filed.year, gwp: filed.gwp },
    estimate: { id, city: city.name, period, gwp, allocation: method.allocation, coverage },
    rows,
    sums: sumsOf(rows.filter(({ ref }) => ref !== UNSUMMED_REF)),
    cautions: cautionsOf(inventory, filed),
    ...(implausible.length > 0 ? { implausible } : {}),
  }
}

interface Statement {
  readonly co2e: number | null
  readonly key: NotationKey | null
}

const ourStatement = ({ emissions, notationKey }: InventoryDocument['rows'][number]): Statement => ({
  co2e: knownOf(emissions?.co2e ?? null)?.value ?? null,
  key: notationKey,
})

const theirStatement = ({ emissions, notationKey }: FiledInventory['rows'][number]): Statement => ({
  co2e: emissions?.co2e ?? null,
  key: notationKey,
})

/** Sums the activities of a row; a notation key next to numbers is shown too. */
function sideOf(statements: readonly Statement[]): Row['ours'] {
  const keys = statements.flatMap(({ key }) => key ?? [])
  return { co2e: sumOf(statements.map(({ co2e }) => co2e)), notationKeys: [...new Set(keys)].sort() }
}

/** @returns null if nothing is known: a sum of nothing is not 0 */
function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

const differenceOf = (ours: number, filed: number): Difference => ({
  co2e: ours - filed,
  relative: filed === 0 ? null : (ours - filed) / filed,
})

function sumsOf(rows: readonly Row[]): FiledComparison['sums'] {
  const shared = rows.filter(({ difference }) => difference !== null)
  const ours = sumOf(shared.map((row) => row.ours.co2e))
  const filed = sumOf(shared.map((row) => row.filed.co2e))
  return {
    ours: sumOf(rows.map((row) => row.ours.co2e)),
    filed: sumOf(rows.map((row) => row.filed.co2e)),
    shared:
      ours === null || filed === null
        ? null
        : { ours, filed, difference: differenceOf(ours, filed), refs: shared.map(({ ref }) => ref) },
  }
}

function cautionsOf({ city, period, gwp }: InventoryDocument, filed: FiledInventory): string[] {
  const cautions: string[] = []
  if (filed.year === null) cautions.push('The filed inventory names no year.')
  else if (filed.year !== period)
    cautions.push(`The filed inventory is for ${filed.year}, the estimate for ${period}.`)
  if (filed.gwp === null) cautions.push('The filed inventory does not say which GWP it used.')
  else if (!isSameGwp(filed.gwp, gwp)) cautions.push('The two may use different GWP sets.')
  if (filed.city.name !== null && normal(filed.city.name) !== normal(city.name))
    cautions.push('The two give their city different names.')
  if (filed.unreadCount > 0)
    cautions.push(`${filed.unreadCount} cells or rows of the filed inventory could not be read.`)
  return cautions
}

/** Cities file texts such as `IPCC Fifth Assessment Report (AR5)`. */
const isSameGwp = (filed: string, ours: string): boolean =>
  filed.toUpperCase().includes(ours.toUpperCase().split('-')[0] ?? ours)

const normal = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
