import { PROTECTION_SHARE, RELEASE_CONTRIBUTORS, ZONE_TABLE_CONTRIBUTORS } from '../../src/index.ts'

/** What may run in a release, in the words of its certificate. */
export const RULES = {
  'minimum-contributors': [
    `at least ${RELEASE_CONTRIBUTORS} contributors in every file alone, counted or else trips ÷ 10 a day`,
    'facts that count nobody are not added to facts that do',
  ],
  'no-difference-in-time': [
    `what is withheld stays open by ${PROTECTION_SHARE * 100} % above and below, for all that is given out`,
    'no withheld figure, and no sum of withheld figures of fewer contributors, follows from what is given out',
  ],
  'no-difference-in-space': [
    `zones by quarter, of a city whose zones are of ${ZONE_TABLE_CONTRIBUTORS} contributors together; pairs of zones that are given out`,
    'what the zones leave of their city, and the pairs of their zone, is of enough contributors and stays open',
  ],
  'no-difference-in-modes': ['facts without a mode that may be the total of the modes tell none of them'],
  'class-disclosure': [
    'a mode that nearly all were counted in is not told beside its total, nor zeros of others',
  ],
  dominance: ['what one contributor makes nearly all of is withheld'],
  'no-nested-cities': [
    'a city that is another one less a few is withheld',
    'a city that is the sum of others and tells a few of them is withheld',
  ],
  'first-values-stay': ['a figure that was given out stays, unless enough contributors changed'],
  'siblings-add-nothing': ['siblings of a dataset tell nothing more of a city in a year'],
} as const

export type Rule = keyof typeof RULES

/** What a release was made of, as far as it decides which rules have something to do. */
export interface RunOn {
  readonly periods: readonly string[]
  readonly cities: number
  /** Whether cities have several modes, and facts without one beside them. */
  readonly hasModes: boolean
  readonly hasTotals: boolean
  readonly hasZones: boolean
  readonly isPartition: boolean
  readonly hasShares: boolean
  readonly hasEarlier: boolean
  readonly siblings: readonly string[]
  /** Cities in years of which others told, or a dataset that is no more. */
  readonly places: number
}

/** The rules that had something to look at. */
export function rulesRunOn(run: RunOn): readonly Rule[] {
  const ran: Readonly<Record<Rule, boolean>> = {
    'minimum-contributors': true,
    'no-difference-in-time': run.periods.some((period) => period.length > '2024'.length),
    'no-difference-in-space': run.hasZones,
    'no-difference-in-modes': run.hasTotals,
    'class-disclosure': run.hasModes,
    dominance: run.hasShares,
    'no-nested-cities': !run.isPartition && run.cities > 1,
    'first-values-stay': run.hasEarlier,
    'siblings-add-nothing': run.siblings.length > 0 || run.places > 0,
  }
  return (Object.keys(RULES) as Rule[]).filter((rule) => ran[rule])
}
