import { expect, test } from 'vitest'
import { tidy } from '../../api/imports/tidy.ts'
import { csv, dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const HEAD = 'period,city,mode,trips,passenger_distance_pkm'

test('a thousands comma too many: the head stays the head, and no text of the row is repeated', async () => {
  // 42,020 without quotes makes six cells of line 3, one more than the five names of the head.
  const file = csv(HEAD, '2024-03-06,a-town,car,41237,382114', '2024-03-07,subject-kl-7,car,42,020,389367')
  const { faults, slug } = await refusalOf(harness.read(tidy, file, dataset()))
  expect(slug).toBe('file-refused')
  expect(faults).toEqual([
    {
      code: 'file-unreadable',
      detail:
        'A row has more cells than the head has names: put text with a delimiter in it between quotes. The first is line 3.',
    },
  ])
  expect(JSON.stringify(faults)).not.toContain('subject-kl-7')
})

test('where most rows have one cell more, the first row is the head still', async () => {
  // The engine used to take the first row of the commonest width for the head.
  const rows = Array.from({ length: 50 }, (_, at) => `2024-03-07,subject-${at},car,42,020,389367`)
  const { faults } = await refusalOf(harness.read(tidy, csv(HEAD, ...rows), dataset()))
  expect(faults.map(({ code }) => code)).toEqual(['file-unreadable'])
  expect(faults[0]?.detail).toContain('line 2')
  expect(JSON.stringify(faults)).not.toContain('subject')
})
