import { describe, expect, test } from 'vitest'
import { recompute } from '../../../src/index.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'

const codes = (body: Record<string, unknown>) =>
  refusalsOf(body).map(({ code, pointer }) => `${code} ${pointer}`)

describe('a petrol car with a stated consumption', () => {
  // 1e6 vkm × 0.065 L/vkm = 65 000 L; × 0.745 kg/L × 44.3 MJ/kg = 2 145 227.5 MJ
  const result = estimateOf({
    demand: [
      { mode: 'car', powertrain: 'petrol', vehicleDistance: '1 million vkm', energyIntensity: '6.5 L/100km' },
    ],
    fuels: [{ carrier: 'petrol', biofuelVolumeShare: 0 }],
  })

  test('energy is litres × density × net calorific value', () => {
    expect(result.totals.energyMj).toBeCloseTo(2_145_227.5, 3)
  })

  test('gases follow from energy by the IPCC factors', () => {
    expect(result.totals.co2Kg).toBeCloseTo(148_664.26575, 4) // × 69 300 kg/TJ
    expect(result.totals.ch4Kg).toBeCloseTo(8.1518645, 6) // × 3.8 kg/TJ
    expect(result.totals.n2oKg).toBeCloseTo(12.22779675, 6) // × 5.7 kg/TJ
    // 148 664.26575 + 28 × 8.1518645 + 265 × 12.22779675
    expect(result.totals.co2eKg).toBeCloseTo(152_132.8840947, 4)
  })

  test('well-to-tank stands beside the total', () => {
    expect(result.totals.wellToTankKgCo2e).toBeCloseTo(2_145_227.5 * 0.0142, 3)
  })

  test('nobody was counted that was not stated', () => {
    expect(result.totals.passengerDistancePkm).toBeUndefined()
  })
})

describe('a blend', () => {
  // v = 5 %: ethanol 0.05·0.794·26.8 = 1.06396; petrol 0.95·0.745·44.3 = 31.353325 → e = 0.032820…
  const result = estimateOf({
    demand: [
      { mode: 'car', powertrain: 'petrol', vehicleDistance: '1 million vkm', energyIntensity: '6.5 L/100km' },
    ],
    fuels: [{ carrier: 'petrol', biofuelVolumeShare: '5 %' }],
  })

  test('a litre of blend holds the energy of its parts', () => {
    expect(result.totals.energyMj).toBeCloseTo(65_000 * (1.06396 + 31.353325), 3)
  })

  test('biogenic CO2 is beside the total', () => {
    expect(result.totals.biogenicCo2Kg).toBeCloseTo(65_000 * 1.06396 * 0.0708, 4)
    expect(result.totals.co2Kg).toBeCloseTo(65_000 * 31.353325 * 0.0693, 4)
  })
})

describe('travel of residents', () => {
  const result = estimateOf({
    travel: {
      tripsPerPersonPerDay: 2.5,
      daysPerYear: 360,
      modes: [
        { mode: 'car', tripShare: 0.6, meanTripLength: '10 km' },
        { mode: 'walk', tripShare: 0.4, meanTripLength: '1 km' },
      ],
    },
    speeds: [{ mode: 'car', meanSpeed: '15 km/h' }],
    fleet: [
      {
        mode: 'car',
        vehicleClass: 'mini',
        powertrain: 'petrol',
        emissionStandard: 'euro-4',
        distanceShare: 1,
      },
    ],
  })

  test('trips × share × length is passenger distance; walking keeps its own', () => {
    // 793 100 × 2.5 × 360 = 713 790 000 trips; × 0.6 × 10 and × 0.4 × 1
    expect(result.byMode.get('car')?.passengerDistancePkm).toBeCloseTo(4_282_740_000, 0)
    expect(result.byMode.get('walk')?.passengerDistancePkm).toBeCloseTo(285_516_000, 0)
    expect(result.byMode.get('walk')?.co2eKg).toBe(0)
  })

  test('occupancy of the nearest earlier year turns it into vehicle distance, and a notice says so', () => {
    expect(result.byMode.get('car')?.vehicleDistanceVkm).toBeCloseTo(4_282_740_000 / 1.65, 0)
    expect(result.notices.map(({ code }) => code)).toContain('factor-year-fallback')
  })

  test('the speed curve gives its published control value at 15 km/h', () => {
    const energy = result.byMode.get('car')?.energyMj ?? 0
    expect(energy / (4_282_740_000 / 1.65)).toBeCloseTo(2.791640655283, 9)
  })
})

describe('electricity', () => {
  const body = {
    demand: [
      {
        mode: 'car',
        powertrain: 'electric',
        vehicleDistance: '1 million vkm',
        energyIntensity: '18 kWh/100km',
      },
    ],
  }

  test('use is scope 2 and losses are scope 3, by loss ÷ (1 − loss)', () => {
    const result = estimateOf(body)
    // 180 000 kWh × 230 g/kWh = 41 400 kg; × 0.0835 ÷ 0.9165
    expect(result.byScope.get('2')?.co2eKg).toBeCloseTo(41_400, 6)
    expect(result.byScope.get('3')?.co2eKg).toBeCloseTo((41_400 * 0.0835) / 0.9165, 6)
    expect(result.byScope.get('1')).toBeUndefined()
  })

  test('a life-cycle CO2e figure is in no single gas', () => {
    const { totals, notices } = estimateOf(body)
    expect(totals.co2Kg).toBe(0)
    expect(notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['gas-split-unknown', 'electricity-life-cycle']),
    )
  })

  test('the official figure of the same year comes before the life-cycle one', () => {
    const result = estimateOf({ ...body, city: { name: 'Suzhou', country: 'CN' }, period: '2023' })
    expect(result.totals.co2Kg).toBeCloseTo(180_000 * 0.5306, 6)
    expect(result.notices.map(({ code }) => code)).toContain('grid-loss-unknown')
  })

  test('a mode of one powertrain needs not name it', () => {
    // 1e6 vkm × 18 kWh × 3.6 MJ
    const metro = { mode: 'metro', vehicleDistance: '1 million vkm' }
    const inRow = estimateOf({ demand: [{ ...metro, energyIntensity: '18 kWh/vkm' }] })
    const inFleet = estimateOf({
      demand: [metro],
      fleet: [{ mode: 'metro', distanceShare: 1, energyIntensity: '18 kWh/vkm' }],
    })
    expect(inRow.totals.energyMj).toBeCloseTo(64.8e6, 3)
    expect(inFleet.totals.energyMj).toBeCloseTo(64.8e6, 3)
  })

  test.each([
    ['half of its intensities', { energyIntensity: '7 L/100km' }, '/fleet/0'],
    [
      'none but its utility factor on another powertrain',
      { powertrain: 'petrol', utilityFactor: 0.4 },
      '/fleet/0/utilityFactor',
    ],
  ])('a plug-in hybrid with %s is refused', (_, more, pointer) => {
    const fleet = [{ mode: 'car', powertrain: 'plug-in-hybrid-petrol', distanceShare: 1, ...more }]
    const refused = refusalsOf({ demand: [{ mode: 'car', vehicleDistance: 1 }], fleet })
    expect(refused.map((one) => `${one.code} ${one.pointer}`)).toEqual([`activity-incomplete ${pointer}`])
  })

  test('a plug-in hybrid splits its distance by the utility factor', () => {
    const result = estimateOf({
      demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }],
      fleet: [
        {
          mode: 'car',
          powertrain: 'plug-in-hybrid-petrol',
          distanceShare: 1,
          energyIntensity: '7 L/100km',
          electricEnergyIntensity: '20 kWh/100km',
          utilityFactor: 0.4,
        },
      ],
    })
    expect(result.byCarrier.get('electricity')?.energyMj).toBeCloseTo(1e6 * 0.4 * 0.72, 6)
    expect(result.byCarrier.get('petrol')?.energyMj).toBeCloseTo(1e6 * 0.6 * 0.07 * 0.745 * 44.3, 4)
    expect(result.totals.vehicleDistanceVkm).toBeCloseTo(1e6, 6)
  })
})

describe('direct factors', () => {
  test('a mode whose source gives no energy keeps its distance and says so', () => {
    const result = estimateOf({
      period: '2024',
      demand: [{ mode: 'tram', passengerDistance: '10 million pkm' }],
    })
    expect(result.byScope.get('2')?.co2Kg).toBeCloseTo(10e6 * 0.02836, 6)
    expect(result.totals.energyMj).toBeUndefined()
    expect(result.notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['direct-factor-used', 'energy-incomplete', 'electricity-embedded']),
    )
  })

  test("a country's own mix comes before another continent's curve", () => {
    const result = estimateOf({
      city: { name: 'Hennepin', country: 'US' },
      period: '2020',
      demand: [{ mode: 'car', vehicleDistance: '1 million vmi' }],
    })
    expect(result.totals.co2Kg).toBeCloseTo(341_000, 6)
  })
})

describe('what cannot be estimated', () => {
  test('a later figure never stands in for an earlier year', () => {
    expect(codes({ demand: [{ mode: 'tram', passengerDistance: '10 million pkm' }] })).toEqual([
      'factor-not-found /demand/0',
    ])
  })

  test('every fault is named at once', () => {
    const found = codes({
      period: '2090',
      demand: [
        {
          mode: 'car',
          trips: '1 million trips',
          meanTripLength: '10 km',
          passengerDistance: '12 million pkm',
        },
        { mode: 'bus', vehicleClass: 'mini', vehicleDistance: '1 million vkm' },
        { mode: 'bus', vehicleClass: 'mini', vehicleDistance: '1 million vkm' },
        { mode: 'van', passengerDistance: '1 million pkm' },
      ],
      fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 0.4 }],
      occupancy: [{ mode: 'car', personsPerVehicle: 0 }],
    })
    expect(found.sort()).toEqual(
      [
        'quantity-out-of-range /occupancy/0/personsPerVehicle',
        'period-invalid /period',
        'activity-disagrees /demand/0',
        'payload-mismatch /demand/3/passengerDistance',
        'duplicate-row /demand/2',
        'class-not-of-mode /demand/1/vehicleClass',
        'class-not-of-mode /demand/2/vehicleClass',
        'shares-not-one /fleet',
      ].sort(),
    )
  })

  test.each([
    ['nothing but a mode', { mode: 'car' }, '/demand/0'],
    [
      'trips without a length beside a distance',
      { mode: 'car', trips: 100, passengerDistance: 500 },
      '/demand/0/trips',
    ],
    [
      'a length without trips',
      { mode: 'car', meanTripLength: 100, vehicleDistance: 1 },
      '/demand/0/meanTripLength',
    ],
    ['energy without a carrier', { mode: 'car', energy: 100 }, '/demand/0/energy'],
    [
      'a carrier without energy',
      { mode: 'car', vehicleDistance: 100, carrier: 'petrol' },
      '/demand/0/carrier',
    ],
    [
      'an intensity without a powertrain',
      { mode: 'car', vehicleDistance: 1, energyIntensity: 2 },
      '/demand/0/energyIntensity',
    ],
    ['off-road without energy', { mode: 'off-road', vehicleDistance: 1 }, '/demand/0'],
  ])('activity-incomplete: %s', (_, row, pointer) => {
    expect(codes({ demand: [row] })).toEqual([`activity-incomplete ${pointer}`])
  })

  test('travel needs a population', () => {
    const travel = { tripsPerPersonPerDay: 1, modes: [{ mode: 'walk', tripShare: 1, meanTripLength: 1 }] }
    expect(codes({ city: { name: 'Leeds', country: 'GB' }, travel })).toEqual([
      'activity-incomplete /city/population',
    ])
  })

  test('a mode stated in demand and travel would count twice', () => {
    const travel = { tripsPerPersonPerDay: 1, modes: [{ mode: 'walk', tripShare: 1, meanTripLength: 1 }] }
    expect(codes({ demand: [{ mode: 'walk', passengerDistance: 1 }], travel })).toEqual([
      'duplicate-row /travel/modes/0',
    ])
  })

  test('a grid of another country', () => {
    expect(
      codes({ demand: [{ mode: 'walk', passengerDistance: 1 }], electricity: { grid: 'US-MROW' } }),
    ).toEqual(['factor-not-found /electricity/grid'])
  })

  test('occupancy of freight and load of passengers', () => {
    const more = {
      occupancy: [{ mode: 'van', personsPerVehicle: 1 }],
      loads: [{ mode: 'car', tonnesPerVehicle: 1 }],
    }
    expect(codes({ demand: [{ mode: 'walk', passengerDistance: 1 }], ...more })).toEqual([
      'payload-mismatch /occupancy/0',
      'payload-mismatch /loads/0',
    ])
  })

  test('nothing to estimate from', () => {
    expect(codes({})).toEqual(['activity-missing '])
  })
})

test('every line is the product of its parameters, to the last bit', () => {
  const { lines } = estimateOf({
    demand: [
      { mode: 'car', passengerDistance: '123.4 million pkm' },
      { mode: 'cycle', passengerDistance: '3 million pkm' },
    ],
  })
  for (const { products } of lines)
    for (const { value, terms } of products) expect(recompute(terms)).toBe(value)
  expect(lines.length).toBe(3)
})
