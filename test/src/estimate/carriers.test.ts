import { describe, expect, test } from 'vitest'
import { compileFactorSet, type FactorRecord } from '../../../src/index.ts'
import { HAND_CONTENT, HAND_CURVES, HAND_SET } from '../../fixtures/hand-set.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'

/** The hand set with further records, each like one that is there but for what is given. */
function setWith(...more: readonly (Partial<FactorRecord> & { id: string })[]) {
  const like = HAND_CONTENT.records[0] as FactorRecord
  const { carrier, gas, ...bare } = like
  return compileFactorSet({
    ...HAND_CONTENT,
    records: [...HAND_CONTENT.records, ...more.map((one) => ({ ...bare, ...one }) as FactorRecord)],
  })
}

describe('quantities of fuel', () => {
  test('kilograms of a pure fuel', () => {
    // 1000 kg × 43 MJ/kg
    expect(
      estimateOf({ demand: [{ mode: 'bus', energy: '1000 kg', carrier: 'diesel' }] }).totals.energyMj,
    ).toBeCloseTo(43_000, 6)
  })

  test('kilograms of a blend: 1 ÷ (e/26.8 + (1 − e)/44.3) MJ/kg', () => {
    const body = {
      demand: [{ mode: 'car', energy: '1 t', carrier: 'petrol' }],
      fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0.5 }],
    }
    expect(estimateOf(body).totals.energyMj).toBeCloseTo(1000 / (0.5 / 26.8 + 0.5 / 44.3), 6)
  })

  test('a fuel without a heating value is refused, with what to state instead', () => {
    const [refusal] = refusalsOf({ demand: [{ mode: 'bus', energy: '1000 L', carrier: 'lpg' }] })
    expect(refusal).toMatchObject({ code: 'factor-not-found', pointer: '/demand/0/energy' })
    expect(refusal?.detail).toContain('MJ or kWh')
  })

  test('a gas by its volume is refused, and by its mass taken', () => {
    // CNG has a heating value by mass alone: 48 MJ/kg is written for this test.
    const of = { carrier: 'cng', region: 'GLO' } as const
    const set = setWith(
      { id: 'ncv-cng', ...of, kind: 'net-calorific-value', canonicalValue: 48, canonicalUnit: 'MJ/kg' },
      {
        id: 'co2-cng',
        ...of,
        kind: 'fuel-factor',
        gas: 'co2',
        canonicalValue: 56_100,
        canonicalUnit: 'kg CO2/TJ',
      },
    )
    const burnt = (energy: string) => ({ demand: [{ mode: 'bus', energy, carrier: 'cng' }] })
    const [refusal] = refusalsOf(burnt('5 million m3'), set)
    expect(refusal).toMatchObject({
      code: 'factor-not-found',
      pointer: '/demand/0/energy',
      detail:
        'The factor set has no density of cng that converts litres or cubic metres to energy; that of a gas depends on its pressure. State the quantity in kg, MJ or kWh.',
    })
    // 1000 kg × 48 MJ/kg.
    expect(estimateOf(burnt('1 t'), set).totals.energyMj).toBeCloseTo(48_000, 6)
  })

  test('a share of volume needs densities', () => {
    const body = {
      demand: [{ mode: 'bus', energy: '1 TJ', carrier: 'diesel' }],
      fuels: [{ carrier: 'diesel', biofuelVolumeShare: 0.07 }],
    }
    expect(refusalsOf(body).map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
      'factor-not-found /fuels/0',
    )
  })

  test('a carrier without a CO2 factor', () => {
    expect(
      refusalsOf({ demand: [{ mode: 'bus', energy: '1 TJ', carrier: 'lpg' }] }).map(({ code }) => code),
    ).toEqual(['factor-not-found'])
  })

  test('pure ethanol emits biogenic CO2 alone', () => {
    const { totals } = estimateOf({ demand: [{ mode: 'car', energy: '1 TJ', carrier: 'ethanol' }] })
    expect(totals.biogenicCo2Kg).toBeCloseTo(70_800, 6)
    expect(totals.co2Kg).toBe(0)
  })

  test('a documented share of biofuel is the country’s own or its group’s, never another continent’s', () => {
    const set = setWith({
      id: 'bio.gb',
      kind: 'biofuel-share',
      carrier: 'petrol',
      region: 'GB',
      yearFrom: 2015,
      yearTo: 2015,
      canonicalValue: 0.03,
      canonicalUnit: 'share',
    })
    const demand = [{ mode: 'car', energy: '1 TJ', carrier: 'petrol' }]
    // 1 TJ × 0.97 × 69 300 kg/TJ
    expect(estimateOf({ demand }, set).totals.co2Kg).toBeCloseTo(67_221, 6)
    expect(estimateOf({ demand, city: { name: 'Hennepin', country: 'US' } }, set).totals.co2Kg).toBeCloseTo(
      69_300,
      6,
    )
  })
})

describe('grids', () => {
  const car = {
    mode: 'car',
    powertrain: 'electric',
    vehicleDistance: '1 million vkm',
    energyIntensity: '18 kWh/100km',
  }

  test('a stated intensity in CO2e is in no single gas', () => {
    const { totals } = estimateOf({
      demand: [car],
      electricity: { intensity: '0.2 kg CO2e/kWh', lossShare: 0 },
    })
    expect(totals.co2eKg).toBeCloseTo(36_000, 6)
    expect(totals.co2Kg).toBe(0)
  })

  test('a subnational grid with its gases and its upstream', () => {
    const grid = {
      kind: 'grid-intensity',
      region: 'US-MROW',
      yearFrom: 2020,
      yearTo: 2020,
      sourceId: 'egrid',
    } as const
    const set = setWith(
      { id: 'mrow.co2', ...grid, gas: 'co2', canonicalValue: 450, canonicalUnit: 'g CO2/kWh' },
      { id: 'mrow.ch4', ...grid, gas: 'ch4', canonicalValue: 0.05, canonicalUnit: 'g CH4/kWh' },
      { id: 'mrow.n2o', ...grid, gas: 'n2o', canonicalValue: 0.007, canonicalUnit: 'g N2O/kWh' },
      {
        id: 'us.wtt',
        kind: 'grid-well-to-tank',
        region: 'US',
        canonicalValue: 40,
        canonicalUnit: 'g CO2e/kWh',
      },
    )
    const city = { name: 'Hennepin', country: 'US' }
    const { totals } = estimateOf(
      { city, period: '2020', demand: [car], electricity: { grid: 'US-MROW' } },
      set,
    )
    // 180 000 kWh
    expect(totals.co2Kg).toBeCloseTo(81_000, 6)
    expect(totals.ch4Kg).toBeCloseTo(9, 9)
    expect(totals.n2oKg).toBeCloseTo(1.26, 9)
    expect(totals.wellToTankKgCo2e).toBeCloseTo(7200, 6)
  })

  test('a country without any intensity is refused', () => {
    const set = compileFactorSet({
      ...HAND_CONTENT,
      records: HAND_CONTENT.records.filter(({ kind }) => kind !== 'grid-intensity'),
    })
    expect(refusalsOf({ demand: [car] }, set).map(({ code }) => code)).toEqual(['factor-not-found'])
  })
})

describe('vehicles', () => {
  test('hired vehicles drive empty between passengers: ÷ occupancy ÷ (1 − deadheading), and back', () => {
    const set = setWith({
      id: 'deadhead',
      kind: 'deadhead-share',
      mode: 'ride-hail',
      region: 'GLO',
      canonicalValue: 0.4,
      canonicalUnit: 'share',
    })
    const fleet = [{ mode: 'ride-hail', powertrain: 'petrol', distanceShare: 1, energyIntensity: '2 MJ/vkm' }]
    const occupancy = [{ mode: 'ride-hail', personsPerVehicle: 1.5 }]
    const there = estimateOf(
      { demand: [{ mode: 'ride-hail', passengerDistance: 9e5 }], fleet, occupancy },
      set,
    )
    expect(there.totals.vehicleDistanceVkm).toBeCloseTo(1e6, 6) // 900 000 ÷ 1.5 ÷ 0.6
    const back = estimateOf({ demand: [{ mode: 'ride-hail', vehicleDistance: 1e6 }], fleet, occupancy }, set)
    expect(back.totals.passengerDistancePkm).toBeCloseTo(9e5, 6)
  })

  test('a stated utility factor acts on curves at a stated and at a default speed', () => {
    const [first] = HAND_CURVES
    if (!first) throw new Error('The hand set has no curve.')
    const plugIn = { ...first, vehicleClass: 'medium', powertrain: 'plug-in-hybrid-petrol' } as const
    const curves = [
      { ...plugIn, id: 'phev.petrol', carrier: 'petrol' as const },
      { ...plugIn, id: 'phev.electric', carrier: 'electricity' as const },
    ]
    const set = compileFactorSet({ ...HAND_CONTENT, curves: [...HAND_CURVES, ...curves] })
    const fleet = [
      {
        mode: 'car',
        vehicleClass: 'medium',
        powertrain: 'plug-in-hybrid-petrol',
        distanceShare: 1,
        utilityFactor: 0.25,
      },
    ]
    const body = { demand: [{ mode: 'car', vehicleDistance: 1e6 }], fleet }
    for (const speeds of [[], [{ mode: 'car', meanSpeed: '30 km/h' }]]) {
      const { byCarrier } = estimateOf({ ...body, speeds }, set)
      // The same curve for both carriers: energies are as the distances on them, 1 to 3.
      expect(
        (byCarrier.get('petrol')?.energyMj ?? 0) / (byCarrier.get('electricity')?.energyMj ?? 1),
      ).toBeCloseTo(3, 9)
    }
  })

  test('a class or standard named for a mode applies to its default mix', () => {
    const { lines } = estimateOf({
      demand: [{ mode: 'car', vehicleClass: 'medium', emissionStandard: 'euro-4', vehicleDistance: 1e6 }],
    })
    expect(lines.map(({ vehicleClass, powertrain }) => `${vehicleClass} ${powertrain}`)).toEqual([
      'medium petrol',
      'medium diesel',
    ])
  })

  test('nothing fits: the refusal says what to state and which classes there are', () => {
    const [refusal] = refusalsOf({
      demand: [{ mode: 'articulated-truck', tonneDistance: 1e6 }],
    })
    expect(refusal).toMatchObject({ code: 'factor-not-found', pointer: '/demand/0' })
    expect(refusal?.candidates).toContain('34-40-t')
  })

  test('a mode that the set knows nothing of is refused with the set’s name, and no class would help', () => {
    const [refusal] = refusalsOf({ demand: [{ mode: 'cargo-ship', tonneDistance: 1e6 }] })
    expect(refusal).toMatchObject({ code: 'factor-not-found', pointer: '/demand/0' })
    expect(refusal?.detail).toMatch(/^Factor set hand has no figure of any cargo ship/)
    expect(refusal?.candidates).toBeUndefined()
  })

  test('a refusal reads no list of all rows, which a packed set makes when it is asked for', () => {
    const content = {
      ...HAND_CONTENT,
      get records(): never {
        throw new Error('All rows are read.')
      },
    }
    const set = { ...HAND_SET, content }
    for (const mode of ['articulated-truck', 'cargo-ship'])
      expect(refusalsOf({ demand: [{ mode, tonneDistance: 1e6 }] }, set)[0]?.code).toBe('factor-not-found')
  })
})

describe('sustainable aviation fuel', () => {
  const of = (id: string, carrier: 'jet-kerosene' | 'hvo', kgPerTj: number) => ({
    ...{ id, kind: 'fuel-factor' as const, carrier, gas: 'co2' as const, region: 'GLO' },
    ...{ canonicalValue: kgPerTj, canonicalUnit: 'kg CO2/TJ' },
  })
  const set = setWith(of('co2.jet', 'jet-kerosene', 71_500), of('co2.hvo', 'hvo', 70_830))
  const flight = { demand: [{ mode: 'flight', energy: '1 TJ', carrier: 'jet-kerosene' }] }

  test('a stated share is biogenic, as hydrotreated oil', () => {
    const fuels = [{ carrier: 'jet-kerosene', biofuelEnergyShare: 0.1 }]
    const { totals, notices } = estimateOf({ ...flight, fuels }, set)
    // 0.9 TJ × 71 500 kg/TJ; 0.1 TJ × 70 830 kg/TJ
    expect(totals.co2Kg).toBeCloseTo(64_350, 6)
    expect(totals.biogenicCo2Kg).toBeCloseTo(7083, 6)
    expect(totals.energyMj).toBeCloseTo(1e6, 6)
    expect(notices.map(({ code }) => code)).not.toContain('input-not-used')
  })

  test('without a stated share all of it is fossil, and nothing is said of a share', () => {
    const { totals, notices } = estimateOf(flight, set)
    expect(totals.co2Kg).toBeCloseTo(71_500, 6)
    expect(notices.map(({ code }) => code)).not.toContain('biofuel-share-unknown')
  })
})
