import { describe, expect, test } from 'vitest'
import { type FactCell, ModalSplit, PairBands, TripLengths } from '../../../src/index.ts'

const cell = (origin: string, destination: string, trips: number, km: number | null): FactCell => ({
  flow: null,
  mode: null,
  distanceBand: null,
  origin,
  destination,
  trips,
  passengerDistancePkm: km === null ? null : trips * km,
  vehicleDistanceVkm: null,
  tonneDistanceTkm: null,
})

const NEAR = cell('hangzhou', 'shanghai', 1000, 175)
const FAR = cell('hangzhou', 'beijing', 200, 1280)
const LENGTHS = new TripLengths({ bandLengthsKm: new Map(), zones: [] })

const bandsOf = (
  named: readonly string[],
  pairs: readonly FactCell[],
  rest = false,
  lengths = LENGTHS,
): PairBands =>
  new PairBands(
    new ModalSplit([
      ...named.map((distanceBand) => ({ mode: 'car' as const, share: 1, distanceBand })),
      ...(rest ? [{ mode: 'rail' as const, share: 1 }] : []),
    ]),
    pairs,
    lengths,
  )

describe('the band of a pair', () => {
  test('is the one that its length lies in; the upper bound is of the next', () => {
    const edge = cell('a', 'b', 10, 300)
    const bands = bandsOf(['0-300', '300+'], [NEAR, FAR, edge])
    expect([NEAR, FAR, edge].map((one) => bands.banded(one).distanceBand)).toEqual(['0-300', '300+', '300+'])
    expect(bands.check('/modalSplit')).toEqual([])
  })

  test('is one for all its days: the mean over all of its trips', () => {
    // 100 × 310 + 300 × 290 over 400 trips is 295 km.
    const whole = { ...cell('a', 'b', 400, 0), passengerDistancePkm: 100 * 310 + 300 * 290 }
    const bands = bandsOf(['0-300', '300+'], [whole])
    expect(bands.banded(cell('a', 'b', 100, 310)).distanceBand).toBe('0-300')
  })

  test('follows from the zones, which also give the distance, where the facts have none', () => {
    const zones = [
      { zone: 'a', centroid: [0, 0] as const },
      { zone: 'b', centroid: [1, 0] as const },
    ]
    const lengths = new TripLengths({ bandLengthsKm: new Map(), zones })
    const pair = cell('a', 'b', 10, null)
    const made = bandsOf(['0-300'], [pair], false, lengths).banded(pair)
    expect(made.distanceBand).toBe('0-300')
    // One degree of the equator is 2π × 6371.0088 ÷ 360 = 111.195 km; × 1.2 for the way round: 133.434 km.
    expect(made.settledLength?.tripDistanceKm).toBeCloseTo(1334.34, 1)
  })

  test('leaves alone what has a mode, a band or vehicles', () => {
    const bands = bandsOf(['0-300'], [NEAR])
    for (const one of [
      { ...NEAR, mode: 'car' },
      { ...NEAR, distanceBand: '0-2' },
      { ...NEAR, vehicleDistanceVkm: 1 },
    ])
      expect(bands.banded(one)).toBe(one)
  })
})

describe('what no band holds', () => {
  test('is named, with its pairs, trips and lengths', () => {
    const bands = bandsOf(['0-100'], [NEAR, FAR])
    for (const one of [NEAR, FAR, FAR]) bands.banded(one)
    const [hole, ...others] = bands.check('/modalSplit')
    expect(others).toEqual([])
    // 1000 + 200 + 200 trips.
    expect(hole).toMatchObject({ code: 'mode-missing', pointer: '/modalSplit' })
    expect(hole?.detail).toContain('No band holds 1400 trips of 2 pairs that are 175 to 1280 km long')
  })

  test('has the shares of every other band, if there are some', () => {
    const bands = bandsOf(['0-100'], [NEAR], true)
    expect(bands.banded(NEAR).distanceBand).toBeNull()
    expect(bands.check('/modalSplit')).toEqual([])
  })

  test('may be a pair without a length', () => {
    const pair = cell('a', 'b', 12, null)
    const bands = bandsOf(['0-100'], [pair])
    bands.banded(pair)
    expect(bands.check('/x')[0]?.detail).toContain('No length is known of 1 pair with 12 trips')
  })
})

test('bands that overlap are refused: a pair would be in both', () => {
  expect(bandsOf(['0-300', '200+'], [NEAR]).check('/x')).toMatchObject([{ code: 'duplicate-row' }])
  expect(bandsOf(['0-200', '200+'], [NEAR]).check('/x')).toEqual([])
})
