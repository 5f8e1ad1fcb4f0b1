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
 * form, that is looked at for faults across fields. If a row or a section cannot do without such a field, it is left out
 * whole. Rows that lost a field are not judged again, nor anything that speaks of all rows of such a list.
 */
export function faultsBeyond<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  faults: readonly FormFault[],
  refusalsOf: (data: z.output<Schema>) => readonly Refusal[],
): readonly Refusal[] {
  if (faults.length > MAX_FAULTS) return []
  for (const { rest, placeOf } of restsOf(body, faults)) {
    const parsed = schema.safeParse(rest)
    if (!parsed.success) continue
    const refusals = refusalsOf(parsed.data).map((refusal) => ({
      ...refusal,
      ...(refusal.pointer === undefined ? {} : { pointer: placeOf(refusal.pointer) }),
      // Another row that stands in the way is named by its place.
      ...(refusal.candidates ? { candidates: refusal.candidates.map(placeOf) } : {}),
    }))
    return untouched(refusals, faults)
  }
  return []
}

function untouched(refusals: readonly Refusal[], faults: readonly FormFault[]): readonly Refusal[] {
  const touched = faults.filter(({ known }) => known).map(({ pointer }) => rowOf(pointer))
  return refusals.filter(
    ({ pointer }) => !touched.some((row) => isWithin(pointer, row) || isWithin(row, pointer)),
  )
}

/** What is left of a body, and what turns a place in it into one of the whole body. */
interface Rest {
  readonly rest: unknown
  readonly placeOf: (pointer: string) => string
}

/** A body without its faulty fields; without the rows that they stand in; without the sections too. */
function* restsOf(body: unknown, faults: readonly FormFault[]): Generator<Rest> {
  const placesOf = (is: boolean): readonly string[] =>
    faults.filter(({ known }) => known === is).map(({ pointer }) => pointer)
  // Nothing needs a field that the schema does not know.
  const [lost, unknown] = [placesOf(true), placesOf(false)]
  yield { rest: withoutFields(body, [...lost, ...unknown]), placeOf: (pointer) => pointer }
  const rows = new Set(lost.map(rowOf))
  const atTop = lost.filter((pointer) => namesOf(pointer).length === 1)
  yield withoutRows(withoutFields(body, [...unknown, ...atTop]), rows)
  // A row of a section that is a list goes alone.
  const sections = lost.filter((pointer) => !isIndex(namesOf(pointer)[1])).map(sectionOf)
  yield withoutRows(withoutFields(body, [...unknown, ...sections]), rows)
}

const sectionOf = (pointer: string): string => pointer.split('/').slice(0, 2).join('/')

function withoutFields(body: unknown, pointers: readonly string[]): unknown {
  let mended: unknown = body
  for (const pointer of pointers) {
    mended = without(mended, namesOf(pointer))
    if (mended === undefined) return undefined
  }
  return mended
}

function withoutRows(body: unknown, faulty: ReadonlySet<string>): Rest {
  const kept = new Map<string, readonly number[]>()
  const walk = (value: unknown, pointer: string): unknown => {
    if (typeof value !== 'object' || value === null || pointer.split('/').length > ROW_DEPTH) return value
    if (!Array.isArray(value))
      return Object.fromEntries(
        Object.entries(value).map(([name, part]) => [name, walk(part, `${pointer}/${name}`)]),
      )
    const indices = value.map((_, index) => index).filter((index) => !faulty.has(`${pointer}/${index}`))
    kept.set(pointer, indices)
    return indices.map((index) => value[index] as unknown)
  }
  const rest = walk(body, '')
  const placeOf = (pointer: string): string => {
    const names = pointer.split('/')
    for (let depth = 2; depth <= ROW_DEPTH && depth < names.length; depth++) {
      const original = kept.get(names.slice(0, depth).join('/'))?.[Number(names[depth])]
      if (original !== undefined) return names.with(depth, String(original)).join('/')
    }
    return pointer
  }
  return { rest, placeOf }
}

/** A list of rows is a section, or a field of one. */
const ROW_DEPTH = 3

const isIndex = (name = ''): boolean => name !== '' && Number.isInteger(Number(name))

/** The row or field of a section that a fault stands in: the first two names of its pointer, or three of `/section/rows/0`. */
function rowOf(pointer: string): string {
  const names = pointer.split('/')
  return names.slice(0, !isIndex(names[2]) && isIndex(names[3]) ? 4 : 3).join('/')
}

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
