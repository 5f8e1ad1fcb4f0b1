import type { FactorSetContent } from '../domain.ts'
import type { Figures } from '../figure-file.ts'
import type { FactorRow } from '../table.ts'
import { gridSplit } from './grid-split.ts'
import { grids } from './grids.ts'
import { levels } from './levels/contribution.ts'
import { occupancy } from './occupancy.ts'
import { places } from './places.ts'
import { rail } from './rail/contribution.ts'
import { regions } from './regions.ts'
import { roads } from './roads.ts'
import type { Contribution } from './row.ts'
import { smallModes } from './small-modes.ts'
import { temperatures } from './temperatures.ts'
import { waterAndAir } from './water-air/contribution.ts'

/** What a set adds to the released one that it grows from. */
export type Contribute = (
  figures: Figures,
  base: FactorSetContent,
  released: readonly FactorRow[],
) => Contribution

/** What one set is made of: a released set, all of whose records it keeps, and what is new. */
export interface Recipe {
  readonly id: string
  readonly title: string
  /** The day of its release; before, the day that its header states. */
  readonly released: string
  /** The released set that it grows from. */
  readonly base: string
  /** The released set whose place it takes, all of whose records it has too. */
  readonly supersedes: string
  /** The digest that it was released with: absent, the set is a draft, and is never put among the released ones. */
  readonly digest?: string
  readonly contributions: readonly Contribute[]
}

/** The newest set. Released ones are proved by digest and not built again: `emission-factors/released.csv`. */
export const RECIPE: Recipe = {
  id: '2026.5',
  title: 'Cordon factor set 2026.5',
  released: '2026-11-30',
  base: '2026.2',
  digest: 'sha256:3439ca9ce5bee99731a95ab076caeaffcd6022027b97ffeebc2575030b1870a8',
  supersedes: '2026.4',
  contributions: [
    regions,
    levels,
    rail,
    waterAndAir,
    temperatures,
    gridSplit,
    grids,
    places,
    roads,
    occupancy,
    smallModes,
  ],
}
