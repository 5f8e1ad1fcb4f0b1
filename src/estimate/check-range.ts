import type { Refusal } from '../issues/issue.ts'
import { isWithin } from './field.ts'
import { fieldsOf } from './field-lookup.ts'
import { FIELD_GROUPS, type FieldGroup } from './fields.ts'
import type { EstimateInput, Stated, StatedIn } from './input.ts'

/** The rows of each part of an estimate's request: a part that is left out is an error of types. */
type RowsByGroup = {
  readonly [Group in Exclude<FieldGroup, 'causes'>]: readonly StatedIn<Group>[]
}

/** Every row of every part of a request. */
export function rowsByGroup(input: EstimateInput): RowsByGroup {
  const { city, travel, electricity, climate } = input
  return {
    ...input,
    city: [city],
    travel: travel ? [travel] : [],
    'travel/modes': travel?.modes ?? [],
    electricity: electricity ? [electricity] : [],
    climate: climate ? [climate] : [],
    roads: input.roads ?? [],
  }
}

/** Every number that cannot be true: shares above 1, an occupancy of 0, more travel than the world's. */
export function checkRanges(input: EstimateInput): readonly Refusal[] {
  const rows = rowsByGroup(input)
  return FIELD_GROUPS.flatMap((group) => (group === 'causes' ? [] : checkRangesIn(group, rows[group])))
}

/** @param group of which every row is */
export const checkRangesIn = <Group extends FieldGroup>(
  group: Group,
  rows: readonly StatedIn<Group>[],
): readonly Refusal[] => rows.flatMap((row) => outOfRange(group, row))

function outOfRange<Group extends FieldGroup>(group: Group, row: StatedIn<Group>): readonly Refusal[] {
  const fields = fieldsOf(group)
  const refusals: Refusal[] = []
  for (const [name, stated] of Object.entries(row) as [string, Stated][])
    for (const limit of fields[name]?.range ?? [])
      if (!isWithin(stated.value, limit))
        refusals.push({
          code: 'quantity-out-of-range',
          pointer: stated.pointer,
          detail: `${stated.value} ${stated.unit} ${limit.must}.`,
        })
  return refusals
}
