import type { Room } from './room.ts'

/** What a figure depends on, besides its factors. */
export class Dependence {
  /** In their order; the first `variableCount` of them. */
  readonly variables: Int32Array
  variableCount: number
  /** Those that follow from others, the last first; the first `slotCount` of them. */
  readonly slots: Int32Array
  slotCount: number

  constructor(variableCount: number, slotCount: number, room: Room) {
    this.variables = room.integers(variableCount)
    this.variableCount = variableCount
    this.slots = room.integers(slotCount)
    this.slotCount = slotCount
  }

  /** @param room for a copy that is not overwritten */
  copy(room: Room): Dependence {
    const copy = new Dependence(this.variableCount, this.slotCount, room)
    copy.variables.set(this.variables.subarray(0, this.variableCount))
    copy.slots.set(this.slots.subarray(0, this.slotCount))
    return copy
  }
}
