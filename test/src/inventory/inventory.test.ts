import { describe, expect, test } from 'vitest'
import { type Inventory, type InventoryRow, inventoryOf, type NotEstimated } from '../../../src/index.ts'
import { INVENTORY_CITY, NUMBERED } from '../../fixtures/inventory-city.ts'
import { estimateOf } from '../../fixtures/request.ts'

type Reported = Extract<InventoryRow, { key: undefined }>
type Keyed = Exclude<InventoryRow, Reported>

const rowOf = ({ rows }: Inventory, ref: string): InventoryRow => {
  const row = rows.find((one) => one.ref === ref)
  if (!row) throw new Error(`There is no row ${ref}.`)
  return row
}
const reported = (inventory: Inventory, ref: string): Reported => {
  const row = rowOf(inventory, ref)
  if (row.key) throw new Error(`${ref} has no number: ${row.key.explanation}`)
  return row
}
const keyed = (inventory: Inventory, ref: string): Keyed => {
  const row = rowOf(inventory, ref)
  if (!row.key) throw new Error(`${ref} has a number.`)
  return row
}
const inventoryOfBody = (body: object, notEstimated: readonly NotEstimated[] = []): Inventory =>
  inventoryOf(estimateOf({ ...body }), notEstimated)

const CITY = inventoryOfBody(INVENTORY_CITY)

describe('a small city', () => {
  test('has every row, and a number only where it has an activity', () => {
    expect(CITY.rows).toHaveLength(15)
    expect(CITY.rows.filter(({ key }) => !key).map(({ ref }) => ref)).toEqual(NUMBERED)
  })

  test('petrol burnt on roads, biogenic CO2 beside it', () => {
    const { emissions } = reported(CITY, 'II.1.1')
    // 80 000 L × 0.95·0.745·44.3 MJ/L of petrol × 69 300 kg/TJ
    expect(emissions.co2Kg.value).toBeCloseTo(173_822.8338, 4)
    // 2.5933828 TJ × 3.8 and 5.7 kg/TJ
    expect(emissions.ch4Kg.value).toBeCloseTo(9.85485464, 8)
    expect(emissions.n2oKg.value).toBeCloseTo(14.78228196, 8)
    // 173 822.8338 + 28 × 9.85485464 + 265 × 14.78228196
    expect(emissions.co2eKg.value).toBeCloseTo(178_016.074449, 4)
    // 80 000 L × 0.05·0.794·26.8 MJ/L of ethanol × 70 800 kg/TJ
    expect(emissions.biogenicCo2Kg.value).toBeCloseTo(6026.26944, 5)
    expect(emissions.unsplitKgCo2e.value).toBe(0)
  })

  test('electricity of the metro, and what is lost on the way to it', () => {
    // 2 000 000 kWh × 0.233 kg
    expect(reported(CITY, 'II.2.2').emissions.co2eKg.value).toBeCloseTo(466_000, 6)
    // × 0.08 ÷ 0.92
    expect(reported(CITY, 'II.2.3').emissions.co2eKg.value).toBeCloseTo(40_521.73913, 4)
  })

  test('diesel of the railway', () => {
    // 100 000 kg × 43 MJ/kg × 74 100 kg/TJ; the set has no CH4 or N2O of diesel railways
    expect(reported(CITY, 'II.2.1').emissions.co2eKg.value).toBeCloseTo(318_630, 6)
  })

  test('BASIC is scopes 1 and 2, BASIC+ adds scope 3', () => {
    // 178 016.074449 + 466 000 + 318 630
    expect(CITY.basic.co2eKg.value).toBeCloseTo(962_646.074449, 4)
    expect(CITY.basicPlus.co2eKg.value).toBeCloseTo(962_646.074449 + 40_521.73913, 4)
    expect(CITY.biogenicCo2Kg.value).toBeCloseTo(6026.26944, 5)
  })

  test('totals say which rows are not in them; the GPC knows no II.5.3', () => {
    expect(CITY.basic).toMatchObject({
      complete: false,
      notEstimated: ['II.1.2', 'II.3.1', 'II.3.2', 'II.4.1', 'II.4.2', 'II.5.1', 'II.5.2'],
    })
    expect(CITY.basicPlus.notEstimated).not.toContain('II.5.3')
  })

  test('a detail states its energy, on which the emissions stand', () => {
    const [petrol] = reported(CITY, 'II.1.1').details
    expect(petrol).toMatchObject({
      name: 'petrol',
      carrier: 'petrol',
      modes: ['car'],
      unit: 'MJ',
      lines: ['L1'],
    })
    expect(petrol?.amount?.value).toBeCloseTo(2_593_382.8, 4)
    const [lost] = reported(CITY, 'II.2.3').details
    // Losses arise on the electricity used: 2 GWh.
    expect(lost).toMatchObject({ name: 'electricity, grid losses', isLoss: true })
    expect(lost?.amount?.value).toBe(7_200_000)
  })

  test('what a factor is made of names the largest part first', () => {
    const recordsOf = (ref: string) =>
      reported(CITY, ref).details[0]?.factorOrigins.map(
        ({ parameter, record }) => record?.id ?? parameter.pointer,
      )
    expect(recordsOf('II.1.1')?.[0]).toBe('petrol.co2')
    expect(recordsOf('II.2.3')).toEqual(['/electricity/intensity', '/electricity/lossShare'])
  })
})

describe('rows without a number', () => {
  test('say what to state, and are never 0', () => {
    const ferry = keyed(CITY, 'II.3.1')
    expect(ferry.key.key).toBe('NE')
    expect(ferry.key.missing.join()).toMatch(/ferry.*NO for II\.3\.1/)
    expect(keyed(CITY, 'II.1.2').key.explanation).toContain('No electricity is stated')
    expect(keyed(CITY, 'II.1.3').key.explanation).toContain('geographic')
    expect(keyed(CITY, 'II.5.3').key.explanation).toContain('does not define this row')
  })

  test('walking makes no row', () => {
    const walking = inventoryOfBody({ demand: [{ mode: 'walk', passengerDistance: '3 million pkm' }] })
    expect(walking.rows.every(({ key }) => key?.key === 'NE')).toBe(true)
    expect(walking.basicPlus.co2eKg.value).toBe(0)
  })

  test('a row of electric vehicles alone says so, and asks for the share of losses', () => {
    const demand = [{ mode: 'metro', energy: '2 GWh', carrier: 'electricity' }]
    const city = { name: 'Minneapolis', country: 'US' }
    const electric = inventoryOfBody({ city, demand, electricity: { intensity: '233 g CO2/kWh' } })
    expect(keyed(electric, 'II.2.1').key.explanation).toContain('on electricity')
    // The hand set has no losses of the United States.
    expect(keyed(electric, 'II.2.3').key.missing).toContainEqual(expect.stringContaining('lossShare'))
  })

  test('a figure of a mix of vehicles may hold electricity', () => {
    const city = { name: 'Minneapolis', country: 'US' }
    const mixed = inventoryOfBody({ city, demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }] })
    expect(keyed(mixed, 'II.1.2').key.explanation).toContain('may include electric ones')
  })

  test('what the allocation could not give is NE with its own words', () => {
    const notEstimated = [
      { subSector: 'II.3', scope: '3', detail: 'Journeys by sea.', missing: ['cityShare'] },
      { subSector: 'II.1', scope: '1', detail: 'Through traffic.', missing: ['a through row'] },
    ] as const
    const part = inventoryOfBody(INVENTORY_CITY, notEstimated)
    expect(keyed(part, 'II.3.3').key).toEqual({
      key: 'NE',
      explanation: 'Journeys by sea.',
      missing: ['cityShare'],
    })
    // A number that lacks a part stays, and says so.
    expect(reported(part, 'II.1.1').missing).toEqual(['a through row'])
  })

  test('a total is complete where every row has a number or a key that is not NE', () => {
    const missing = ['II.1.2', 'II.3.1', 'II.3.2', 'II.4.1', 'II.4.2', 'II.5.1', 'II.5.2']
    const notationKeys = missing.map((ref) => ({ ref, key: 'NO', explanation: 'Does not occur here.' }))
    const whole = inventoryOfBody({ ...INVENTORY_CITY, inventory: { notationKeys } })
    expect(whole.basic).toMatchObject({ complete: true, notEstimated: [] })
    expect(whole.basicPlus.complete).toBe(false)
    const through = [{ subSector: 'II.1', scope: '1', detail: 'Through traffic.', missing: ['it'] }] as const
    expect(inventoryOfBody({ ...INVENTORY_CITY, inventory: { notationKeys } }, through).basic.complete).toBe(
      false,
    )
  })
})

describe('numbers that are not whole', () => {
  test('a scope 3 row of grid losses alone says what is not in it', () => {
    expect(reported(CITY, 'II.2.3').missing).toEqual([expect.stringContaining('contains only grid losses')])
  })

  test('emissions known as CO2e only are in no single gas', () => {
    const city = inventoryOfBody({ demand: [{ mode: 'metro', energy: '2 GWh', carrier: 'electricity' }] })
    const { missing, emissions } = reported(city, 'II.2.2')
    expect(missing).toEqual([expect.stringContaining('only as CO2e')])
    // 2 000 000 kWh × 0.23 kg CO2e
    expect(emissions.unsplitKgCo2e.value).toBeCloseTo(460_000, 6)
    expect(emissions.co2eKg.value).toBe(emissions.unsplitKgCo2e.value)
  })

  test('0 that was stated is 0 and no key', () => {
    const city = inventoryOfBody({ demand: [{ mode: 'ferry', energy: '0 TJ', carrier: 'diesel' }] })
    expect(reported(city, 'II.3.1').emissions.co2eKg.value).toBe(0)
  })

  test('losses of off-road equipment are given and in no total', () => {
    const { electricity } = INVENTORY_CITY
    const demand = [{ mode: 'off-road', energy: '2 GWh', carrier: 'electricity' }]
    const yard = inventoryOfBody({ demand, electricity })
    // 466 000 kg × 0.08 ÷ 0.92
    expect(reported(yard, 'II.5.3').emissions.co2eKg.value).toBeCloseTo(40_521.73913, 4)
    expect(yard.basicPlus.co2eKg.value).toBe(yard.basic.co2eKg.value)
  })
})

describe('activities without energy', () => {
  const demand = [{ mode: 'tram', passengerDistance: '3 million pkm' }]
  const tram = inventoryOfBody({ period: '2024', demand })

  test('stand over the distance that their factor is of', () => {
    const [detail] = reported(tram, 'II.2.2').details
    expect(detail).toMatchObject({
      name: 'Tram and light rail: passenger distance, electricity',
      unit: 'pkm',
      carrier: 'electricity',
      methods: ['direct-factor'],
    })
    expect(detail?.amount?.value).toBe(3_000_000)
    // 3 000 000 pkm × 28.36 g
    expect(detail?.emissions.co2Kg.value).toBeCloseTo(85_080, 6)
  })

  test('two rows of one activity are one detail, of two activities two', () => {
    const demand = [
      { mode: 'bus', energy: '4 TJ', carrier: 'diesel' },
      { mode: 'coach', energy: '1 TJ', carrier: 'diesel' },
      { mode: 'car', energy: '2 TJ', carrier: 'petrol' },
    ]
    const { details } = reported(inventoryOfBody({ demand }), 'II.1.1')
    expect(details.map(({ name, modes, amount }) => [name, modes, amount?.value])).toEqual([
      ['diesel', ['bus', 'coach'], 5_000_000],
      ['petrol', ['car'], 2_000_000],
    ])
  })
})

describe('a part of a journey outside the boundary', () => {
  /** A line as an allocation gives it: all its emissions in scope 3. */
  const outside = (mode: string): Inventory => {
    const { electricity, fuels } = INVENTORY_CITY
    const demand = INVENTORY_CITY.demand.filter((row) => row.mode === mode)
    const estimate = estimateOf({ demand, electricity, fuels })
    const lines = estimate.lines.map((line) => ({
      ...line,
      products: line.products.map((product) => ({
        ...product,
        scope: product.scope === undefined ? undefined : ('3' as const),
      })),
    }))
    return inventoryOf({ ...estimate, lines })
  }

  test('is in scope 3 with its biogenic CO2', () => {
    const row = reported(outside('car'), 'II.1.3')
    expect(row.emissions.biogenicCo2Kg.value).toBeCloseTo(6026.26944, 5)
    expect(row.missing).toEqual([])
    expect(row.details.map(({ name }) => name)).toEqual(['petrol'])
  })

  test('burns fuel: the row of scope 1 does not call it electric', () => {
    expect(keyed(outside('car'), 'II.1.1').key.explanation).toMatch(
      /counts the fuel .* outside the boundary: II\.1\.3/,
    )
    expect(keyed(outside('metro'), 'II.2.1').key.explanation).toMatch(/runs on electricity/)
  })

  test('stands apart from grid losses', () => {
    const { details, missing } = reported(outside('metro'), 'II.2.3')
    expect(missing).toEqual([])
    // 2 000 000 kWh × 0.233 kg, and × 0.08 ÷ 0.92
    expect(details.map(({ name }) => name)).toEqual(['electricity', 'electricity, grid losses'])
    expect(details[0]?.emissions.co2eKg.value).toBeCloseTo(466_000, 6)
    expect(details[1]?.emissions.co2eKg.value).toBeCloseTo(40_521.73913, 4)
  })
})
