import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { highsMover } from '../../../api/releases/highs-mover.ts'
import { recoveredBy } from '../../../src/disclosure/audit.ts'
import { type OpenMover, protect, WrongWitness } from '../../../src/disclosure/protect.ts'
import { type DisclosureTable, sumRow, type TableCell, type TableRow } from '../../../src/disclosure/table.ts'
import { timeTree } from '../../../src/disclosure/time-tree.ts'
import { areaTable, tableCell } from './joint-table.ts'

const openMover: OpenMover = await highsMover()

/** Areas × modes with 1 to 60 contributors, and 1 to 400 km of each. */
const tables = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }))
  .chain(([areas, modes]) =>
    fc.array(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 400 })), {
        minLength: modes,
        maxLength: modes,
      }),
      { minLength: areas, maxLength: areas },
    ),
  )
const GRAMS = [170, 0, 100, 60, 90]

const tableOf = (
  drawn: readonly (readonly (readonly [number, number])[])[],
  isJoint = true,
): DisclosureTable => {
  const values = drawn.map((row) => row.map(([of, km]) => of * km))
  const contributors = drawn.map((row) => row.map(([of]) => of))
  return areaTable(values, contributors, isJoint ? GRAMS.slice(0, values[0]?.length) : undefined)
}

/** Whether a sensitive cell may be 30 % higher and lower for whoever sees all else: asked of a solver of its own. */
function isOpen(table: DisclosureTable, withheld: ReadonlySet<string>, at: number): boolean {
  const cell = table.cells[at] as TableCell
  const mover = openMover({
    falls: Float64Array.from(table.cells, ({ key, value }) => (withheld.has(key) ? value : 0)),
    rises: Float64Array.from(table.cells, ({ key }) => (withheld.has(key) ? 1e9 : 0)),
    costs: new Float64Array(table.cells.length),
    rows: table.rows,
  })
  const [up, down] = [
    mover.move(at, Math.max(1, 0.3 * cell.value)),
    cell.value === 0 || mover.move(at, -0.3 * cell.value),
  ]
  mover.close()
  return Boolean(up) && Boolean(down)
}

describe('protection', () => {
  law.prop([tables], { numRuns: 60 })(
    'leaves every sensitive figure open by 30 % and nothing exact',
    (drawn) => {
      const table = tableOf(drawn)
      const { withheld, open, recovered } = protect(table, openMover)
      expect(open).toEqual([])
      expect(recovered).toEqual([])
      for (const [at, { needs }] of table.cells.entries())
        if (needs) expect(isOpen(table, withheld, at)).toBe(true)
    },
  )

  // The control: a pattern that is safe for distances is not for distances and emissions (disclosure-control.md, 0.1).
  test('of distances alone would be given away by emissions', () => {
    let given = 0
    const random = fc.sample(tables, { numRuns: 60, seed: 7 })
    for (const drawn of random) {
      const { withheld } = protect(tableOf(drawn, false), openMover)
      given += recoveredBy(tableOf(drawn), withheld).length
    }
    expect(given).toBeGreaterThan(10)
  })

  test('no sum of withheld figures of fewer than 25 persons follows', () => {
    // Two days of 5 persons were given out as a month less the others.
    const months = timeTree(['2024-01', '2024-02', '2024-03'])
    expect(months.map(({ period }) => period)).toEqual(['2024-01', '2024-02', '2024-03', '2024-Q1', '2024'])
    const cells = [
      tableCell('2024-01', 30, 3),
      tableCell('2024-02', 13, 2),
      tableCell('2024-03', 900, 40),
      tableCell('2024-Q1', 943, 40, false, 3),
    ]
    const table = { cells, rows: [sumRow(3, [0, 1, 2], 'same')] }
    expect(recoveredBy(table, new Set(['2024-01', '2024-02']))).toEqual([
      { cells: [0, 1] },
      { cells: [0, 1] },
    ])
    expect(protect(table, openMover).withheld).toContain('2024-03')
  })

  test('a withheld zero is no company', () => {
    const cells = [
      tableCell('a', 41.2, 3),
      tableCell('b', 0, 0),
      tableCell('c', 500, 50),
      tableCell('sum', 541.2, 50, false),
    ]
    const table = { cells, rows: [sumRow(3, [0, 1, 2], 'others')] }
    const { withheld, recovered } = protect(table, openMover)
    expect([...withheld].sort()).toEqual(['a', 'b', 'c'])
    expect(recovered).toEqual([])
  })

  test('what is out already cannot protect: the release is told that it is open', () => {
    const cells = [
      tableCell('a', 40, 3),
      { ...tableCell('b', 500, 50), isOut: true },
      { ...tableCell('sum', 540, 50, false), isOut: true },
    ]
    const table = { cells, rows: [sumRow(2, [0, 1], 'others')] }
    const { open, recovered } = protect(table, openMover)
    expect(open).toEqual([0, 0])
    expect(recovered).toEqual([{ cells: [0] }])
  })

  test('a wrong answer of the solver is caught, and a failing one stops all', () => {
    const cells = [tableCell('a', 40, 3), tableCell('b', 500, 50), tableCell('sum', 540, 50, false)]
    const rows: TableRow[] = [sumRow(2, [0, 1], 'others')]
    const saying =
      (answer: (cell: number, amount: number) => Float64Array): OpenMover =>
      () => ({ setCost: () => undefined, close: () => undefined, move: answer })
    // It says that one cell may move by itself, though the sum is given out.
    const lone = saying((cell, amount) => Float64Array.from(cells, (_, at) => (at === cell ? amount : 0)))
    expect(() => protect({ cells, rows }, lone)).toThrow(WrongWitness)
    const nothing = saying(() => Float64Array.from(cells, () => Number.NaN))
    expect(() => protect({ cells, rows }, nothing)).toThrow(WrongWitness)
    const late = saying(() => {
      throw new Error('out of time')
    })
    expect(() => protect({ cells, rows }, late)).toThrow('out of time')
  })
})
