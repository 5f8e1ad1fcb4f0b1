import { describe, expect, test } from 'vitest'
import { listLevers } from '../../api/scenarios/list-levers.ts'
import { publishedRecords } from '../../api/scenarios/published-records.ts'
import { spreadLabels } from '../../web/charts/spread-labels.ts'
import { scaleAroundZero } from '../../web/charts/strip-scale.ts'
import { offersFor } from '../../web/whatif/offers.ts'
import { toBody, withSet } from '../../web/whatif/to-body.ts'
import {
  type Effect,
  fittingEffects,
  type LeverDraft,
  leverKeys,
  newWhatIf,
  readWhatIf,
} from '../../web/whatif/work.ts'
import en from '../../words/en.json' with { type: 'json' }

const SOURCE: Omit<Effect, 'id' | 'kind'> = {
  cause: 'soft-measures',
  modes: ['car'],
  unit: 'share',
  zone: false,
  term: 'long',
  region: 'GB',
  note: '',
  table: '',
  source: '',
  licence: '',
  attribution: '',
}
const RANGE: Effect = { ...SOURCE, id: 'range', kind: 'trips', lower: -0.15, upper: -0.05 }
const POINT: Effect = { ...SOURCE, id: 'point', kind: 'trips', value: -0.076, cause: 'flat-ticket' }
const ELASTICITY: Effect = { ...SOURCE, id: 'price', kind: 'speed', value: -0.34, unit: 'elasticity' }
const EFFECTS = [RANGE, POINT, ELASTICITY]
const effectOf = (id: string | undefined) => EFFECTS.find((one) => one.id === id)

const TRIPS: LeverDraft = { kind: 'trips', mode: 'car', from: 2025, to: 2030 }
const asked = (...levers: readonly LeverDraft[]) =>
  toBody({}, { ...newWhatIf(2023), packages: [{ name: '', levers }] }, 0, effectOf)
const sizeOf = (lever: LeverDraft): unknown =>
  (asked(lever).body['levers'] as readonly { readonly size?: unknown }[])[0]?.size

test('what is published of measures, and every kind of them, has words of the page', () => {
  const { kinds, effects } = listLevers(publishedRecords())
  const wanted = [
    ...effects.map(({ cause }) => `cause.${cause}`),
    ...kinds.flatMap(({ kind }) => [`lever-kind.${kind}`, `lever-size.${kind}`]),
  ]
  // The page would stay empty for want of one.
  expect(wanted.filter((key) => !(key in en.page))).toEqual([])
})

describe('a size is asked for', () => {
  test('with the range of its evidence while it lies in it, and alone beyond', () => {
    expect(sizeOf({ ...TRIPS, evidence: 'range', size: 0.1 })).toEqual({
      value: 0.1,
      lower: 0.05,
      upper: 0.15,
    })
    expect(sizeOf({ ...TRIPS, evidence: 'range', size: 0.2 })).toBe(0.2)
    expect(sizeOf({ ...TRIPS, size: 0.1 })).toBe(0.1)
  })

  test('by its evidence where it is the published one', () => {
    expect(sizeOf({ ...TRIPS, evidence: 'point', size: 0.076 })).toBeUndefined()
    expect(sizeOf({ ...TRIPS, evidence: 'point', size: 0.08 })).toBe(0.08)
  })

  test('as a change of its cause where the evidence is an elasticity', () => {
    const lever: LeverDraft = { ...TRIPS, kind: 'speed', evidence: 'price', change: 0.2 }
    expect(asked(lever).body['levers']).toEqual([{ id: 'speed-car', ...lever }])
  })
})

test('levers that change nothing are left out, and faults find the fields of the others', () => {
  const { body, fieldAt, keys } = asked(
    { ...TRIPS, size: 0 },
    { kind: 'age-limit', mode: 'car', from: 2025, to: 2030, size: 40 },
    { ...TRIPS, size: 0.1 },
  )
  expect(body['levers']).toHaveLength(1)
  expect(keys).toEqual(['trips-car-2'])
  expect(fieldAt).toMatchObject({
    '/levers/0/size': 'size-trips-car-2',
    '/levers/0/from': 'from-trips-car-2',
    '/targets/0/year': 'target-0-year',
    '/until': 'until',
  })
})

test('a link keeps the set of its answer; a saved estimate has its own', () => {
  expect(withSet({ period: '2023' }, '2026.4')).toEqual({ period: '2023', factorSet: '2026.4' })
  expect(withSet('est_1', '2026.4')).toBe('est_1')
})

test('the second lever on the same thing has a key of its own', () => {
  expect(leverKeys([TRIPS, TRIPS, { kind: 'grid' }])).toEqual(['trips-car', 'trips-car-2', 'grid'])
})

test.each([
  undefined,
  7,
  {},
  { until: 2035, targets: [], packages: [] },
  { until: '2035', targets: [], packages: [{}] },
])('what a link left that is not of this page is none: %o', (left) => {
  expect(readWhatIf(left)).toBeUndefined()
})

test('what was left comes back, with a package that there is', () => {
  const left = newWhatIf(2023)
  expect(readWhatIf(JSON.parse(JSON.stringify({ ...left, at: 9 })))).toEqual(left)
  expect(newWhatIf(2023).until).toBe(2035)
  expect(newWhatIf(2055).until).toBe(2060)
})

test('what was found of e-bikes tells nothing of walking', () => {
  const bikes: Effect = { ...POINT, id: 'bikes', kind: 'mode-shift', cause: 'e-bike' }
  const shift = { kind: 'mode-shift', mode: 'car' } as const
  expect(fittingEffects({ ...shift, toMode: 'e-bike' }, [bikes])).toEqual([bikes])
  expect(fittingEffects({ ...shift, toMode: 'walk' }, [bikes])).toEqual([])
})

test('at most four measures are offered in a column, and public transport only where trips are counted', () => {
  const modes = ['car', 'bus', 'tram', 'metro', 'van', 'rail', 'rigid-truck'].map((mode, at) => ({
    mode: mode as 'car',
    base: 10 - at,
    reference: 1,
    scenario: 1,
  }))
  const shift = (isOfTrips: boolean) => offersFor(modes, isOfTrips).shift.map(({ toMode }) => toMode)
  expect(shift(false)).toEqual(['cycle', 'walk'])
  expect(shift(true)).toEqual(['cycle', 'walk', 'bus', 'tram'])
  expect(Object.values(offersFor(modes, true)).every((column) => column.length <= 4)).toBe(true)
  expect(offersFor([], true).improve).toEqual([{ kind: 'grid' }])
})

test('labels keep a line apart, and stay in the drawing', () => {
  const at = (...places: readonly number[]) =>
    spreadLabels(
      places.map((one) => ({ text: String(one), at: one, hue: 'ink' })),
      16,
      10,
      100,
    ).map(({ y }) => y)
  expect(at(20, 60)).toEqual([20, 60])
  expect(at(20, 22, 24)).toEqual([20, 36, 52])
  expect(at(99, 98, 97)).toEqual([68, 84, 100])
})

test('a scale of changes has 0 in it, whichever side they are on', () => {
  const scale = scaleAroundZero([-120, -40])
  expect(scale.at(0)).toBe(1)
  expect(scale.at(-120)).toBeLessThan(0.5)
  expect(scaleAroundZero([30]).at(0)).toBe(0)
  expect(scaleAroundZero([]).ticks).toContain(0)
})
