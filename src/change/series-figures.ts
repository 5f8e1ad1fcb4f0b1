import type { Chain } from './chain.ts'
import type { FiguresOfSides } from './effect-interval.ts'
import { AFTER, BEFORE, type Slice, type SlicedEffects, WIDTH } from './sliced-effects.ts'

/** The effects of a pair of sides, and where its figures stand among all. */
export interface SidePair {
  readonly from: number
  readonly to: number
  readonly chain: Chain
  readonly sliced: SlicedEffects
  readonly at: number
}

/** The change of every whole, and its effects. */
export function mainFigures(
  pairs: readonly SidePair[],
  joined: readonly JoinedSlice[],
  size: number,
  all: number,
): readonly number[] {
  const figures: number[] = []
  const add = (slices: readonly Slice[], at: number): void => {
    for (const [index, { key }] of slices.entries())
      if (key === 'total' || key === 'perInhabitant')
        for (let k = 0; k < WIDTH; k += 1)
          if (k !== BEFORE && k !== AFTER) figures.push(at + index * WIDTH + k)
  }
  // Of a long series the steps are many, and each of their figures would move every year.
  for (const { sliced, at } of all > size ? pairs.slice(-1) : pairs) add(sliced.slices, at)
  if (all > size)
    add(
      joined.map(({ slice }) => slice),
      size,
    )
  return figures
}

/**
 * Only the pairs of moved sides are computed anew; the others are as they were with no side moved.
 *
 * @param size where the joined slices begin, behind the figures of all pairs
 */
export function rememberingFigures(
  pairs: readonly SidePair[],
  joined: readonly JoinedSlice[],
  size: number,
  all: number,
): FiguresOfSides {
  let usual = new Float64Array(0)
  const ofPair = (figure: number, factorsOf: (side: number) => Float64Array): number => {
    const { from, to, sliced, at } = pairs.findLast((pair) => pair.at <= figure) as SidePair
    const slice = Math.floor((figure - at) / WIDTH)
    return sliced.figuresOf(slice, factorsOf(from), factorsOf(to))[(figure - at) % WIDTH] as number
  }
  return {
    all: (factors, moved, figures = new Float64Array(all)) => {
      if (moved.size > 0) figures.set(usual)
      for (const { from, to, sliced, at } of pairs)
        if (moved.size === 0 || moved.has(from) || moved.has(to))
          sliced.fill(figures, at, factors[from] as Float64Array, factors[to] as Float64Array)
      if (all > size) addSteps(figures, joined, size)
      if (moved.size > 0) return figures
      usual = figures.slice()
      for (const { sliced } of pairs) sliced.keep()
      return figures
    },
    one: (figure, factorsOf) => {
      if (figure < size) return ofPair(figure, factorsOf)
      const known = new Map<number, Float64Array>()
      const remembered = (side: number): Float64Array => {
        const found = known.get(side) ?? factorsOf(side)
        known.set(side, found)
        return found
      }
      const { places } = joined[Math.floor((figure - size) / WIDTH)] as JoinedSlice
      return places.reduce(
        (sum: number, place) =>
          place === undefined ? sum : sum + ofPair(place + ((figure - size) % WIDTH), remembered),
        0,
      )
    },
  }
}

/** A slice of several steps, and where it stands in each; undefined where a step does not have it. */
interface JoinedSlice {
  readonly slice: Slice
  readonly places: readonly (number | undefined)[]
}

export function joinedSlices(steps: readonly SidePair[]): readonly JoinedSlice[] {
  const found = new Map<string, { slice: Slice; places: (number | undefined)[] }>()
  for (const [step, { sliced, at }] of steps.entries())
    for (const [index, slice] of sliced.slices.entries()) {
      const name = `${slice.key}|${slice.value}`
      const known = found.get(name) ?? { slice, places: steps.map(() => undefined) }
      known.places[step] = at + index * WIDTH
      found.set(name, known)
    }
  return [...found.values()].filter(
    ({ slice, places }) => slice.key !== 'perInhabitant' || places.every((place) => place !== undefined),
  )
}

function addSteps(figures: Float64Array, joined: readonly JoinedSlice[], from: number): void {
  for (const [index, { places }] of joined.entries()) {
    const into = from + index * WIDTH
    figures.fill(0, into, into + WIDTH)
    for (const [step, place] of places.entries()) {
      if (place === undefined) continue
      for (let k = 0; k < WIDTH; k += 1)
        if (k !== BEFORE && k !== AFTER)
          figures[into + k] = (figures[into + k] as number) + (figures[place + k] as number)
      if (step === 0) figures[into + BEFORE] = figures[place + BEFORE] as number
      if (step === places.length - 1) figures[into + AFTER] = figures[place + AFTER] as number
    }
  }
}
