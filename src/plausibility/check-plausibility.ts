import type { Estimate } from '../estimate/estimate.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import type { Finding } from './check.ts'
import { checkCarbon } from './check-carbon.ts'
import { POPULATION, VEHICLE_LOAD } from './check-list.ts'
import { checkModeShare } from './check-mode-share.ts'
import { checkEmissionsPerCapita, checkPopulation } from './check-population.ts'
import { checkStatements } from './check-statement.ts'
import { checkVehicles } from './check-vehicle.ts'
import { lineFigures } from './line-figures.ts'

/**
 * What cannot be true, or seldom is, of an estimate; in the order from statements to what follows from them.
 *
 * What a figure found before explains is not found again: one cause is one finding.
 */
export function checkPlausibility(estimate: Estimate, set: FactorSet): readonly Finding[] {
  const statements = checkStatements(estimate.input)
  const figures = lineFigures(estimate)
  const carbon = checkCarbon(estimate, figures, set)
  const odd = new Set(carbon.map(({ subject }) => subject))
  const vehicles = checkVehicles(figures, odd, set)
  const population = unexplained(checkPopulation(estimate), statements)
  const found = [...statements, ...carbon, ...vehicles, ...population]
  const perCapita = unexplained(checkEmissionsPerCapita(estimate), found)
  const shares = checkModeShare(estimate).filter(
    ({ subject }) => !found.some((one) => one.subject === subject),
  )
  return [...found, ...perCapita, ...shares]
}

/** An unusual figure explains no impossible one. */
function unexplained(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (finding) =>
      !before.some(
        (one) =>
          effectOf(one) === finding.side && (one.severity === 'refusal' || finding.severity === 'notice'),
      ),
  )
}

/** Which way a finding moves distances and emissions per inhabitant: what divides them moves them the other way. */
function effectOf({ check, side }: Finding): Finding['side'] {
  if (check !== POPULATION && check !== VEHICLE_LOAD) return side
  return side === 'above' ? 'below' : 'above'
}
