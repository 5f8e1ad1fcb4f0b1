import { workOutHere } from '../draws/work-out.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { CommandRefused } from '../shell/failure.ts'
import { explainScenario } from './explain-scenario.ts'
import { scenarioExplanationText } from './explanation-text.ts'

/**
 * Where a figure of an answer of `cordon scenario --format json` comes from: it is made again from the request that it carries.
 *
 * @returns undefined for what is no such answer
 * @throws {CommandRefused} if it carries no request, or its request gives another answer here
 */
export async function explainScenarioDocument(
  document: unknown,
  figure: string | undefined,
  factorSets: FactorSets,
): Promise<{ readonly explanation: object; readonly text: string } | undefined> {
  const { id, request } = (document ?? {}) as { readonly id?: unknown; readonly request?: unknown }
  if (typeof id !== 'string' || !id.startsWith('scn_')) return undefined
  if (request === undefined)
    throw new CommandRefused('The scenario does not carry its request: make it again.')
  const explanation = await explainScenario(request, figure, factorSets, async () => undefined, workOutHere)
  if (explanation.scenario !== id)
    throw new CommandRefused('The request of the scenario gives another one here: cordon verify says where.')
  return { explanation, text: scenarioExplanationText(explanation) }
}
