import {
  type Assessment,
  type Bounds,
  type Detail,
  type Estimate,
  type FigureSum,
  type Simulation,
  type SimulationOptions,
  type SumSource,
  SumUncertainty,
  simulate,
  Uncertainty,
} from '../../src/index.ts'

type Task = ReturnType<Uncertainty['task']>

/** Where draws are made: here, or in another thread. */
export type Simulate = (task: Task) => Promise<Simulation>

/** Draws where it is called: for a shell, which has nothing else to do. */
export const simulateHere: Simulate = async ({ program, options }) => simulate(program, options)

type Asked = Estimate['input']['uncertainty']

/** By the method that was asked for: propagated here, or drawn where `simulateThere` draws. */
async function byMethod<Result>(
  asked: Asked,
  uncertainty: {
    propagated(): Result
    task(options: SimulationOptions): Task
    drawn(simulation: Simulation, options: SimulationOptions): Result
  },
  simulateThere: Simulate,
): Promise<Result> {
  if (asked?.method !== 'monte-carlo') return uncertainty.propagated()
  return uncertainty.drawn(await simulateThere(uncertainty.task(asked)), asked)
}

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
 * The uncertainty of an estimate by the method that its request asks for; undefined where it asks for none.
 *
 * @throws {EstimateRefused} for stated correlations that cannot be
 */
export async function assessAsAsked(
  estimate: Estimate,
  detail: Detail,
  simulateThere: Simulate,
): Promise<Assessment | undefined> {
  const asked = estimate.input.uncertainty
  if (asked?.method === 'none') return undefined
  return byMethod(asked, new Uncertainty(estimate, detail), simulateThere)
}

/**
 * The intervals of sums of products, by id, by the method that the request asks for: by propagation where it asks for
 * none.
 *
 * @throws {EstimateRefused} for stated correlations that cannot be
 */
export const intervalsOf = (
  source: SumSource,
  sums: readonly FigureSum[],
  simulateThere: Simulate,
): Promise<ReadonlyMap<string, Bounds>> =>
  byMethod(source.input.uncertainty, new SumUncertainty(source, sums), simulateThere)

/** The same; undefined where the request asks for no uncertainty. */
export async function intervalsAsAsked(
  source: SumSource,
  sums: readonly FigureSum[],
  simulateThere: Simulate,
): Promise<ReadonlyMap<string, Bounds> | undefined> {
  return source.input.uncertainty?.method === 'none' ? undefined : intervalsOf(source, sums, simulateThere)
}
