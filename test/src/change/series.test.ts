import { describe, expect, test } from 'vitest'
import { basisChanges, missingYears, seriesBreaks, seriesNotices } from '../../../src/index.ts'

const BASIS = {
  methodVersion: '2',
  factorSet: '2026.1',
  gwp: 'AR5',
  allocation: 'geographic',
  transboundarySplit: 'none',
  city: 'Leeds',
  modes: 'bus, car',
}
const year = (of: number, changes: Partial<typeof BASIS> = {}) => ({
  year: of,
  pointer: `/estimates/${of - 2018}`,
  basis: { ...BASIS, ...changes },
})

describe('a series', () => {
  test('on one basis has no break', () => {
    expect(seriesBreaks([year(2018), year(2019), year(2020)])).toEqual([])
    expect(seriesNotices([year(2018), year(2019)])).toEqual([])
  })

  test.each(Object.keys(BASIS) as (keyof typeof BASIS)[])('series-break: another %s', (what) => {
    const years = [year(2018), year(2019, { [what]: 'other' }), year(2020, { [what]: 'other' })]
    expect(seriesBreaks(years)).toEqual([
      {
        before: 2018,
        after: 2019,
        pointer: '/estimates/1',
        changed: [{ what, before: BASIS[what], after: 'other' }],
      },
    ])
    expect(seriesNotices(years)).toMatchObject([{ code: 'series-break', pointer: '/estimates/1' }])
  })

  test('series-gap: years that nobody gave', () => {
    const years = [year(2015), year(2018), year(2019), year(2021)]
    expect(missingYears(years)).toEqual([2016, 2017, 2020])
    expect(seriesNotices(years)).toEqual([
      {
        code: 'series-gap',
        detail: 'The series has no estimate for 2016, 2017, 2020. Cordon does not fill gaps.',
      },
    ])
  })

  test('names everything that changed at once', () => {
    const changed = basisChanges(BASIS, { ...BASIS, gwp: 'AR6', factorSet: '2026.2' })
    expect(changed.map(({ what }) => what)).toEqual(['factorSet', 'gwp'])
  })
})
