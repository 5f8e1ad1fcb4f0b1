import { describe, expect, test } from 'vitest'
import { diffFactorSets } from '../../emission-factors/diff.ts'
import type { FactorSetContent } from '../../src/index.ts'
import { HAND_CONTENT } from '../fixtures/hand-set.ts'
import { releasedSet } from '../fixtures/released-set.ts'

/** The hand-made set with one record altered. */
const altered = (id: string, changes: object): FactorSetContent => ({
  ...HAND_CONTENT,
  records: HAND_CONTENT.records.map((record) => (record.id === id ? { ...record, ...changes } : record)),
  curves: HAND_CONTENT.curves.map((curve) => (curve.id === id ? { ...curve, ...changes } : curve)),
})

const SIZE = HAND_CONTENT.records.length + HAND_CONTENT.curves.length

describe('difference of two sets', () => {
  test('a set and itself do not differ', () => {
    const { differences, same } = diffFactorSets(HAND_CONTENT, HAND_CONTENT)
    expect(differences).toEqual([])
    expect(same).toHaveLength(SIZE)
  })

  test('the same thing from another edition is one change, with both records', () => {
    // 230 → 207 g/kWh: a tenth less.
    const later = altered('grid.gb.2019', {
      id: 'grid.gb.2019.newer',
      sourceId: 'newer',
      value: 207,
      canonicalValue: 207,
    })
    const { differences, same } = diffFactorSets(HAND_CONTENT, later)
    expect(same).toHaveLength(SIZE - 1)
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatchObject({
      change: 'changed',
      before: { id: 'grid.gb.2019', value: 230 },
      after: { id: 'grid.gb.2019.newer', value: 207 },
      figure: { before: 230, after: 207, unit: 'g CO2e/kWh' },
    })
    expect(differences[0]?.figure?.relativeChange).toBeCloseTo(-0.1, 14)
  })

  test('another year, region or distance is another thing', () => {
    for (const changes of [{ yearFrom: 2020 }, { region: 'DE' }]) {
      const { differences } = diffFactorSets(
        HAND_CONTENT,
        altered('grid.gb.2019', { id: 'other', ...changes }),
      )
      expect(differences.map(({ change }) => change)).toEqual(['removed', 'added'])
    }
    const perVehicle = altered('direct.gb.tram.co2.2024', { id: 'other', canonicalUnit: 'g CO2/vkm' })
    expect(diffFactorSets(HAND_CONTENT, perVehicle).differences).toHaveLength(2)
  })

  test.each([
    ['a better look at the same figure', { quality: 'H', note: 'read again' }, ['quality', 'note']],
    // 0.07 kg/MJ is the same as 70 000 kg/TJ is not; 69.3 g/MJ is 69 300 kg/TJ.
    ['the same figure in another unit', { value: 69.3, unit: 'g CO2/MJ' }, ['value', 'unit']],
  ])('%s is of other provenance alone', (_, changes, fields) => {
    const { differences } = diffFactorSets(HAND_CONTENT, altered('petrol.co2', changes))
    expect(differences).toMatchObject([{ change: 'provenance', figure: { relativeChange: 0 } }])
    expect([...(differences[0]?.changedFields ?? [])].sort()).toEqual([...fields].sort())
  })

  test('another interval is a change', () => {
    const { differences } = diffFactorSets(
      HAND_CONTENT,
      altered('petrol.co2', { lower: 67_500, upper: 73_000 }),
    )
    expect(differences).toMatchObject([{ change: 'changed', changedFields: ['lower', 'upper'] }])
  })

  test('the largest relative change comes first, one from 0 before all', () => {
    const scaled = (id: string, by: number) => {
      const value = (HAND_CONTENT.records.find((record) => record.id === id)?.canonicalValue ?? 0) * by
      return { value, canonicalValue: value }
    }
    const after = {
      ...HAND_CONTENT,
      records: HAND_CONTENT.records.map((record) => {
        if (record.id === 'petrol.ch4') return { ...record, ...scaled(record.id, 1.5) }
        if (record.id === 'petrol.n2o') return { ...record, ...scaled(record.id, 0.3) }
        return record
      }),
    }
    const before = altered('diesel.n2o', { value: 0, canonicalValue: 0 })
    expect(diffFactorSets(before, after).differences.map((one) => one.before?.id)).toEqual([
      'diesel.n2o',
      'petrol.n2o',
      'petrol.ch4',
    ])
  })

  test('a curve is compared where it moved most', () => {
    // A reduction of 10 % takes a tenth off at every speed.
    const { differences } = diffFactorSets(
      HAND_CONTENT,
      altered('curve.mini.petrol', { reductionShare: 0.1 }),
    )
    expect(differences).toMatchObject([{ change: 'changed', changedFields: ['reductionShare'] }])
    expect(differences[0]?.figure?.relativeChange).toBeCloseTo(-0.1, 12)
    const noted = diffFactorSets(HAND_CONTENT, altered('curve.mini.petrol', { note: 'read again' }))
    expect(noted.differences).toMatchObject([{ change: 'provenance' }])
  })

  test('of several records of one thing, those of one publisher belong together', () => {
    const [one] = HAND_CONTENT.records
    if (!one) throw new Error('The set has a record.')
    const source = HAND_CONTENT.sources[0] as (typeof HAND_CONTENT.sources)[number]
    const sources = ['x-1', 'x-2', 'y-1', 'y-2'].map((id) => ({ ...source, id, publisher: id.slice(0, 1) }))
    const of = (ids: readonly string[]) => ({
      ...HAND_CONTENT,
      sources,
      records: ids.map((id) => ({ ...one, id, sourceId: id })),
      curves: [],
    })
    const { differences } = diffFactorSets(of(['y-1', 'x-1']), of(['x-2', 'y-2']))
    expect(differences.map(({ before, after }) => [before?.id, after?.id])).toEqual([
      ['y-1', 'y-2'],
      ['x-1', 'x-2'],
    ])
  })
})

describe('released sets 2025.1 and 2026.1', () => {
  const before = releasedSet('2025.1').content
  const after = releasedSet('2026.1').content

  test('every record is told of once', () => {
    const { differences, same } = diffFactorSets(before, after)
    const told = (side: 'before' | 'after') => differences.flatMap((one) => one[side]?.id ?? [])
    const ids = ({ records, curves }: FactorSetContent) => [...records, ...curves].map(({ id }) => id).sort()
    expect([...same.map(({ id }) => id), ...told('before')].sort()).toEqual(ids(before))
    expect([...same.map(({ id }) => id), ...told('after')].sort()).toEqual(ids(after))
  })

  test('the grid of a year is one figure in two editions', () => {
    // Ember, Costa Rica 2024: 63 g/kWh in the export of 2025, 25.46 in that of 2026.
    const [first] = diffFactorSets(before, after).differences
    expect(first).toMatchObject({
      change: 'changed',
      before: { region: 'CR', yearFrom: 2024, value: 63 },
      after: { region: 'CR', yearFrom: 2024, value: 25.46 },
    })
  })
})
