import { join } from 'node:path'
import { loadScenarioRecords } from '../../emission-factors/scenario-records.ts'
import type { ScenarioRecords } from '../../src/index.ts'
import { getProject } from '../settings/project.ts'

let loaded: ScenarioRecords | undefined

/**
 * The published figures of scenarios, read and checked when they are first asked for.
 *
 * @throws {Error} if a file is not as it was released
 */
export function publishedRecords(): ScenarioRecords {
  loaded ??= loadScenarioRecords(join(getProject().folder, 'emission-factors', 'scenario'))
  return loaded
}
