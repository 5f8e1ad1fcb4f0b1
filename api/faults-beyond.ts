import type { z } from 'zod'
import type { Refusal } from '../src/index.ts'
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
  let mended: unknown = body
  for (const { pointer } of faults) {
    mended = without(mended, namesOf(pointer))
    if (mended === undefined) return []
  }
  const parsed = schema.safeParse(mended)
  if (!parsed.success) return []
  const touched = faults.filter(({ known }) => known).map(({ pointer }) => rowOf(pointer))
  return refusalsOf(parsed.data).filter(
    ({ pointer }) => !touched.some((row) => isWithin(pointer, row) || isWithin(row, pointer)),
  )
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
