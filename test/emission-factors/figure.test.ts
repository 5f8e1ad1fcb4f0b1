import { describe, expect, it } from 'vitest'
import { loadFactorSet } from '../../emission-factors/load.ts'
import { FOLDER } from './set.ts'

const set = loadFactorSet(FOLDER)
const byId = new Map(set.records.map((record) => [record.id, record]))

describe('published figures', () => {
  it.each([
    // DESNZ 2025, Business travel- land / Cars (by size) / Medium car / Petrol, id 25_301_3054_4_2.
    [
      'direct-factor.car.medium.petrol.co2.per-vkm.gb.2025.desnz-2025',
      0.17406,
      'kg CO2/vkm',
      174.06,
      'g CO2/vkm',
    ],
    // The same, id 25_301_3054_4_3: printed as CO2e with the AR5 potential 28.
    [
      'direct-factor.car.medium.petrol.ch4.per-vkm.gb.2025.desnz-2025',
      0.00036,
      'kg CO2e/vkm',
      0.36 / 28,
      'g CH4/vkm',
    ],
    // The same, id 25_301_3054_4_4: AR5 potential 265.
    [
      'direct-factor.car.medium.petrol.n2o.per-vkm.gb.2025.desnz-2025',
      0.00032,
      'kg CO2e/vkm',
      0.32 / 265,
      'g N2O/vkm',
    ],
    // DESNZ 2024, Business travel- land / Rail / National rail.
    ['direct-factor.rail.average.co2.per-pkm.gb.2024.desnz-2024', 0.0351, 'kg CO2/pkm', 35.1, 'g CO2/pkm'],
    // DESNZ 2024, Freighting goods / HGV (all diesel) / All artics, average laden, per tonne.km.
    [
      'direct-factor.articulated-truck.average.diesel.co2.per-tkm.gb.2024.desnz-2024',
      0.07419,
      'kg CO2/tkm',
      74.19,
      'g CO2/tkm',
    ],
    // DESNZ 2024, Business travel- air / Flights / Domestic, average passenger, without RF.
    [
      'direct-factor.flight.domestic.jet-kerosene.co2.per-pkm.gb.2024.desnz-2024',
      0.15942,
      'kg CO2/pkm',
      159.42,
      'g CO2/pkm',
    ],
    // DESNZ 2024, SECR kWh UK electricity for EVs / Average car / Battery Electric Vehicle: 0.21028 kWh = 0.757008 MJ.
    [
      'energy-intensity.car.average.electric.electricity.per-vkm.gb.2024.desnz-2024',
      0.21028,
      'kWh/vkm',
      0.757008,
      'MJ/vkm',
    ],
    // DESNZ 2024, UK electricity generated, CO2.
    ['grid-intensity.co2.gb.2024.desnz-2024', 0.20493, 'kg CO2/kWh', 204.93, 'g CO2/kWh'],
    // EPA hub 2025, Table 10, passenger car: 0.297 kg CO2 per vehicle-mile over 1.609344 km.
    [
      'direct-factor.car.average.mixed.co2.per-vkm.us.2022.epa-hub-2025',
      0.297,
      'kg CO2/vehicle-mile',
      297 / 1.609344,
      'g CO2/vkm',
    ],
    // EPA hub 2021, Table 8, medium- and heavy-duty truck: 0.211 kg CO2 per short ton-mile.
    [
      'direct-factor.rigid-truck.average.mixed.co2.per-tkm.us.2018.epa-hub-2021',
      0.211,
      'kg CO2/short-ton-mile',
      211 / (0.90718474 * 1.609344),
      'g CO2/tkm',
    ],
    // FHWA Highway Statistics 2021, Table VM-1, passenger cars: 24.4 miles per US gallon.
    [
      'energy-intensity.car.average.petrol.per-vkm.us.2021.fhwa-2021',
      24.4,
      'mile/US gallon',
      3.785411784 / (24.4 * 1.609344),
      'L/vkm',
    ],
    // eGRID2023, subregion CAMX, total output rate: 436.655 lb/MWh.
    ['grid-intensity.co2.us-camx.2023.epa-egrid', 436.655, 'lb CO2/MWh', 436.655 * 0.45359237, 'g CO2/kWh'],
    // MEE and NBS, 2023 factors, Table 1: national average 0.5306 kg CO2/kWh.
    ['grid-intensity.co2.cn.2023.mee-2025', 0.5306, 'kg CO2/kWh', 530.6, 'g CO2/kWh'],
    // Ember through Our World in Data, United Kingdom 2019.
    ['grid-intensity.gb.2019.ember-2026', 268.41, 'g CO2e/kWh', 268.41, 'g CO2e/kWh'],
    // The same, World 2019.
    ['grid-intensity.2019.ember-2026', 505.75, 'g CO2e/kWh', 505.75, 'g CO2e/kWh'],
    // 2006 IPCC Guidelines, Vol 2 Table 3.2.1: gas/diesel oil and motor gasoline.
    ['fuel-factor.diesel.co2.ipcc-2006', 74100, 'kg CO2/TJ', 74100, 'kg CO2/TJ'],
    ['fuel-factor.petrol.co2.ipcc-2006', 69300, 'kg CO2/TJ', 69300, 'kg CO2/TJ'],
    // The same, Table 3.4.1: rail diesel N2O.
    ['fuel-factor.diesel.rail.n2o.ipcc-2006', 28.6, 'kg N2O/TJ', 28.6, 'kg N2O/TJ'],
    // The same, Table 1.2: motor gasoline.
    ['net-calorific-value.petrol.ipcc-2006', 44.3, 'TJ/Gg', 44.3, 'MJ/kg'],
    // EN 16258:2012: 90.4 − 74.5 g CO2e/MJ of diesel.
    ['well-to-tank.diesel.eur.2012.en-16258-2012', 15.9, 'g CO2e/MJ', 15.9, 'g CO2e/MJ'],
    // DESNZ 2024, WTT- fuels / Petrol (100% mineral petrol): 0.06582 kg CO2e per kWh net = 18.2833 g/MJ.
    ['well-to-tank.petrol.gb.2024.desnz-2024', 0.06582, 'kg CO2e/kWh', 65.82 / 3.6, 'g CO2e/MJ'],
    // World Bank EG.ELC.LOSS.ZS, United Kingdom 2014.
    ['grid-loss.gb.2014.world-bank-losses', 8.35419, '%', 0.0835419, 'share'],
    // GHG Protocol note of August 2024, AR6 methane, non-fossil.
    ['gwp.ch4.ar6.ghg-protocol-gwp-2024', 27, 'kg CO2e/kg', 27, 'kg CO2e/kg'],
    // ICCT 2022: private cars 45 to 49 % electric.
    ['utility-factor.car.eur.icct-phev-2022', 47, '%', 0.47, 'share'],
  ])('%s', (id, value, unit, canonicalValue, canonicalUnit) => {
    const record = byId.get(id)
    expect(record).toMatchObject({ value, unit, canonicalUnit })
    expect(record?.canonicalValue).toBeCloseTo(canonicalValue, 9)
  })

  it('never give battery or plug-in vehicles emissions per distance', () => {
    const wrong = set.records.filter(
      ({ kind, powertrain = '' }) => kind === 'direct-factor' && /electric|plug-in/.test(powertrain),
    )
    expect(wrong).toEqual([])
  })

  it('rate what nobody has seen in a table L', () => {
    const unverified = [...set.records, ...set.curves].filter(
      ({ verification }) => verification === 'unverified',
    )
    expect(unverified.every(({ quality }) => quality === 'L')).toBe(true)
  })
})
