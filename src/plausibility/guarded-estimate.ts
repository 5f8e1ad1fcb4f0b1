import { type Estimate, estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { EstimateRefused, type Refusal, refuseAny } from '../issues.ts'
import { checkAcknowledgements } from './acknowledge.ts'
import { type Finding, noticeOf, refusalOf } from './check.ts'
import { checkPlausibility } from './check-plausibility.ts'
import { checkStatements } from './check-statement.ts'

/**
 * An estimate that can be true: what is unusual of it stands among its notices.
 *
 * @throws {EstimateRefused} with every fault of the input, and with every figure that is impossible
 */
export function guardedEstimate(input: EstimateInput, set: FactorSet): Estimate {
  const faults = checkAcknowledgements(input.acknowledge ?? [])
  const made = estimateOr(input, set, faults)
  const findings = checkPlausibility(made, set)
  refuseAny([...faults, ...refusalsOf(findings)])
  if (findings.length === 0) return made
  return { ...made, notices: [...made.notices, ...findings.map(noticeOf)] }
}

const refusalsOf = (findings: readonly Finding[]): readonly Refusal[] =>
  findings.flatMap((finding) => refusalOf(finding) ?? [])

/** What cannot be estimated is refused together with what is impossible of its statements. */
function estimateOr(input: EstimateInput, set: FactorSet, faults: readonly Refusal[]): Estimate {
  try {
    return estimate(input, set)
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    const told = new Set(error.refusals.map(({ pointer }) => pointer))
    // A figure that is refused already is not judged again.
    const statements = refusalsOf(checkStatements(input)).filter(({ pointer }) => !told.has(pointer))
    const [first, ...rest] = error.refusals
    throw new EstimateRefused([first, ...rest, ...statements, ...faults])
  }
}
