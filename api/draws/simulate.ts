import {
  type Assessment,
  type Bounds,
  type Detail,
  type Estimate,
  type FigureSum,
  type Simulation,
  SumUncertainty,
  simulate,
  Uncertainty,
} from '../../src/index.ts'

type Task = ReturnType<Uncertainty['task']>

/** Where draws are made: here, or in another thread. */
export type Simulate = (task: Task) => Promise<Simulation>

/** Draws where it is called: for a shell, which has nothing else to do. */
export const simulateHere: Simulate = async ({ program, options }) => simulate(program, options)

/**
 * The uncertainty of an estimate without draws: propagated, or none where that was asked for.
 *
 * @throws {EstimateRefused} for stated correlations that cannot be
 */
export function assess(estimate: Estimate, detail: Detail): Assessment | undefined {
  return estimate.input.uncertainty?.method === 'none'
    ? undefined
    : new Uncertainty(estimate, detail).propagated()
}

/**
 * The uncertainty of an estimate as its request asks for it.
 *
 * @throws {EstimateRefused} for stated correlations that cannot be
 */
export async function assessAsAsked(
  estimate: Estimate,
  detail: Detail,
  simulateThere: Simulate,
): Promise<Assessment | undefined> {
  const asked = estimate.input.uncertainty
  if (asked?.method !== 'monte-carlo') return assess(estimate, detail)
  const uncertainty = new Uncertainty(estimate, detail)
  return uncertainty.drawn(await simulateThere(uncertainty.task(asked)), asked)
}

/**
 * The intervals of sums of an estimate's products, as its request asks for them; by id.
 *
 * @returns undefined where no uncertainty was asked for
 * @throws {EstimateRefused} for stated correlations that cannot be
 */
export async function sumIntervals(
  estimate: Estimate,
  sums: readonly FigureSum[],
  simulateThere: Simulate,
): Promise<ReadonlyMap<string, Bounds> | undefined> {
  const asked = estimate.input.uncertainty
  if (asked?.method === 'none') return undefined
  const uncertainty = new SumUncertainty(estimate, sums)
  if (asked?.method !== 'monte-carlo') return uncertainty.propagated()
  return uncertainty.drawn(await simulateThere(uncertainty.task(asked)))
}
