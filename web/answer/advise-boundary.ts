import type { Allocation } from '../service/answer-types.ts'

export const PURPOSES = ['gcom', 'covenant', 'plan', 'people'] as const
export const DATA = ['counts', 'trips', 'survey', 'fuel'] as const

/** What the guide asks. */
export interface Questions {
  readonly purpose: (typeof PURPOSES)[number]
  readonly before: Allocation | 'none'
  readonly data: (typeof DATA)[number]
}

/** A boundary for a purpose, why, and the next best. */
export interface Advice {
  readonly first: Allocation
  readonly second: Allocation
  readonly because: 'same' | 'induced' | 'counts' | 'covenant' | 'plan' | 'people' | 'fuel'
}

/**
 * Which boundary for which purpose. The GPC prescribes none and prefers induced activity where trips with origin and
 * destination are known (GPC, chapter 7); the Covenant of Mayors counts the energy used in the territory.
 */
export function adviseBoundary({ purpose, before, data }: Questions): Advice {
  if (data === 'fuel') return { first: 'fuel-sales', second: 'geographic', because: 'fuel' }
  if (purpose === 'people')
    return { first: 'resident-activity', second: 'induced-activity', because: 'people' }
  if (purpose === 'covenant') return { first: 'geographic', second: 'fuel-sales', because: 'covenant' }
  if (purpose === 'plan') return { first: 'geographic', second: 'resident-activity', because: 'plan' }
  if (before !== 'none')
    return {
      first: before,
      second: before === 'geographic' ? 'induced-activity' : 'geographic',
      because: 'same',
    }
  if (data === 'trips') return { first: 'induced-activity', second: 'geographic', because: 'induced' }
  return {
    first: 'geographic',
    second: data === 'survey' ? 'resident-activity' : 'induced-activity',
    because: 'counts',
  }
}
