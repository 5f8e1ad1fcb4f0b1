import { evaluate } from '../kernel/formula.ts'
import type { Slot } from '../uncertainty/program.ts'

/**
 * The value of a slot.
 *
 * @param slots the values of the slots before it
 * @param values of the variables
 */
export function slotValue(slot: Slot, index: number, slots: Float64Array, values: Float64Array): number {
  switch (slot.kind) {
    case 'variable':
      return values[index] as number
    case 'share-total':
      return slot.members.reduce((sum, member) => sum + (slots[member] as number), 0)
    case 'share':
      return ((slots[slot.drawn] as number) * slot.kept) / (slots[slot.total] as number)
    case 'derived': {
      const given = slot.inputs.map((input, at) => (input < 0 ? slot.values[at] : slots[input]) as number)
      return evaluate(slot.rule, given) * (slot.own === undefined ? 1 : (slots[slot.own] as number))
    }
  }
}
