import type { FastifyInstance } from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getKnown, type Sum } from '../../api/estimate/figure-schema.ts'
import { INVENTORY_COLUMNS } from '../../api/inventory/csv.ts'
import { type InventoryDocument, inventoryDocument } from '../../api/inventory/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { compileFactorSet } from '../../src/index.ts'
import { HAND_CONTENT, HAND_SET } from '../fixtures/hand-set.ts'
import { INVENTORY_CITY, NUMBERED } from '../fixtures/inventory-city.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

/** Saves a body and asks for its inventory. */
async function inventoryOf(body: object, headers: Record<string, string> = {}) {
  const saved = await postEstimate(app, body, '?save=true')
  if (saved.statusCode !== 201) throw new Error(saved.body)
  return app.inject({ url: `${saved.headers.location}/inventory`, headers })
}

const rowOf = (inventory: InventoryDocument, ref: string) => {
  const row = inventory.rows.find((one) => one.ref === ref)
  if (!row) throw new Error(`There is no row ${ref}.`)
  return row
}

const keyed = (...keys: readonly object[]) => ({
  ...INVENTORY_CITY,
  inventory: {
    notationKeys: keys.map((key) => ({ explanation: 'The city has no airport.', ...key })),
  },
})

describe('GET /v1/estimates/{id}/inventory', () => {
  test('gives every row as documented, with the method named', async () => {
    const answer = await inventoryOf(INVENTORY_CITY)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    const inventory = inventoryDocument.parse(answer.json())
    expect(inventory.rows.filter(({ emissions }) => emissions).map(({ ref }) => ref)).toEqual(NUMBERED)
    expect(inventory).toMatchObject({
      gwp: 'AR5',
      gwpValues: { ch4: 28, n2o: 265 },
      method: { allocation: 'geographic', transboundarySplit: null },
      period: '2019',
    })
  })

  test('amount × factor is the emission, gas by gas', async () => {
    const inventory: InventoryDocument = (await inventoryOf(INVENTORY_CITY)).json()
    const [petrol] = rowOf(inventory, 'II.1.1').details
    expect(petrol?.amount).toMatchObject({ value: expect.closeTo(2.5933828, 9), unit: 'TJ' })
    const { emissionFactor, emissions } = petrol as NonNullable<typeof petrol>
    expect(emissionFactor.unit).toBe('t/TJ')
    // 173.8228338 t of fossil CO2 on 2.5933828 TJ of blend
    expect(emissionFactor.co2).toBeCloseTo(173.8228338 / 2.5933828, 9)
    for (const gas of ['co2', 'ch4', 'n2o', 'co2e', 'biogenicCo2'] as const)
      expect((emissionFactor[gas] ?? Number.NaN) * 2.5933828).toBeCloseTo(
        emissions[gas].value ?? Number.NaN,
        9,
      )
  })

  test('a gas that no source gives has no factor', async () => {
    const inventory: InventoryDocument = (await inventoryOf(INVENTORY_CITY)).json()
    // The hand set has no CH4 of diesel railways.
    expect(rowOf(inventory, 'II.2.1').details[0]?.emissionFactor).toMatchObject({ ch4: null, n2o: null })
  })

  test('says where activity and factor are from, and how far the factor reaches', async () => {
    const inventory: InventoryDocument = (await inventoryOf(INVENTORY_CITY)).json()
    const [petrol] = rowOf(inventory, 'II.1.1').details
    expect(petrol?.activitySource).toContain('Stated at /demand/0/vehicleDistance')
    expect(petrol?.emissionFactor).toMatchObject({
      scale: 'Global',
      year: null,
      source: expect.stringContaining('IPCC'),
    })
    expect(rowOf(inventory, 'II.2.2').details[0]?.emissionFactor).toMatchObject({
      scale: 'Local',
      year: '2019',
      source: 'Stated at /electricity/intensity',
    })
    const { electricity: _, ...undescribed } = INVENTORY_CITY
    const documented: InventoryDocument = (await inventoryOf(undescribed)).json()
    expect(rowOf(documented, 'II.2.2').details[0]?.emissionFactor).toMatchObject({
      scale: 'National',
      year: '2019',
    })
  })

  test('totals are those of the estimate, with its interval', async () => {
    const estimate = (await postEstimate(app, INVENTORY_CITY)).json()
    const { totals }: InventoryDocument = (await inventoryOf(INVENTORY_CITY)).json()
    const { value, lower, upper } = getKnown(totals.basicPlus.co2e)
    expect(value).toBeCloseTo(estimate.totals.co2e.value, 9)
    expect(lower).toBeCloseTo(estimate.totals.co2e.lower, 6)
    expect(upper).toBeCloseTo(estimate.totals.co2e.upper, 6)
  })

  test('rows that share a factor widen the total together', async () => {
    const intensity = { value: '233 g CO2/kWh', plusMinus: '50 %' }
    const demand = ['metro', 'bus'].map((mode) => ({
      mode,
      energy: { value: '2 GWh', plusMinus: '0 %' },
      carrier: 'electricity',
    }))
    const body = { ...INVENTORY_CITY, demand, electricity: { intensity, lossShare: '0 %' } }
    const inventory: InventoryDocument = (await inventoryOf(body)).json()
    const widthOf = (of: Sum): number => {
      const { lower = 0, upper = 0 } = getKnown(of)
      return upper - lower
    }
    const none = { value: 0, unit: 't CO2e' }
    const widths = ['II.1.2', 'II.2.2'].map((ref) => widthOf(rowOf(inventory, ref).emissions?.co2e ?? none))
    // One intensity, ± 50 % of 466 t each: the widths add up, where independent ones would add in squares.
    expect(widths[0]).toBeCloseTo(466, 0)
    expect(widthOf(inventory.totals.basic.co2e)).toBeCloseTo((widths[0] ?? 0) + (widths[1] ?? 0), 6)
  })

  test('intervals are drawn, or left out, as the request asks', async () => {
    const drawn = { method: 'monte-carlo', draws: 500, seed: 3 }
    const body = { ...INVENTORY_CITY, uncertainty: drawn }
    const estimate = (await postEstimate(app, body)).json()
    const inventory: InventoryDocument = (await inventoryOf(body)).json()
    // The same draws of the same parameters, added in another order.
    expect(getKnown(inventory.totals.basicPlus.co2e).lower).toBeCloseTo(estimate.totals.co2e.lower, 6)
    const without: InventoryDocument = (
      await inventoryOf({ ...INVENTORY_CITY, uncertainty: { method: 'none' } })
    ).json()
    expect(without.totals.basic.co2e).toEqual({ value: expect.any(Number), unit: 't CO2e' })
  })

  test('is the same with the estimate', async () => {
    const alone = (await inventoryOf(INVENTORY_CITY)).json()
    const { inventory, ...result } = (await postEstimate(app, INVENTORY_CITY, '?include=inventory')).json()
    expect(inventory).toEqual(alone)
    expect(result).toEqual((await postEstimate(app, INVENTORY_CITY)).json())
  })

  test('knows no inventory of what is not saved', async () => {
    expect((await app.inject('/v1/estimates/est_0/inventory')).statusCode).toBe(404)
  })

  test('an estimate is made again with its own set when a newer one is out', async () => {
    const store = memoryStore()
    const before = await newApp({ store })
    const saved = await postEstimate(before, INVENTORY_CITY, '?save=true')
    await before.close()
    const newer = compileFactorSet({
      ...HAND_CONTENT,
      id: 'newer',
      digest: 'sha256:newer',
      released: '2026-12-01',
    })
    const after = await newApp({ store, factorSets: factorSetsOf([HAND_SET, newer]) })
    const inventory = await after.inject(`${saved.headers.location}/inventory`)
    expect([inventory.statusCode, inventory.json().factorSet?.id]).toEqual([200, 'hand'])
    await after.close()
  })

  test('an estimate of a set that is gone cannot be made again: not-replayable', async () => {
    const store = memoryStore()
    const before = await newApp({ store })
    const saved = await postEstimate(before, INVENTORY_CITY, '?save=true')
    await before.close()
    const after = await newApp({ store, factorSets: factorSetsOf([]) })
    const answer = await after.inject(`${saved.headers.location}/inventory`)
    expect([answer.statusCode, answer.json().type]).toEqual([409, '/docs/problems#not-replayable'])
    await after.close()
  })
})

describe('by allocation', () => {
  const car = (flow: string, more: object = {}) => ({ ...INVENTORY_CITY.demand[0], flow, ...more })
  const crossing = (allocation: string, more: object = {}) => ({
    ...INVENTORY_CITY,
    allocation,
    demand: [
      car('within'),
      car('inbound', { insideShare: '30 %' }),
      car('outbound', { insideShare: '30 %' }),
    ],
    ...more,
  })

  test('half of crossing journeys, the part outside in scope 3', async () => {
    const inventory: InventoryDocument = (await inventoryOf(crossing('induced-activity'))).json()
    expect(inventory.method).toMatchObject({
      allocation: 'induced-activity',
      transboundarySplit: 'nearest-half',
    })
    // A whole distance emits 178.016074449 t: 1 + 2 × min(0.3, 0.5) of it inside, 2 × (0.5 − 0.3) outside.
    expect(rowOf(inventory, 'II.1.1').emissions?.co2e.value).toBeCloseTo(178.016074449 * 1.6, 6)
    expect(rowOf(inventory, 'II.1.3').emissions?.co2e.value).toBeCloseTo(178.016074449 * 0.4, 6)
    expect(rowOf(inventory, 'II.1.3').missing).toEqual([])
  })

  test('what it cannot give is NE with what is missing', async () => {
    const inventory: InventoryDocument = (
      await inventoryOf(
        crossing('geographic', {
          demand: [
            ...crossing('geographic').demand,
            { mode: 'bus', energy: '4 TJ', carrier: 'diesel' },
            INVENTORY_CITY.demand[2],
          ],
        }),
      )
    ).json()
    expect(rowOf(inventory, 'II.1.1')).toMatchObject({
      notationKey: 'NE',
      missing: [expect.stringContaining('through traffic')],
    })
    expect(rowOf(inventory, 'II.1.2').explanation).toContain('The geographic allocation counts none')
    expect(inventory.totals.basic.notEstimated).toContain('II.1.1')
  })
})

describe('CSV', () => {
  const csvOf = async (body: object) => {
    const answer = await inventoryOf(body, { accept: 'text/csv' })
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(answer.headers['vary']).toBe('accept')
    return Papa.parse<Record<string, string>>(answer.body.trimEnd(), { header: true })
  }

  test('one row for each reference number, activity and quantity', async () => {
    const { data, errors, meta } = await csvOf(keyed({ ref: 'II.4.1', key: 'NO' }))
    expect([errors, meta.fields]).toEqual([[], [...INVENTORY_COLUMNS]])
    const quantities = data.filter(({ ref }) => ref === 'II.1.1').map(({ quantity }) => quantity)
    expect(quantities).toEqual(['activity', 'co2', 'ch4', 'n2o', 'unsplit', 'co2e', 'biogenicCo2'])
    // One activity in each of the four rows with a number, and a row for each of the eleven keys.
    expect(data).toHaveLength(4 * 7 + 11)
    expect(data.find(({ ref }) => ref === 'II.4.1')).toMatchObject({
      notationKey: 'NO',
      explanation: 'The city has no airport.',
      quantity: '',
      value: '',
    })
  })

  test('sums to the totals with full digits', async () => {
    const { data } = await csvOf(INVENTORY_CITY)
    const { totals }: InventoryDocument = (await inventoryOf(INVENTORY_CITY)).json()
    const sum = data
      .filter(({ quantity, level }) => quantity === 'co2e' && level === 'BASIC')
      .reduce((total, { value }) => total + Number(value), 0)
    expect(sum).toBeCloseTo(getKnown(totals.basic.co2e).value, 9)
  })

  test('a text that would run as a formula does not', async () => {
    const { data } = await csvOf(keyed({ ref: 'II.4.1', key: 'NO', explanation: '=HYPERLINK("x","y")' }))
    expect(data.find(({ ref }) => ref === 'II.4.1')?.['explanation']).toMatch(/^'=/)
  })
})

describe('notation keys', () => {
  test('stand in their row with their explanation, and in the request that can be sent again', async () => {
    const body = keyed({ ref: 'II.1.2', key: 'IE', reportedIn: 'I.1.2' }, { ref: 'II.4.1', key: 'NO' })
    const inventory: InventoryDocument = (await inventoryOf(body)).json()
    expect(rowOf(inventory, 'II.1.2')).toMatchObject({
      notationKey: 'IE',
      explanation: 'The city has no airport.',
      reportedIn: 'I.1.2',
      emissions: null,
    })
    expect(rowOf(inventory, 'II.4.1')).toMatchObject({ notationKey: 'NO', reportedIn: null })
    const estimate = (await postEstimate(app, body)).json()
    expect((await postEstimate(app, estimate.request)).json().id).toBe(estimate.id)
  })

  const faultsOf = async (...keys: readonly object[]) => {
    const answer = await postEstimate(app, keyed(...keys))
    const { errors } = answer.json() as { errors: { code: string; pointer: string }[] }
    const at = errors.map(({ code, pointer }) => `${code} ${pointer.replace('/inventory/notationKeys', '')}`)
    return [answer.statusCode, ...at]
  }

  test('a key on a row with a number is refused', async () => {
    expect(await faultsOf({ ref: 'II.1.1', key: 'NO' })).toEqual([422, 'key-with-number /0'])
  })

  test('every fault of their form is named at once', async () => {
    expect(
      await faultsOf(
        { ref: 'II.6.1', key: 'NO' },
        { ref: 'II.4.1', key: 'NA' },
        { ref: 'II.4.2', key: 'NE', explanation: '   short   ' },
        { ref: 'II.4.3', key: 'IE', reportedIn: 'somewhere' },
      ),
    ).toEqual([
      400,
      'invalid-field /0/ref',
      'invalid-field /1/key',
      'invalid-field /2/explanation',
      'invalid-field /3/reportedIn',
    ])
  })

  test('what a key must say beside its form is refused with the other faults', async () => {
    expect(
      await faultsOf({ ref: 'II.4.1', key: 'IE' }, { ref: 'II.4.2', key: 'NO' }, { ref: 'II.4.2', key: 'C' }),
    ).toEqual([422, 'notation-key-invalid /0/reportedIn', 'duplicate-row /2'])
  })

  test('an explanation that names a person is not taken', async () => {
    const explanation = 'Ask jane.roe@example.org about it.'
    const answer = await postEstimate(app, keyed({ ref: 'II.4.1', key: 'NO', explanation }))
    expect(answer.json().type).toBe('/docs/problems#person-level-data')
    expect(answer.body).not.toContain('jane')
  })
})
