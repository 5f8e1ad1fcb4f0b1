import type { DisclosureTable, TableCell, TableRow } from '../../../src/disclosure/table.ts'
import { sumRow } from '../../../src/disclosure/table.ts'

/** A cell of a hand-made table. */
export const tableCell = (
  key: string,
  value: number,
  contributors: number,
  isSensitive = contributors < 25,
  weight = 1,
): TableCell => ({ key, value, contributors, weight, ...(isSensitive ? { needs: { above: 0 } } : {}) })

/** A table of areas and modes with their totals: values and contributors by area, then mode. */
export function areaTable(
  values: readonly (readonly number[])[],
  contributors: readonly (readonly number[])[],
  /** Grams of CO2 for a kilometre of each mode; undefined: no emissions are given out. */
  gramsPerKm?: readonly number[],
): DisclosureTable {
  const cells: TableCell[] = []
  const rows: TableRow[] = []
  const at = new Map<string, number>()
  const put = (key: string, value: number, of: number, weight: number): number => {
    at.set(key, cells.length)
    cells.push(tableCell(key, value, of, of < 25, weight))
    return cells.length - 1
  }
  const modes = values[0]?.map((_, mode) => mode) ?? []
  const sum = (some: readonly number[]): number => some.reduce((total, one) => total + one, 0)
  for (const [area, ofArea] of values.entries())
    for (const mode of modes) {
      const of = contributors[area]?.[mode] ?? 0
      put(`${area}:${mode}`, ofArea[mode] ?? 0, of, 1)
    }
  const known = (key: string): number => at.get(key) ?? -1
  for (const mode of modes) {
    const column = values.map((ofArea) => ofArea[mode] ?? 0)
    const total = put(`all:${mode}`, sum(column), sum(contributors.map((of) => of[mode] ?? 0)), 40)
    rows.push(
      sumRow(
        total,
        values.map((_, area) => known(`${area}:${mode}`)),
        'others',
      ),
    )
  }
  const nodes = [...values.keys()].map(String).concat('all')
  for (const node of nodes) {
    const parts = modes.map((mode) => known(`${node}:${mode}`))
    const total = sum(parts.map((part) => cells[part]?.value ?? 0))
    const of = sum(parts.map((part) => cells[part]?.contributors ?? 0))
    const all = put(`${node}:ALL`, total, of, node === 'all' ? 240 : 6)
    rows.push(sumRow(all, parts, 'others'))
    if (!gramsPerKm) continue
    const grams = sum(parts.map((part, mode) => (gramsPerKm[mode] ?? 0) * (cells[part]?.value ?? 0)))
    const co2 = put(`${node}:co2`, grams, of, node === 'all' ? 400 : 10)
    rows.push({ terms: [[co2, -1], ...parts.map((part, mode) => [part, gramsPerKm[mode] ?? 0] as const)] })
  }
  return { cells, rows }
}
