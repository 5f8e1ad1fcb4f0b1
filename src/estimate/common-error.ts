import type { AnyRecord } from '../factors/record.ts'
import { constantRule } from '../kernel/formula.ts'
import type { EstimateContext } from './context.ts'
import type { Parameter } from './parameter.ts'

/** An error that several figures have in common: a factor of 1, and one quantity wherever its key is. */
interface CommonError {
  readonly key: string
  readonly name: string
  /** Which figures have it in common. */
  readonly formula: string
  readonly why: string
}

/** @param record what tells how large the error is */
export function commonError(
  context: EstimateContext,
  record: AnyRecord,
  { key, name, formula, why }: CommonError,
): Parameter {
  const error = context.derived(key, name, '1', formula, [], constantRule(1))
  context.assume(error, record, why)
  return error
}
