import { pageOfRows } from '../page.ts'
import type { EstimateStore, SavedEstimate, SavedEstimateSummary } from '../store.ts'
import { noteErasure } from './erasure-due.ts'
import { holderOf, ofHolder } from './held-by.ts'
import type { Catalog, Statements } from './statements.ts'

const SUMMARY =
  'id, city_name, city_country, period, factor_set, co2e_value, co2e_unit, dataset, withdrawn_at'

/** Made again from the facts that are there now, a withdrawn estimate stands again. */
const SAVE = `
  INSERT INTO estimate (id, city_name, city_country, period, factor_set, co2e_value, co2e_unit, request, result, lines, dataset)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (id) DO UPDATE SET withdrawn_at = NULL WHERE estimate.withdrawn_at IS NOT NULL`

/** Saved estimates. */
export const keptEstimates = ({ rows, change, inTransaction }: Catalog): EstimateStore => ({
  saveEstimate: async ({ id, city, period, factorSet, co2e, dataset, request, result, lines }) => {
    await change(SAVE, [
      id,
      city.name,
      city.country,
      period,
      factorSet,
      co2e.value,
      co2e.unit,
      request,
      result,
      lines,
      dataset ?? null,
    ])
  },
  deleteEstimate: (id) => inTransaction((on) => deleteEstimateOn(on, id, new Date().toISOString())),
  findEstimate: async (id) => {
    const [row] = await rows<Row>(`SELECT ${SUMMARY}, request, result, lines FROM estimate WHERE id = $1`, [
      id,
    ])
    return row && toEstimate(row)
  },
  listEstimates: async ({ limit, after = '' }, heldBy) => {
    const found = await rows<SummaryRow>(
      `SELECT ${SUMMARY} FROM estimate WHERE id > $1 ${ofHolder('estimate', heldBy)} ORDER BY id LIMIT $2`,
      [after, limit + 1, ...holderOf(heldBy)],
    )
    return pageOfRows(found.map(toSummary), limit)
  },
})

/** In a transaction of the caller's. @returns whether there was one */
export async function deleteEstimateOn(on: Statements, id: string, at: string): Promise<boolean> {
  const deleted = await on.change('DELETE FROM estimate WHERE id = $1', [id])
  if (deleted > 0) await noteErasure(on, 'estimate', at)
  return deleted > 0
}

interface SummaryRow {
  readonly id: string
  readonly city_name: string
  readonly city_country: string
  readonly period: string
  readonly factor_set: string
  readonly co2e_value: number
  readonly co2e_unit: string
  readonly dataset: string | null
  readonly withdrawn_at: string | null
}

interface Row extends SummaryRow {
  readonly request: string
  readonly result: string
  readonly lines: string
}

const toSummary = (row: SummaryRow): SavedEstimateSummary => ({
  id: row.id,
  city: { name: row.city_name, country: row.city_country },
  period: row.period,
  factorSet: row.factor_set,
  co2e: { value: row.co2e_value, unit: row.co2e_unit },
  ...(row.dataset === null ? {} : { dataset: row.dataset }),
  ...(row.withdrawn_at === null ? {} : { withdrawnAt: row.withdrawn_at }),
})

const toEstimate = (row: Row): SavedEstimate => ({
  ...toSummary(row),
  request: row.request,
  result: row.result,
  lines: row.lines,
})
