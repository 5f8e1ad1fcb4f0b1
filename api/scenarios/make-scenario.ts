import { type Drawn, type DrawTask, drawScenario, EstimateRefused, Scenario } from '../../src/index.ts'
import { refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { type Assessed, toScenarioResult } from './answer.ts'
import { publishedRecords } from './published-records.ts'
import { type FindSaved, type ReadScenario, readScenario } from './read-scenario.ts'
import type { ScenarioResult } from './schema.ts'

/** Where the draws of a scenario are made: here, or in another thread. */
export type DrawThere = (task: DrawTask) => Promise<Drawn>

/** Draws where it is called: for a shell, which has nothing else to do. */
export const drawHere: DrawThere = async (task) => drawScenario(task)

const DEFAULT_DRAWS = 10_000
const DEFAULT_SEED = 1

/**
 * A scenario from a body; the same for HTTP and for a shell. Nothing is saved.
 *
 * @throws {Failure} with every fault of the body
 */
export async function makeScenario(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
  draw: DrawThere,
): Promise<ScenarioResult> {
  const read = await readScenario(body, factorSets, findSaved)
  const records = publishedRecords()
  try {
    const scenario = new Scenario(read.question, read.base.estimate, read.base.set, records)
    return toScenarioResult(read, scenario, await assessed(read, scenario, draw), records)
  } catch (error) {
    if (error instanceof EstimateRefused) throw refusal(error.refusals)
    throw error
  }
}

async function assessed(
  { frame, base }: ReadScenario,
  scenario: Scenario,
  draw: DrawThere,
): Promise<Assessed> {
  const asked = frame.uncertainty ?? base.estimate.input.uncertainty
  const seed = (asked?.method === 'monte-carlo' ? asked.seed : undefined) ?? DEFAULT_SEED
  const shares = frame.shares ? scenario.shares(seed) : undefined
  if (asked?.method === 'none') return { method: { method: 'none' }, shares }
  if (asked?.method !== 'monte-carlo')
    return { method: { method: 'propagation' }, bands: scenario.propagated(), shares }
  const draws = asked.draws ?? DEFAULT_DRAWS
  const drawn = await draw(scenario.task({ draws, seed }))
  return { method: { method: 'monte-carlo', draws, seed }, bands: drawn.bands, drawn, shares }
}
