import { describe, expect, test } from 'vitest'
import { simulateHere } from '../../../api/draws/simulate.ts'
import { inventoryOf } from '../../../api/inventory/command.ts'
import { reconcile } from '../../../api/reconciliation/reconcile.ts'
import { reconciliationRequest } from '../../../api/reconciliation/request-schema.ts'
import { readBody } from '../../../api/request/validation.ts'
import { factorSetsOf } from '../../../api/sets/factor-sets.ts'
import { newestSet } from '../../emission-factors/newest.ts'
import { resultOf } from '../../fixtures/newest-answer.ts'

const OWN = {
  kind: 'direct-factor',
  mode: 'car',
  powertrain: 'petrol',
  gas: 'co2',
  value: 190,
  unit: 'g CO2/vkm',
  source: { title: 'Measured on the road' },
}
const ROW = { mode: 'car', powertrain: 'petrol', vehicleDistance: '10 million vkm' }
const of = (more: object = {}, row: object = {}, factor: object = {}) => ({
  city: { name: 'T', country: 'GB', population: 100_000 },
  period: '2019',
  demand: [{ ...ROW, ...row }],
  fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0.05 }],
  factors: [{ ...OWN, ...factor }],
  ...more,
})

describe('a city’s own CO2 per distance of a named fuel', () => {
  test('stays as stated, and energy follows from it by the fossil carbon of the fuel as sold', async () => {
    const { totals, byCarrier } = await resultOf(of())
    // 10⁷ vkm × 190 g.
    expect(totals.co2.value).toBeCloseTo(1900, 9)
    // IPCC 2006: petrol 69.3 g CO2/MJ, ethanol 70.8; of the energy 0.95 is fossil. 1.9·10⁹ g ÷ (0.95 × 69.3 g/MJ) = 28.8600 TJ.
    expect(totals.energy?.value).toBeCloseTo(28.86, 4)
    expect(byCarrier).toMatchObject([{ carrier: 'petrol' }])
    // 28.8600 TJ × 0.05 × 70.8 g/MJ.
    expect(totals.biogenicCo2.value).toBeCloseTo(102.1644, 3)
    // 28.8600 TJ × 0.95 × 14.2 g CO2e/MJ of petrol; of ethanol no source gives it.
    expect(totals.wellToTank).toMatchObject({ value: null, known: { value: expect.closeTo(389.322, 3) } })
  })

  test('is moved by no speed, temperature or blend', async () => {
    const speeds = [{ mode: 'car', meanSpeed: '15 km/h' }]
    const climate = { meanTemperature: '-5 °C' }
    const { totals, notices } = await resultOf(of({ speeds, climate }))
    expect(totals.co2.value).toBeCloseTo(1900, 9)
    const unused = notices.filter(({ code }) => code === 'input-not-used').map(({ pointer }) => pointer)
    expect(unused).toEqual(expect.arrayContaining(['/speeds/0/meanSpeed', '/climate/meanTemperature']))
    expect(unused).not.toContain('/fuels/0/biofuelEnergyShare')
  })

  test('gives CH4 and N2O by the fuel where nothing else does', async () => {
    const liquidGas = await resultOf({
      ...of({ fuels: [] }, { mode: 'rigid-truck', powertrain: 'lpg' }),
      factors: [{ ...OWN, mode: 'rigid-truck', powertrain: 'lpg', value: 631 }],
    })
    // 631 g ÷ 63.1 g CO2/MJ (IPCC 2006) is 10 MJ/vkm.
    expect(liquidGas.totals.energy?.value).toBeCloseTo(100, 9)
    expect(liquidGas.totals.co2e.value).toBeGreaterThan(6310)
  })

  test('of passengers tells energy per passenger', async () => {
    const row = {
      mode: 'bus',
      powertrain: 'diesel',
      vehicleDistance: undefined,
      passengerDistance: '1 million pkm',
    }
    const { totals } = await resultOf({
      ...of({ fuels: [{ carrier: 'diesel', biofuelEnergyShare: 0 }] }, row),
      factors: [{ ...OWN, mode: 'bus', powertrain: 'diesel', value: 74.1, unit: 'g CO2/pkm' }],
    })
    // 74.1 g/pkm ÷ 74.1 g CO2/MJ of diesel (IPCC 2006).
    expect(totals.energy?.value).toBeCloseTo(1, 9)
  })

  test.each([
    ['names no powertrain', {}, { powertrain: undefined }],
    [
      'is of a plug-in hybrid',
      { powertrain: 'plug-in-hybrid-petrol' },
      { powertrain: 'plug-in-hybrid-petrol' },
    ],
    ['is of what takes electricity', { powertrain: 'electric' }, { powertrain: 'electric', value: 50 }],
    ['is CO2e', {}, { gas: 'co2e', unit: 'g CO2e/vkm' }],
  ])('tells no energy where it %s', async (_, row, factor) => {
    const { totals } = await resultOf(of({}, row, factor))
    expect(totals.energy).toMatchObject({ value: null, reason: expect.stringContaining('energy') })
  })

  test('is the factor of its inventory row, whose activity is the distance and not the energy that follows', async () => {
    const { rows } = await inventoryOf(of(), factorSetsOf([newestSet()]))
    const row = rows.find(({ ref }) => ref === 'II.1.1')
    expect(row?.details).toMatchObject([
      {
        amount: { value: 1e7, unit: 'vkm' },
        // 190 g.
        emissionFactor: { unit: 't/vkm', co2: expect.closeTo(190e-6, 12) },
        activityQuality: { grade: 'H' },
        factorQuality: { grade: 'L', rule: expect.stringContaining('CO2 per vkm') },
      },
    ])
  })

  test('is reconciled with fuel sold as traffic whose distance is known', async () => {
    const body = { ...of(), fuelSales: [{ carrier: 'petrol', quantity: '23.088 TJ' }] }
    const sets = factorSetsOf([newestSet()])
    const { carriers, reconciled } = await reconcile(
      readBody(reconciliationRequest, body),
      sets,
      simulateHere,
    )
    // 28.8600 TJ were burnt on 10 million vkm, and four fifths of it sold: two million vkm would pass through.
    expect(carriers[0]?.causes.find(({ cause }) => cause === 'through-traffic')).toMatchObject({
      verdict: 'consistent',
      sizes: [{ value: expect.closeTo(2e6, -2), unit: 'vkm' }, { unit: 'TJ' }, { unit: 'L' }],
    })
    expect(carriers[0]?.causes.find(({ cause }) => cause === 'fleet-efficiency')).toMatchObject({
      verdict: 'consistent',
      sizes: [{ value: expect.closeTo(0.8, 5), unit: 'factor' }],
    })
    expect(reconciled).toMatchObject({ moved: [{ quantity: 'vehicle-distance', before: 1e7, unit: 'vkm' }] })
  })

  test('tells none in a set that was released before', async () => {
    const { totals } = await resultOf(of({ factorSet: '2026.2' }))
    expect(totals.co2.value).toBeCloseTo(1900, 9)
    // The energy of all other lines, of which there are none.
    expect(totals.energy?.value ?? null).toBeNull()
  })
})
