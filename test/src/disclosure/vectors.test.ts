import { describe, expect, test } from 'vitest'
import { highsMover } from '../../../api/releases/highs-mover.ts'
import { recoveredBy } from '../../../src/disclosure/audit.ts'
import { dominanceNeed, leastContributors, tellsEverybody } from '../../../src/disclosure/primary.ts'
import { type OpenMover, protect } from '../../../src/disclosure/protect.ts'
import { type DisclosureTable, sumRow } from '../../../src/disclosure/table.ts'
import { areaTable, tableCell } from './joint-table.ts'

const openMover: OpenMover = await highsMover()

/** The least and greatest value of a cell for whoever sees all that is not withheld: a search by halves over moves. */
function rangeOf(
  table: DisclosureTable,
  withheld: readonly string[],
  key: string,
): readonly [number, number] {
  const at = table.cells.findIndex((cell) => cell.key === key)
  const value = table.cells[at]?.value ?? Number.NaN
  const isFree = (cell: DisclosureTable['cells'][number]): boolean => withheld.includes(cell.key)
  const mover = openMover({
    falls: Float64Array.from(table.cells, (cell) => (isFree(cell) ? cell.value : 0)),
    rises: Float64Array.from(table.cells, (cell) => (isFree(cell) ? 1e6 : 0)),
    costs: new Float64Array(table.cells.length).fill(1),
    rows: table.rows,
  })
  const farthest = (sign: 1 | -1, most: number): number => {
    let [reached, missed] = [0, most]
    if (mover.move(at, sign * most)) return sign * most
    for (let halving = 0; halving < 60; halving += 1) {
      const middle = (reached + missed) / 2
      if (middle > 0 && mover.move(at, sign * middle)) reached = middle
      else missed = middle
    }
    return sign * reached
  }
  const range = [value + farthest(-1, value), value + farthest(1, 1e5)] as const
  mover.close()
  return range
}

const close = ([low, high]: readonly [number, number]) => [expect.closeTo(low, 1), expect.closeTo(high, 1)]

// disclosure-control.md, 4.2: vectors of the handbook, and of this design worked out there.
describe('fixed vectors', () => {
  test('feasibility (Geurts): rows 7 and 3, columns 6 and 4, all four unknown', () => {
    // Any table with these sums; 5 2 / 1 2 is one.
    const table = areaTable(
      [
        [5, 2],
        [1, 2],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    )
    const all = ['0:0', '0:1', '1:0', '1:1']
    expect(all.map((key) => rangeOf(table, all, key))).toEqual(
      (
        [
          [3, 6],
          [1, 4],
          [0, 3],
          [0, 3],
        ] as const
      ).map(close),
    )
  })

  const W_TO_Z = [
    [41, 58, 72, 95],
    [83, 110, 12, 36],
    [97, 120, 63, 70],
    [640, 905, 512, 730],
  ]
  const many = W_TO_Z.map((row) => row.map(() => 100))
  const hidden = areaTable(
    W_TO_Z,
    many.map((row, area) => row.map((of, mode) => (area === 0 && mode === 1 ? 9 : of))),
  )
  // Given out: W-D, X-B, X-D, Y-A, Y-C, Z-A and Z-C, and all sums.
  const unknown = ['0:0', '0:1', '0:2', '1:0', '1:2', '2:1', '2:3', '3:1', '3:3']

  test('hidden combination: every row and column has two unknowns, and W-B is 58 all the same', () => {
    expect(rangeOf(hidden, unknown, '0:1')).toEqual(close([58, 58]))
    expect(recoveredBy(hidden, new Set(unknown))).toEqual([{ cells: [1] }])
    const more = [...unknown, '1:1']
    expect(rangeOf(hidden, more, '0:1')).toEqual(close([0, 168]))
    expect(recoveredBy(hidden, new Set(more))).toEqual([])
  })

  // 17 g, 0 g and 10 g for 100 m: car 800 and walk 200 withheld, bus 500 given out, and both sums.
  const joint = (third: readonly number[]): DisclosureTable => {
    const values = [800, 200, 500, ...third]
    const grams = [170, 0, 100, 110]
    const cells = [
      ...values.map((value, mode) => tableCell(String(mode), value, mode === 0 ? 9 : 100)),
      tableCell(
        'ALL',
        values.reduce((sum, one) => sum + one, 0),
        1000,
      ),
      tableCell(
        'co2',
        values.reduce((sum, one, mode) => sum + one * (grams[mode] ?? 0), 0),
        1000,
      ),
    ]
    const modes = [...values.keys()]
    return {
      cells,
      rows: [
        sumRow(values.length, modes, 'others'),
        { terms: [[values.length + 1, -1], ...modes.map((mode) => [mode, grams[mode] ?? 0] as const)] },
      ],
    }
  }

  test('joint leak: distances alone leave the car open, their emissions fix it', () => {
    const withBoth = joint([])
    const kmAlone = { ...withBoth, rows: withBoth.rows.slice(0, 1) }
    expect(rangeOf(kmAlone, ['0', '1'], '0')).toEqual(close([0, 1000]))
    expect(recoveredBy(kmAlone, new Set(['0', '1']))).toEqual([])
    expect(recoveredBy(withBoth, new Set(['0', '1']))).toEqual([{ cells: [0] }])
    // A third motor mode opens it: walking has no emissions and cannot.
    expect(rangeOf(joint([300]), ['0', '1', '3'], '0')).toEqual(close([433.33, 994.12]))
    expect(protect(withBoth, openMover).withheld).not.toEqual(new Set(['0', '1']))
  })

  test('p %: 330 of 300, 20 and 10 is unsafe, and must stay open by 20 above', () =>
    expect(dominanceNeed(330, { first: 300 / 330, second: 20 / 330 })).toBeCloseTo(20, 9))

  // 1 device × 0.95 × 5.4 (the factors of a reference pipeline) is 5.13 persons, and one contributor.
  test('expansion: a device is no crowd', () => {
    const part = {
      contributors: 1 * 0.95 * 5.4,
      trips: null,
      passengerDistancePkm: 40,
      vehicleDistanceVkm: null,
      tonneDistanceTkm: null,
      days: 30,
    }
    for (const k of [10, 25]) expect(leastContributors([part])).toBeLessThan(k)
  })

  test('a class tells of everybody where nearly all are of one mode and few are not', () => {
    expect(tellsEverybody([960, 20])).toBe(true)
    expect(tellsEverybody([960, 30])).toBe(false)
    expect(tellsEverybody([900, 20, 40])).toBe(false)
    // Counts of one mode tell nothing of who travels how.
    expect(tellsEverybody([1000])).toBe(false)
  })
})
