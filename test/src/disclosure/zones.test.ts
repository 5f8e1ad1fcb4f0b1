import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { highsMover } from '../../../api/releases/highs-mover.ts'
import { recoveredBy } from '../../../src/disclosure/audit.ts'
import { givenParts, type SumPart } from '../../../src/disclosure/parts.ts'
import type { OpenMover } from '../../../src/disclosure/protect.ts'
import { type DisclosureTable, sumRow, type TableCell, type TableRow } from '../../../src/disclosure/table.ts'
import {
  type CandidateZones,
  type GivenFlow,
  isLargeTable,
  settleZones,
  type ZoneFacts,
} from '../../../src/disclosure/zones.ts'
import { tableCell } from './joint-table.ts'

const openMover: OpenMover = await highsMover()

const facts = (contributors: number, trips: number, km: number): ZoneFacts => {
  const figures = { trips, passengerDistancePkm: km, vehicleDistanceVkm: null, tonneDistanceTkm: null }
  return { figures, parts: [{ ...figures, contributors, days: 91 }] }
}

const sum = (some: readonly ZoneFacts[], name: string): number =>
  some.reduce((total, { figures }) => total + (figures[name] ?? 0), 0)

/** Of persons who are in one pair alone, so that a zone has as many as its pairs together. */
const added = (some: readonly ZoneFacts[]): ZoneFacts =>
  facts(
    some.reduce((total, { parts }) => total + (parts[0]?.contributors ?? 0), 0),
    sum(some, 'trips'),
    sum(some, 'passengerDistancePkm'),
  )

const cityOf = ({ zones, rest }: CandidateZones) => ({
  trips: sum([...zones, ...rest], 'trips'),
  passengerDistancePkm: sum([...zones, ...rest], 'passengerDistancePkm'),
  vehicleDistanceVkm: null,
  tonneDistanceTkm: null,
  tripDistanceKm: null,
})

const candidate = (
  zones: readonly (readonly (readonly [number, number, number])[])[],
  rest: readonly (readonly [number, number, number])[] = [],
): CandidateZones => ({
  city: 'leeds',
  mode: 'car',
  period: '2024-Q1',
  zones: zones.map((pairs, zone) => {
    const ofPairs = pairs.map((one, to) => ({ destination: `z${to}`, ...facts(...one) }))
    return { zone: `z${zone}`, ...added(ofPairs), pairs: ofPairs }
  }),
  rest: rest.map((one) => facts(...one)),
})

const settled = (of: CandidateZones): readonly GivenFlow[] => settleZones(of, cityOf(of), () => true)

const nameOf = ({ zone, destination }: { zone: string; destination?: string | null }): string =>
  `${zone} ${destination ?? ''}`

/** Everything that hangs together with what was given out, as one system: the city is known, and so are small rests not. */
function systemOf(of: CandidateZones, given: readonly GivenFlow[]): DisclosureTable {
  const cells: TableCell[] = []
  const rows: TableRow[] = []
  const out = new Set(given.map(nameOf))
  const put = (key: string, flow: ZoneFacts, measure: string): number => {
    const cell = tableCell(`${key} `, flow.figures[measure] ?? 0, flow.parts[0]?.contributors ?? 0)
    cells.push(out.has(key) ? { ...cell, isOut: true } : cell)
    return cells.length - 1
  }
  for (const measure of ['trips', 'passengerDistancePkm']) {
    const zones = of.zones.map((zone) => {
      const total = put(nameOf({ zone: zone.zone }), zone, measure)
      const hasPairs = given.some((flow) => flow.zone === zone.zone && flow.destination !== undefined)
      if (!hasPairs) return total
      const parts = zone.pairs.map((pair) =>
        put(nameOf({ zone: zone.zone, destination: pair.destination }), pair, measure),
      )
      rows.push(sumRow(total, parts, 'others'))
      return total
    })
    const rest = of.rest.map((one, at) => put(`rest ${at}`, one, measure))
    cells.push({ ...tableCell('city', sum([...of.zones, ...of.rest], measure), 1e4), isOut: true })
    rows.push(sumRow(cells.length - 1, [...zones, ...rest], 'others'))
  }
  return { cells, rows }
}

const drawn = fc.tuple(
  fc.integer({ min: 10, max: 70 }),
  fc.integer({ min: 20, max: 900 }),
  fc.integer({ min: 20, max: 9000 }),
)
const candidates = fc
  .tuple(
    fc.array(fc.array(drawn, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 8 }),
    fc.array(drawn, { maxLength: 3 }),
  )
  .map(([zones, rest]) => candidate(zones, rest))

describe('zones and pairs', () => {
  law.prop([candidates], { numRuns: 80 })(
    'leave every sensitive figure open by 30 %, and nothing of few persons follows',
    (of) => {
      const given = settled(of)
      for (const { contributors } of given) expect(contributors).toBeGreaterThanOrEqual(25)
      if (given.length === 0) return
      const table = systemOf(of, given)
      const withheld = new Set(table.cells.filter(({ isOut }) => !isOut).map(({ key }) => key))
      expect(recoveredBy(table, withheld)).toEqual([])
      for (const [at, { needs, isOut, value }] of table.cells.entries()) {
        if (!needs || isOut || value === 0) continue
        const mover = openMover({
          falls: Float64Array.from(table.cells, (cell) => (cell.isOut ? 0 : cell.value)),
          rises: Float64Array.from(table.cells, (cell) => (cell.isOut ? 0 : 1e9)),
          costs: new Float64Array(table.cells.length),
          rows: table.rows,
        })
        const moves = [mover.move(at, 0.3 * value), mover.move(at, -0.3 * value)]
        mover.close()
        expect(moves.every(Boolean)).toBe(true)
      }
    },
  )

  test('are given out where they are of enough persons', () => {
    const of = candidate([
      [
        [30, 300, 3000],
        [40, 500, 2000],
      ],
      [[60, 900, 9000]],
    ])
    expect(settled(of).map(nameOf)).toEqual(['z0 ', 'z0 z0', 'z0 z1', 'z1 ', 'z1 z0'])
  })

  // Withheld beside z0 (10 persons, 100 km): z2, the smaller of the others, though z1 and z2 alone are of enough.
  test('of a sum, the smallest other part is withheld too', () => {
    const of = candidate([[[10, 50, 100]], [[60, 900, 9000]], [[60, 800, 7000]]])
    expect(settled(of).map(nameOf)).toEqual(['z1 ', 'z1 z0'])
  })

  test('of a part that nothing hides, none are given out', () => {
    // 24 persons of 95 % of the kilometres: the city tells them nearly, whatever zones are withheld.
    const of = candidate([[[24, 950, 9500]], [[60, 50, 500]]])
    expect(settled(of)).toEqual([])
  })

  // 10 persons go to another town: the city less its zones would be theirs.
  test('few who leave the city are hidden by a zone', () => {
    const of = candidate([[[60, 900, 9000]], [[60, 800, 7000]]], [[10, 50, 100]])
    expect(settled(of).map(nameOf)).toEqual(['z0 ', 'z0 z0'])
    const many = candidate([[[60, 900, 9000]], [[60, 800, 7000]]], [[30, 50, 100]])
    expect(settled(many)).toHaveLength(4)
  })

  test('that do not add up to what was given out of their city are not given out', () => {
    const of = candidate([[[60, 900, 9000]], [[60, 800, 7000]]])
    expect(settleZones(of, { ...cityOf(of), trips: 1701 }, () => true)).toEqual([])
  })

  test('a zone of which a sibling told is withheld, and another beside it', () => {
    const of = candidate([[[60, 900, 9000]], [[60, 800, 7000]], [[60, 700, 6000]]])
    const given = settleZones(of, cityOf(of), ({ zone }) => zone !== 'z0')
    expect(given.map(nameOf)).toEqual(['z1 ', 'z1 z0', 'z2 ', 'z2 z0'])
  })

  test('one firm in a zone is dominance: it is hidden like few persons', () => {
    const plain = candidate([[[60, 900, 9000]], [[60, 800, 7000]], [[60, 700, 6000]]])
    const zones = plain.zones.map((zone, at) =>
      at === 0 ? { ...zone, shares: { first: 0.95, second: 0.02 } } : zone,
    )
    expect(settled({ ...plain, zones }).map(({ zone }) => zone)).toEqual(['z1', 'z1'])
  })

  test('of a city need 3000 contributors together, in the mode that has most', () => {
    const of = (zones: number, each: number) =>
      candidate(Array.from({ length: zones }, () => [[each, 900, 9000] as const]))
    expect(isLargeTable([of(30, 99), of(30, 40)])).toBe(false)
    expect(isLargeTable([of(30, 40), of(30, 100)])).toBe(true)
  })
})

describe('parts of a known sum', () => {
  const part = (contributors: number, trips: number, more: Partial<SumPart> = {}): SumPart => ({
    ...{ figures: { trips }, contributors, above: 0, isSensitive: contributors < 25, isShown: true },
    ...more,
  })

  test('nothing sensitive: all are given out, but those that are nothing', () =>
    expect([...(givenParts([part(30, 5), part(40, 9), part(0, 0)]) ?? [])]).toEqual([0, 1]))

  // 24 and 20 persons are 44 together, and either may be 30 % higher: nothing further is withheld.
  test('sensitive parts hide each other', () =>
    expect([...(givenParts([part(24, 100), part(20, 90), part(60, 500)]) ?? [])]).toEqual([2]))

  // 12 and 11 persons are 23: a third part joins, the smaller of the two.
  test('until they are of 25 persons', () =>
    expect([...(givenParts([part(12, 100), part(11, 90), part(60, 500), part(60, 400)]) ?? [])]).toEqual([2]))

  // 30 % of 1000 are 300: the part of 200 does not hide them, that of 400 does too.
  test('and until each may be 30 % higher', () =>
    expect([...(givenParts([part(24, 1000), part(60, 200), part(60, 400), part(60, 500)]) ?? [])]).toEqual([
      3,
    ]))
})
