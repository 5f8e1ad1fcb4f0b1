import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import { groupBy } from '../group-by.ts'
import { detailsOf, type InventoryDetail } from './detail.ts'
import { emissionsOf, type InventoryEmissions, type InventoryFigure } from './figure.ts'
import { GPC_ROWS, type GpcRow, UNSUMMED_REF } from './gpc-row.ts'
import { type Grade, Grading, prevailingOf } from './grade.ts'
import type { NotEstimated } from './not-estimated.ts'
import { type Placed, place } from './placement.ts'
import { keyOf, lackingOf, type RowKey } from './unreported.ts'

/** A row with a number, which may be 0. */
export interface ReportedRow extends GpcRow {
  readonly key: undefined
  readonly emissions: InventoryEmissions
  readonly details: readonly InventoryDetail[]
  readonly activityQuality: Grade
  readonly factorQuality: Grade
  /** The data that the row still needs to be complete. */
  readonly missing: readonly string[]
}

/** A row without a number: a notation key with its explanation. */
export interface KeyedRow extends GpcRow {
  readonly key: RowKey
}

export type InventoryRow = ReportedRow | KeyedRow

/** The sum of the rows of a reporting level. */
export interface InventoryTotal {
  readonly co2eKg: InventoryFigure
  /** True if each row is complete, or has a key that says why it need not be. */
  readonly complete: boolean
  /** Rows that are NE, so the total does not include them. */
  readonly notEstimated: readonly string[]
}

/** The GPC inventory of a city's transport: each row has a number or a notation key, never both. */
export interface Inventory {
  readonly rows: readonly InventoryRow[]
  /** Scopes 1 and 2. */
  readonly basic: InventoryTotal
  /** All three scopes. */
  readonly basicPlus: InventoryTotal
  /** Not included in the totals. */
  readonly biogenicCo2Kg: InventoryFigure
}

/**
 * Sorts the emissions of an estimate into rows. Nothing is computed anew.
 *
 * @param notEstimated the rows that the allocation of the estimate cannot give
 */
export function inventoryOf(estimate: Estimate, notEstimated: readonly NotEstimated[] = []): Inventory {
  const grading = new Grading(estimate)
  const byRef = groupBy(place(estimate.lines), ({ ref }) => ref)
  const rows = GPC_ROWS.map((row): InventoryRow => {
    const products = byRef.get(row.ref)
    if (!products) return { ...row, key: keyOf(row, estimate, notEstimated) }
    return reported(row, products, estimate, grading, notEstimated)
  })
  const summed = rows.filter(({ ref }) => ref !== UNSUMMED_REF)
  const productsOf = (of: readonly InventoryRow[]): readonly LineProduct[] =>
    of.flatMap(({ ref }) => byRef.get(ref)?.map(({ product }) => product) ?? [])
  const linesOf = (of: readonly InventoryRow[]): ReadonlySet<EstimateLine> =>
    new Set(of.flatMap(({ ref }) => byRef.get(ref)?.map(({ line }) => line) ?? []))
  const total = (name: string, of: readonly InventoryRow[]): InventoryTotal => ({
    co2eKg: emissionsOf(name, productsOf(of), estimate.gwp, linesOf(of)).co2eKg,
    complete: of.every((row) => isWhole(row, notEstimated)),
    notEstimated: of.flatMap((row) => (row.key?.key === 'NE' ? [row.ref] : [])),
  })
  return {
    rows,
    basic: total(
      'basic',
      summed.filter(({ level }) => level === 'BASIC'),
    ),
    basicPlus: total('basicPlus', summed),
    biogenicCo2Kg: emissionsOf('all', productsOf(rows), estimate.gwp).biogenicCo2Kg,
  }
}

/** In the order of the rows. */
export function figuresOf({ rows, basic, basicPlus, biogenicCo2Kg }: Inventory): readonly InventoryFigure[] {
  const ofRows = rows.flatMap((row) =>
    row.key
      ? []
      : [
          ...Object.values(row.emissions),
          ...row.details.flatMap(({ amount, emissions }) => [
            ...(amount ? [amount] : []),
            ...Object.values(emissions),
          ]),
        ],
  )
  return [...ofRows, basic.co2eKg, basicPlus.co2eKg, biogenicCo2Kg]
}

function reported(
  row: GpcRow,
  products: readonly Placed[],
  estimate: Estimate,
  grading: Grading,
  notEstimated: readonly NotEstimated[],
): ReportedRow {
  const { gwp } = estimate
  const emitted = products.map(({ product }) => product)
  const graded = detailsOf(row.ref, products, gwp, grading)
  return {
    ...row,
    key: undefined,
    emissions: emissionsOf(row.ref, emitted, gwp, new Set(products.map(({ line }) => line))),
    details: graded.map(({ detail }) => detail),
    activityQuality: prevailingOf(graded.flatMap(({ ofActivity }) => ofActivity)),
    factorQuality: prevailingOf(graded.flatMap(({ ofFactor }) => ofFactor)),
    missing: lackingOf(row, emitted, notEstimated),
  }
}

function isWhole({ key, subSector, scope }: InventoryRow, notEstimated: readonly NotEstimated[]): boolean {
  if (key) return key.key !== 'NE'
  return !notEstimated.some((part) => part.subSector === subSector && part.scope === scope)
}
