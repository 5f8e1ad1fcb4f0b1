import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { type Refusal, refuseAny } from '../issues/issue.ts'
import { checkAcknowledgements } from './acknowledge.ts'
import { type Finding, noticeOf, refusalOf } from './check.ts'
import { checkPlausibility, checkVehicleUse } from './check-plausibility.ts'
import { checkStatements } from './check-statement.ts'

/**
 * Adds a notice for each unusual figure of a city.
 *
 * @throws {EstimateRefused} with every impossible figure and every acknowledgement that is not allowed
 */
export function judgeCity(made: Estimate, set: FactorSet): Estimate {
  const findings = checkPlausibility(made, set)
  refuseAny([...checkAcknowledgements(made.input.acknowledge ?? []), ...refusalsOf(findings)])
  return withNotices(made, findings)
}

/**
 * Adds a notice for each unusual figure of vehicles.
 *
 * @throws {EstimateRefused} with every impossible figure
 */
export function judgeVehicles(made: Estimate, set: FactorSet): Estimate {
  const findings = checkVehicleUse(made, set)
  refuseAny(refusalsOf(findings))
  return withNotices(made, findings)
}

/**
 * Refuses an input that has faults, and in the same answer its impossible statements, so that the caller can correct
 * everything at once.
 *
 * @throws {EstimateRefused} with the faults first
 */
export function refuseWithStatements(faults: readonly Refusal[], input: EstimateInput): void {
  if (faults.length === 0) return
  const told = new Set(faults.map(({ pointer }) => pointer))
  // A figure that is already refused is not checked again.
  const statements = refusalsOf(checkStatements(input)).filter(({ pointer }) => !told.has(pointer))
  refuseAny([...faults, ...statements, ...checkAcknowledgements(input.acknowledge ?? [])])
}

const refusalsOf = (findings: readonly Finding[]): readonly Refusal[] =>
  findings.flatMap((finding) => refusalOf(finding) ?? [])

const withNotices = (made: Estimate, findings: readonly Finding[]): Estimate =>
  findings.length === 0 ? made : { ...made, notices: [...made.notices, ...findings.map(noticeOf)] }
