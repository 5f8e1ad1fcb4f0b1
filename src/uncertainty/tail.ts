import { SCORE_95 } from '../kernel/distribution.ts'
import { selectRank } from '../kernel/select.ts'
import type { Column } from './column.ts'

/** A limit found from draws. */
export interface Limit {
  readonly value: number
  /** Half of the width of the 95 % interval of the limit itself, from the order of the draws. */
  readonly error: number
  /** False where there are too few draws for that interval to have both ends. */
  readonly isBracketed: boolean
}

/** One end of the draws: the smallest ones of `sign` times the draw. */
interface End {
  readonly sign: 1 | -1
  values: Float64Array
  count: number
  /** What is not below cannot be among the kept ones. */
  threshold: number
}

const newEnd = (sign: 1 | -1): End => ({
  sign,
  values: new Float64Array(0),
  count: 0,
  threshold: Number.POSITIVE_INFINITY,
})

/** Draws are forgotten only where so many standard deviations lie between them and what a limit can need. */
const SAFE_DEVIATIONS = 6

/**
 * The draws of a figure that can be the ends of its interval, and their mean. Others are forgotten as soon as enough
 * further out are known, so the limits are exact order statistics of all draws while memory is that of the tails.
 *
 * How many are enough is judged from the draws so far, on the safe side; `isComplete` says whether that held. A careful
 * one keeps as many from the start as the limits can need, and is always complete.
 */
export class Tails {
  readonly #draws: number
  readonly #share: number
  /** How many of the outermost draws the limits and their errors need. */
  readonly #needed: number
  readonly #isCareful: boolean
  readonly #low = newEnd(1)
  readonly #high = newEnd(-1)
  #done = 0
  #sum = 0

  /**
   * @param draws how many there will be in all
   * @param share of the draws beyond each limit, up to 0.5
   */
  constructor(draws: number, share: number, isCareful = false) {
    this.#draws = draws
    this.#share = share
    this.#needed = Math.min(draws, Math.ceil(draws * share + rankError(draws, share)) + 2)
    this.#isCareful = isCareful
  }

  /** Takes in the first `count` draws of a column. */
  add(column: Column, count: number): void {
    const enough = this.#enough()
    makeRoom(this.#low, enough, count)
    makeRoom(this.#high, enough, count)
    this.#done += count
    const { values: lowest, threshold: below } = this.#low
    const { values: highest } = this.#high
    const above = -this.#high.threshold
    let lows = this.#low.count
    let highs = this.#high.count
    let sum = 0
    for (let draw = 0; draw < count; draw += 1) {
      const value = column[draw] as number
      sum += value
      if (value < below) {
        lowest[lows] = value
        lows += 1
      }
      if (value > above) {
        highest[highs] = -value
        highs += 1
      }
    }
    this.#low.count = lows
    this.#high.count = highs
    this.#sum += sum
  }

  /** False if a draw that a limit needs was forgotten. */
  get isComplete(): boolean {
    return [this.#low, this.#high].every(
      ({ count, threshold }) => threshold === Number.POSITIVE_INFINITY || count >= this.#needed,
    )
  }

  get mean(): number {
    return this.#sum / this.#draws
  }

  get lower(): Limit {
    return this.#limit(this.#low)
  }

  get upper(): Limit {
    return this.#limit(this.#high)
  }

  /** Between two order statistics, as far as the share lies between them. */
  #limit(end: End): Limit {
    const at = (this.#draws - 1) * this.#share
    const rank = Math.floor(at)
    const low = valueOfRank(end, rank)
    const value = low + (at - rank) * (valueOfRank(end, rank + 1) - low)
    const off = rankError(this.#draws, this.#share)
    const inner = valueOfRank(end, Math.ceil(at + off))
    const outer = valueOfRank(end, Math.floor(at - off))
    return { value: end.sign * value, error: (inner - outer) / 2, isBracketed: at >= off }
  }

  /** How many of the draws so far can still matter. */
  #enough(): number {
    if (this.#isCareful) return this.#needed
    const expected = this.#done * this.#share
    return Math.min(this.#needed, Math.ceil(expected + SAFE_DEVIATIONS * Math.sqrt(expected)) + 32)
  }
}

/** Makes place for `count` more draws, forgetting all but enough of those there are. */
function makeRoom(end: End, enough: number, count: number): void {
  if (end.count + count <= end.values.length) return
  if (end.count >= 2 * enough) {
    end.threshold = selectRank(end.values, end.count, enough - 1)
    end.count = enough
    if (end.count + count <= end.values.length) return
  }
  const larger = new Float64Array(2 * (enough + count))
  larger.set(end.values.subarray(0, end.count))
  end.values = larger
}

const valueOfRank = ({ values, count }: End, rank: number): number =>
  selectRank(values, count, Math.min(Math.max(rank, 0), count - 1))

/** How far the rank of a quantile may be off, at 95 %: the number of draws below it is binomial. */
const rankError = (draws: number, share: number): number => SCORE_95 * Math.sqrt(draws * share * (1 - share))
