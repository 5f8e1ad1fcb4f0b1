import type { EstimateLine, LineQuantity } from '../estimate/line.ts'
import { additiveEffects } from '../kernel/decomposition.ts'
import { MODE_PROPERTIES } from '../vocabulary.ts'
import type { Cell } from './cell.ts'
import type { FactorEffect } from './factor-effect.ts'
import { listDifferences, type OriginsOf, recordsOf } from './origin.ts'

/** The cells of one row of the request that have no counterpart, and all lines of the row, on one side. */
export interface RowSide {
  readonly cells: readonly Cell[]
  readonly lines: readonly EstimateLine[]
  readonly originsOf: OriginsOf
}

/** Distances that emissions are told per, the first that both sides know. */
const DISTANCES = {
  'vehicle-distance': ['vehicle distance', 'vkm'],
  'passenger-distance': ['passenger distance', 'pkm'],
  'tonne-distance': ['tonne distance', 'tkm'],
} as const satisfies Partial<Record<LineQuantity, readonly [string, string]>>
type Distance = keyof typeof DISTANCES

/**
 * The effects of a row whose chains differ, so that no factor of one has a counterpart in the other: the distance of the
 * row, and the emissions of its unpaired cells per distance, which name the records of both chains.
 *
 * @returns undefined where one side has nothing unpaired, or no distance is known on both sides
 */
export function intensityEffects(before: RowSide, after: RowSide): readonly FactorEffect[] | undefined {
  const mode = before.cells[0]?.line.mode
  if (mode === undefined || after.cells.length === 0) return undefined
  const distance = (Object.keys(DISTANCES) as Distance[]).find(
    (one) => sumOf(before.lines, one) > 0 && sumOf(after.lines, one) > 0,
  )
  if (distance === undefined) return undefined
  const [ofDistance, unit] = DISTANCES[distance]
  const [distanceBefore, distanceAfter] = [sumOf(before.lines, distance), sumOf(after.lines, distance)]
  const intensity = {
    before: emissionsOf(before.cells) / distanceBefore,
    after: emissionsOf(after.cells) / distanceAfter,
  }
  const [effectOfDistance = 0, effectOfIntensity = 0] = additiveEffects([
    { before: distanceBefore, after: distanceAfter },
    intensity,
  ])
  const { title } = MODE_PROPERTIES[mode]
  const effect = (
    name: string,
    unit: string,
    values: { readonly before: number; readonly after: number },
    records: Records,
    effectKgCo2e: number,
  ): FactorEffect => ({
    name: `${title}: ${name}`,
    unit,
    before: { value: values.before, records: records.before },
    after: { value: values.after, records: records.after },
    effectKgCo2e,
    modes: [mode],
  })
  const distances = { before: distanceBefore, after: distanceAfter }
  const moved = effect(
    ofDistance,
    unit,
    distances,
    differencesBetween(before, after, distance),
    effectOfDistance,
  )
  const emitted = effect(
    `emissions per ${unit}`,
    `kg CO2e/${unit}`,
    intensity,
    differencesBetween(before, after, undefined),
    effectOfIntensity,
  )
  return [emitted, ...(distanceBefore === distanceAfter ? [] : [moved])]
}

type Records = ReturnType<typeof listDifferences>

/** The records of a distance, or of the unpaired cells, that the other side lacks. */
function differencesBetween(before: RowSide, after: RowSide, distance: Distance | undefined): Records {
  const recordsOn = ({ cells, lines, originsOf }: RowSide) => {
    const products =
      distance === undefined
        ? cells
        : lines.flatMap((line) => line.products.filter(({ quantity }) => quantity === distance))
    return recordsOf(
      products.flatMap(({ terms }) => terms.map(({ parameter }) => parameter)),
      originsOf,
    )
  }
  return listDifferences(recordsOn(before), recordsOn(after))
}

const emissionsOf = (cells: readonly Cell[]): number => cells.reduce((sum, { co2eKg }) => sum + co2eKg, 0)

const sumOf = (lines: readonly EstimateLine[], distance: Distance): number =>
  lines
    .flatMap(({ products }) => products)
    .filter(({ quantity }) => quantity === distance)
    .reduce((sum, { value }) => sum + value, 0)
