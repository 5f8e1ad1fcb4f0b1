import {
  type Program,
  type ScenarioFindings,
  type ScenarioWork,
  type Simulation,
  type SimulationOptions,
  simulate,
  workOut,
} from '../../src/index.ts'

/** A simulation, or what is worked out of a scenario. */
export type DrawnTask = { readonly program: Program; readonly options: SimulationOptions } | ScenarioWork

/** What a thread of the pool does: plain data in, plain data out. */
export const drawTask = (task: DrawnTask): Simulation | ScenarioFindings =>
  'model' in task ? workOut(task) : simulate(task.program, task.options)
