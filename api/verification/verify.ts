import { METHOD_VERSION } from '../../src/index.ts'
import type { Simulate } from '../draws/simulate.ts'
import type { WorkOut } from '../draws/work-out.ts'
import { type ResultDocument, resultDocument } from '../estimate/document-schema.ts'
import { type EstimateRequest, estimateRequest } from '../estimate/request-schema.ts'
import { type Fault, isRefusal, refusal } from '../request/failure.ts'
import { readBody, readDocument } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { arithmeticOf } from './arithmetic.ts'
import { notMade } from './comparison.ts'
import { type CompareAgain, isComparison, verifyComparison } from './comparison-document.ts'
import { factorSetCheck, factorSetOf, replay } from './replay.ts'
import { reportOf } from './report.ts'
import { isScenario, verifyScenario } from './scenario.ts'
import type { Verification } from './schema.ts'

/**
 * Whether a result comes out again: first the arithmetic of the document by itself, then all of it computed again from
 * the request that it carries, with the factor set of its id and digest.
 *
 * @param document the answer of POST /v1/estimates, /v1/scenarios or /v1/comparisons, as parsed from JSON
 * @throws {Failure} with every fault of its form
 */
export async function verify(
  document: unknown,
  factorSets: FactorSets,
  simulate: Simulate,
  workOut: WorkOut,
  compareAgain: CompareAgain,
): Promise<Verification> {
  if (isScenario(document)) return verifyScenario(document, factorSets, workOut)
  if (isComparison(document)) return verifyComparison(document, factorSets, compareAgain)
  const { read, request } = readResult(document)
  const said = withoutWithdrawal(document)
  const set = factorSetOf(read, factorSets)
  const setCheck = factorSetCheck(read, set)
  const arithmetic = arithmeticOf(read)
  const replayed =
    setCheck.check.passed !== true
      ? notMade('replay', 'It takes the factor set of the document.')
      : typeof request === 'string'
        ? notMade('replay', request)
        : await replay(said, read, request, factorSets, simulate)
  return reportOf(read, arithmetic, setCheck, replayed, set)
}

/** That the dataset of an estimate was deleted since is no part of its result. */
function withoutWithdrawal(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || !('withdrawn' in document)) return document
  const { withdrawn, ...result } = document
  return result
}

/** A document with its request, or why it cannot be computed again. */
interface ReadResult {
  readonly read: ResultDocument
  readonly request: EstimateRequest | string
}

function readResult(document: unknown): ReadResult {
  const form = readDocument(resultDocument, document)
  const version = fieldOf(document, 'methodVersion')
  const stated = fieldOf(document, 'request')
  const { request, faults } = readRequest(stated, version)
  const all = [...('faults' in form ? form.faults : []), ...faults]
  if ('faults' in form || all.length > 0) throw refusal(all)
  return { read: form.data, request }
}

/** A request that another version of the method wrote may be of a form that this one does not read. */
function readRequest(
  stated: unknown,
  version: unknown,
): { readonly request: EstimateRequest | string; readonly faults: readonly Fault[] } {
  const none = 'The document does not carry its request.'
  if (typeof stated !== 'object' || stated === null) return { request: none, faults: [] }
  try {
    return { request: readBody(estimateRequest, stated), faults: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const unread = 'The request is not of the form of this version.'
    const isPersonal = error.faults.some(({ code }) => code === 'person-level-data')
    if (version !== METHOD_VERSION && !isPersonal) return { request: unread, faults: [] }
    const faults = error.faults.map((fault) => ({ ...fault, pointer: `/request${fault.pointer ?? ''}` }))
    return { request: unread, faults }
  }
}

const fieldOf = (document: unknown, name: string): unknown =>
  typeof document === 'object' && document !== null && Object.hasOwn(document, name)
    ? (document as Readonly<Record<string, unknown>>)[name]
    : undefined
