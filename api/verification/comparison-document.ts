import { z } from 'zod'
import { key } from '../estimate/document-schema.ts'
import { isRefusal, refusal } from '../request/failure.ts'
import { readDocument } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { Comparison, type Made, notMade } from './comparison.ts'
import { compareDocuments, factorSetCheck, factorSetOf } from './replay.ts'
import { reportOf } from './report.ts'
import type { Verification } from './schema.ts'
import type { Path } from './texts.ts'

/** Makes a comparison again from its request. */
export type CompareAgain = (request: unknown) => Promise<unknown>

const effects = z.array(z.looseObject({ factor: key, value: z.number() }))
const change = z.looseObject({ value: z.number() })
const moved = { from: z.number(), to: z.number(), change, effects }

/** An answer of POST /v1/comparisons, whatever else a version adds to it. */
const comparisonDocument = z.looseObject({
  sentence: z.string(),
  methodVersion: key,
  basis: z.looseObject({ factorSet: key, digest: key }),
  from: z.looseObject({ filed: z.number() }),
  to: z.looseObject({ filed: z.number() }),
  filed: z.number(),
  change,
  effects,
  method: effects,
  byMode: z.array(z.looseObject(moved)),
  steps: z.array(z.looseObject({ change, effects })),
  request: z.looseObject({}),
})
type ComparisonDocument = z.output<typeof comparisonDocument>

/** Whether a document looks like a comparison. */
export const isComparison = (document: unknown): boolean =>
  typeof document === 'object' &&
  document !== null &&
  ['from', 'to', 'effects', 'byMode'].every((name) => Object.hasOwn(document, name))

/** @throws {Failure} with every fault of its form */
export async function verifyComparison(
  document: unknown,
  factorSets: FactorSets,
  compareAgain: CompareAgain,
): Promise<Verification> {
  const read = readDocument(comparisonDocument, document)
  if ('faults' in read) throw refusal(read.faults)
  const { data } = read
  const { factorSet: id, digest } = data.basis
  const named = { methodVersion: data.methodVersion, factorSet: { id, digest } }
  const set = factorSetOf(named, factorSets)
  const setCheck = factorSetCheck(named, set)
  const replayed =
    setCheck.check.passed === true
      ? await replay(document, data, compareAgain)
      : notMade('replay', 'It takes the factor set of the document.')
  return reportOf(named, [totals(data), groups(data)], setCheck, replayed, set)
}

/** Sums of what nearly cancels are as exact as what they are of. */
const TOLERANCE = 1e-9

function sums(
  comparison: Comparison,
  path: Path,
  whole: number,
  parts: readonly { readonly value: number }[],
): void {
  const size = Math.max(Math.abs(whole), ...parts.map(({ value }) => Math.abs(value)))
  const sum = parts.reduce((all, { value }) => all + value, 0)
  comparison.holds(
    path,
    Math.abs(sum - whole) <= TOLERANCE * size,
    undefined,
    `The effects sum to ${sum}, not to the change.`,
  )
}

/** Effects sum to their change, and with those of the method to what was filed. */
function totals({ change: whole, effects: of, method, filed, steps }: ComparisonDocument): Made {
  const comparison = new Comparison('totals')
  sums(comparison, ['effects'], whole.value, of)
  sums(comparison, ['filed'], filed, [whole, ...method])
  for (const [at, step] of steps.entries())
    sums(comparison, ['steps', at, 'effects'], step.change.value, step.effects)
  return comparison.made()
}

function groups({ byMode }: ComparisonDocument): Made {
  const comparison = new Comparison('groups')
  for (const [at, { change: whole, effects: of }] of byMode.entries())
    sums(comparison, ['byMode', at, 'effects'], whole.value, of)
  return comparison.made()
}

async function replay(
  document: unknown,
  { request }: ComparisonDocument,
  compareAgain: CompareAgain,
): Promise<Made> {
  const comparison = new Comparison('replay')
  try {
    const again = await compareAgain(request)
    compareDocuments(comparison, comparable(document), comparable(JSON.parse(JSON.stringify(again))), [])
  } catch (error) {
    if (!isRefusal(error)) throw error
    if (error.faults.some(({ code }) => code === 'person-level-data')) throw error
    for (const { code, pointer, detail } of error.faults)
      comparison.holds(['request'], false, undefined, `Refused [${code}] at ${pointer}: ${detail}`)
  }
  return comparison.made()
}

/** Without what depends on where an estimate was kept: whether it was saved here, and so how its places are named. */
function comparable(document: unknown): unknown {
  const { from, to, notices, ...rest } = document as Record<string, unknown>
  const unsaved = (side: unknown): unknown => ({ ...(side as object), saved: false })
  const placed = (Array.isArray(notices) ? notices : []).map((notice: { pointer?: string }) =>
    notice.pointer === undefined
      ? notice
      : { ...notice, pointer: notice.pointer.replace(/^(\/from|\/to|\/series\/\d+)\/request/, '$1') },
  )
  return { ...rest, from: unsaved(from), to: unsaved(to), notices: placed }
}
