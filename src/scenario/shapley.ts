import { streamOf } from '../uncertainty/stream.ts'
import { Evaluator } from './evaluator.ts'
import type { ScenarioModel } from './model.ts'
import { none } from './outcome.ts'

/** Every order is counted up to as many levers; beyond, orders are drawn. */
export const EXACT_LEVERS = 12
const SAMPLED_ORDERS = 2000

export interface Shares {
  /** Of the difference in the last year, by lever [kg CO2e]; they sum to it. */
  readonly kg: readonly number[]
  /** `exact`, or how many orders were drawn. */
  readonly orders: 'exact' | number
  /** Standard error of each share [kg CO2e]; 0 where it is exact. */
  readonly errors: readonly number[]
}

/**
 * Each lever's share of the difference in the last year by Shapley: what it adds, on average over every order in which the
 * levers can come. It does not depend on how they are listed, and levers that do the same have the same share.
 */
export function shapley(model: ScenarioModel, inputs: Float64Array, seed: number): Shares {
  const count = model.levers.length
  const evaluator = new Evaluator(model)
  const line = new Float64Array(model.years)
  const end = model.years - 1
  const active = none(model)
  const value = (): number => {
    evaluator.line(inputs, active, line, end)
    return line[end] as number
  }
  return count <= EXACT_LEVERS ? exact(count, active, value) : sampled(count, active, value, seed)
}

function exact(count: number, active: Uint8Array, value: () => number): Shares {
  const values = new Float64Array(2 ** count)
  for (let set = 0; set < values.length; set += 1) {
    for (let lever = 0; lever < count; lever += 1) active[lever] = (set >> lever) & 1
    values[set] = value()
  }
  // How many orders have a set of a size before a lever, over all orders.
  const weights = Array.from({ length: count }, (_, size) => 1 / (count * choose(count - 1, size)))
  const sizes = new Uint8Array(values.length)
  for (let set = 1; set < values.length; set += 1) sizes[set] = (sizes[set >> 1] as number) + (set & 1)
  const kg = Array.from({ length: count }, (_, lever) => {
    let sum = 0
    for (let set = 0; set < values.length; set += 1)
      if (((set >> lever) & 1) === 0)
        sum +=
          (weights[sizes[set] as number] as number) *
          ((values[set | (1 << lever)] as number) - (values[set] as number))
    return sum
  })
  return { kg, orders: 'exact', errors: kg.map(() => 0) }
}

const choose = (from: number, take: number): number => {
  let ways = 1
  for (let one = 1; one <= take; one += 1) ways = (ways * (from - take + one)) / one
  return ways
}

/** Orders in pairs, each with its reverse, so that early and late places come out even. */
function sampled(count: number, active: Uint8Array, value: () => number, seed: number): Shares {
  const random = generator(seed)
  const sums = new Float64Array(count)
  const squares = new Float64Array(count)
  const pairs = SAMPLED_ORDERS / 2
  for (let pair = 0; pair < pairs; pair += 1) {
    const order = shuffled(count, random)
    const added = new Float64Array(count)
    for (const one of [order, order.toReversed()]) {
      active.fill(0)
      let before = value()
      for (const lever of one) {
        active[lever] = 1
        const after = value()
        added[lever] = (added[lever] as number) + (after - before) / 2
        before = after
      }
    }
    for (let lever = 0; lever < count; lever += 1) {
      const one = added[lever] as number
      sums[lever] = (sums[lever] as number) + one
      squares[lever] = (squares[lever] as number) + one * one
    }
  }
  const kg = Array.from(sums, (sum) => sum / pairs)
  const errors = kg.map((mean, lever) => {
    const variance = Math.max(0, (squares[lever] as number) / pairs - mean * mean)
    return Math.sqrt(variance / pairs)
  })
  return { kg, orders: SAMPLED_ORDERS, errors }
}

function shuffled(count: number, random: () => number): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  for (let at = count - 1; at > 0; at -= 1) {
    const other = random() % (at + 1)
    const kept = order[at] as number
    order[at] = order[other] as number
    order[other] = kept
  }
  return order
}

/** Whole numbers from 0 up, of 32 bits: the stream of the draws. */
function generator(seed: number): () => number {
  const stream = streamOf(seed, 'orders of levers')
  return () => stream.next() >>> 0
}
