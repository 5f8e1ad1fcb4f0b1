import type { z } from 'zod'
import type { Refusal } from '../../src/index.ts'
import { isWithin, namesOf } from './pointer.ts'

/** A fault of form: where it is, and whether the field is one that the schema knows. */
export interface FormFault {
  readonly pointer: string
  readonly known: boolean
}

/** With more than this the form is the thing to mend first; it also bounds the copying. */
const MAX_FAULTS = 100

/**
 * What else is wrong with a body that is faulty in form: its faulty fields are left out, and if the rest is of the right
 * form, that is looked at for faults across fields. Rows that lost a field are not judged again, nor anything that
 * speaks of all rows of such a list.
 */
export function faultsBeyond<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  faults: readonly FormFault[],
  refusalsOf: (data: z.output<Schema>) => readonly Refusal[],
): readonly Refusal[] {
  if (faults.length > MAX_FAULTS) return []
  const parsed = schema.safeParse(withoutFields(body, faults))
  if (parsed.success) return untouched(refusalsOf(parsed.data), faults)
  // A field that a row cannot do without was among them: the rows are left out whole.
  const atTop = faults.filter(({ pointer }) => namesOf(pointer).length === 1)
  const { rest, placeOf } = withoutRows(withoutFields(body, atTop), faults)
  const cut = schema.safeParse(rest)
  if (!cut.success) return []
  const refusals = refusalsOf(cut.data).map((refusal) =>
    refusal.pointer === undefined ? refusal : { ...refusal, pointer: placeOf(refusal.pointer) },
  )
  return untouched(refusals, faults)
}

function untouched(refusals: readonly Refusal[], faults: readonly FormFault[]): readonly Refusal[] {
  const touched = faults.filter(({ known }) => known).map(({ pointer }) => rowOf(pointer))
  return refusals.filter(
    ({ pointer }) => !touched.some((row) => isWithin(pointer, row) || isWithin(row, pointer)),
  )
}

function withoutFields(body: unknown, faults: readonly FormFault[]): unknown {
  let mended: unknown = body
  for (const { pointer } of faults) {
    mended = without(mended, namesOf(pointer))
    if (mended === undefined) return undefined
  }
  return mended
}

/** A body without the rows that faults lie in, and what turns a place in it into one of the whole body. */
function withoutRows(
  body: unknown,
  faults: readonly FormFault[],
): { rest: unknown; placeOf: (pointer: string) => string } {
  const kept = new Map<string, readonly number[]>()
  if (typeof body !== 'object' || body === null) return { rest: body, placeOf: (pointer) => pointer }
  const faulty = new Set(faults.map(({ pointer }) => rowOf(pointer)))
  const sections = Object.entries(body).map(([name, section]): [string, unknown] => {
    if (!Array.isArray(section)) return [name, section]
    const indices = section.map((_, index) => index).filter((index) => !faulty.has(`/${name}/${index}`))
    kept.set(name, indices)
    return [name, indices.map((index) => section[index] as unknown)]
  })
  const placeOf = (pointer: string): string => {
    const [, name = '', index, ...more] = pointer.split('/')
    const original = index === undefined ? undefined : kept.get(name)?.[Number(index)]
    return original === undefined ? pointer : ['', name, original, ...more].join('/')
  }
  return { rest: Object.fromEntries(sections), placeOf }
}

/** The row or section that a field stands in: the first two names of its pointer. */
const rowOf = (pointer: string): string => pointer.split('/').slice(0, 3).join('/')

/** A copy without one field, made along its path only; undefined if the path does not end at a field of an object. */
function without(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return undefined
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>
  if (rest.length === 0) {
    if (Array.isArray(value)) return undefined
    delete copy[name]
    return copy
  }
  const inner = without(copy[name], rest)
  if (inner === undefined) return undefined
  copy[name] = inner
  return copy
}
