import { SCORE_95 } from '../kernel/distribution.ts'
import { selectRank } from '../kernel/select.ts'
import { BLOCK, type Column } from './column.ts'

/** A limit of an interval, from draws. */
export interface Limit {
  readonly value: number
  /** Half the width of the 95 % interval of the limit itself, from the order of the draws. */
  readonly error: number
  /** False if there are too few draws for both ends of that interval. */
  readonly isBracketed: boolean
}

/** One end of the draws: the smallest values of `sign` × draw. */
interface End {
  readonly sign: 1 | -1
  readonly values: Float64Array
  count: number
  /** Values that are not below this are not kept. */
  threshold: number
}

const newEnd = (sign: 1 | -1, room: number): End => ({
  sign,
  values: new Float64Array(room),
  count: 0,
  threshold: Number.POSITIVE_INFINITY,
})

/** Draws are dropped only if they are this many standard deviations away from what a limit can need. */
const SAFE_DEVIATIONS = 6

/**
 * Keeps the draws of a figure that can be the ends of its interval, and drops a draw as soon as enough others lie further
 * out. The limits are exact order statistics of all draws, but memory holds only the tails.
 *
 * The draws so far tell how many are enough, on the safe side; `isComplete` tells whether that was true. A careful
 * instance keeps as many from the start as the limits can need, and is always complete.
 */
export class Tails {
  readonly #draws: number
  readonly #share: number
  /** The number of outermost draws that the limits and their errors need. */
  readonly #needed: number
  readonly #isCareful: boolean
  readonly #low: End
  readonly #high: End
  #done = 0

  /**
   * @param draws the total number of draws
   * @param share the share of the draws beyond each limit, up to 0.5
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

  /** Adds the first `count` draws of a column. */
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

  /** False if a draw that a limit needs was dropped. */
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

  /** Interpolates between two order statistics. */
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

  /** The number of draws so far that can still matter. */
  #enough(): number {
    if (this.#isCareful) return this.#needed
    const expected = this.#done * this.#share
    return Math.min(this.#needed, Math.ceil(expected + SAFE_DEVIATIONS * Math.sqrt(expected)) + 32)
  }
}

/** Makes room for `count` more draws and drops all that are not needed. */
function makeRoom(end: End, enough: number, count: number): void {
  if (end.count + count <= end.values.length) return
  end.threshold = selectRank(end.values, end.count, enough - 1)
  end.count = enough
}

/** The values from one rank to another, by rank; ranks beyond the last value give the last value. */
function sortedBetween({ values, count }: End, first: number, last: number): (rank: number) => number {
  const [from, to] = [Math.min(first, count - 1), Math.min(last, count - 1)]
  selectRank(values, count, to)
  selectRank(values, to + 1, from)
  const between = values.slice(from, to + 1).sort()
  return (rank) => between[Math.min(rank, to) - from] as number
}

/** The 95 % error of the rank of a quantile: the number of draws below it is binomial. */
const rankError = (draws: number, share: number): number => SCORE_95 * Math.sqrt(draws * share * (1 - share))
