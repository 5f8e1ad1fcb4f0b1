import type { Slot } from '../uncertainty/program.ts'

/** What follows from one variable: other slots, in their order, and the factors that it or they are in. */
export interface Followers {
  readonly slots: readonly number[]
  readonly factors: readonly number[]
}

/**
 * What follows from each variable.
 *
 * @param slots every slot; the variables are the first ones
 * @param slotsOfFactors of each factor the slot that it is made of; below 0: it is certain
 */
export function followersOf(
  slots: readonly Slot[],
  variables: number,
  slotsOfFactors: readonly number[],
): readonly Followers[] {
  const factorsOf = slots.map((): number[] => [])
  for (const [factor, slot] of slotsOfFactors.entries()) factorsOf[slot]?.push(factor)
  const found = Array.from({ length: variables }, (_, variable) => ({
    slots: [] as number[],
    factors: [...(factorsOf[variable] ?? [])],
  }))
  // Of each slot, the variables that it follows from.
  const sources: ReadonlySet<number>[] = []
  for (const [index, slot] of slots.entries()) {
    const own =
      slot.kind === 'variable'
        ? new Set([index])
        : new Set(givenOf(slot).flatMap((one) => [...(sources[one] ?? [])]))
    sources.push(own)
    if (slot.kind === 'variable') continue
    for (const variable of own) {
      found[variable]?.slots.push(index)
      found[variable]?.factors.push(...(factorsOf[index] ?? []))
    }
  }
  return found
}

/** The slots that a slot takes. */
function givenOf(slot: Exclude<Slot, { kind: 'variable' }>): readonly number[] {
  switch (slot.kind) {
    case 'share-total':
      return slot.members
    case 'share':
      return [slot.drawn, slot.total]
    case 'derived':
      return [...slot.inputs.filter((input) => input >= 0), ...(slot.own === undefined ? [] : [slot.own])]
  }
}
