import { Evaluator } from './evaluator.ts'
import { mostOf } from './lever.ts'
import type { ScenarioModel } from './model.ts'
import { all } from './outcome.ts'
import { judge, type TargetPath } from './targets.ts'

/** What a lever would have to be for a target to hold, all else as it is. */
export interface RequiredSize {
  /** Among the levers; −1: all of them, each times `size`. */
  readonly lever: number
  /** Undefined: not even the most that it may be is enough. */
  readonly size: number | undefined
  /** What is above the target at the most that it may be [kg CO2e]; below 0: less. */
  readonly gapAtMostKg: number
}

/** Halvings of the range of a size: it is then known to a millionth. */
const HALVINGS = 24
/** All levers together are taken up to this many times as large as they are. */
const MAX_TIMES = 10

/**
 * For a target: the least size of each lever at which it holds, and how many times as large all levers would have to be
 * together. A size that falls short at its most is not enough, whatever is done.
 */
export function requiredSizes(
  model: ScenarioModel,
  inputs: Float64Array,
  target: TargetPath,
): readonly RequiredSize[] {
  const years = Array.from({ length: model.years }, (_, at) => model.baseYear + at)
  const evaluator = new Evaluator(model)
  const active = all(model)
  const line = new Float64Array(model.years)
  const tried = Float64Array.from(inputs)
  const gapWith = (set: (size: number) => void, size: number): number => {
    tried.set(inputs)
    set(size)
    evaluator.line(tried, active, line)
    return judge(target, line, years).gapKg
  }
  const single = model.levers.flatMap(({ kind, size: place, mode }, lever): readonly RequiredSize[] => {
    // The turnover of an age limit is worked out for its size alone.
    if (kind === 'age-limit') return []
    const most = mostOf(kind, mode >= 0)
    return [
      { lever, ...leastSize((size) => gapWith((one) => void tried.fill(one, place, place + 1), size), most) },
    ]
  })
  const together = leastSize(
    (times) =>
      gapWith((one) => {
        for (const { kind, size: place, mode } of model.levers)
          if (kind !== 'age-limit')
            tried[place] = Math.min(mostOf(kind, mode >= 0), (inputs[place] as number) * one)
      }, times),
    MAX_TIMES,
  )
  return [...single, ...(model.levers.length > 1 ? [{ lever: -1, ...together }] : [])]
}

function leastSize(gapAt: (size: number) => number, most: number): Omit<RequiredSize, 'lever'> {
  const gapAtMostKg = gapAt(most)
  if (gapAtMostKg > 0) return { size: undefined, gapAtMostKg }
  let [short, enough] = [0, most]
  if (gapAt(0) <= 0) return { size: 0, gapAtMostKg }
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (short + enough) / 2
    if (gapAt(middle) > 0) short = middle
    else enough = middle
  }
  return { size: enough, gapAtMostKg }
}
