import { z } from 'zod'
import { METHOD_VERSION } from '../../src/index.ts'
import type { WorkOut } from '../draws/work-out.ts'
import { key, namedByDigest } from '../estimate/document-schema.ts'
import { isRefusal, refusal } from '../request/failure.ts'
import { readDocument } from '../request/validation.ts'
import { makeScenario } from '../scenarios/make-scenario.ts'
import { publishedRecords } from '../scenarios/published-records.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { Comparison, type Made, notMade } from './comparison.ts'
import { compareDocuments, factorSetCheck, factorSetOf } from './replay.ts'
import { reportOf } from './report.ts'
import type { Verification } from './schema.ts'

const amount = z
  .looseObject({ value: z.number() })
  .meta({ id: 'GivenAmount', description: 'An amount, with whatever else is told of it.' })
const lines = { reference: amount, scenario: amount, difference: amount }

/** An answer of POST /v1/scenarios, whatever else a version adds to it. */
const scenarioDocument = z.looseObject({
  id: z.string().regex(/^scn_[0-9a-f]{32}$/),
  methodVersion: key,
  factorSet: namedByDigest,
  records: namedByDigest,
  years: z.array(z.looseObject({ year: z.number(), ...lines })).min(2),
  cumulative: z.looseObject(lines),
  byMode: z.array(z.looseObject({ base: z.number(), reference: z.number(), scenario: z.number() })),
  levers: z.array(z.looseObject({ share: z.number().optional() })),
  request: z.looseObject({ base: z.looseObject({}) }).optional(),
})
type ScenarioDocument = z.output<typeof scenarioDocument>

/** Whether a document calls itself a scenario. */
export const isScenario = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  'id' in document &&
  typeof document.id === 'string' &&
  document.id.startsWith('scn_')

/** @throws {Failure} with every fault of its form */
export async function verifyScenario(
  document: unknown,
  factorSets: FactorSets,
  workOut: WorkOut,
): Promise<Verification> {
  const read = readDocument(scenarioDocument, document)
  if ('faults' in read) throw refusal(read.faults)
  const { data } = read
  const set = factorSetOf(data, factorSets)
  const setCheck = recordsCheck(data, factorSetCheck(data, set))
  const arithmetic = [totals(data), groups(data)]
  const replayed =
    setCheck.check.passed === true
      ? await replay(document, data, factorSets, workOut)
      : notMade('replay', 'It takes the factor set and the published figures of the document.')
  return reportOf(data, arithmetic, setCheck, replayed, set)
}

/** The published figures of scenarios are part of what a document was made with. */
function recordsCheck({ records: named }: ScenarioDocument, ofSet: Made): Made {
  const { id, digest } = publishedRecords()
  if (ofSet.check.passed !== true || digest === named.digest) return ofSet
  return notMade(
    'factor-set',
    `The published figures here are ${id}, with another digest than the document’s.`,
  )
}

/** Differences of each year and of all of them; sums of the years after the first. */
function totals(document: ScenarioDocument): Made {
  const comparison = new Comparison('totals')
  const { years, cumulative } = document
  for (const [at, { reference, scenario, difference }] of years.entries())
    comparison.near(['years', at, 'difference', 'value'], difference.value, scenario.value - reference.value)
  for (const name of ['reference', 'scenario'] as const)
    comparison.near(
      ['cumulative', name, 'value'],
      cumulative[name].value,
      years.slice(1).reduce((sum, year) => sum + year[name].value, 0),
    )
  return comparison.made()
}

/** Modes sum to the last year, and shares of levers to its difference. */
function groups({ byMode, levers, years }: ScenarioDocument): Made {
  const comparison = new Comparison('groups')
  const last = years.at(-1)
  for (const name of ['reference', 'scenario'] as const)
    comparison.near(
      ['years', years.length - 1, name, 'value'],
      last?.[name].value,
      byMode.reduce((sum, mode) => sum + mode[name], 0),
    )
  if (levers.length > 0 && levers.every(({ share, shareError }) => share !== undefined && !shareError))
    comparison.holds(
      ['levers'],
      sumsTo(
        levers.map(({ share = 0 }) => share),
        last?.difference.value ?? 0,
        last?.reference.value ?? 0,
      ),
      undefined,
      'The shares of the levers do not sum to the difference of the last year.',
    )
  return comparison.made()
}

/** A difference of two large figures is as exact as they are. */
const sumsTo = (parts: readonly number[], whole: number, size: number): boolean =>
  Math.abs(parts.reduce((sum, one) => sum + one, 0) - whole) <= 1e-9 * Math.abs(size)

async function replay(
  document: unknown,
  { request, factorSet, methodVersion }: ScenarioDocument,
  factorSets: FactorSets,
  workOut: WorkOut,
): Promise<Made> {
  if (!request) return notMade('replay', 'The document does not carry its request.')
  const comparison = new Comparison('replay')
  const body = { ...request, base: { ...request.base, factorSet: factorSet.id } }
  try {
    const again = await makeScenario(body, factorSets, async () => undefined, workOut)
    compareDocuments(comparison, document, JSON.parse(JSON.stringify(again)), [])
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.faults.some(({ code }) => code === 'person-level-data')) throw error
    if (methodVersion !== METHOD_VERSION)
      return notMade('replay', 'The request is not of the form of this version.')
    for (const { code, pointer, detail } of error.faults)
      comparison.holds(['request'], false, undefined, `Refused [${code}] at ${pointer}: ${detail}`)
  }
  return comparison.made()
}
