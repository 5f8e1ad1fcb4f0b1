import type { Fault } from '../request/failure.ts'
import { type FactsOf, factRelation } from '../store/fact-column.ts'
import type { FactsFile, ImportDatabase } from '../store/intake.ts'
import { PER_VEHICLE_AND_DAY } from './guard/cell-rule.ts'
import type { ReceivingDataset } from './importer.ts'
import { periodDays } from './period.ts'

/** So many vehicles make a place of a sum that nobody counted. */
const MIN_VEHICLES = 10

/**
 * Faults of a file that counts nobody, of data that are not openly published: each place needs the traffic of ten vehicles,
 * and an index, which has no amount, is of zones that are registered or of a registered city.
 */
export async function placeFaults(
  written: FactsOf,
  database: ImportDatabase,
  { legalBasis, zones = [] }: ReceivingDataset,
): Promise<readonly Fault[]> {
  if (legalBasis === 'open-licence') return []
  const has = (column: keyof FactsFile['columns']): boolean => column in written.columns
  const faults: Fault[] = []
  if (has('vehicle_distance_vkm')) {
    const places = ['city', 'period'].filter((name) => name in written.columns).join(', ')
    const [found] = await database.rows<{ small: number }>(
      `SELECT count(*)::DOUBLE AS small FROM (
         SELECT any_value(${periodDays('period')}) AS days, sum(vehicle_distance_vkm) AS vkm
         FROM ${factRelation(written)} GROUP BY ${places})
       WHERE vkm > 0 AND vkm < ${MIN_VEHICLES * PER_VEHICLE_AND_DAY.vkm} * days`,
    )
    if (found?.small)
      faults.push({
        code: 'cell-below-minimum',
        detail: `A place needs the traffic of ten vehicles: ${MIN_VEHICLES * PER_VEHICLE_AND_DAY.vkm} vehicle-km for each day that a period covers (rule I9).`,
        count: found.small,
      })
  }
  if (has('index_value') && has('origin')) {
    const [found] = await database.rows<{ indices: number }>(
      `SELECT count(index_value)::DOUBLE AS indices FROM ${factRelation(written)} WHERE origin IS NOT NULL`,
    )
    if (found?.indices && zones.length === 0)
      faults.push({
        code: 'value-not-read',
        detail:
          'An index has no amount to look at: register the zones of the dataset first, with their areas.',
        count: found.indices,
      })
  }
  return faults
}
