import type { Points, Weighted } from './line.ts'

/** Smaller weights would leave a year without data undetermined. */
const LEAST_WEIGHT = 1e-9

/**
 * A smooth series through weighted points: Whittaker's smoother with second differences, over the span of the points.
 * It minimises Σ weight · (value − point)² + stiffness · Σ (second difference)².
 *
 * Source: Whittaker, On a new method of graduation, Proceedings of the Edinburgh Mathematical Society 41 (1923).
 *
 * @param stiffness larger is smoother
 * @param scale `log` smooths logarithms: steps are relative, and no value passes 0
 */
export function smoothed(
  points: ReadonlyMap<number, Weighted>,
  stiffness: number,
  scale: 'log' | 'linear' = 'log',
): Map<number, number> {
  const first = Math.min(...points.keys())
  const count = Math.max(...points.keys()) - first + 1
  const to = scale === 'log' ? Math.log : (value: number): number => value
  const from = scale === 'log' ? Math.exp : (value: number): number => value
  const matrix = Array.from({ length: count }, () => new Float64Array(count + 1))
  const cell = (row: number, column: number, more: number): void => {
    const cells = matrix[row] as Float64Array
    cells[column] = (cells[column] as number) + more
  }
  for (let index = 0; index < count; index += 1) {
    const point = points.get(first + index)
    const weight = point?.weight ?? 0
    cell(index, index, weight + LEAST_WEIGHT)
    cell(index, count, point ? weight * to(point.value) : 0)
  }
  const difference = [1, -2, 1]
  for (let index = 0; index < count - 2; index += 1)
    for (const [a, one] of difference.entries())
      for (const [b, other] of difference.entries()) cell(index + a, index + b, stiffness * one * other)
  const values = solved(matrix)
  return new Map(values.map((value, index) => [first + index, from(value)]))
}

/** Solves a positive definite system whose last column is its right side. */
function solved(matrix: readonly Float64Array[]): number[] {
  const count = matrix.length
  for (let pivot = 0; pivot < count; pivot += 1) {
    const head = matrix[pivot] as Float64Array
    for (let row = pivot + 1; row < Math.min(count, pivot + 3); row += 1) {
      const cells = matrix[row] as Float64Array
      const factor = (cells[pivot] as number) / (head[pivot] as number)
      for (let column = pivot; column <= count; column += 1)
        cells[column] = (cells[column] as number) - factor * (head[column] as number)
    }
  }
  const values = new Array<number>(count).fill(0)
  for (let row = count - 1; row >= 0; row -= 1) {
    const cells = matrix[row] as Float64Array
    let rest = cells[count] as number
    for (let column = row + 1; column < Math.min(count, row + 3); column += 1)
      rest -= (cells[column] as number) * (values[column] as number)
    values[row] = rest / (cells[row] as number)
  }
  return values
}

/** Points of one weight. */
export const evenly = (points: Points): Map<number, Weighted> =>
  new Map([...points].map(([year, value]) => [year, { value, weight: 1 }]))

/** Convention: no national mean changes by more than this in a year [of the logarithm]; more is noise of its sources. */
const LARGEST_STEP = 0.0245
const CLOSE_ENOUGH = 1e-6
const MAX_ROUNDS = 4000

/** A series whose years are pulled together, both sides alike, until no step is larger than `largest`. */
export function withoutJumps(series: Points, largest: number = LARGEST_STEP): Map<number, number> {
  const years = [...series.keys()].sort((a, b) => a - b)
  const logs = years.map((year) => Math.log(series.get(year) ?? Number.NaN))
  for (let round = 0, moved = true; moved && round < MAX_ROUNDS; round += 1) {
    moved = false
    for (let index = 0; index < logs.length - 1; index += 1) {
      const step = (logs[index + 1] as number) - (logs[index] as number)
      if (Math.abs(step) <= largest + CLOSE_ENOUGH) continue
      const half = ((Math.abs(step) - largest) / 2) * Math.sign(step)
      logs[index] = (logs[index] as number) + half
      logs[index + 1] = (logs[index + 1] as number) - half
      moved = true
    }
  }
  return new Map(years.map((year, index) => [year, Math.exp(logs[index] as number)]))
}

/** The middle of an odd number of values, else the upper one of the two in the middle. */
export function middleOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
