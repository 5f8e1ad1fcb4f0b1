import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

/** A table without a column hands none over: its facts have no value there, as facts of an empty column have. */
test('keys of files with different columns are compared as facts', async () => {
  const send = async (content: string) => {
    const { status, body } = await service.takeIn('keys', 'format=tidy', content)
    return [status, body.errors?.map(({ code }) => code)]
  }
  expect(await send('period,city,mode,trips\n2024-03-04,a,car,500\n2024-03-06,a,car,500\n')).toEqual([
    201,
    undefined,
  ])
  // Another key: no mode.
  expect(await send('period,city,trips\n2024-03-04,a,700\n')).toEqual([201, undefined])
  // The same key, with an empty column, and with another one.
  expect(await send('period,city,mode,trips\n2024-03-04,a,,900\n')).toEqual([422, ['facts-repeated']])
  expect(await send('period,city,vehicle_distance_vkm\n2024-03-04,a,900\n')).toEqual([
    422,
    ['facts-repeated'],
  ])
  expect(await send('period,city,mode,trips\n2024-03-06,a,car,9\n')).toEqual([422, ['facts-repeated']])
  // Between the days of the first file, and on none of them.
  expect(await send('period,city,mode,trips\n2024-03-05,a,car,9\n')).toEqual([201, undefined])
})
