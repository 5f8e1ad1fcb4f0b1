import { EstimateRefused } from '../../src/index.ts'
import { Failure, type Fault, refusal } from '../request/failure.ts'
import type { FilledTemplate } from './read-template.ts'
import { findPlace, type WorkbookYear } from './year-request.ts'

/**
 * The year of a workbook that is asked for, or its only one.
 *
 * @throws {Failure} with the years there are
 */
export function getYear({ years }: FilledTemplate, period: string | undefined): WorkbookYear {
  const [only, another] = years
  const found =
    period === undefined ? (another ? undefined : only) : years.find((year) => year.period === period)
  if (found) return found
  const periods = years.map((year) => year.period)
  const detail =
    period === undefined
      ? `The workbook has ${years.length} years. State which one: ${periods.join(', ')}.`
      : `The workbook has no such year. It has ${periods.join(', ')}.`
  throw refusal(
    [{ code: 'workbook-year-open', parameter: 'period', detail, candidates: periods }],
    'workbook-refused',
  )
}

/** A refusal of the request that a workbook makes, with sheet and cell beside each pointer; any other error as it is. */
export function withCells(error: unknown, { places }: WorkbookYear): unknown {
  const failure = error instanceof EstimateRefused ? refusal(error.refusals) : error
  if (!(failure instanceof Failure)) return error
  const { slug, detail, more } = failure
  if (more.errors === undefined) return failure
  const errors = more.errors.map((fault): Fault => ({ ...fault, ...findPlace(fault.pointer, places) }))
  return new Failure(slug, detail, { ...more, errors })
}
