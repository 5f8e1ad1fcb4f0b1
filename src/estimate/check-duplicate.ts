import type { Refusal } from '../issues/issue.ts'
import type { Mode } from '../vocabulary.ts'
import { subSectorOfSale } from './fuel-sold.ts'
import type { DemandRow, EstimateInput, TravelMode } from './input.ts'

/** What one row speaks of; a row without a part speaks of all of it. */
function subjectOf(row: {
  mode: Mode
  flow?: string | undefined
  vehicleClass?: string | undefined
  powertrain?: string | undefined
  emissionStandard?: string | undefined
  carrier?: string | undefined
}): string {
  return [row.mode, row.flow, row.vehicleClass, row.powertrain, row.emissionStandard, row.carrier].join('|')
}

/** Rows that speak of the same thing, in one list or in two. */
export function checkDuplicates({
  demand,
  travel,
  fleet,
  occupancy,
  loads,
  speeds,
  fuels,
  fuelSales,
  flowTotals,
  roads,
}: EstimateInput): readonly Refusal[] {
  return [
    ...duplicates(demand, subjectOf),
    ...duplicates(fleet, subjectOf),
    ...duplicates(travel?.modes ?? [], ({ mode }) => mode),
    ...[occupancy, loads, speeds, flowTotals].flatMap((rows) =>
      duplicates<{ pointer: string; mode: Mode }>(rows, ({ mode }) => mode),
    ),
    ...duplicates(fuels, ({ carrier }) => carrier),
    ...duplicates(roads ?? [], ({ mode }) => mode ?? ''),
    ...duplicates(fuelSales, (sale) => `${sale.carrier}|${subSectorOfSale(sale)}`),
    ...statedTwice(demand, travel?.modes ?? []),
  ]
}

function duplicates<Row extends { readonly pointer: string }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): readonly Refusal[] {
  const first = new Map<string, string>()
  return rows.flatMap((row) => {
    const key = keyOf(row)
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, row.pointer)
      return []
    }
    return [
      {
        code: 'duplicate-row' as const,
        pointer: row.pointer,
        detail: `This row covers the same as ${earlier}. Keep one of them. If they are different traffic, distinguish them by flow, class or powertrain.`,
      },
    ]
  })
}

function statedTwice(demand: readonly DemandRow[], modes: readonly TravelMode[]): readonly Refusal[] {
  return modes.flatMap(({ mode, pointer }) => {
    const row = demand.find((one) => one.mode === mode)
    if (!row) return []
    return [
      {
        code: 'duplicate-row' as const,
        pointer,
        detail: `The mode is also stated at ${row.pointer}, so it would count twice.`,
      },
    ]
  })
}
