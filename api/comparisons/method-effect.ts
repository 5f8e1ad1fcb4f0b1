import {
  type Change,
  type Compared,
  co2eKgOfLines,
  type Estimate,
  type MethodFactor,
  type NoticeCode,
  type SeriesChange,
  sumInterval,
} from '../../src/index.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import type { BroughtTogether, CommonBasis } from './bring-together.ts'

export interface Notice {
  readonly code: NoticeCode
  readonly detail: string
  readonly pointer?: string
}

/** What a comparison was made of. */
export interface Made {
  readonly all: readonly BroughtTogether[]
  readonly basis: CommonBasis
  readonly series: SeriesChange
  /** The lines of each estimate that were left out. */
  readonly rest: readonly Estimate[]
  readonly oneCity: boolean
  readonly per: 'city' | 'inhabitant' | undefined
  readonly notices: readonly Notice[]
}

/** What figures are of. */
export interface Scope {
  readonly made: Made
  readonly perHead: boolean
  readonly unit: string
}

/** What the method did between two estimates: what it did to the one before, less what it did to the one after. */
export function methodOf(
  scope: Scope,
  change: Change,
  factor: MethodFactor,
  from: number,
  to: number,
): Compared {
  const { made } = scope
  const per = (index: number): number =>
    T_PER_KG / (scope.perHead ? (populationOf(made.all[index] as BroughtTogether) ?? 1) : 1)
  switch (factor) {
    case 'break':
      return scaled(change.break)
    case 'coverage': {
      const terms = [to, from].map((index) => ({
        estimate: made.rest[index] as Estimate,
        weight: index === to ? per(to) : -per(from),
        place: made.oneCity ? 0 : index,
      }))
      return withInterval(
        made,
        terms.reduce((sum, { estimate, weight }) => sum + weight * co2eKgOfLines(estimate), 0),
        terms.filter(({ estimate }) => estimate.lines.length > 0),
      )
    }
    case 'method': {
      const of = (index: number): number => per(index) * (made.all[index]?.moved.method ?? 0)
      return { value: of(from) - of(to) }
    }
    default: {
      const moved = [from, to].filter((index) => made.all[index]?.moved[factor] !== 0)
      const of = (index: number): number => per(index) * (made.all[index]?.moved[factor] ?? 0)
      const terms = moved.flatMap((index) => {
        const { own, onSet, together } = made.all[index] as BroughtTogether
        const [before, after] = factor === 'factor-set' ? [own, onSet] : [onSet, together]
        const weight = index === from ? per(index) : -per(index)
        const place = made.oneCity ? 0 : index
        return [
          { estimate: after.estimate, weight, place },
          { estimate: before.estimate, weight: -weight, place },
        ]
      })
      return withInterval(made, of(from) - of(to), terms)
    }
  }
}

/** What was given out before is a number, and moves with nothing. */
function withInterval({ all }: Made, value: number, terms: Parameters<typeof sumInterval>[0]): Compared {
  const isCertain = all.some(({ member }) => member.request.uncertainty.method === 'none')
  return value === 0 || isCertain || terms.length === 0 ? { value } : { value, ...sumInterval(terms) }
}

export const populationOf = ({ member: { request } }: BroughtTogether): number | undefined =>
  request.city.population?.value

/** In tonnes. */
export const scaled = ({ value, lower, upper }: Compared): Compared => ({
  value: value * T_PER_KG,
  ...(lower === undefined || upper === undefined ? {} : { lower: lower * T_PER_KG, upper: upper * T_PER_KG }),
})
