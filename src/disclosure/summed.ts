import { groupBy } from '../group-by.ts'
import type { CityCell } from './nested.ts'
import { RELEASE_CONTRIBUTORS } from './primary.ts'

/** A finest cell of a city, whether or not anybody is told of it. */
export interface SummedCell extends CityCell {
  readonly isFresh: boolean
  /** Given out already, or of enough contributors to be. */
  readonly isTold: boolean
}

/** So many figures of a sum are looked at to find its parts; all of them, to be sure. */
const MAX_LOOKED_AT = 12
/** So many steps are made to find the parts of one sum. */
const MAX_STEPS = 1000
const ROUNDING = 1e-6

interface Figure {
  readonly value: number
  readonly contributors: number | undefined
  readonly isTold: boolean
}

interface Place {
  readonly city: string
  readonly isFresh: boolean
  readonly isTold: boolean
  readonly size: number
  readonly figures: ReadonlyMap<string, Figure>
}

/**
 * Cities that are the sum of others, of which too few are not told: a county and its towns, each given out, would tell the
 * village that is withheld. Nobody says how cities lie, so sums are found by their figures.
 *
 * @param believed whether a sum may miss a few persons; of modes, exactly
 * @returns cities that are not to be given out: the sum, or if it is out already, the smallest of its new parts
 */
export function summedCities(
  cells: readonly SummedCell[],
  believed: 'exactly' | 'nearly' = 'nearly',
): ReadonlySet<string> {
  const places = [...groupBy(cells, ({ city }) => city)].map(([city, some]) => toPlace(city, some))
  places.sort((a, b) => b.size - a.size)
  const barred = new Set<string>()
  for (const sum of places) {
    if (!sum.isTold) continue
    const parts = partsOf(
      sum,
      places.filter((one) => one !== sum && !barred.has(one.city)),
      believed,
    )
    if (!parts) continue
    const tellsFew = [...sum.figures].some(([key, figure]) => {
      const persons = personsLeft(key, figure, sum, parts)
      return figure.isTold && persons > 0 && persons < RELEASE_CONTRIBUTORS
    })
    if (!tellsFew) continue
    const fresh = parts.filter((part) => part.isFresh && part.isTold)
    const [smallest] = fresh.slice(-1)
    if (sum.isFresh) barred.add(sum.city)
    else if (smallest) barred.add(smallest.city)
  }
  return barred
}

function toPlace(city: string, cells: readonly SummedCell[]): Place {
  const figures = new Map<string, Figure>()
  for (const { mode, period, figures: of, contributors, isTold } of cells)
    for (const [measure, value] of Object.entries(of))
      if (value !== null) figures.set(`${mode}\n${period}\n${measure}`, { value, contributors, isTold })
  return {
    city,
    isFresh: cells.some(({ isFresh }) => isFresh),
    isTold: cells.some(({ isTold }) => isTold),
    size: [...figures.values()].reduce((total, { value }) => total + value, 0),
    figures,
  }
}

/** Two or more places that make a sum but for a few persons; undefined if none are found. */
function partsOf(
  sum: Place,
  places: readonly Place[],
  believed: 'exactly' | 'nearly',
): readonly Place[] | undefined {
  const looked = [...sum.figures]
    .sort(([, a], [, b]) => b.value - a.value)
    .slice(0, MAX_LOOKED_AT)
    .map(([key]) => key)
  const vector = (place: Place): readonly number[] => looked.map((key) => place.figures.get(key)?.value ?? 0)
  const whole = vector(sum)
  const mayBe = places
    .map((place) => ({ place, values: vector(place) }))
    .filter(({ values }) => values.every((value, at) => value <= (whole[at] ?? 0) * (1 + ROUNDING)))
    .filter(({ place }) => [...place.figures.keys()].every((key) => sum.figures.has(key)))
  // What all places from one on make together: where it is too little, no choice of them is enough.
  const rest: number[][] = [whole.map(() => 0)]
  for (const { values } of [...mayBe].reverse())
    rest.unshift(values.map((value, at) => value + (rest[0]?.[at] ?? 0)))
  const isExact = (left: number, at: number): boolean => isNothing(left, whole[at] ?? 0)
  const isFew = (left: number, at: number): boolean =>
    isExact(left, at) || isOfFew(left, sum, looked[at] ?? '', places)
  const found = (isClose: (left: number, at: number) => boolean): readonly Place[] | undefined => {
    let steps = 0
    const search = (
      at: number,
      left: readonly number[],
      chosen: readonly Place[],
    ): readonly Place[] | undefined => {
      steps += 1
      if (steps > MAX_STEPS) return undefined
      if (left.every(isClose)) return chosen.length > 1 && isWhole(sum, chosen) ? chosen : undefined
      const next = mayBe[at]
      const after = rest[at] ?? []
      const isEnough = left.every(
        (value, of) => value <= (after[of] ?? 0) || isClose(value - (after[of] ?? 0), of),
      )
      if (!next || !isEnough) return undefined
      const less = left.map((value, of) => value - (next.values[of] ?? 0))
      const fits = less.every((value, of) => value >= 0 || isClose(value, of))
      return (
        (fits ? search(at + 1, less, [...chosen, next.place]) : undefined) ?? search(at + 1, left, chosen)
      )
    }
    return search(0, whole, [])
  }
  // Of many places some make nearly any sum by chance: nearly is believed where more is known than there are choices.
  const isKnown = believed === 'nearly' && bitsOf(sum, places) > mayBe.length + MARGIN_BITS
  return found(isExact) ?? (isKnown ? found(isFew) : undefined)
}

const MARGIN_BITS = 10

/** How much the figures of a sum know: each mode and month tells its persons but for a few. */
function bitsOf(sum: Place, places: readonly Place[]): number {
  const cells = new Map<string, number>()
  for (const [key, { value }] of sum.figures) {
    const persons = value * densityOf(sum, key, places)
    if (Number.isFinite(persons) && persons > 0)
      cells.set(key.split('\n').slice(0, 2).join('\n'), persons / RELEASE_CONTRIBUTORS)
  }
  return [...cells.values()].reduce((bits, times) => bits + Math.max(0, Math.log2(times)), 0)
}

const isOfFew = (left: number, sum: Place, key: string, parts: readonly Place[]): boolean =>
  Math.abs(left) * densityOf(sum, key, parts) < RELEASE_CONTRIBUTORS

const isNothing = (left: number, whole: number): boolean => Math.abs(left) <= ROUNDING * whole

/** In every figure but for a few persons: those that are left out, or that go from part to part and are counted in both. */
const isWhole = (sum: Place, parts: readonly Place[]): boolean =>
  [...sum.figures].every(([key, { value }]) => {
    const left = parts.reduce((total, { figures }) => total - (figures.get(key)?.value ?? 0), value)
    return isNothing(left, value) || isOfFew(left, sum, key, parts)
  })

/** The persons that a sum tells beside its told parts: those of the others, and who was not sent; 0 if it tells nobody. */
function personsLeft(key: string, figure: Figure, sum: Place, parts: readonly Place[]): number {
  const hidden = parts.flatMap(({ figures }) => {
    const one = figures.get(key)
    return one && one.value > 0 && !one.isTold ? [one.contributors ?? 0] : []
  })
  const left = parts.reduce((total, { figures }) => total - (figures.get(key)?.value ?? 0), figure.value)
  const unsent = isNothing(left, figure.value) ? 0 : Math.abs(left) * densityOf(sum, key, parts)
  const persons = hidden.reduce((total, one) => total + one, unsent)
  // One alone is told, of however few or many.
  return hidden.length === 1 && unsent === 0 ? Math.min(persons, 1) : persons
}

/** Persons in a unit of a figure; of what was given out before, nobody is counted any more. */
function densityOf(sum: Place, key: string, parts: readonly Place[]): number {
  const ofSum = personsPerUnit(sum.figures.get(key))
  if (ofSum !== undefined) return ofSum
  const counted = parts.flatMap(({ figures }) => personsPerUnit(figures.get(key)) ?? [])
  return counted.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...counted)
}

const personsPerUnit = (figure: Figure | undefined): number | undefined =>
  figure?.contributors === undefined || figure.value === 0 ? undefined : figure.contributors / figure.value

/** Modes of a city that are the sum of others, by city and mode, as {@link summedCities} finds cities. */
export function summedModes(cells: readonly SummedCell[]): ReadonlySet<string> {
  const modes = cells.filter(({ mode }) => mode !== '')
  return new Set(
    [...groupBy(modes, ({ city }) => city)].flatMap(([city, some]) =>
      [
        ...summedCities(
          some.map((cell) => ({ ...cell, city: cell.mode, mode: '' })),
          'exactly',
        ),
      ].map((mode) => `${city}\n${mode}`),
    ),
  )
}
