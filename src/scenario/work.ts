import type { Program } from '../uncertainty/program.ts'
import { type Drawn, drawScenario } from './draws.ts'
import type { ScenarioModel } from './model.ts'
import { type RequiredSize, requiredSizes } from './required.ts'
import { type Influence, influencesOn } from './sensitivity.ts'
import { EXACT_LEVERS, type Shares, shapley } from './shapley.ts'
import type { TargetPath } from './targets.ts'

/** What is worked out of a scenario beside its lines, as plain data for another thread. */
export interface ScenarioWork {
  readonly model: ScenarioModel
  readonly program: Program
  readonly inputs: Float64Array
  readonly targets: readonly TargetPath[]
  readonly seed: number
  /** Absent: no intervals are drawn. */
  readonly draws?: number | undefined
  readonly shares: boolean
  /** What it depends on, and what each target would need. */
  readonly sensitivity: boolean
}

export interface ScenarioFindings {
  readonly drawn?: Drawn
  readonly shares?: Shares
  readonly influences?: readonly Influence[]
  /** In the order of the targets. */
  readonly required?: readonly (readonly RequiredSize[])[]
}

/** Whether the work is so long that others should be answered meanwhile. */
export const isLongWork = ({ model, draws, shares, sensitivity }: ScenarioWork): boolean =>
  draws !== undefined || sensitivity || (shares && model.levers.length > EXACT_LEVERS)

/** The same work gives the same bits on every machine. */
export function workOut({
  model,
  program,
  inputs,
  targets,
  seed,
  draws,
  shares,
  sensitivity,
}: ScenarioWork): ScenarioFindings {
  return {
    ...(draws === undefined ? {} : { drawn: drawScenario({ model, program, targets, draws, seed }) }),
    ...(shares ? { shares: shapley(model, inputs, seed) } : {}),
    ...(sensitivity
      ? {
          influences: influencesOn(model, program, inputs, seed),
          required: targets.map((target) => requiredSizes(model, inputs, target)),
        }
      : {}),
  }
}
