import { describe, expect, test } from 'vitest'
import { baiduIndex } from '../../api/imports/baidu-index.ts'
import { cityPairs } from '../../api/imports/city-pairs.ts'
import { csv, dataset, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

describe('flows between cities by day', () => {
  const agreement = dataset({ legalBasis: 'agreement', contributorUnit: 'device' })

  test('users are contributors, each of one trip', async () => {
    const { rows, notices } = await harness.read(
      cityPairs,
      csv(
        'date,origin_city,destination_city,users,distance_km',
        '20200124,110100,310100,1240,1213',
        '20200125,110100,310100,377,1213',
      ),
      agreement,
    )
    const common = { origin: '110100', destination: '310100' }
    expect(said(rows)).toEqual([
      // 1240 users × 1213 km; 377 × 1213.
      { ...common, period: '2020-01-24', trips: 1240, passenger_distance_pkm: 1_504_120, contributors: 1240 },
      { ...common, period: '2020-01-25', trips: 377, passenger_distance_pkm: 457_301, contributors: 377 },
    ])
    expect(notices.map(({ code }) => code)).toEqual([
      'import-assumption',
      'import-assumption',
      'mode-unknown',
    ])
  })

  test('days become months; of contributors only the most of one day are surely distinct', async () => {
    const { rows } = await harness.read(
      cityPairs,
      csv('日期,出发城市,到达城市,人数', '2020-01-24,北京市,上海市,1240', '2020/01/25,北京市,上海市,377'),
      dataset({ legalBasis: 'agreement', grain: 'month' }),
      { mode: 'high-speed-rail' },
    )
    expect(said(rows)).toEqual([
      {
        period: '2020-01',
        origin: '北京市',
        destination: '上海市',
        mode: 'high-speed-rail',
        trips: 1617,
        contributors: 1240,
      },
    ])
  })

  test('a distance without a unit, and neither trips nor users', async () => {
    const { faults } = await refusalOf(
      harness.read(cityPairs, csv('date,from,to,distance', '2020-01-24,a,b,12')),
    )
    expect(faults.map(({ code, column }) => [code, column])).toEqual([
      ['column-missing', 'trips'],
      ['import-option-invalid', undefined],
      ['value-not-read', 'users'],
    ])
    const { rows } = await harness.read(
      cityPairs,
      csv('date,from,to,trips,distance', '2020-01-24,a,b,10,12000'),
      undefined,
      { distanceUnit: 'm' },
    )
    expect(rows[0]?.passenger_distance_pkm).toBe(120)
  })

  test('a pair below ten users is refused', async () => {
    const { faults } = await refusalOf(
      harness.read(cityPairs, csv('date,from,to,users', '2020-01-24,a,b,9', '2020-01-24,a,c,10'), agreement),
    )
    expect(faults).toMatchObject([{ code: 'cell-below-minimum', column: 'contributors', count: 1 }])
  })
})

describe('the Baidu migration index', () => {
  const curve = (list: string) => ({
    container: 'json' as const,
    content: `jsonp_1_2({"errno":0,"errmsg":"SUCCESS","data":{"list":${list}}})`,
  })
  const options = { city: 'wuhan', type: 'move_out' }

  test('a curve in JSONP is an index by day, and missing days are gaps', async () => {
    const { rows, notices } = await harness.read(
      baiduIndex,
      curve('{"20200122":11.84,"20200123":11.14,"20200125":"3.1"}'),
      undefined,
      options,
    )
    const common = { city: 'wuhan', flow: 'outbound' }
    expect(said(rows)).toEqual([
      { ...common, period: '2020-01-22', index_value: 11.84 },
      { ...common, period: '2020-01-23', index_value: 11.14 },
      { ...common, period: '2020-01-25', index_value: 3.1 },
    ])
    expect(notices.map(({ code }) => code)).toEqual(['import-assumption', 'import-gaps'])
  })

  test.each([
    [
      'a rank of cities',
      curve('[{"city_name":"北京市","value":12.3}]'),
      ['value-not-read', 'value-not-read'],
    ],
    ['no JSON', { container: 'json' as const, content: 'a page' }, ['file-unreadable']],
    ['nothing', curve('{}'), ['file-unreadable']],
  ])('%s is refused', async (_, file, codes) => {
    const { faults } = await refusalOf(harness.read(baiduIndex, file, undefined, options))
    expect(faults.map(({ code }) => code)).toEqual(codes)
  })

  test('more than a curve can hold is refused unread', async () => {
    const file = { container: 'json' as const, content: ' '.repeat(4_000_001) }
    const { faults } = await refusalOf(harness.read(baiduIndex, file, undefined, options))
    expect(faults.map(({ code }) => code)).toEqual(['file-too-large'])
  })
})
