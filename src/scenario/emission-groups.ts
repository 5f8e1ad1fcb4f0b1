import { groupBy } from '../group-by.ts'
import type { FleetShares } from './fleet-shares.ts'
import type { ModelMode } from './model.ts'

/** Emissions of a mode that change alike from year to year. */
export interface Group {
  /**
   * What they are multiplied by, by year from the place `from` on: the ratio of their technology, or of one that the base
   * year does not have, whose emissions are per vehicle-kilometre, its distance; undefined: they are of all vehicles.
   */
  readonly shares: Float64Array | undefined
  readonly from: number
  /** Per vehicle-kilometre of a technology that the base year does not have, not kg. */
  readonly isNew: boolean
  readonly factor: number
  /** Whether its factor is 1 in every year. */
  readonly isConstant: boolean
  readonly inputs: readonly number[]
}

/** Puts together what changes alike. */
export function groupsOf(
  { activity, cells, newCells, unitCells }: ModelMode,
  fleet: FleetShares | undefined,
  years: number,
  isConstant: (factor: number) => boolean,
): readonly Group[] {
  const rowed = [
    ...(activity < 0 ? unitCells : cells).map((cell) => ({ ...cell, isNew: false })),
    ...(fleet ? newCells : []).map((cell) => ({ ...cell, isNew: true })),
  ].map((cell) => ({ ...cell, row: fleet && cell.tech >= 0 ? fleet.rowOf(cell.tech) : -1 }))
  return [...groupBy(rowed, ({ row, isNew, factor }) => `${row} ${isNew} ${factor}`).values()].flatMap(
    (some) => {
      const [first] = some
      return first
        ? [
            {
              shares: first.row < 0 ? undefined : fleet?.weightsOf(first.row, first.isNew),
              from: first.row * years,
              isNew: first.isNew,
              factor: first.factor,
              isConstant: isConstant(first.factor),
              inputs: some.map(({ input }) => input),
            },
          ]
        : []
    },
  )
}

/** What each group comes to in the base year. */
export function addUp(groups: readonly Group[], inputs: Float64Array, sums: Float64Array): void {
  for (let at = 0; at < groups.length; at += 1) {
    const { inputs: places } = groups[at] as Group
    let sum = 0
    for (let one = 0; one < places.length; one += 1) sum += inputs[places[one] as number] as number
    sums[at] = sum
  }
}
