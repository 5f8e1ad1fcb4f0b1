interface Label {
  readonly text: string
  /** Where it would stand [px from the top]. */
  readonly at: number
  readonly hue: string
}

/** Labels one under the other, each as near to its place as the others leave room for. */
export function spreadLabels<One extends Label>(
  labels: readonly One[],
  line: number,
  top: number,
  bottom: number,
): readonly (One & { readonly y: number })[] {
  const sorted = labels.toSorted((one, other) => one.at - other.at)
  const places: number[] = []
  for (const { at } of sorted)
    places.push(Math.max(at, top, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + line))
  // What was pushed over the foot is pushed back up.
  let lowest = bottom
  for (let index = places.length - 1; index >= 0; index -= 1) {
    places[index] = Math.min(places[index] ?? 0, lowest)
    lowest = (places[index] ?? 0) - line
  }
  return sorted.map((label, index) => ({ ...label, y: places[index] ?? label.at }))
}
