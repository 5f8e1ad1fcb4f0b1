import highsLoader from 'highs'
import type { MovableTable, OpenMover } from '../../src/index.ts'

/** The types of the package are those of its twin for `require`, where the loader is one step further in. */
const loadHighs = highsLoader as unknown as typeof highsLoader.default

/** Read once a thread: it takes longer than a small release. */
let loading: ReturnType<typeof loadHighs> | undefined

/** The longest that one question may take [s]. */
const MAX_SECONDS = 10

/** The solver said neither a change nor that there is none. */
export class SolverFailed extends Error {
  override readonly name = 'SolverFailed'
}

/**
 * A mover whose changes HiGHS finds: each cell has a rise and a fall, both at least 0; all rows stay 0; what moves costs.
 */
export async function highsMover(): Promise<OpenMover> {
  loading ??= loadHighs()
  const highs = await loading
  return ({ falls, rises, costs, rows }: MovableTable) => {
    const count = falls.length
    const starts = [0]
    const indices: number[] = []
    const values: number[] = []
    for (const { terms } of rows) {
      for (const [cell, coefficient] of terms) {
        indices.push(cell, count + cell)
        values.push(coefficient, -coefficient)
      }
      starts.push(indices.length)
    }
    const model = highs.createModel({
      numCols: 2 * count,
      numRows: rows.length,
      colCost: Float64Array.from([...costs, ...costs]),
      colLower: new Float64Array(2 * count),
      colUpper: Float64Array.from([...rises, ...falls]),
      rowLower: new Float64Array(rows.length),
      rowUpper: new Float64Array(rows.length),
      matrix: {
        format: 'csr',
        numCols: 2 * count,
        numRows: rows.length,
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(values),
      },
    })
    model.options.set('output_flag', false)
    // The next question differs by two bounds: where the last one ended is a better start than a smaller model.
    model.options.set('presolve', 'off')
    model.options.set('time_limit', MAX_SECONDS)
    return {
      setCost: (cell, cost) => {
        model.changeColCost(cell, cost)
        model.changeColCost(count + cell, cost)
      },
      move: (cell, amount) => {
        const [moving, still] = amount > 0 ? [cell, count + cell] : [count + cell, cell]
        const size = Math.abs(amount)
        const most = (amount > 0 ? rises : falls)[cell] ?? 0
        const back = (amount > 0 ? falls : rises)[cell] ?? 0
        if (size > most) return undefined
        model.changeColBounds(moving, size, most)
        model.changeColBounds(still, 0, 0)
        try {
          // The limit is on all questions together otherwise.
          model.zeroAllClocks()
          return answerOf(model.run().modelStatus, () => model.getSolution().colValue, count)
        } finally {
          model.changeColBounds(moving, 0, most)
          model.changeColBounds(still, 0, back)
        }
      },
      close: () => model.dispose(),
    }
  }
}

const OPTIMAL = 7
const INFEASIBLE = 8

function answerOf(status: number, solution: () => Float64Array, count: number): Float64Array | undefined {
  if (status === INFEASIBLE) return undefined
  if (status !== OPTIMAL) throw new SolverFailed('The solver did not come to an end.')
  const values = solution()
  return Float64Array.from({ length: count }, (_, at) => (values[at] ?? 0) - (values[count + at] ?? 0))
}
