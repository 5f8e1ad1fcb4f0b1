import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { compileFactorSet, decompose, type FactorSet } from '../../../src/index.ts'
import { HAND_CONTENT, HAND_SET } from '../../fixtures/hand-set.ts'
import { estimateOf } from '../../fixtures/request.ts'

/** The hand-made set with other figures under other ids, and without some. */
function setWith(figures: Readonly<Record<string, number>>, without: readonly string[] = []): FactorSet {
  return compileFactorSet({
    ...HAND_CONTENT,
    id: 'later',
    records: HAND_CONTENT.records
      .filter(({ id }) => !without.includes(id))
      .map((record) => {
        const value = figures[record.id]
        return value === undefined
          ? record
          : { ...record, id: `${record.id}.later`, value, canonicalValue: value }
      }),
  })
}

const decomposed = (body: Record<string, unknown>, later: FactorSet, earlier = HAND_SET) =>
  decompose(estimateOf(body, earlier), estimateOf(body, later))

type Decomposed = ReturnType<typeof decomposed>

/** Apart from the last bits, effects sum to the change. */
function expectWhole({ beforeKgCo2e, afterKgCo2e, factors, structure }: Decomposed): void {
  const sum = [...factors, ...structure].reduce((total, { effectKgCo2e }) => total + effectKgCo2e, 0)
  expect(Math.abs(sum - (afterKgCo2e - beforeKgCo2e))).toBeLessThanOrEqual(
    1e-12 * Math.max(beforeKgCo2e, afterKgCo2e),
  )
}

const CARS = { demand: [{ mode: 'car', passengerDistance: '165 million pkm', powertrain: 'petrol' }] }

describe('decomposition of two estimates', () => {
  test('the same set moves nothing', () => {
    expect(decomposed(CARS, HAND_SET)).toMatchObject({ factors: [], structure: [] })
  })

  test('one changed factor has the whole change', () => {
    // 1 % more CO2 per MJ: CO2 alone rises, by 1 % of itself.
    const before = estimateOf(CARS)
    const found = decomposed(CARS, setWith({ 'petrol.co2': 69_300 * 1.01 }))
    expectWhole(found)
    expect(found.structure).toEqual([])
    expect(found.factors).toHaveLength(1)
    const [effect] = found.factors
    expect(effect?.effectKgCo2e).toBeCloseTo(before.totals.co2Kg * 0.01, 3)
    expect(effect).toMatchObject({ name: 'petrol: CO2 per energy', modes: ['car'] })
    expect(effect?.before?.records.map(({ id }) => id)).toEqual(['petrol.co2'])
    expect(effect?.after?.records.map(({ id }) => id)).toEqual(['petrol.co2.later'])
  })

  test('a higher occupancy lowers the total: it divides', () => {
    // 1.65 → 1.98 persons: the total is divided by 1.2.
    const found = decomposed(CARS, setWith({ 'occupancy.gb.car.2016': 1.98 }))
    expectWhole(found)
    expect(found.afterKgCo2e / found.beforeKgCo2e).toBeCloseTo(1 / 1.2, 12)
    expect(found.factors).toHaveLength(1)
    expect(found.factors[0]?.effectKgCo2e).toBeLessThan(0)
  })

  test('a warming potential is a factor', () => {
    // CH4: 28 → 29.8, 1.8 more for each kg.
    const found = decomposed(CARS, setWith({ 'gwp.ar5.ch4': 29.8 }))
    expectWhole(found)
    expect(found.factors[0]?.effectKgCo2e).toBeCloseTo(estimateOf(CARS).totals.ch4Kg * 1.8, 6)
  })

  test('a derived parameter names the records that it came from and that differ', () => {
    const later = setWith({ 'ethanol.ncv': 27 })
    const body = {
      demand: [{ mode: 'bus', energy: '1 million L', carrier: 'petrol' }],
      fuels: [{ carrier: 'petrol', biofuelEnergyShare: 0.05 }],
    }
    const found = decomposed(body, later)
    expectWhole(found)
    expect(found.factors.map(({ name }) => name)).toEqual(['petrol as sold: energy in a litre'])
    expect(found.factors[0]?.after?.records.map(({ id }) => id)).toEqual(['ethanol.ncv.later'])
  })

  test('a speed curve names the curve of each side', () => {
    const body = {
      demand: [
        { mode: 'car', vehicleClass: 'medium', powertrain: 'petrol', vehicleDistance: '1 million vkm' },
      ],
      speeds: [{ mode: 'car', meanSpeed: '30 km/h' }],
    }
    const later = compileFactorSet({
      ...HAND_CONTENT,
      curves: HAND_CONTENT.curves.map((curve) => ({
        ...curve,
        id: `${curve.id}.later`,
        reductionShare: 0.1,
      })),
    })
    const found = decomposed(body, later)
    expectWhole(found)
    // A reduction of 10 % takes 10 % off the energy, and so off the total.
    expect(found.afterKgCo2e / found.beforeKgCo2e).toBeCloseTo(0.9, 12)
    expect(found.factors[0]?.before?.records.map(({ id }) => id)).toEqual(['curve.medium.petrol'])
    expect(found.factors[0]?.after?.records.map(({ id }) => id)).toEqual(['curve.medium.petrol.later'])
  })

  test('a share of biofuel that one set lacks is a share of 0', () => {
    const share = {
      ...(HAND_CONTENT.records[0] as (typeof HAND_CONTENT.records)[number]),
      id: 'petrol.bio',
      kind: 'biofuel-share' as const,
      gas: undefined,
      region: 'GB',
      canonicalValue: 0.05,
      canonicalUnit: 'share',
    }
    const later = compileFactorSet({ ...HAND_CONTENT, records: [...HAND_CONTENT.records, share] })
    const found = decomposed(CARS, later)
    expectWhole(found)
    expect(found.structure).toEqual([])
    expect(found.factors).toHaveLength(1)
    expect(found.factors[0]?.before).toBeUndefined()
    // 5 % of the energy is not fossil: 5 % less CO2; CH4 and N2O stay.
    expect(found.factors[0]?.effectKgCo2e).toBeCloseTo(estimateOf(CARS).totals.co2Kg * -0.05, 3)
  })

  test('other gases are structure, whole and with the records of both sides', () => {
    // Life-cycle CO2e, 583 g/kWh, gives way to official CO2, 530.6 g/kWh: 1 GWh moves 52.4 t.
    const body = {
      city: { name: 'Wuhan', country: 'CN' },
      period: '2023',
      demand: [{ mode: 'metro', energy: '1 GWh', carrier: 'electricity' }],
    }
    const found = decomposed(body, HAND_SET, setWith({}, ['grid.cn.2023.official']))
    expectWhole(found)
    expect(found.factors).toEqual([])
    expect(found.structure).toHaveLength(1)
    const [effect] = found.structure
    expect(effect).toMatchObject({ pointer: '/demand/0', mode: 'metro' })
    expect(effect?.effectKgCo2e).toBeCloseTo(-52_400, 6)
    expect(effect?.before.records.map(({ id }) => id)).toEqual(['grid.cn.2023.life-cycle'])
    expect(effect?.after.records.map(({ id }) => id)).toEqual(['grid.cn.2023.official'])
  })

  test('rows whose chains differ pair by mode and flow, with one factor for what a vehicle-kilometre emits', () => {
    // With one kind of car there is no share of it to be a factor; with two there are. A million vkm on both sides.
    const body = { period: '2015', demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }] }
    const found = decomposed(body, HAND_SET, setWith({}, ['fleet.eur.car.diesel']))
    expectWhole(found)
    expect(found.structure).toEqual([])
    expect(found.factors.map(({ name, unit }) => [name, unit])).toEqual([
      ['Car: emissions per vkm', 'kg CO2e/vkm'],
    ])
    const [effect] = found.factors
    expect(effect?.before?.value).toBeCloseTo(found.beforeKgCo2e / 1e6, 12)
    expect(effect?.after?.value).toBeCloseTo(found.afterKgCo2e / 1e6, 12)
    const added = effect?.after?.records.map(({ id }) => id)
    expect(added).toContain('fleet.eur.car.diesel')
    expect(effect?.before?.records).toEqual([])
  })

  test('a distance that moves beside another chain is a factor of its own', () => {
    // 1.65 → 1.98 persons: the same passengers take 1/1.2 of the vehicle-km.
    const body = { period: '2019', demand: [{ mode: 'car', passengerDistance: '165 million pkm' }] }
    const later = setWith({ 'occupancy.gb.car.2016': 1.98 })
    const found = decompose(estimateOf(body, setWith({}, ['fleet.eur.car.diesel'])), estimateOf(body, later))
    expectWhole(found)
    expect(found.structure).toEqual([])
    const distance = found.factors.find(({ unit }) => unit === 'vkm')
    expect(distance?.name).toBe('Car: vehicle distance')
    expect((distance?.after?.value ?? 0) / (distance?.before?.value ?? 0)).toBeCloseTo(1 / 1.2, 12)
    expect(distance?.after?.records.map(({ id }) => id)).toContain('occupancy.gb.car.2016.later')
  })

  test('lines that one side alone has are structure, row by row', () => {
    // The later set has no CH4 of diesel: nothing on its side to pair the earlier CH4 with.
    const body = {
      demand: [
        { mode: 'car', vehicleClass: 'medium', powertrain: 'diesel', vehicleDistance: '1 million vkm' },
      ],
    }
    const found = decomposed(body, setWith({}, ['diesel.ch4']))
    expectWhole(found)
    expect(found.structure.map(({ pointer }) => pointer)).toEqual(['/demand/0'])
    expect(found.structure[0]?.before.parts.map(({ quantity }) => quantity)).toEqual(['ch4'])
    expect(found.structure[0]?.after.parts).toEqual([])
  })

  const scale = fc.double({ min: 0.2, max: 5, noNaN: true })
  test.prop([scale, scale, scale, scale, fc.constantFrom(0, 0.03, 0.5)])(
    'effects sum to the change, whatever changed',
    (co2, ch4, energy, occupancy, loss) => {
      const scaled = (id: string, by: number) => {
        const record = HAND_CONTENT.records.find((one) => one.id === id)
        return { [id]: (record?.canonicalValue ?? Number.NaN) * by }
      }
      const later = setWith({
        ...scaled('petrol.co2', co2),
        ...scaled('petrol.ch4', ch4),
        ...scaled('energy.gb.car.petrol.2024', energy),
        ...scaled('occupancy.gb.car.2016', occupancy),
        ...scaled('grid.gb.2019', energy),
        'loss.gb.2014': loss,
      })
      const body = {
        period: '2024',
        demand: [...CARS.demand, { mode: 'metro', energy: '30 GWh', carrier: 'electricity' }],
      }
      const found = decomposed(body, later)
      expectWhole(found)
      expect(found.structure).toEqual([])
    },
  )
})
