import { SCORE_95 } from '../kernel/distribution.ts'
import { selectRank } from '../kernel/select.ts'
import { BLOCK, type Column } from './column.ts'

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
  readonly values: Float64Array
  count: number
  /** What is not below cannot be among the kept ones. */
  threshold: number
}

const newEnd = (sign: 1 | -1, room: number): End => ({
  sign,
  values: new Float64Array(room),
  count: 0,
  threshold: Number.POSITIVE_INFINITY,
})

/** Draws are forgotten only where so many standard deviations lie between them and what a limit can need. */
const SAFE_DEVIATIONS = 6

/**
 * The draws of a figure that can be the ends of its interval. Others are forgotten as soon as enough
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
  readonly #low: End
  readonly #high: End
  #done = 0

  /**
   * @param draws how many there will be in all
   * @param share of the draws beyond each limit, up to 0.5
   */
  constructor(draws: number, share: number, isCareful = false) {
    this.#draws = draws
    this.#share = share
    this.#needed = Math.min(draws, Math.ceil(draws * share + rankError(draws, share)) + 2)
    this.#isCareful = isCareful
    const most = this.#needed + SAFE_DEVIATIONS * Math.ceil(Math.sqrt(this.#needed)) + 32
    const room = Math.min(draws, most + Math.max(4 * BLOCK, most >> 2)) + BLOCK
    this.#low = newEnd(1, room)
    this.#high = newEnd(-1, room)
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
    for (let draw = 0; draw < count; draw += 1) {
      const value = column[draw] as number
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
  }

  /** False if a draw that a limit needs was forgotten. */
  get isComplete(): boolean {
    return [this.#low, this.#high].every(
      ({ count, threshold }) => threshold === Number.POSITIVE_INFINITY || count >= this.#needed,
    )
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
    const off = rankError(this.#draws, this.#share)
    const first = Math.max(Math.floor(at - off), 0)
    const valueAt = sortedBetween(end, first, Math.ceil(at + off))
    const low = valueAt(rank)
    const value = low + (at - rank) * (valueAt(rank + 1) - low)
    const error = (valueAt(Math.ceil(at + off)) - valueAt(first)) / 2
    return { value: end.sign * value, error, isBracketed: at >= off }
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
  end.threshold = selectRank(end.values, end.count, enough - 1)
  end.count = enough
}

/** The values from one rank to another, by their rank; beyond the last there is, the last. */
function sortedBetween({ values, count }: End, first: number, last: number): (rank: number) => number {
  const [from, to] = [Math.min(first, count - 1), Math.min(last, count - 1)]
  selectRank(values, count, to)
  selectRank(values, to + 1, from)
  const between = values.slice(from, to + 1).sort()
  return (rank) => between[Math.min(rank, to) - from] as number
}

/** How far the rank of a quantile may be off, at 95 %: the number of draws below it is binomial. */
const rankError = (draws: number, share: number): number => SCORE_95 * Math.sqrt(draws * share * (1 - share))
