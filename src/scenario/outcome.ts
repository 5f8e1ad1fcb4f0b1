import { Evaluator } from './evaluator.ts'
import type { Active, ScenarioModel } from './model.ts'

/** What one lever does, in the last year and over all years after the base year [kg CO2e]; below 0 it saves. */
export interface LeverEffect {
  /** As if it were the only one. */
  readonly alone: number
  /** What the scenario would lack without it. */
  readonly last: number
  readonly lastOfAllYears: number
}

/** The figures of a scenario at the values of its inputs. */
export interface Outcome {
  /** From the base year on [kg CO2e]. */
  readonly reference: Float64Array
  readonly scenario: Float64Array
  /** Of the last year, by mode of the model. */
  readonly byMode: readonly { readonly reference: number; readonly scenario: number }[]
  readonly levers: readonly LeverEffect[]
}

export const all = ({ levers }: Pick<ScenarioModel, 'levers'>): Active =>
  new Uint8Array(levers.length).fill(1)
export const none = ({ levers }: Pick<ScenarioModel, 'levers'>): Active => new Uint8Array(levers.length)

export function outcomeOf(model: ScenarioModel, inputs: Float64Array): Outcome {
  const { years, modes, levers } = model
  const evaluator = new Evaluator(model)
  const room = {
    reference: new Float64Array(modes.length * years),
    scenario: new Float64Array(modes.length * years),
  }
  const reference = new Float64Array(years)
  const scenario = new Float64Array(years)
  evaluator.line(inputs, none(model), reference, 0, room.reference)
  evaluator.line(inputs, all(model), scenario, 0, room.scenario)
  const line = new Float64Array(years)
  const end = years - 1
  return {
    reference,
    scenario,
    byMode: modes.map((_, mode) => ({
      reference: room.reference[mode * years + end] as number,
      scenario: room.scenario[mode * years + end] as number,
    })),
    levers: levers.map((_, at): LeverEffect => {
      const only = none(model)
      only[at] = 1
      evaluator.line(inputs, only, line, end)
      const alone = (line[end] as number) - (reference[end] as number)
      const without = all(model)
      without[at] = 0
      evaluator.line(inputs, without, line)
      return {
        alone,
        last: (scenario[end] as number) - (line[end] as number),
        lastOfAllYears: afterBase(scenario) - afterBase(line),
      }
    }),
  }
}

/** The sum of all years but the base year. */
export function afterBase(line: ArrayLike<number>): number {
  let sum = 0
  for (let year = 1; year < line.length; year += 1) sum += line[year] as number
  return sum
}
