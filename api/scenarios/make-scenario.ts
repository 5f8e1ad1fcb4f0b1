import { EstimateRefused, Scenario } from '../../src/index.ts'
import type { WorkOut } from '../draws/work-out.ts'
import { refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { type Assessed, toScenarioResult } from './answer.ts'
import { publishedRecords } from './published-records.ts'
import { type FindSaved, type ReadScenario, readScenario } from './read-scenario.ts'
import type { ScenarioResult } from './schema.ts'

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
  workOut: WorkOut,
): Promise<ScenarioResult> {
  return (await assessedScenario(body, factorSets, findSaved, workOut)).result
}

/** The answer with the scenario that it is of. */
export async function assessedScenario(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
  workOut: WorkOut,
): Promise<{ readonly scenario: Scenario; readonly result: ScenarioResult }> {
  const read = await readScenario(body, factorSets, findSaved)
  const records = publishedRecords()
  try {
    const scenario = new Scenario(read.question, read.base.estimate, read.base.set, records)
    const result = toScenarioResult(read, scenario, await assessed(read, scenario, workOut), records)
    return { scenario, result }
  } catch (error) {
    if (error instanceof EstimateRefused) throw refusal(error.refusals)
    throw error
  }
}

async function assessed(
  { frame: { uncertainty, shares, sensitivity }, base }: ReadScenario,
  scenario: Scenario,
  workOut: WorkOut,
): Promise<Assessed> {
  const asked = uncertainty ?? base.estimate.input.uncertainty
  const isDrawn = asked?.method === 'monte-carlo'
  const seed = (isDrawn ? asked.seed : undefined) ?? DEFAULT_SEED
  const draws = isDrawn ? (asked.draws ?? DEFAULT_DRAWS) : undefined
  const found =
    isDrawn || shares || sensitivity ? await workOut(scenario.work({ draws, seed, shares, sensitivity })) : {}
  if (asked?.method === 'none') return { method: { method: 'none' }, ...found }
  if (draws === undefined)
    return { method: { method: 'propagation' }, bands: scenario.propagated(), ...found }
  return { method: { method: 'monte-carlo', draws, seed }, bands: found.drawn?.bands, ...found }
}
