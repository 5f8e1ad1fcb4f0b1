import { hash } from 'node:crypto'
import {
  afterBase,
  type Bands,
  type Bounds,
  everyRecord,
  METHOD_VERSION,
  type Scenario,
  type ScenarioFindings,
  type ScenarioRecords,
  sizeWords,
} from '../../src/index.ts'
import { toPrivacy } from '../estimate/privacy-answer.ts'
import { toNotice } from '../estimate/result-answer.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import { asStated, repeatedRequest } from '../estimate/to-request-body.ts'
import type { ReadScenario } from './read-scenario.ts'
import type { ScenarioResult } from './schema.ts'
import { scenarioSentence } from './sentence.ts'

/** How a scenario was assessed. */
export interface Assessed extends ScenarioFindings {
  readonly method: ScenarioResult['uncertainty']
  readonly bands?: Bands | undefined
}

const UNIT = 't CO2e'

/** A scenario as callers see it: in tonnes, nothing rounded. */
export function toScenarioResult(
  { frame: { base: _, ...asked }, base }: ReadScenario,
  scenario: Scenario,
  assessed: Assessed,
  records: ScenarioRecords,
): ScenarioResult {
  const { years, outcome, prepared, question } = scenario
  const { city } = base.estimate.input
  const figures = years.map((year, at) => ({
    year,
    reference: figureOf(outcome.reference[at] as number, assessed.bands?.reference[at]),
    scenario: figureOf(outcome.scenario[at] as number, assessed.bands?.scenario[at]),
    difference: figureOf(
      (outcome.scenario[at] as number) - (outcome.reference[at] as number),
      assessed.bands?.difference[at],
    ),
  }))
  const ofReference = afterBase(outcome.reference)
  const ofScenario = afterBase(outcome.scenario)
  const sums = assessed.bands?.sums
  const cumulative = {
    reference: figureOf(ofReference, sums?.reference),
    scenario: figureOf(ofScenario, sums?.scenario),
    difference: figureOf(ofScenario - ofReference, sums?.difference),
  }
  const levers = toLevers(scenario, assessed)
  const targets = toTargets(scenario, assessed)
  const costs = question.levers.flatMap(({ cost }) => (cost === undefined ? [] : [cost]))
  const saved = -cumulative.difference.value
  const made = {
    methodVersion: METHOD_VERSION,
    factorSet: { id: base.set.content.id, digest: base.set.content.digest },
    records: { id: records.id, digest: records.digest },
    base: {
      estimate: base.id,
      city: city.name,
      country: city.country,
      year: prepared.frame.baseYear,
    },
    until: question.until,
    uncertainty: assessed.method,
  }
  return {
    id: scenarioId(made, asked),
    ...made,
    sentence: scenarioSentence({ figures, levers, targets, city: city.name }),
    years: figures,
    cumulative,
    byMode: prepared.model.modes.map(({ mode }, at) => ({
      mode: mode as ScenarioResult['byMode'][number]['mode'],
      base: (base.estimate.byMode.get(mode as never)?.co2eKg ?? 0) * T_PER_KG,
      reference: (outcome.byMode[at]?.reference ?? 0) * T_PER_KG,
      scenario: (outcome.byMode[at]?.scenario ?? 0) * T_PER_KG,
    })),
    levers,
    ...(assessed.shares ? { shares: { orders: assessed.shares.orders } } : {}),
    ...(costs.length > 0 && costs.length === levers.length && saved > 0
      ? { costPerTonne: costs.reduce((all, one) => all + one, 0) / saved }
      : {}),
    targets,
    ...(assessed.influences ? { dependsOn: toDependsOn(scenario, assessed.influences) } : {}),
    parameters: prepared.parameters.map(({ key, name, value, unit, origin, basis, recordId }) => ({
      key,
      name,
      value,
      unit,
      origin,
      interval: basis,
      ...(recordId === undefined ? {} : { record: recordId }),
    })),
    sources: toSources(scenario, records),
    notices: [...(base.request.demandSource?.notices ?? []), ...prepared.notices.map(toNotice)],
    ...(base.request.demandSource === undefined ? {} : { privacy: toPrivacy(base.request) }),
    request: {
      base: repeatedRequest(base.request, base.set.content.id),
      ...(asStated(asked) as object),
    },
  }
}

/** The name of a scenario: a hash of what alone decides it. */
function scenarioId(made: object, { uncertainty: _, ...asked }: Omit<ReadScenario['frame'], 'base'>): string {
  return `scn_${hash('sha256', JSON.stringify([made, asked])).slice(0, 32)}`
}

const figureOf = (valueKg: number, bounds: Bounds | undefined) => ({
  value: valueKg * T_PER_KG,
  unit: UNIT,
  ...(bounds ? { lower: bounds.lower * T_PER_KG, upper: bounds.upper * T_PER_KG } : {}),
})

function toLevers(scenario: Scenario, { shares, drawn }: Assessed): ScenarioResult['levers'] {
  const { question, outcome, prepared } = scenario
  const order = outcome.levers
    .map(({ last }, at) => ({ last, at }))
    .sort((a, b) => a.last - b.last || a.at - b.at)
    .map(({ at }) => at)
  return question.levers.map((lever, at) => {
    const { id, kind, cost } = lever
    const effect = outcome.levers[at] as (typeof outcome.levers)[number]
    const evidence = prepared.evidence[at] as (typeof prepared.evidence)[number]
    const saved = -effect.lastOfAllYears * T_PER_KG
    return {
      id,
      kind,
      basis: evidence.basis,
      range: evidence.range,
      size: evidence.size.value,
      ...(evidence.record ? { evidence: evidence.record.id } : {}),
      moves: sizeWords(lever),
      alone: effect.alone * T_PER_KG,
      last: effect.last * T_PER_KG,
      cumulative: effect.lastOfAllYears * T_PER_KG,
      ...(shares ? { share: (shares.kg[at] ?? 0) * T_PER_KG } : {}),
      ...(shares && shares.orders !== 'exact' ? { shareError: (shares.errors[at] ?? 0) * T_PER_KG } : {}),
      ...(cost !== undefined && saved > 0 ? { costPerTonne: cost / saved } : {}),
      rank: order.indexOf(at) + 1,
      ...(drawn ? { amongBest: drawn.amongBest[at] ?? 0 } : {}),
    }
  })
}

function toTargets(scenario: Scenario, { drawn, required }: Assessed): ScenarioResult['targets'] {
  const { outcome, targets } = scenario
  const verdicts = scenario.verdicts(outcome.scenario)
  const ofReference = scenario.verdicts(outcome.reference)
  const base = (outcome.reference[0] as number) * T_PER_KG
  return targets.map(({ target, year, levels }, at) => ({
    kind: target.kind,
    year,
    holds: verdicts[at]?.holds ?? false,
    ...(drawn ? { probability: drawn.holds[at] ?? 0 } : {}),
    gap: figureOf(verdicts[at]?.gapKg ?? 0, undefined),
    reached: verdicts[at]?.reached ?? null,
    referenceHolds: ofReference[at]?.holds ?? false,
    ...(levels ? { path: levels.map((level) => level * base) } : {}),
    ...(required ? { needs: toNeeds(scenario, required[at] ?? []) } : {}),
  }))
}

function toSources({ prepared, targets }: Scenario, records: ScenarioRecords): ScenarioResult['sources'] {
  const used = new Set([...prepared.records, ...targets.flatMap((one) => one.records)])
  return everyRecord(records).flatMap(({ id, table, sourceId }) => {
    const source = records.sources.find((one) => one.id === sourceId)
    if (!used.has(id) || !source) return []
    return [
      { record: id, table, source: source.title, licence: source.licence, attribution: source.attribution },
    ]
  })
}

/** What would have to be true: the least size of each lever, and of all together, at which a target holds. */
const toNeeds = (
  { question, prepared }: Scenario,
  needed: NonNullable<ScenarioFindings['required']>[number],
): NonNullable<ScenarioResult['targets'][number]['needs']> =>
  needed.map(({ lever, size, gapAtMostKg }) => ({
    lever: lever < 0 ? 'all' : (question.levers[lever]?.id ?? ''),
    size: size ?? null,
    stated: lever < 0 ? 1 : (prepared.evidence[lever]?.size.value ?? null),
    gapAtMost: gapAtMostKg * T_PER_KG,
  }))

function toDependsOn(
  { prepared, question }: Scenario,
  influences: NonNullable<ScenarioFindings['influences']>,
): NonNullable<ScenarioResult['dependsOn']> {
  const named = new Map(prepared.parameters.map(({ key, name }) => [key, name]))
  const tonnes = (kg: { scenario: number; difference: number }) => ({
    scenario: kg.scenario * T_PER_KG,
    difference: kg.difference * T_PER_KG,
  })
  return influences.map(({ key, scenario, difference, atLower, atUpper }) => ({
    key,
    name: named.get(key) ?? prepared.source.parameters.get(key)?.name ?? key,
    ...(leverOf(key) === undefined ? {} : { lever: question.levers[leverOf(key) ?? 0]?.id ?? '' }),
    scenario,
    difference,
    atLower: tonnes(atLower),
    atUpper: tonnes(atUpper),
  }))
}

function leverOf(key: string): number | undefined {
  const found = /^\/levers\/(\d+)\//.exec(key)
  return found ? Number(found[1]) : undefined
}
