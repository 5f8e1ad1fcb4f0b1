import type { StatedDefault, StatedField } from './field.ts'
import { type FieldGroup, STATED_FIELDS } from './fields.ts'

/** The fields of a part, to be looked up by the names of a row. */
export const fieldsOf = (group: FieldGroup): Readonly<Record<string, StatedField | undefined>> =>
  STATED_FIELDS[group]

/** By the pointer of the field without the indices of rows. */
const FIELD_AT: ReadonlyMap<string, StatedField> = new Map(
  Object.entries<Readonly<Record<string, StatedField>>>(STATED_FIELDS).flatMap(([group, fields]) =>
    Object.entries(fields).map(([name, field]) => [`/${group}/${name}`, field]),
  ),
)

/** Rows stand at the same places in most requests; one with more of them begins anew. */
const fieldsFound = new Map<string, StatedField | undefined>()
const MAX_FOUND = 5000

function fieldAt(pointer: string): StatedField | undefined {
  if (fieldsFound.has(pointer)) return fieldsFound.get(pointer)
  if (fieldsFound.size >= MAX_FOUND) fieldsFound.clear()
  const field = FIELD_AT.get(pointer.replace(/\/\d+/g, ''))
  fieldsFound.set(pointer, field)
  return field
}

/**
 * The documented uncertainty of a stated quantity.
 *
 * @param pointer where it was stated
 * @returns undefined for what is a definition: the share of a blend's label
 */
export function statedDefault(unit: string, pointer: string): StatedDefault | undefined {
  const uncertainty = fieldAt(pointer)?.uncertainty
  return uncertainty && 'byUnit' in uncertainty ? uncertainty.byUnit[unit] : uncertainty
}
