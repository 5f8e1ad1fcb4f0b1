import { describe, expect, test } from 'vitest'
import { checkScenario } from '../../../src/scenario/check.ts'
import type { Lever, ScenarioQuestion } from '../../../src/scenario/lever.ts'
import { scenarioRecords } from '../../fixtures/scenario.ts'

const RECORDS = scenarioRecords()
const BASE = { frame: { baseYear: 2023, country: 'DE', population: 100_000 }, isMonth: false }

const lever = (more: Partial<Lever>, at = 0): Lever => ({
  pointer: `/levers/${at}`,
  id: `lever ${at}`,
  kind: 'trips',
  mode: 'car',
  from: 2024,
  to: 2030,
  ramp: 'linear',
  size: { value: 0.1 },
  ...more,
})
const without = (field: keyof Lever, more: Partial<Lever> = {}): Lever => {
  const { [field]: _, ...rest } = lever(more)
  return rest as Lever
}
const faultsOf = (question: Partial<ScenarioQuestion>, base = BASE) =>
  checkScenario({ until: 2035, reference: {}, levers: [], targets: [], ...question }, base, RECORDS)
const codesOf = (...asked: Parameters<typeof faultsOf>) =>
  faultsOf(...asked).map(({ code, pointer }) => `${code} ${pointer}`)
const ofLevers = (...levers: readonly Partial<Lever>[]) => codesOf({ levers: levers.map(lever) })

describe('the years of a scenario', () => {
  test('lie after the base year and end by 2060', () => {
    expect(codesOf({ until: 2023 })).toEqual(['horizon-invalid /until'])
    expect(codesOf({ until: 2061 })).toEqual(['horizon-invalid /until'])
    expect(codesOf({ until: 2060 })).toEqual([])
  })

  test('that cannot be leave no fault to what lies beyond them', () => {
    const target = { pointer: '/targets/0', kind: 'linear', year: 2030, reduction: 0.5 } as const
    const asked = { levers: [lever({})], targets: [target] }
    expect(codesOf({ ...asked, until: 2019 })).toEqual(['horizon-invalid /until'])
    expect(codesOf({ ...asked, until: 2027 })).toEqual(['target-not-ahead /targets/0/year'])
  })

  test('begin with a whole year', () => {
    expect(codesOf({}, { ...BASE, isMonth: true })).toEqual(['horizon-invalid /base/period'])
  })
})

describe('a path', () => {
  test('reaches the last year, with rising years and values in range', () => {
    expect(codesOf({ reference: { grid: [{ year: 2030, value: 0.5 }] } })).toEqual([
      'path-broken /reference/grid',
    ])
    expect(
      codesOf({
        reference: {
          grid: [
            { year: 2030, value: 0.5 },
            { year: 2025, value: -1 },
            { year: 2035, value: 0.2 },
          ],
        },
      }),
    ).toEqual(['path-broken /reference/grid/1/year', 'path-broken /reference/grid/1/value'])
    expect(
      codesOf({
        reference: {
          grid: [
            { year: 2025, value: 0.9 },
            { year: 2035, value: 0.2 },
          ],
        },
      }),
    ).toEqual([])
  })

  test('of sales leaves something for the others', () => {
    const sales = (value: number, at: number, powertrain: 'electric' | 'plug-in-hybrid-petrol') => ({
      pointer: `/reference/sales/${at}`,
      mode: 'car' as const,
      powertrain,
      path: [{ year: 2035, value }],
    })
    expect(
      codesOf({ reference: { sales: [sales(0.7, 0, 'electric'), sales(0.4, 1, 'plug-in-hybrid-petrol')] } }),
    ).toEqual(['shares-leave-nothing /reference/sales/1'])
    expect(codesOf({ reference: { sales: [sales(0.7, 0, 'electric'), sales(0.2, 1, 'electric')] } })).toEqual(
      ['lever-overlap /reference/sales/1'],
    )
  })

  test('of a population that begins later needs that of the base year', () => {
    const population = [
      { year: 2030, value: 110_000 },
      { year: 2035, value: 120_000 },
    ]
    const unknown = { ...BASE, frame: { baseYear: 2023, country: 'DE' } } as typeof BASE
    expect(codesOf({ reference: { population } })).toEqual([])
    expect(codesOf({ reference: { population } }, unknown)).toEqual(['path-broken /reference/population'])
  })
})

describe('a lever', () => {
  test('is not past 100 %, and is told what would be accepted', () => {
    const [fault] = faultsOf({ levers: [lever({ size: { value: 1.2 } })] })
    expect(fault).toMatchObject({ code: 'lever-out-of-range', pointer: '/levers/0/size' })
    expect(fault?.detail).toContain('from -1 to 1')
    expect(fault?.detail).not.toContain('1.2')
  })

  test('cannot move more than all trips of a mode, and may make those of a mode grow manifold', () => {
    const shift = { kind: 'mode-shift', toMode: 'cycle', size: { value: 1.5 } } as const
    expect(ofLevers(shift)).toEqual(['lever-out-of-range /levers/0/size'])
    expect(ofLevers({ ...shift, mode: undefined })).toEqual([])
  })

  test('begins after the base year and ends after it begins', () => {
    expect(ofLevers({ from: 2022 })).toEqual(['lever-out-of-range /levers/0/from'])
    expect(ofLevers({ from: 2036, to: 2040 })).toEqual(['lever-out-of-range /levers/0/from'])
    expect(ofLevers({ from: 2030, to: 2025 })).toEqual(['lever-out-of-range /levers/0/to'])
    expect(ofLevers({ from: 2030, to: 2030 })).toEqual(['lever-out-of-range /levers/0/to'])
    expect(ofLevers({ from: 2030, to: 2030, ramp: 'step' })).toEqual([])
    expect(ofLevers({ from: 2023, to: 2023, ramp: 'step' })).toEqual(['lever-out-of-range /levers/0/from'])
  })

  test('has the fields of its kind and no others', () => {
    expect(codesOf({ levers: [without('mode')] })).toEqual(['lever-incomplete /levers/0/mode'])
    expect(codesOf({ levers: [without('size')] })).toEqual(['lever-incomplete /levers/0/size'])
    expect(ofLevers({ kind: 'sales-mix' })).toEqual(['lever-incomplete /levers/0/powertrain'])
    expect(ofLevers({ powertrain: 'electric' })).toEqual(['lever-incomplete /levers/0/powertrain'])
    expect(faultsOf({ levers: [lever({ kind: 'grid' })] })).toMatchObject([
      { pointer: '/levers/0/mode', candidates: [] },
    ])
  })

  test('sets a share that no other sets', () => {
    const electric = { kind: 'sales-mix', powertrain: 'electric' } as const
    expect(ofLevers(electric, { ...electric, kind: 'fleet-share' })).toEqual(['lever-overlap /levers/1'])
    expect(ofLevers(electric, { ...electric, mode: 'van' })).toEqual([])
    expect(ofLevers({ id: 'a' }, { id: 'a' })).toEqual(['lever-overlap /levers/1/id'])
  })

  test('leaves something of what it shares', () => {
    const share = (powertrain: 'electric' | 'cng', value: number) =>
      ({ kind: 'fleet-share', mode: 'bus', powertrain, size: { value } }) as const
    expect(ofLevers(share('electric', 0.7), share('cng', 0.4))).toEqual([
      'shares-leave-nothing /levers/1/size',
    ])
    expect(ofLevers(share('electric', 0.7), share('cng', 0.3))).toEqual([])
    const shift = {
      kind: 'mode-shift' as const,
      mode: undefined,
      toMode: 'cycle' as const,
      origins: [
        { from: 'car' as const, share: { value: 0.8 } },
        { from: 'bus' as const, share: { value: 0.3 } },
      ],
    }
    expect(ofLevers(shift)).toEqual(['shares-leave-nothing /levers/0/origins'])
    expect(ofLevers({ ...shift, mode: 'car', origins: shift.origins.slice(0, 1) })).toEqual([
      'lever-incomplete /levers/0/origins',
    ])
  })
})

describe('evidence', () => {
  const fuel = 'lever.fuel-price.fuel.long.brons-2008'
  const distance = 'lever.fuel-price.distance.rand-rr888'

  test('is of the kind and the mode, and elasticities need the change of their cause', () => {
    expect(faultsOf({ levers: [lever({ evidence: fuel })] })).toMatchObject([
      {
        code: 'evidence-not-usable',
        pointer: '/levers/0/evidence',
        candidates: expect.arrayContaining([distance]),
      },
    ])
    expect(codesOf({ levers: [without('size', { kind: 'speed', evidence: fuel })] })).toEqual([
      'evidence-not-usable /levers/0/change',
    ])
    expect(codesOf({ levers: [without('size', { kind: 'speed', evidence: fuel, change: 0.2 })] })).toEqual([])
    expect(ofLevers({ change: 0.2 })).toEqual(['evidence-not-usable /levers/0/change'])
  })

  test('that is a range gives no middle', () => {
    expect(codesOf({ levers: [without('size', { evidence: distance, change: 0.2 })] })).toEqual([
      'evidence-not-usable /levers/0/size',
    ])
    expect(ofLevers({ evidence: distance, change: 0.2 })).toEqual([])
  })

  test('of a zone needs its share of the city', () => {
    const zone = { evidence: 'lever.charge.london.tfl', size: undefined }
    expect(ofLevers(zone)).toEqual(['evidence-not-usable /levers/0/zoneShare'])
    expect(ofLevers({ ...zone, zoneShare: { value: 0.1 } })).toEqual([])
    expect(ofLevers({ ...zone, zoneShare: { value: 1.1 } })).toEqual([
      'lever-out-of-range /levers/0/zoneShare',
    ])
  })

  test('counts no effect twice: an elasticity of fuel holds that of distance', () => {
    const levers = [
      lever({ kind: 'speed', evidence: fuel, change: 0.2, size: undefined }),
      lever({ evidence: distance, change: 0.2 }, 1),
    ]
    expect(faultsOf({ levers })).toMatchObject([
      { code: 'effect-counted-twice', pointer: '/levers/1/evidence', candidates: ['/levers/0'] },
    ])
    // On another mode it is another effect.
    expect(
      codesOf({
        levers: [
          lever({ kind: 'speed', evidence: fuel, change: 0.2, size: undefined }),
          lever({ mode: 'bus' }, 1),
        ],
      }),
    ).toEqual([])
  })
})

describe('a target', () => {
  const target = (more: object) =>
    codesOf({ targets: [{ pointer: '/targets/0', kind: 'linear', reduction: 0.5, ...more }] })

  test('is not in the past, and not after the scenario', () => {
    expect(target({ year: 2020 })).toEqual(['target-not-ahead /targets/0/year'])
    expect(target({ year: 2023 })).toEqual(['target-not-ahead /targets/0/year'])
    expect(target({ year: 2040 })).toEqual(['target-not-ahead /targets/0/year'])
    expect(target({ year: 2030 })).toEqual([])
  })

  test('has what its kind needs', () => {
    expect(target({ reduction: undefined })).toEqual(['lever-incomplete /targets/0/reduction'])
    expect(target({ kind: 'constant-rate', reduction: 1 })).toEqual([
      'lever-out-of-range /targets/0/reduction',
    ])
    expect(target({ kind: 'budget', reduction: undefined })).toEqual(['lever-incomplete /targets/0/budget'])
    expect(target({ kind: 'budget', reduction: undefined, budgetKg: 1 })).toEqual([])
  })
})

test('every fault is named at once', () => {
  const found = codesOf({
    until: 2035,
    reference: { grid: [{ year: 2030, value: 0.5 }] },
    levers: [lever({ size: { value: 2 } }), lever({ from: 2000, to: 1999 }, 1)],
    targets: [{ pointer: '/targets/0', kind: 'linear', year: 2010, reduction: 3 }],
  })
  expect(found).toEqual([
    'path-broken /reference/grid',
    'lever-out-of-range /levers/0/size',
    'lever-out-of-range /levers/1/to',
    'lever-out-of-range /levers/1/from',
    'target-not-ahead /targets/0/year',
    'lever-out-of-range /targets/0/reduction',
  ])
})
