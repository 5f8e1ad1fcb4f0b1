import type { Parameter } from '../estimate/parameter.ts'
import { type Distribution, SCORE_95 } from '../kernel/distribution.ts'

/**
 * The key of the assumed share of a crossing trip inside the boundary, used if no length is stated. It is one quantity
 * for all trips, because an error in one is the same error in the others.
 */
export const INSIDE_SHARE_KEY = 'inside-share:not-stated'

/** A convention of this project: half, with a 95 % interval from 0.2 to 0.8. */
export const INSIDE_SHARE_ASSUMED = 0.5

const HALF_WIDTH_SHARE = 0.6

interface Convention {
  readonly distribution: Distribution
  readonly basis: 'default'
  readonly rule: string
  readonly source: string
}

/** The uncertainty of the project's own conventions, as a factor around 1 like that of every formula. */
const CONVENTIONS: Readonly<Record<string, Convention>> = {
  [INSIDE_SHARE_KEY]: {
    // The cut keeps the share between 0 and 1.
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

/** Undefined for every parameter that is not a convention. */
export const conventionUncertainty = ({ key }: Pick<Parameter, 'key'>): Convention | undefined =>
  CONVENTIONS[key]
