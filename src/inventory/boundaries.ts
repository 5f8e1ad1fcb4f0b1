import { groupBy } from '../group-by.ts'
import { type FigureSum, type SumSource, sumValue } from '../uncertainty/figure-sum.ts'
import { type Allocation, SCOPES, type Scope, SUB_SECTORS, type SubSector } from '../vocabulary.ts'
import { type BoundaryStep, stepsBetween } from './bridge-step.ts'
import { type Contribution, contributionsOf, type KnownSide } from './contribution.ts'
import type { NotEstimated } from './not-estimated.ts'
import type { Side } from './side.ts'

/** A figure of the comparison. Its id finds its interval. */
export interface BoundaryFigure {
  readonly id: string
  /** [kg CO2e] */
  readonly co2eKg: number
}

/** A city under one allocation. */
export interface BoundarySide {
  readonly allocation: Allocation
  readonly total: BoundaryFigure
  /**
   * BASIC has scopes 1 and 2. BASIC+ has all three, without II.5.3, which the GPC lacks. Neither has rows that are NE.
   */
  readonly basic: BoundaryFigure
  readonly basicPlus: BoundaryFigure
  readonly byScope: readonly { readonly scope: Scope; readonly figure: BoundaryFigure }[]
  readonly bySubSector: readonly {
    readonly subSector: SubSector
    readonly scope: Scope
    readonly figure: BoundaryFigure
  }[]
  readonly notEstimated: readonly NotEstimated[]
}

/** The steps from the total of one allocation to the next: the first total plus all steps is the second. */
export interface Bridge {
  readonly from: Allocation
  readonly to: Allocation
  readonly steps: readonly (BoundaryStep & { readonly figure: BoundaryFigure })[]
}

/** A city under several allocations, with the steps that connect them. */
export interface Boundaries {
  readonly sides: readonly BoundarySide[]
  readonly bridges: readonly Bridge[]
  /** Input of `SumUncertainty`: every figure as a sum of products. */
  readonly sums: readonly FigureSum[]
  readonly source: SumSource
}

/**
 * Compares allocations of one city.
 *
 * @param sides at least one; all of the same input
 */
export function boundariesOf(sides: readonly [Side, ...Side[]]): Boundaries {
  const sums: FigureSum[] = []
  const figure = (id: string, parts: FigureSum['parts']): BoundaryFigure => {
    const sum = { id, parts }
    sums.push(sum)
    return { id, co2eKg: sumValue(sum) }
  }
  const known = sides.map((side) => ({ side, parts: contributionsOf(side.estimate) }))
  return {
    sides: known.map(({ side, parts }) => sideFigures(side, parts, figure)),
    bridges: known.slice(1).map((to, index) => bridge(known[index] ?? to, to, figure)),
    sums,
    source: sourceOf(sides),
  }
}

type MakeFigure = (id: string, parts: FigureSum['parts']) => BoundaryFigure

function sideFigures(
  { allocation, notEstimated }: Side,
  parts: readonly Contribution[],
  figure: MakeFigure,
): BoundarySide {
  const where = (id: string, holds: (part: Contribution) => boolean): BoundaryFigure =>
    figure(`${allocation}/${id}`, parts.filter(holds))
  return {
    allocation,
    total: where('total', () => true),
    basic: where('basic', ({ scope }) => scope !== '3'),
    basicPlus: where('basicPlus', ({ subSector, scope }) => !(subSector === 'II.5' && scope === '3')),
    byScope: SCOPES.filter((scope) => parts.some((part) => part.scope === scope)).map((scope) => ({
      scope,
      figure: where(`scope/${scope}`, (part) => part.scope === scope),
    })),
    bySubSector: SUB_SECTORS.flatMap((subSector) =>
      SCOPES.flatMap((scope) => {
        const isHere = (part: Contribution): boolean => part.subSector === subSector && part.scope === scope
        if (!parts.some(isHere)) return []
        return [{ subSector, scope, figure: where(`${subSector}.${scope}`, isHere) }]
      }),
    ),
    notEstimated,
  }
}

function bridge(from: KnownSide, to: KnownSide, figure: MakeFigure): Bridge {
  const [a, b] = [from.side.allocation, to.side.allocation]
  return {
    from: a,
    to: b,
    steps: stepsBetween(from, to).map(({ step, parts }) => ({
      ...step,
      figure: figure(`${a}>${b}/${step.id}`, parts),
    })),
  }
}

/** Merges the parameters and assumptions of all sides: the same key is the same quantity on each side. */
function sourceOf(sides: readonly [Side, ...Side[]]): SumSource {
  const assumptions = groupBy(
    sides.flatMap(({ estimate }) => estimate.assumptions),
    ({ parameter }) => parameter.key,
  )
  return {
    input: sides[0].estimate.input,
    parameters: new Map(sides.flatMap(({ estimate }) => [...estimate.parameters])),
    assumptions: [...assumptions.values()].flatMap(([first]) => first ?? []),
  }
}
