import { describe, expect, test } from 'vitest'
import { estimateText } from '../../api/estimates/text.ts'
import { resultOf } from '../fixtures/newest-answer.ts'

const of = (...demand: readonly object[]) =>
  resultOf({ city: { name: 'X', country: 'DE' }, period: '2022', demand })

describe('a distance that no line gives', () => {
  test('is null with its reason, in the total and in the group of its mode', async () => {
    // A source gives ferries per passenger, with no occupancy.
    const { totals, byMode } = await of({ mode: 'ferry', passengerDistance: '1 million pkm' })
    const none = {
      value: null,
      unit: 'vkm',
      reason: '1 of 1 line does not give vehicle distance in full: ferry.',
    }
    expect(totals.vehicleDistance).toEqual(none)
    expect(byMode[0]?.vehicleDistance).toEqual(none)
  })

  test('is so beside a mode that gives one, whose group is known', async () => {
    const { totals, byMode } = await of(
      { mode: 'ferry', passengerDistance: '1 million pkm' },
      { mode: 'metro', passengerDistance: '1 million pkm' },
    )
    const metro = byMode.find(({ mode }) => mode === 'metro')?.vehicleDistance
    expect(metro?.value).toBeGreaterThan(0)
    expect(totals.vehicleDistance).toMatchObject({ value: null, known: { value: metro?.value } })
    expect(byMode.find(({ mode }) => mode === 'ferry')?.vehicleDistance).toMatchObject({ value: null })
  })

  test('is null alone where it does not apply', async () => {
    const { totals } = await of({ mode: 'walk', passengerDistance: '1 million pkm' })
    expect([totals.energy, totals.vehicleDistance, totals.tonneDistance]).toEqual([null, null, null])
  })

  test('has no reason in a table, which tells what is known', async () => {
    const result = await of({ mode: 'car', vehicleDistance: '1 million vkm' })
    expect(result.totals.passengerDistance).toMatchObject({ value: null, unit: 'pkm' })
    expect(estimateText(result)).not.toContain('passenger distance in full')
    expect(estimateText(result)).toMatch(/Passenger distance +—/u)
  })
})
