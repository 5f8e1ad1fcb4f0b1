import { describe, expect, test } from 'vitest'
import { streetlight } from '../../api/imports/streetlight.ts'
import { spansOf } from '../../api/imports/streetlight-period.ts'
import { csv, dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const HEAD =
  'Data Periods,Mode of Travel,Origin Zone ID,Origin Zone Is Pass-Through,Destination Zone ID,Destination Zone Is Pass-Through,Day Type,Day Part,O-D Traffic'
const read = (periods: string, period: string) =>
  harness.read(
    streetlight,
    csv(HEAD, `"${periods}",All,11,no,12,no,0: All Days (M-Su),0: All Day (12am-12am),1200`),
    dataset({ grain: 'month', country: 'US' }),
    { period, measure: 'volume', mode: 'car' },
  )

describe('the days that an export says it covers', () => {
  test.each([
    ['Mar 01, 2024 - Mar 31, 2024', '2023'],
    ['Mar 01, 2024 - Apr 30, 2024', '2024-03'],
    ['Jan 01, 2023 - Dec 31, 2023; Jan 01, 2024 - Dec 31, 2024', '2024'],
    ['2023-03-01 - 2023-03-31', '2024'],
    ['March 2023', '2024'],
  ])('%s is refused as %s, and not repeated', async (periods, period) => {
    const { faults, message } = await refusalOf(read(periods, period))
    expect(faults).toMatchObject([{ code: 'import-option-invalid', detail: /“Data Periods”/ }])
    expect(message + JSON.stringify(faults)).not.toContain(periods)
  })

  test('the whole period needs no word', async () => {
    const { rows, notices } = await read('Mar 01, 2024 - Mar 31, 2024', '2024-03')
    // 1200 a day on the 31 days of March.
    expect(rows[0]?.trips).toBe(37_200)
    expect(notices.map(({ code }) => code)).toEqual(['cell-rules-relaxed', 'import-assumption'])
    expect(notices.at(-1)?.detail).toContain('Volumes of the average day')
  })

  test('a part of the period stands for it, which is said', async () => {
    const { rows, notices } = await read('Mar 01, 2024 - Mar 31, 2024, Oct 01, 2024 - Oct 31, 2024', '2024')
    expect(rows[0]?.trips).toBe(1200 * 366)
    // 31 days of March and 31 of October, of the 366 of 2024.
    expect(notices.at(-1)?.detail).toContain('62 of the 366 days')
  })

  test('what cannot be read is not compared, which is said', async () => {
    const { notices } = await read('a typical quarter', '2024')
    expect(notices.at(-1)?.detail).toContain('was not compared')
  })
})

test('spans', () => {
  expect(spansOf('Feb 2024')).toEqual([{ first: '2024-02-01', last: '2024-02-29' }])
  expect(spansOf('Jan 2024 - Feb 2024')).toEqual([{ first: '2024-01-01', last: '2024-02-29' }])
  expect(spansOf('Mar 1, 2024 to Mar 2, 2024')).toEqual([{ first: '2024-03-01', last: '2024-03-02' }])
  expect(spansOf('Mar 1, 2024 -')).toBeUndefined()
  expect(spansOf('')).toBeUndefined()
})
