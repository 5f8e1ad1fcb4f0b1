import {
  checkScenario,
  EstimateRefused,
  MAX_DRAWS,
  MAX_LEVERS,
  type Refusal,
  type ScenarioBase,
  type ScenarioQuestion,
} from '../../src/index.ts'
import { type Estimated, estimateQuestion, questionOf, refusalsOf } from '../estimate/estimate.ts'
import { type EstimateRequest, estimateRequest } from '../estimate/request-schema.ts'
import { checkedRequestOf, NOT_SAVED } from '../estimate/saved-estimate.ts'
import { type Fault, isFailure, isRefusal, refusal } from '../request/failure.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { SavedEstimate } from '../store/store.ts'
import { publishedRecords } from './published-records.ts'
import { type FaultyFrame, faultyFrame, type ScenarioFrame, scenarioFrame } from './request-schema.ts'
import { toQuestion } from './to-question.ts'

export type FindSaved = (id: string) => Promise<SavedEstimate | undefined>

/** A body that was read, with the estimate of its base. */
export interface ReadScenario {
  readonly frame: ScenarioFrame
  readonly question: ScenarioQuestion
  readonly base: Estimated
}

/** @throws {Failure} with the faults of the base, the reference, the levers and the targets, each with its place */
export async function readScenario(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
): Promise<ReadScenario> {
  const { levers, faults: ofTheirNumber } = leversThatAreRead(body)
  const given = (body as { base?: unknown } | null)?.base
  const base = await readBase(given, factorSets, findSaved)
  const refusalsOf = (frame: FaultyFrame): readonly Refusal[] => [
    ...checkScenario(toQuestion({ ...frame, until: frame.until }), baseOf(base, given), publishedRecords()),
    ...drawFaults(frame, base),
  ]
  const { frame, faults } = readFrame(
    levers === undefined ? body : { ...(body as object), levers },
    refusalsOf,
  )
  if (frame) faults.push(...refusalsOf(frame))
  faults.push(...ofTheirNumber)
  if ('faults' in base)
    faults.push(...base.faults.filter(({ pointer }) => !faults.some((one) => one.pointer === pointer)))
  if (!frame || faults.length > 0 || !('estimated' in base)) throw refusal(faults)
  return { frame, question: toQuestion(frame), base: base.estimated }
}

/** What a scenario begins with, as far as a base tells it that may be refused. */
function baseOf(base: ReadBase, given: unknown): ScenarioBase {
  const estimate = 'estimated' in base ? base.estimated.estimate : undefined
  const period = estimate?.input.period ?? periodOf(given)
  return {
    frame: {
      baseYear: period?.year,
      country: estimate?.input.city.country ?? '',
      population: estimate ? estimate.input.city.population?.value : 1,
    },
    isMonth: period?.month !== undefined,
    lines: estimate?.lines,
  }
}

/** An id of a lever is what its caller calls a measure. The base is looked through apart, where an id is a sign of persons. */
const NAMES_OF_MEASURES: ReadonlySet<string> = new Set(['id'])

/** So many levers are not looked through one by one; all else is. */
function leversThatAreRead(body: unknown): {
  readonly levers?: readonly never[]
  readonly faults: readonly Fault[]
} {
  const levers = (body as { levers?: unknown } | null)?.levers
  if (!Array.isArray(levers) || levers.length <= MAX_LEVERS) return { faults: [] }
  const detail = `A scenario takes at most ${MAX_LEVERS} levers.`
  return { levers: [], faults: [{ code: 'invalid-field', pointer: '/levers', detail }] }
}

function readFrame(
  body: unknown,
  refusalsOf: (frame: FaultyFrame) => readonly Refusal[],
): { readonly frame?: ScenarioFrame; readonly faults: Fault[] } {
  try {
    const beyond = { schema: faultyFrame, refusalsOf }
    return { frame: readBody(scenarioFrame, body, beyond, NAMES_OF_MEASURES), faults: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.faults.some(({ code }) => code === 'person-level-data')) throw error
    return { faults: [...error.faults] }
  }
}

type ReadBase = { readonly estimated: Estimated } | { readonly faults: readonly Fault[] }

async function readBase(given: unknown, factorSets: FactorSets, findSaved: FindSaved): Promise<ReadBase> {
  if (given === undefined) return { faults: [] }
  try {
    const request =
      typeof given === 'string' ? await savedRequest(given, findSaved) : readRequest(given, factorSets)
    return { estimated: estimateQuestion(questionOf(request, factorSets)) }
  } catch (error) {
    if (error instanceof EstimateRefused) return { faults: placed(error.refusals) }
    if (isRefusal(error)) return { faults: placed(error.faults) }
    if (!isFailure(error, 'unknown-factor-set')) throw error
    return {
      faults: placed([
        {
          code: 'invalid-field',
          pointer: '/factorSet',
          detail: 'There is no such factor set.',
          candidates: error.more.available ?? [],
        },
      ]),
    }
  }
}

const readRequest = (given: unknown, factorSets: FactorSets): EstimateRequest =>
  readBody(estimateRequest, given, (read) => refusalsOf(read, factorSets))

async function savedRequest(id: string, findSaved: FindSaved): Promise<EstimateRequest> {
  const saved = await findSaved(id)
  if (!saved) throw refusal([{ code: 'estimate-unknown', pointer: '', detail: NOT_SAVED }])
  return checkedRequestOf(saved)
}

const placed = (faults: readonly Fault[]): readonly Fault[] =>
  faults.map((fault) => ({ ...fault, pointer: `/base${fault.pointer ?? ''}` }))

/** Of a base that is refused for something else. */
function periodOf(given: unknown): { readonly year: number; readonly month?: number } | undefined {
  const found = /^(\d{4})(-(0[1-9]|1[0-2]))?$/.exec(
    String((given as { period?: unknown } | null)?.period ?? ''),
  )
  if (!found) return undefined
  return { year: Number(found[1]), ...(found[3] === undefined ? {} : { month: Number(found[3]) }) }
}

/** Draws of a scenario are kept until they are sorted, so they are fewer than those of an estimate. */
function drawFaults({ uncertainty }: FaultyFrame, base: ReadBase): readonly Refusal[] {
  const asked = uncertainty ?? ('estimated' in base ? base.estimated.estimate.input.uncertainty : undefined)
  const faults: Refusal[] = []
  if (asked?.method === 'monte-carlo' && asked.draws !== undefined && asked.draws > MAX_DRAWS)
    faults.push({
      code: 'uncertainty-invalid',
      pointer: uncertainty ? '/uncertainty/draws' : '/base/uncertainty/draws',
      detail: `A scenario takes at most ${MAX_DRAWS} draws.`,
    })
  if ((uncertainty?.correlations ?? []).length > 0)
    faults.push({
      code: 'uncertainty-invalid',
      pointer: '/uncertainty/correlations',
      detail: 'What moves together is stated in the base, whose parameters it is of.',
    })
  return faults
}
