import { EstimateRefused, type FactorSet } from '../../src/index.ts'
import type { Simulate } from '../draws/simulate.ts'
import type { ResultDocument } from '../estimate/document-schema.ts'
import { answerTo, linesOf, questionOf } from '../estimate/estimate.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { explanationOf } from '../explanation/explain-address.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { Comparison, type Made, NOTHING_FOUND, notMade } from './comparison.ts'
import type { VerifiedDocument } from './report.ts'

/** Whether the factor set that a document names is here, with the figures it had. */
export function factorSetOf(
  { factorSet: named }: VerifiedDocument,
  factorSets: FactorSets,
): FactorSet | undefined {
  return factorSets.ids().includes(named.id) ? factorSets.get(named.id) : undefined
}

/** The check of the set: by its digest, which every one of its figures is part of. */
export function factorSetCheck({ factorSet: named }: VerifiedDocument, set: FactorSet | undefined): Made {
  if (!set) return notMade('factor-set', `There is no factor set ${named.id} here.`)
  const passed = set.content.digest === named.digest
  if (!passed)
    return notMade(
      'factor-set',
      `The set ${named.id} here has the digest ${set.content.digest}, not the document’s.`,
    )
  return { check: { name: 'factor-set', passed, compared: 1 }, ...NOTHING_FOUND }
}

/**
 * The whole result computed again from the request that a document carries, and compared value by value.
 *
 * @param document as parsed from JSON; `read` is the same, as its schema gives it
 */
export async function replay(
  document: unknown,
  read: ResultDocument,
  request: EstimateRequest,
  factorSets: FactorSets,
  simulate: Simulate,
): Promise<Made> {
  const comparison = new Comparison('replay', read)
  const asked = { ...request, factorSet: read.factorSet.id }
  try {
    const isExplained = Object.hasOwn(read, 'explanation')
    const detail = read.lines || isExplained ? 'lines' : 'result'
    const answer = await answerTo(questionOf(asked, factorSets), simulate, detail)
    const again = {
      ...answer.result,
      ...(read.lines ? linesOf(answer) : {}),
      ...(isExplained ? { explanation: explanationOf(answer.result, linesOf(answer)) } : {}),
    }
    // As JSON, as the document is.
    compareDocuments(comparison, document, JSON.parse(JSON.stringify(again)), [])
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    for (const { code, pointer, detail } of error.refusals)
      comparison.holds(['request'], false, undefined, `Refused [${code}] at ${pointer}: ${detail}`)
  }
  return comparison.made()
}

/** Goes no deeper than what was computed again. */
export function compareDocuments(
  comparison: Comparison,
  document: unknown,
  again: unknown,
  path: readonly (string | number)[],
): void {
  if (Array.isArray(document) && Array.isArray(again)) {
    const length = Math.max(document.length, again.length)
    for (let index = 0; index < length; index += 1)
      compareDocuments(comparison, document[index], again[index], [...path, index])
  } else if (isObject(document) && isObject(again)) {
    for (const name of new Set([...Object.keys(again), ...Object.keys(document)]))
      compareDocuments(comparison, own(document, name), own(again, name), [...path, name])
  } else comparison.same(path, document, again)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (value: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined
