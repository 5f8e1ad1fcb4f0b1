import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { type Refusal, refuseAny } from '../issues/issue.ts'
import { checkAcknowledgements } from './acknowledge.ts'
import { type Finding, noticeOf, refusalOf } from './check.ts'
import { checkPlausibility, checkVehicleUse } from './check-plausibility.ts'
import { checkStatements } from './check-statement.ts'

/**
 * An estimate of a city that can be true: what is unusual of it stands among its notices.
 *
 * @throws {EstimateRefused} with every figure that is impossible, and every acknowledgement that cannot be
 */
export function judgeCity(made: Estimate, set: FactorSet): Estimate {
  const findings = checkPlausibility(made, set)
  refuseAny([...checkAcknowledgements(made.input.acknowledge ?? []), ...refusalsOf(findings)])
  return withNotices(made, findings)
}

/**
 * An estimate of vehicles that can be: what is unusual of them stands among its notices.
 *
 * @throws {EstimateRefused} with every figure that is impossible
 */
export function judgeVehicles(made: Estimate, set: FactorSet): Estimate {
  const findings = checkVehicleUse(made, set)
  refuseAny(refusalsOf(findings))
  return withNotices(made, findings)
}

/**
 * Refuses an input that cannot be estimated, if there are faults, and in the same answer what is impossible of its
 * statements: the caller mends all at once.
 *
 * @throws {EstimateRefused} with the faults first
 */
export function refuseWithStatements(faults: readonly Refusal[], input: EstimateInput): void {
  if (faults.length === 0) return
  const told = new Set(faults.map(({ pointer }) => pointer))
  // A figure that is refused already is not judged again.
  const statements = refusalsOf(checkStatements(input)).filter(({ pointer }) => !told.has(pointer))
  refuseAny([...faults, ...statements, ...checkAcknowledgements(input.acknowledge ?? [])])
}

const refusalsOf = (findings: readonly Finding[]): readonly Refusal[] =>
  findings.flatMap((finding) => refusalOf(finding) ?? [])

const withNotices = (made: Estimate, findings: readonly Finding[]): Estimate =>
  findings.length === 0 ? made : { ...made, notices: [...made.notices, ...findings.map(noticeOf)] }
