import { expect, test } from 'vitest'
import type { EstimateResult } from '../../api/estimate/result-schema.ts'
import { resultOf } from '../fixtures/newest-answer.ts'

const AMOUNTS = ['energy', 'vehicleDistance', 'passengerDistance', 'tonneDistance', 'wellToTank'] as const

const body = {
  city: { name: 'Leeds', country: 'GB', population: 793_100 },
  period: '2019',
  demand: [
    { mode: 'car', vehicleDistance: '3000 million vkm' },
    { mode: 'tram', passengerDistance: '30 million pkm' },
  ],
}

test('what scopes do not have is null with the reason, and what no line has is null', async () => {
  const { byScope, totals }: EstimateResult = await resultOf(body)
  expect(byScope.map(({ scope }) => scope).sort()).toEqual(['1', '2', '3'])
  for (const group of byScope)
    for (const name of AMOUNTS) {
      // Nobody states goods here.
      if (name === 'tonneDistance') expect([group[name], totals[name]]).toEqual([null, null])
      else {
        expect(totals[name]).not.toBeNull()
        expect(group[name], name).toEqual({
          value: null,
          unit: totals[name]?.unit,
          reason: expect.stringContaining('see totals, byMode and byCarrier'),
        })
      }
    }
})

test('sets that were released before keep their nulls', async () => {
  const { byScope } = await resultOf({ ...body, factorSet: '2026.2' })
  for (const group of byScope) for (const name of AMOUNTS) expect(group[name]).toBeNull()
})
