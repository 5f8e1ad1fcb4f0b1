import type { Estimate } from '../estimate/estimate.ts'
import { multiplierOf } from '../kernel/decomposition.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import type { Mode, Scope, Sector, SubSector } from '../vocabulary.ts'
import { Chain } from './chain.ts'
import { CHANGE_FACTORS, type ChangeFactor } from './change-factor.ts'
import { drained, intervalsInSteps } from './effect-interval.ts'
import type { ModeForm } from './form.ts'
import { joinedSlices, mainFigures, rememberingFigures, type SidePair } from './series-figures.ts'
import { Side } from './side.ts'
import { AFTER, BEFORE, BREAK, CHANGE, type Slice, SlicedEffects, WIDTH } from './sliced-effects.ts'
import type { Typical } from './typical.ts'

/** A number that a comparison gives; without ends where a side is without uncertainty. */
export interface Compared {
  readonly value: number
  readonly lower?: number
  readonly upper?: number
}

/** How much one factor moved a figure; effects sum to the change. */
export interface ChangeEffect extends Compared {
  readonly factor: ChangeFactor
  /** What it multiplies the figure by; undefined where the figure is 0 on one side. */
  readonly ratio: number | undefined
}

/** A figure on both sides, and why it differs. */
export interface Change {
  readonly before: number
  readonly after: number
  readonly change: Compared
  readonly effects: readonly ChangeEffect[]
  /** What a change of sources does in the modes that were named: in no effect, and not in the change. */
  readonly break: Compared
}

type PartChange<Key extends string, Value> = Change & { readonly [Name in Key]: Value }

/** Why the CO2e of two estimates, or of the first and the last of several, differs. */
export interface EstimateChange {
  readonly total: Change
  /** The same per inhabitant, without an effect of population; undefined where a population is not known. */
  readonly perInhabitant: Change | undefined
  readonly byMode: readonly PartChange<'mode', Mode | 'not-split'>[]
  readonly bySector: readonly PartChange<'sector', Sector | 'not-split'>[]
  readonly bySubSector: readonly PartChange<'subSector', SubSector>[]
  readonly byScope: readonly PartChange<'scope', Scope | 'not-split'>[]
}

/** A step of a series with what its sides know of each mode. */
export interface StepChange extends EstimateChange {
  readonly forms: ReadonlyMap<ModeForm['mode'], ModeForm>
  readonly hasPopulation: boolean
}

export interface SeriesChange {
  readonly steps: readonly StepChange[]
  /** Effects of the steps added up. */
  readonly chained: EstimateChange
  /** The first against the last at once. */
  readonly endToEnd: StepChange
}

export interface ComparisonOptions {
  readonly typical: Typical
  /** Whether all are of one city, whose own errors are the same in all. */
  readonly isOnePlace: boolean
  /** Of each step, the modes whose figures break in it. */
  readonly broken: readonly ReadonlySet<Mode>[]
  /** No intervals. */
  readonly isCertain?: boolean
}

/**
 * Why the CO2e of estimates differs from one to the next, and from the first to the last: additive LMDI-I over the chain that
 * each pair shares.
 *
 * @param estimates two or more, in order
 */
export const compareEstimates = (estimates: readonly Estimate[], options: ComparisonOptions): SeriesChange =>
  drained(comparisonInSteps(estimates, options))

/** The same, step by step, so that whoever has other work can do it in between. */
export function* comparisonInSteps(
  estimates: readonly Estimate[],
  { typical, isOnePlace, broken, isCertain = false }: ComparisonOptions,
): Generator<undefined, SeriesChange> {
  const sides = estimates.map((estimate) => new Side(estimate, isCertain))
  const last = sides.length - 1
  const whole = new Set(broken.flatMap((modes) => [...modes]))
  const steps = sides
    .slice(1)
    .map((_, index) => ({ from: index, to: index + 1, modes: broken[index] ?? new Set<Mode>() }))
  const pairs: SidePair[] = []
  let size = 0
  for (const { from, to, modes } of last > 1 ? [...steps, { from: 0, to: last, modes: whole }] : steps) {
    const chain = new Chain(sides[from] as Side, sides[to] as Side, typical)
    const sliced = new SlicedEffects(chain, modes)
    pairs.push({ from, to, chain, sliced, at: size })
    size += sliced.slices.length * WIDTH
  }
  const stepPairs = pairs.slice(0, last)
  const joined = joinedSlices(stepPairs)
  const all = size + (last > 1 ? joined.length * WIDTH : 0)
  const figuresOf = rememberingFigures(pairs, joined, size, all)
  const figures = figuresOf.all(
    sides.map((side) => side.published()),
    new Set(),
  )
  const bounds = isCertain
    ? undefined
    : yield* intervalsInSteps(
        sides,
        sides.map((_, index) => (isOnePlace ? 0 : index)),
        figuresOf,
        mainFigures(pairs, joined, size, all),
      )
  const made = pairs.map(
    ({ sliced, at, chain }): StepChange => ({
      ...changesOf(figures, bounds, sliced.slices, at),
      forms: chain.forms,
      hasPopulation: chain.hasPopulation,
    }),
  )
  const endToEnd = made.at(-1) as StepChange
  return {
    steps: made.slice(0, last),
    chained:
      last > 1
        ? changesOf(
            figures,
            bounds,
            joined.map(({ slice }) => slice),
            size,
          )
        : endToEnd,
    endToEnd,
  }
}

function changesOf(
  figures: Float64Array,
  bounds: readonly Bounds[] | undefined,
  slices: readonly Slice[],
  at: number,
): EstimateChange {
  const of = (key: Slice['key']) =>
    slices.flatMap((slice, index) =>
      slice.key === key
        ? [{ value: slice.value, change: changeAt(figures, bounds, at + index * WIDTH) }]
        : [],
    )
  const [total] = of('total')
  if (!total) throw new Error('A comparison has a total.')
  return {
    total: total.change,
    perInhabitant: of('perInhabitant')[0]?.change,
    byMode: of('mode').map(({ value, change }) => ({ mode: value as Mode | 'not-split', ...change })),
    bySector: of('sector').map(({ value, change }) => ({ sector: value as Sector | 'not-split', ...change })),
    bySubSector: of('subSector').map(({ value, change }) => ({ subSector: value as SubSector, ...change })),
    byScope: of('scope').map(({ value, change }) => ({ scope: value as Scope | 'not-split', ...change })),
  }
}

/** Sums of what cancels leave a last digit, which is no effect. */
const NOTHING = 1e-12

function changeAt(figures: Float64Array, bounds: readonly Bounds[] | undefined, at: number): Change {
  const [before, after] = [figures[at + BEFORE] as number, figures[at + AFTER] as number]
  const least = NOTHING * Math.max(before, after)
  const cut = (value: number): number => (Math.abs(value) < least ? 0 : value)
  const of = (index: number): Compared => {
    const value = cut(figures[at + index] as number)
    const ends = bounds?.[at + index]
    return ends ? { value, lower: cut(ends.lower), upper: cut(ends.upper) } : { value }
  }
  const hasRatio = before > 0 && after > 0
  return {
    before,
    after,
    change: of(CHANGE),
    effects: CHANGE_FACTORS.map((factor, index) => {
      const effect = of(index)
      return { factor, ...effect, ratio: hasRatio ? multiplierOf(effect.value, before, after) : undefined }
    }),
    break: of(BREAK),
  }
}
