import { BLOCK, MEMORY, PLACES } from './column.ts'
import { FURTHEST as FURTHEST_SCORE, LAST_PLACE, PLACES_PER_UNIT, type ScoreTable } from './score-table.ts'
import { normalDraw } from './standard-normal.ts'
import type { Stream } from './stream.ts'

/** Where the scores of a block lie in every table: the place before each, and how far it is to the next. */
export interface TablePlaces {
  readonly indices: Int32Array
  readonly fractions: Float64Array
}

export const newPlaces = (): TablePlaces => ({
  indices: new Int32Array(BLOCK),
  fractions: new Float64Array(BLOCK),
})

/** The loops over values from tables, as those of `column.ts`. */
export const { drawValues, fillValues, findPlaces, fillAtPlaces } = loopsOver(MEMORY)

function loopsOver(memory: Float64Array) {
  const PLACE = PLACES - 1
  const DRAWS = 2 * BLOCK - 1
  const FURTHEST = FURTHEST_SCORE
  const PER_UNIT = PLACES_PER_UNIT
  const LAST = LAST_PLACE

  /**
   * Fills one column with standard normal scores and another with the values at them. Both at once cost little more than the
   * scores alone.
   *
   * @param scores the place of the column, as is `out`
   */
  function drawValues(block: number, scores: number, out: number, stream: Stream, table: ScoreTable): void {
    const from = scores & PLACE
    const to = out & PLACE
    const draws = block & DRAWS
    if (table.kind === 'linear') {
      const median = +table.median
      const slope = +table.slope
      for (let draw = 0; draw < draws; draw += 1) {
        const score = normalDraw(stream)
        memory[from + draw] = score
        memory[to + draw] = median + slope * score
      }
      return
    }
    const { values } = table
    for (let draw = 0; draw < draws; draw += 1) {
      const score = normalDraw(stream)
      memory[from + draw] = score
      memory[to + draw] = valueAt(values, score)
    }
  }

  /** Fills a column with the values at scores. */
  function fillValues(block: number, out: number, table: ScoreTable, scores: number): void {
    for (let draw = 0; draw < block; draw += 1) {
      const score = memory[scores + draw] as number
      memory[out + draw] =
        table.kind === 'linear' ? table.median + table.slope * score : valueAt(table.values, score)
    }
  }

  function valueAt(values: Float64Array, score: number): number {
    const place = placeOf(score)
    const index = place | 0
    return valueBetween(values, index, place - index)
  }

  function placeOf(score: number): number {
    const place = (score + FURTHEST) * PER_UNIT
    if (place < 0) return 0
    return place > LAST ? LAST : place
  }

  function valueBetween(values: Float64Array, index: number, fraction: number): number {
    const low = values[index] as number
    return low + fraction * ((values[index + 1] as number) - low)
  }

  /** Many tables of one variable are read at the same places, which are found once. */
  function findPlaces({ indices, fractions }: TablePlaces, block: number, scores: number): void {
    for (let draw = 0; draw < block; draw += 1) {
      const place = placeOf(memory[scores + draw] as number)
      const index = place | 0
      indices[draw] = index
      fractions[draw] = place - index
    }
  }

  /** Fills a column with the values at places × another column, `by`. */
  function fillAtPlaces(
    block: number,
    out: number,
    values: Float64Array,
    { indices, fractions }: TablePlaces,
    by: number,
  ): void {
    const to = out & PLACE
    const from = by & PLACE
    const draws = block & DRAWS
    for (let draw = 0; draw < draws; draw += 2) {
      const one = valueBetween(values, indices[draw] as number, fractions[draw] as number)
      const two = valueBetween(values, indices[draw + 1] as number, fractions[draw + 1] as number)
      memory[to + draw] = one * (memory[from + draw] as number)
      memory[to + draw + 1] = two * (memory[from + draw + 1] as number)
    }
  }

  return { drawValues, fillValues, findPlaces, fillAtPlaces }
}
