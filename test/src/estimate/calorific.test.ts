import { describe, expect, test } from 'vitest'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'

const LEEDS_FUEL = {
  allocation: 'fuel-sales' as const,
  fuels: [{ carrier: 'diesel', biofuelEnergyShare: 0 }],
}
const sold = (quantity: unknown, carrier = 'diesel') =>
  estimateOf({ ...LEEDS_FUEL, demand: [], fuelSales: [{ carrier, quantity }] })
const burnt = (energy: unknown, carrier = 'diesel') =>
  estimateOf({ fuels: LEEDS_FUEL.fuels, demand: [{ mode: 'bus', carrier, energy }] })
const codesOf = ({ notices }: ReturnType<typeof sold>) => notices.map(({ code }) => code)
const energyOf = ({ lines }: ReturnType<typeof sold>) =>
  lines[0]?.products.find(({ quantity }) => quantity === 'energy')?.value

describe.each([
  ['fuel sold', sold],
  ['fuel used', burnt],
])('energy of %s', (_, estimate) => {
  test('is net, and says so once if its unit does not', () => {
    // 1 ktoe is 41.868 TJ.
    const plain = estimate('154 ktoe')
    expect(energyOf(plain)).toBeCloseTo(154 * 41_868_000, 3)
    expect(codesOf(plain).filter((code) => code === 'energy-read-as-net')).toHaveLength(1)
    for (const unit of ['ktoe (net)', 'ktoe net', 'ktoe (NCV)', 'ktoe LHV']) {
      const said = estimate(`154 ${unit}`)
      expect(energyOf(said)).toBe(energyOf(plain))
      expect(codesOf(said)).not.toContain('energy-read-as-net')
    }
  })

  test('by gross calorific value is converted by the ratio of its fuel', () => {
    // DESNZ 2024, average biofuel blend: 0.23902 kg CO2e per kWh (gross) ÷ 0.25403 per kWh (net) = 0.941.
    const net = estimate('154 ktoe (net)')
    for (const unit of ['ktoe (gross)', 'ktoe gross', 'ktoe (GCV)', 'ktoe (HHV)']) {
      const gross = estimate(`154 ${unit}`)
      expect((energyOf(gross) ?? 0) / (energyOf(net) ?? 0)).toBeCloseTo(0.941, 12)
      expect(gross.totals.co2eKg / net.totals.co2eKg).toBeCloseTo(0.941, 12)
      expect(codesOf(gross)).not.toContain('energy-read-as-net')
    }
    const kwh = estimate({ value: 10, unit: 'million kWh (gross)', plusMinus: '3 %' })
    expect(energyOf(kwh)).toBeCloseTo(36e6 * 0.941, 3)
  })
})

test('litres and kilograms have no basis to name', () => {
  expect(codesOf(sold('3 million L'))).not.toContain('energy-read-as-net')
})

test('electricity has no gross calorific value', () => {
  const demand = [{ mode: 'tram', carrier: 'electricity', energy: '14 GWh (gross)' }]
  expect(refusalsOf({ demand })).toMatchObject([{ code: 'unit-mismatch', pointer: '/demand/0/energy' }])
})

test('a fuel without a documented ratio is refused, and not taken for another', () => {
  const demand = [{ mode: 'bus', carrier: 'hydrogen', energy: '14 GWh (gross)' }]
  expect(refusalsOf({ demand })).toMatchObject([{ code: 'unit-mismatch', pointer: '/demand/0/energy' }])
})
