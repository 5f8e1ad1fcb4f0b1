import type { Attack, Outcome } from './attack.ts'
import { randomOf } from './people.ts'

/** Marks of the design for a city by mode and month over a year, of 1000 contributors: area under the curve, mean and 95th percentile. */
const MARKS = { mean: 0.62, high: 0.72 }

const TARGETS = 300
const CELLS_PER_ZONE = 7
const MODE_SHARES = [0.75, 0.6, 0.3, 0.15, 0.12, 0.06, 0.04]

/** How many months, and into how many zones a table is cut. */
interface Table {
  readonly persons: number
  readonly zones: number
  readonly months: number
  /** Cells of fewer persons are withheld. */
  readonly k: number
}

/**
 * How well somebody who knows all of a person's travel, and how people travel on the whole, tells whether the person is in
 * the sums: a likelihood ratio, each cell's noise being what the other people differ by.
 */
function membership(
  { persons, zones, months, k }: Table,
  seed: number,
): Outcome & { readonly aucs: readonly number[] } {
  const random = randomOf(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random())
  const cells = zones * CELLS_PER_ZONE * months
  const profileOf = (): Float64Array => {
    const profile = new Float64Array(cells)
    const zone = Math.floor(zones * random() ** 2)
    for (let mode = 0; mode < CELLS_PER_ZONE; mode += 1) {
      if (random() > (MODE_SHARES[mode] ?? 0)) continue
      const usual = Math.exp(4 + 0.8 * normal())
      for (let month = 0; month < months; month += 1)
        profile[(month * zones + zone) * CELLS_PER_ZONE + mode] = usual * Math.exp(0.3 * normal())
    }
    return profile
  }
  const crowd = Array.from({ length: Math.min(persons, 1000) }, profileOf)
  const count = new Float64Array(cells)
  const square = new Float64Array(cells)
  const mean = new Float64Array(cells)
  for (const one of crowd)
    for (let at = 0; at < cells; at += 1) {
      const km = one[at] ?? 0
      if (km > 0) count[at] = (count[at] ?? 0) + persons / crowd.length
      mean[at] = (mean[at] ?? 0) + km / crowd.length
      square[at] = (square[at] ?? 0) + km ** 2 / crowd.length
    }
  const aucs = Array.from({ length: TARGETS }, () => {
    const target = profileOf()
    // Of independent sums, the distance of the two cases in standard deviations; months of a person go together.
    let separation = 0
    for (let cell = 0; cell < zones * CELLS_PER_ZONE; cell += 1) {
      let [ofTarget, ofNoise] = [0, 0]
      for (let month = 0; month < months; month += 1) {
        const at = month * zones * CELLS_PER_ZONE + cell
        if ((count[at] ?? 0) < Math.max(1, k)) continue
        ofTarget += target[at] ?? 0
        ofNoise += Math.sqrt(Math.max(0, (square[at] ?? 0) - (mean[at] ?? 0) ** 2))
      }
      if (ofNoise > 0) separation += (ofTarget / ofNoise) ** 2 / persons
    }
    return cumulative(Math.sqrt(separation) / Math.SQRT2)
  }).sort((a, b) => a - b)
  const average = aucs.reduce((sum, one) => sum + one, 0) / TARGETS
  const high = aucs[Math.floor(0.95 * TARGETS)] ?? 1
  return { tries: TARGETS, recoveries: average > MARKS.mean || high > MARKS.high ? 1 : 0, aucs }
}

/** The normal distribution, to 1e-7 (Abramowitz and Stegun 26.2.17). */
function cumulative(score: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(score))
  const tail =
    (Math.exp((-score * score) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return score >= 0 ? 1 - tail : tail
}

export const MEMBERSHIP: readonly Attack[] = [
  {
    suite: 'A5',
    name: 'was a person counted (marks of the mean and of the worst 5 %)',
    on: async () => membership({ persons: 1000, zones: 1, months: 12, k: 25 }, 5),
    off: async () => membership({ persons: 100, zones: 20, months: 12, k: 0 }, 5),
  },
]
