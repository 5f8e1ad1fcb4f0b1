import { expect, test } from 'vitest'
import { faultsOf, noticesOf, resultOf } from '../fixtures/newest-answer.ts'

const BY_DISTANCE = { mode: 'car', powertrain: 'electric', vehicleDistance: '10 million vkm' }
const BY_CHARGING = { mode: 'car', energy: '2 GWh', carrier: 'electricity' }
const cityWith = (demand: readonly object[], more: object = {}) => ({
  city: { name: 'T', country: 'FR', population: 100_000 },
  period: '2022',
  demand,
  ...more,
})

test('what cars drove and what they charged for it is one activity: the second row is refused', async () => {
  for (const charged of [BY_CHARGING, { ...BY_CHARGING, powertrain: 'electric' }])
    expect(await faultsOf(cityWith([BY_DISTANCE, charged]))).toMatchObject([
      {
        code: 'duplicate-row',
        pointer: '/demand/1',
        detail: expect.stringMatching(/by energy, and by distance at \/demand\/0.*reconciliations/),
      },
    ])
})

// 2 GWh × the grid of France: 85 g CO2e/kWh, and losses of 6.3 % on top. By distance, the 0.186 kWh/vkm of the case make
// 1.86 GWh, 7 % less; the two together are what was answered before.
test('each row alone is an estimate, and the two agree', async () => {
  const [driven, charged] = [
    await resultOf(cityWith([BY_DISTANCE])),
    await resultOf(cityWith([BY_CHARGING])),
  ].map(({ totals }) => totals.co2e.value ?? Number.NaN) as [number, number]
  expect(charged).toBeGreaterThan(150)
  expect(charged).toBeLessThan(185)
  expect(Math.abs(driven / charged - 1)).toBeLessThan(0.15)
})

test('buses on diesel by litres and by kilometres are refused, on another fuel they are not', async () => {
  const litres = { mode: 'bus', energy: '1 million L', carrier: 'diesel' }
  const driven = (powertrain: string) => ({ mode: 'bus', powertrain, vehicleDistance: '2 million vkm' })
  expect(await faultsOf(cityWith([litres, driven('diesel')]))).toMatchObject([
    { code: 'duplicate-row', pointer: '/demand/0' },
  ])
  expect(await faultsOf(cityWith([litres, driven('electric')]))).toEqual([])
})

test('a stated fleet says what the distance is driven on', async () => {
  const fleet = (powertrain: string) => ({ fleet: [{ mode: 'car', powertrain, distanceShare: 1 }] })
  const driven = { mode: 'car', vehicleDistance: '10 million vkm' }
  expect(await faultsOf(cityWith([driven, BY_CHARGING], fleet('electric')))).toMatchObject([
    { code: 'duplicate-row' },
  ])
  expect(await faultsOf(cityWith([driven, BY_CHARGING], fleet('petrol')))).toEqual([])
})

test('other flows are other activity', async () => {
  const inside = { ...BY_DISTANCE, flow: 'within' }
  const outside = { ...BY_CHARGING, flow: 'outbound' }
  const codes = (await faultsOf(cityWith([inside, outside]))).map(({ code }) => code)
  expect(codes).not.toContain('duplicate-row')
})

test('a default fleet that drives on it too is a notice: only a part counts twice', async () => {
  const result = await resultOf(cityWith([{ mode: 'car', vehicleDistance: '10 million vkm' }, BY_CHARGING]))
  expect(noticesOf(result, 'activity-stated-twice')).toMatchObject([{ pointer: '/demand/1' }])
  const alone = await resultOf(cityWith([BY_CHARGING]))
  expect(noticesOf(alone, 'activity-stated-twice')).toEqual([])
})
