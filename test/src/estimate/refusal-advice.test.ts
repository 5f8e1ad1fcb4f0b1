import { describe, expect, test } from 'vitest'
import { newestSet } from '../../emission-factors/newest.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'

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

  // Ride-hail has an occupancy from 2017 on; what it uses per vehicle-kilometre is known before too.
  test('of passengers of whom nobody tells how many a vehicle carries, the occupancy, once for all its vehicles', () => {
    const demand = [{ mode: 'ride-hail', passengerDistance: '20 million pkm' }]
    const body = { city: { name: 'X', country: 'DE' }, period: '2015', demand }
    const occupancy = [{ mode: 'ride-hail', personsPerVehicle: 1.5 }]
    const refusals = refusalsOf(body, newestSet())
    expect(refusals).toMatchObject([{ code: 'factor-not-found', pointer: '/demand/0' }])
    expect(refusals[0]?.detail).toContain('such as {"mode":"ride-hail","personsPerVehicle":1.5}')
    expect(estimateOf({ ...body, occupancy }, newestSet()).totals.co2eKg).toBeGreaterThan(0)
  })
})
