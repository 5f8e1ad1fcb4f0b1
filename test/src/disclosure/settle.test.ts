import { describe, expect, test } from 'vitest'
import { highsMover } from '../../../api/releases/highs-mover.ts'
import { type CandidateCell, hasUnsettled, settle } from '../../../src/disclosure/settle.ts'

const openMover = await highsMover()

const month = (period: string, contributors: number): CandidateCell => {
  const figures = {
    trips: 4000,
    passengerDistancePkm: 30_000,
    vehicleDistanceVkm: null,
    tonneDistanceTkm: null,
  }
  return { city: 'leeds', mode: 'car', period, figures, parts: [{ ...figures, contributors, days: 31 }] }
}

// 20 contributors are too few: February is withheld, and at least one cell beside it.
test('what is settled, given out or withheld, is not settled again', () => {
  const candidates = [month('2024-01', 100), month('2024-02', 20), month('2024-03', 100)]
  const asked = { candidates, earlier: [], isOver: () => true, isAllowed: () => true }
  expect(hasUnsettled(asked)).toBe(true)
  const { cells } = settle(asked, openMover)
  expect(cells.map(({ period }) => period)).toEqual(['2024-01', '2024-02', '2024-03', '2024-Q1', '2024'])
  expect(cells.filter(({ figures }) => figures).length).toBeLessThan(4)
  const again = { ...asked, earlier: cells.map((cell) => ({ ...cell, since: 1 })) }
  expect(hasUnsettled(again)).toBe(false)
  expect(settle(again, openMover).cells).toEqual([])
  expect(hasUnsettled({ ...again, candidates: [...candidates, month('2024-04', 100)] })).toBe(true)
})

test('a month that comes after its quarter was settled is not in the sum of the quarter', () => {
  const [january, february] = [month('2024-01', 100), month('2024-02', 100)]
  const { figures } = january
  const earlier = [
    ...[january, february].map(({ city, mode, period }) => ({ city, mode, period, figures, since: 1 })),
    // Of January and February alone: 4000 + 4000 trips, 30 000 + 30 000 km.
    {
      ...{ city: 'leeds', mode: 'car', period: '2024-Q1', since: 1 },
      figures: { ...figures, trips: 8000, passengerDistancePkm: 60_000 },
    },
  ]
  // March has too few. Were it the quarter less the others, it could not be kept back, nor anything after it be told.
  const candidates = [january, february, month('2024-03', 3), month('2024-04', 100)]
  const isOver = (period: string): boolean => /^2024-(0\d|Q1)$/.test(period)
  const { cells } = settle({ candidates, earlier, isOver, isAllowed: () => true }, openMover)
  expect(cells.map(({ period, figures: told }) => [period, told !== undefined])).toEqual([
    ['2024-03', false],
    ['2024-04', true],
  ])
})

test('a period that is not over is not settled', () => {
  const asked = {
    candidates: [month('2024-01', 100)],
    earlier: [],
    isOver: () => false,
    isAllowed: () => true,
  }
  expect(hasUnsettled(asked)).toBe(false)
  expect(settle(asked, openMover).cells).toEqual([])
})

const modeOf = (mode: string, contributors: number, km: number): CandidateCell => {
  const figures = {
    ...{ trips: contributors * 20, passengerDistancePkm: km },
    ...{ vehicleDistanceVkm: null, tonneDistanceTkm: null },
  }
  return {
    ...{ city: 'leeds', mode, period: '2024-01', figures },
    parts: [{ ...figures, contributors, days: 31 }],
  }
}

const given = (...candidates: readonly CandidateCell[]): readonly string[] =>
  settle({ candidates, earlier: [], isOver: () => true, isAllowed: () => true }, openMover)
    .cells.filter(({ period, figures }) => period === '2024-01' && figures)
    .map(({ mode }) => mode)

describe('where all but a few go by one mode', () => {
  test('zeros of the others are not told: 960 of 960', () => {
    expect(given(modeOf('car', 960, 30_000), modeOf('bus', 0, 0))).toEqual(['car'])
    expect(given(modeOf('car', 960, 30_000), modeOf('bus', 0, 0), modeOf('walk', 30, 200))).toEqual([
      ...['car', 'bus', 'walk'],
    ])
  })

  test('it is not told beside its total, nor a total that would tell it: 960 of 980', () => {
    // Of 1010, 960 are 95.05 %, and 50 are no few.
    expect(given(modeOf('', 1010, 31_000), modeOf('car', 960, 29_000), modeOf('bus', 50, 2000))).toEqual([
      ...['', 'car', 'bus'],
    ])
    expect(given(modeOf('', 980, 31_000), modeOf('car', 960, 29_000), modeOf('bus', 20, 2000))).toEqual([])
    expect(given(modeOf('', 980, 31_000), modeOf('car', 960, 29_000))).toEqual([])
  })

  test('modes of which nobody was counted tell nothing of who travels how', () => {
    const { figures, parts, ...bus } = modeOf('bus', 0, 900)
    const uncounted = { ...bus, figures, parts: parts.map((part) => ({ ...part, contributors: null })) }
    expect(given(modeOf('car', 960, 30_000), modeOf('walk', 0, 0), uncounted)).toEqual(['car', 'walk'])
  })
})

describe('facts without a mode', () => {
  test('that may be the total of the modes tell none of them that is withheld', () => {
    // 900 km of 12 persons are the total less the others: one more mode is withheld with them.
    const modes = [modeOf('car', 400, 30_000), modeOf('bus', 300, 9000), modeOf('cycle', 80, 2000)]
    expect(given(modeOf('', 792, 41_900), ...modes, modeOf('ferry', 12, 900))).toEqual([
      ...['', 'car', 'bus'],
    ])
    // The supplier has left the ferry out: the same follows.
    expect(given(modeOf('', 792, 41_900), ...modes)).toEqual(['', 'car', 'bus'])
  })

  test('come after the modes, or before them, and tell no more', () => {
    const modes = [modeOf('car', 400, 30_000), modeOf('bus', 300, 9000), modeOf('ferry', 12, 900)]
    const total = modeOf('', 712, 39_900)
    for (const [first, then] of [
      [modes, [total]],
      [[total], modes],
    ] as const) {
      const asked = { isOver: () => true, isAllowed: () => true }
      const { cells } = settle({ candidates: first, earlier: [], ...asked }, openMover)
      const earlier = cells.map((cell) => ({ ...cell, since: 1 }))
      const later = settle({ candidates: [...first, ...then], earlier, ...asked }, openMover).cells
      const told = [...cells, ...later].flatMap(({ mode, period, figures }) =>
        period === '2024-01' && figures ? [mode] : [],
      )
      // Car and bus without their total, or the total and the larger of the two.
      expect(told).toEqual(first === modes ? ['car', 'bus'] : ['', 'car'])
    }
  })

  test('that are less than the modes are no total of them', () =>
    expect(given(modeOf('', 100, 5000), modeOf('car', 400, 30_000), modeOf('ferry', 12, 900))).toEqual([
      ...['', 'car'],
    ]))
})
