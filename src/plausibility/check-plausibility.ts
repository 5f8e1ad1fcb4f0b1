import type { Estimate } from '../estimate/estimate.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import type { Mode } from '../vocabulary.ts'
import type { Finding } from './check.ts'
import { checkCarbon } from './check-carbon.ts'
import { checkFuelSold } from './check-fuel-sold.ts'
import { POPULATION, VEHICLE_LOAD } from './check-list.ts'
import { checkModes } from './check-mode.ts'
import { checkModeShare } from './check-mode-share.ts'
import { checkEmissionsPerCapita, checkPopulation } from './check-population.ts'
import { checkStatements } from './check-statement.ts'
import { checkTemperature } from './check-temperature.ts'
import { checkVehicles } from './check-vehicle.ts'
import { type LineFigures, lineFigures } from './line-figures.ts'

/**
 * Finds figures that are unusual or impossible: first the statements, then the figures that follow from them.
 *
 * One cause is one finding: a figure that an earlier finding explains is not reported again.
 */
export function checkPlausibility(estimate: Estimate, set: FactorSet): readonly Finding[] {
  const statements = checkStatements(estimate.input)
  const figures = lineFigures(estimate)
  const lines = checkLines(estimate, figures, set)
  const ofCity = unexplained(checkPopulation(estimate), statements)
  const isRefused = ofCity.some(({ severity }) => severity === 'refusal')
  // One wrong population moves every mode; a mode that cannot be true explains why its city is unusual.
  const modes = isRefused
    ? []
    : checkModes(estimate, figures).filter(({ severity }) => severity === 'refusal' || ofCity.length === 0)
  const population = unexplained(ofCity, modes)
  const sold = checkFuelSold(estimate.input)
  const found = [
    ...statements,
    ...checkTemperature(estimate, set),
    ...lines,
    ...modes,
    ...population,
    ...sold,
  ]
  const perCapita = unexplained(checkEmissionsPerCapita(estimate), found)
  const shares = checkModeShare(estimate).filter(
    ({ subject }) => !found.some((one) => one.subject === subject),
  )
  return [...found, ...perCapita, ...shares]
}

/** Finds figures of vehicles that are unusual or impossible in any city. */
export function checkVehicleUse(estimate: Estimate, set: FactorSet): readonly Finding[] {
  const { input } = estimate
  const isDriven = ({ mode }: { readonly mode: Mode }): boolean =>
    input.demand.some((row) => row.mode === mode)
  const loads = checkStatements({
    ...input,
    occupancy: input.occupancy.filter(isDriven),
    loads: input.loads.filter(isDriven),
  }).filter(({ check }) => check === VEHICLE_LOAD)
  return [...loads, ...checkTemperature(estimate, set), ...checkLines(estimate, lineFigures(estimate), set)]
}

/** Emissions per energy first, then the energy and the emissions of vehicles. */
function checkLines(estimate: Estimate, figures: readonly LineFigures[], set: FactorSet): readonly Finding[] {
  const carbon = checkCarbon(estimate, figures, set)
  const odd = new Set(carbon.map(({ subject }) => subject))
  return [...carbon, ...checkVehicles(figures, odd, set)]
}

/** An unusual figure does not explain an impossible one. */
function unexplained(findings: readonly Finding[], before: readonly Finding[]): readonly Finding[] {
  return findings.filter(
    (finding) =>
      !before.some(
        (one) =>
          effectOf(one) === finding.side && (one.severity === 'refusal' || finding.severity === 'notice'),
      ),
  )
}

/** Which way a finding moves distances and emissions per inhabitant: a divisor moves them the other way. */
function effectOf({ check, side }: Finding): Finding['side'] {
  if (check !== POPULATION && check !== VEHICLE_LOAD) return side
  return side === 'above' ? 'below' : 'above'
}
