import { describe, expect, test } from 'vitest'
import { newestSet } from '../../emission-factors/newest.ts'
import { refusalsOf } from '../../fixtures/request.ts'

const refused = (body: Record<string, unknown>): string =>
  refusalsOf({ city: { name: 'X', country: 'DE' }, period: '2022', ...body }, newestSet())
    .map(({ pointer, detail }) => `${pointer} ${detail}`)
    .join(' ')

describe('a refusal says what to state instead', () => {
  test('of years ahead, a scenario; of years before the first, nothing', () => {
    const demand = [{ mode: 'car', vehicleDistance: '1 million vkm' }]
    expect(refused({ period: '2029', demand })).toMatch(/^\/period .*POST \/v1\/scenarios/u)
    expect(refused({ period: '1985', demand })).not.toContain('scenario')
  })

  // Sources give ships and aircraft per passenger and tonne, of no class per vehicle-kilometre.
  test.each([
    ['flight', 'passengerDistance'],
    ['ferry', 'passengerDistance'],
    ['cargo-ship', 'tonneDistance'],
  ])('of the vehicle distance of a %s, %s', (mode, field) => {
    expect(refused({ demand: [{ mode, vehicleDistance: '1 million vkm' }] })).toContain(
      `State ${field} instead`,
    )
  })
})
