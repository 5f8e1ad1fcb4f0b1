import type { z } from 'zod'
import { REFUSAL_TITLES, type Refusal, type RefusalCode } from '../../src/index.ts'
import { type Failure, type Fault, isRefusal, refusal } from './failure.ts'
import { faultsBeyond } from './faults-beyond.ts'
import { isWorded, wordsOf } from './issue-words.ts'
import { nearestInMeaning, noSuchField } from './nearest-in-meaning.ts'
import { personLevelFaults } from './person-level.ts'
import { isWithin, pointerTo } from './pointer.ts'

/** The largest body that is read. */
export const BODY_LIMIT_BYTES = 1_048_576

/** The largest result that is read to be verified: what a large request comes to with its lines. */
export const DOCUMENT_LIMIT_BYTES = 16_777_216

/** A request may have more; the first ones are named. */
const MAX_FAULTS = 500

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** Faults across fields of data that are of the right form. */
type Beyond<Schema extends z.ZodType> = (data: z.output<Schema>) => readonly Refusal[]

/** The same of a form that needs less, where much can be told without a field that a body cannot do without. */
interface BeyondForm<Schema extends z.ZodType> {
  readonly schema: Schema
  readonly refusalsOf: Beyond<Schema>
}

/**
 * A JSON body as its schema gives it. Signs of data about persons are looked for first.
 *
 * @param beyond what else may be wrong; asked only where the form is wrong already, so that all faults come at once
 * @param allowedNames fields that would speak of persons elsewhere, and do not in this body
 * @throws {Failure} with every fault
 */
export function readBody<Schema extends z.ZodType, Lenient extends z.ZodType = Schema>(
  schema: Schema,
  body: unknown,
  beyond?: Beyond<Schema> | BeyondForm<Lenient>,
  allowedNames?: ReadonlySet<string>,
): z.output<Schema> {
  const personal = personLevelFaults(body, allowedNames)
  const parsed = schema.safeParse(body)
  if (parsed.success && personal.length === 0) return parsed.data
  const issues = parsed.success ? [] : parsed.error.issues
  const placed = issues.flatMap((issue) =>
    faultsOf(issue, body).map((fault) => ({ fault, known: issue.code !== 'unrecognized_keys' })),
  )
  // A second fault at the same place would repeat what the first one keeps silent about.
  const isAnother = ({ pointer }: Fault): boolean =>
    pointer === undefined || !personal.some((found) => isWithin(pointer, found.pointer))
  const beside = placed.map(({ fault }) => fault).filter(isAnother)
  const faulty = placed.map(({ fault: { pointer }, known }) => ({ pointer, known }))
  const further = (
    typeof beyond === 'function'
      ? faultsBeyond(schema, body, faulty, beyond)
      : beyond
        ? faultsBeyond(beyond.schema, body, faulty, beyond.refusalsOf)
        : []
  ).filter(isAnother)
  throw refusal(distinct([...personal, ...beside, ...further]).slice(0, MAX_FAULTS))
}

/**
 * A document of ours as its schema gives it, or every fault of its form. It is no request, so that it is not looked
 * through for data about persons.
 */
export function readDocument<Schema extends z.ZodType>(
  schema: Schema,
  document: unknown,
): { readonly data: z.output<Schema> } | { readonly faults: readonly Fault[] } {
  const parsed = schema.safeParse(document)
  if (parsed.success) return { data: parsed.data }
  return { faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, document)).slice(0, MAX_FAULTS) }
}

/** Two rules of a schema may find the same wrong with one field. */
function distinct(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
}

/**
 * Query or path parameters as their schema gives them.
 *
 * @throws {Failure} with every fault
 */
export function readParameters<Schema extends z.ZodType>(
  schema: Schema,
  parameters: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(parameters)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, parameters))
  throw refusal(
    faults.slice(0, MAX_FAULTS).map(({ pointer, ...fault }) => ({ ...fault, parameter: pointer.slice(1) })),
  )
}

/** What Fastify hands to a compiler: a schema of ours and the part of the request that it is of. */
interface Part {
  readonly schema: unknown
  readonly httpPart?: string
}

/** Zod at Fastify's door, with our faults instead of zod's issues. */
export function validatorCompilerFor(beyond?: Beyond<z.ZodType>, allowedNames?: ReadonlySet<string>) {
  return ({ schema: given, httpPart }: Part) =>
    (data: unknown): { value: unknown } | { error: Failure } => {
      const schema = given as z.ZodType
      try {
        const isBody = httpPart === 'body'
        return {
          value: isBody ? readBody(schema, data, beyond, allowedNames) : readParameters(schema, data),
        }
      } catch (error) {
        if (isRefusal(error)) return { error }
        throw error
      }
    }
}

type PlacedFault = Fault & { readonly pointer: string }

function faultsOf(issue: Issue, body: unknown): readonly PlacedFault[] {
  const pointer = pointerTo(issue.path)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      code: 'invalid-field',
      pointer: pointer + pointerTo([key]),
      detail: noSuchField(key),
    }))
  const value = valueAt(body, issue.path)
  const inside = issue.code === 'invalid_union' ? faultsInside(issue, body, value) : []
  if (inside.length > 0) return inside
  if (value === undefined) return [{ code: 'invalid-field', pointer, detail: 'The field is required.' }]
  if (issue.code === 'custom') return [customFault(issue, pointer)]
  if (issue.code === 'invalid_value') {
    const words = issue.values.filter((one) => typeof one === 'string')
    const detail = isWorded(issue) ? issue.message : 'Not one of the accepted values.'
    return [{ code: 'invalid-field', pointer, detail, candidates: nearestInMeaning(String(value), words) }]
  }
  return [{ code: 'invalid-field', pointer, detail: wordsOf(issue) }]
}

/** The faults of the one of several forms that a value is of: of its fields, or of the whole, such as a list that is too long. */
function faultsInside(
  issue: z.core.$ZodIssueInvalidUnion,
  body: unknown,
  value: unknown,
): readonly PlacedFault[] {
  if (typeof value !== 'object' || value === null) return []
  const ofForm =
    issue.errors.find((issues) => issues.some(({ path }) => path.length > 0)) ??
    issue.errors.find((issues) => !isWorded(issue) && !issues.some(({ code }) => code === 'invalid_type')) ??
    []
  return ofForm.flatMap((one) => faultsOf({ ...one, path: [...issue.path, ...one.path] }, body))
}

/** A fault that a schema names itself, by `params`. */
function customFault(issue: z.core.$ZodIssueCustom, pointer: string): PlacedFault {
  const { code, candidates, place } = (issue.params ?? {}) as {
    code?: RefusalCode
    candidates?: readonly string[]
    /** Inside a text, which has no fields. */
    place?: number
  }
  return {
    code: code !== undefined && code in REFUSAL_TITLES ? code : 'invalid-field',
    pointer: place === undefined ? pointer : `${pointer}/${place}`,
    detail: issue.message,
    ...(candidates && candidates.length > 0 ? { candidates } : {}),
  }
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = (at as Record<PropertyKey, unknown>)[part]
  }
  return at
}
