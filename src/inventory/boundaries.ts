import { grouped } from '../grouped.ts'
import { type FigureSum, type SumSource, sumValue } from '../uncertainty/figure-sum.ts'
import { type Allocation, SCOPES, type Scope, SUB_SECTORS, type SubSector } from '../vocabulary.ts'
import { type BoundaryStep, stepsBetween } from './bridge-step.ts'
import { type Contribution, contributionsOf, type KnownSide } from './contribution.ts'
import type { NotEstimated } from './not-estimated.ts'
import type { Side } from './side.ts'

/** A figure of the comparison; its interval is found by its id. */
export interface BoundaryFigure {
  readonly id: string
  /** [kg CO2e] */
  readonly co2eKg: number
}

/** A city under one allocation. */
export interface BoundarySide {
  readonly allocation: Allocation
  readonly total: BoundaryFigure
  /** Scopes 1 and 2; and all three, without II.5.3, which the GPC does not have. What is not estimated is in neither. */
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

/** The way from one allocation's total to the next one's: the first and all steps make the second. */
export interface Bridge {
  readonly from: Allocation
  readonly to: Allocation
  readonly steps: readonly (BoundaryStep & { readonly figure: BoundaryFigure })[]
}

/** A city under several allocations, with the way from each to the next. */
export interface Boundaries {
  readonly sides: readonly BoundarySide[]
  readonly bridges: readonly Bridge[]
  /** Every figure as a sum of products, and what their intervals follow from: for `SumUncertainty`. */
  readonly sums: readonly FigureSum[]
  readonly source: SumSource
}

/**
 * Sets allocations of one city side by side.
 *
 * @param sides at least one; of one input, whatever each was made of
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

/** The parameters and assumptions of all sides together; the same key is the same quantity in each. */
function sourceOf(sides: readonly [Side, ...Side[]]): SumSource {
  const assumptions = grouped(
    sides.flatMap(({ estimate }) => estimate.assumptions),
    ({ parameter }) => parameter.key,
  )
  return {
    input: sides[0].estimate.input,
    parameters: new Map(sides.flatMap(({ estimate }) => [...estimate.parameters])),
    assumptions: [...assumptions.values()].flatMap(([first]) => first ?? []),
  }
}
