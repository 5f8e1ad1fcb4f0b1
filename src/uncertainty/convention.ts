import type { Parameter } from '../estimate/parameter.ts'
import { type Distribution, SCORE_95 } from '../kernel/distribution.ts'

/**
 * The key of the share of a crossing trip inside the boundary that stands in where no length is stated: one quantity for
 * all of them, for what is not known of one is not known of the others.
 */
export const INSIDE_SHARE_KEY = 'inside-share:not-stated'

/** Its value, a convention of this project: half, with a 95 % interval from 0.2 to 0.8. */
export const INSIDE_SHARE_ASSUMED = 0.5

const HALF_WIDTH_SHARE = 0.6

interface Convention {
  readonly distribution: Distribution
  readonly basis: 'default'
  readonly rule: string
  readonly source: string
}

/** How uncertain the project's own conventions are; around 1, as of every formula. */
const CONVENTIONS: Readonly<Record<string, Convention>> = {
  [INSIDE_SHARE_KEY]: {
    // Cut so that the share stays between 0 and 1.
    distribution: {
      kind: 'normal',
      mean: 1,
      sd: HALF_WIDTH_SHARE / SCORE_95,
      min: 0,
      max: 1 / INSIDE_SHARE_ASSUMED,
    },
    basis: 'default',
    rule: 'share of crossing trips inside the boundary, not stated: 0.5, from 0.2 to 0.8',
    source: 'Convention of this project, docs/method.md, What belongs to the city',
  },
}

/** The uncertainty of a convention; undefined for every other parameter. */
export const conventionUncertainty = ({ key }: Pick<Parameter, 'key'>): Convention | undefined =>
  CONVENTIONS[key]
