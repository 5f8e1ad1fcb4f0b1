import { refusalsStated, withStatedRows } from '../demand/state-demand.ts'
import { askedEstimate, type EstimateRequest } from '../estimate/request-schema.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { withCells } from '../templates/workbook-year.ts'
import type { WorkbookYear } from '../templates/year-request.ts'

/**
 * The checked request of one year of a workbook.
 *
 * @param more what was said beside the workbook, such as the factor set
 * @throws {Failure} with every fault, each with its place in the request and in the workbook
 */
export function requestOfYear(
  year: WorkbookYear,
  factorSets: FactorSets,
  more: (body: unknown) => unknown = (body) => body,
): EstimateRequest {
  try {
    const asked = readBody(askedEstimate, more(year.request), (read) => refusalsStated(read, factorSets))
    // A workbook states its rows itself and names no dataset.
    return withStatedRows(asked, Array.isArray(asked.demand) ? asked.demand : [])
  } catch (error) {
    throw withCells(error, year)
  }
}
