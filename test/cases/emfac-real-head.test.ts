import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const US = { country: 'US', grain: 'year' }
const TABLE = [
  'Region,Calendar Year,Vehicle Category,Model Year,Speed,Fuel,Population,Total VMT,CVMT,EVMT,Trips,Energy Consumption,NOx_RUNEX,PM2.5_RUNEX,PM2.5_PMTW,ROG_HOTSOAK,CO2_RUNEX,CO2_TOTEX,Fuel Consumption',
  'Exampleshire,2020,LDA,Aggregate,Aggregate,Gasoline,1000,35000,35000,0,4700,0,0.01,0.001,0.1,0.2,12.1,12.5,1.3',
  '',
].join('\n')

/** Lines that the model writes above its table. */
const ABOVE = [
  'Model Output: OnRoad Emissions Inventory',
  'Region Type: Sub-Area',
  'Region: Exampleshire',
  'Calendar Year: 2020',
  'Season: Annual',
  'Vehicle Classification: EMFAC2007 Categories',
  'Units: miles/day for CVMT and EVMT, trips/day for Trips, tons/day for Emissions',
  '',
  '',
].join('\n')

test.each([
  ['alone', TABLE],
  ['under the lines of the model', `${ABOVE}${TABLE}`],
])('a table with pollutants, %s', async (name, content) => {
  const id = name.replaceAll(' ', '-')
  const taken = await service.takeIn(id, 'format=emfac&per=day', content, US)
  expect(taken.status).toBe(201)
  // NOx, PM2.5 twice, ROG and CO2 while running.
  expect(detailsOf(taken.body.notices, 'import-assumption')).toContainEqual(
    expect.stringMatching(/^5 columns were not read, .* pollutants by process/),
  )
  // 35 000 mi/d × 366 d of 2020 × 1.609344 km.
  const { body } = await service.series('Exampleshire', id)
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(20_615_696.64, 1)
})

test('a column of no pollutant is still refused', async () => {
  const content = TABLE.replace('NOx_RUNEX', 'driver_id')
  const { status, body } = await service.takeIn('driver', 'format=emfac&per=day', content, US)
  expect([status, body.errors]).toMatchObject([400, [{ code: 'person-level-data', column: 'driver_id' }]])
})
