/** By factor, the places of what it is part of. */
export type Uses = readonly (readonly number[] | undefined)[]

/** @param factorsOf of each place, the factors that it is made of */
export function usesOf(factorsOf: readonly (readonly number[])[]): Uses {
  const uses: number[][] = []
  for (const [place, factors] of factorsOf.entries())
    for (const factor of new Set(factors)) {
      uses[factor] ??= []
      uses[factor].push(place)
    }
  return Array.from(uses)
}

/** Marks places as stale. */
export function mark(isStale: Uint8Array, places: readonly number[] | undefined): void {
  if (!places) return
  for (let one = 0; one < places.length; one += 1) isStale[places[one] as number] = 1
}
