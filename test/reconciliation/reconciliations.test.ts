import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reconciliationResult } from '../../api/reconciliation/schema.ts'
import { runCommand } from '../fixtures/command.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

const CITY = {
  ...SMALL_CITY,
  demand: [
    { mode: 'car', vehicleDistance: '1 million vkm', powertrain: 'petrol', energyIntensity: '8 L/100km' },
    { mode: 'bus', energy: '1 TJ', carrier: 'diesel' },
  ],
  fuelSales: [
    { carrier: 'petrol', quantity: '90 000 L' },
    { carrier: 'diesel', quantity: '0.9 TJ' },
  ],
}

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const reconcile = (body: object) => app.inject({ method: 'POST', url: '/v1/reconciliations', payload: body })
const faultsOf = async (more: object) => {
  const answer = await reconcile({ ...CITY, ...more })
  const { errors = [] } = answer.json<{ errors?: { code: string; pointer: string }[] }>()
  return [answer.statusCode, ...errors.map(({ code, pointer }) => `${code} ${pointer}`)]
}

describe('POST /v1/reconciliations', () => {
  test('answers gaps, causes and a reconciled estimate, marked as such', async () => {
    const answer = await reconcile(CITY)
    expect(answer.statusCode).toBe(200)
    const result = reconciliationResult.parse(answer.json())
    expect(result.carriers.map(({ carrier }) => carrier)).toEqual(['petrol', 'diesel'])
    expect(result.reconciled?.reconciled).toBe(true)
    for (const { causes } of result.carriers)
      for (const { sizes } of causes) for (const { value } of sizes) expect(value).toBeGreaterThanOrEqual(0)
  })

  test('is of the estimate that POST /v1/estimates makes of the same body', async () => {
    const { estimateId } = (await reconcile(CITY)).json()
    expect(estimateId).toBe((await postEstimate(app, CITY)).json().id)
  })

  test('the same body gives the same bytes, drawn as well', async () => {
    const drawn = { ...CITY, uncertainty: { method: 'monte-carlo', draws: 2000, seed: 7 } }
    const [first, second] = [await reconcile(drawn), await reconcile(drawn)]
    expect(first.body).toBe(second.body)
    const { uncertainty, carriers } = reconciliationResult.parse(first.json())
    expect(uncertainty).toMatchObject({ method: 'monte-carlo', draws: 2000, seed: 7 })
    const propagated = reconciliationResult.parse((await reconcile(CITY)).json())
    // 2000 draws know a limit to a few per cent of the width.
    for (const [index, { gap }] of carriers.entries()) {
      const { lower, upper } = propagated.carriers[index]?.gap ?? { lower: 0, upper: 0 }
      expect(Math.abs(gap.lower - lower) / (upper - lower)).toBeLessThan(0.08)
    }
  })

  test('a known cause narrows the gap and is shown', async () => {
    const causes = [{ carrier: 'petrol', cause: 'off-road-use', quantity: '10 000 L' }]
    const [petrol] = reconciliationResult.parse((await reconcile({ ...CITY, causes })).json()).carriers
    // 90 000 L − 10 000 L sold for driving, 80 000 L driven: no gap
    expect(petrol?.gap.value).toBeCloseTo(0, 9)
    expect(petrol?.knownCauses).toMatchObject([{ cause: 'off-road-use', effect: 'taken-from-sold' }])
  })

  test('fuel sold in an unknown unit', async () => {
    const fuelSales = [{ carrier: 'petrol', quantity: '90 000 firkins' }]
    expect(await faultsOf({ fuelSales })).toEqual([422, 'unit-unknown /fuelSales/0/quantity'])
  })

  test.each([['-3 ktoe'], [-3], [{ value: -3, unit: 'ktoe' }]])('a negative cause: %j', async (quantity) => {
    const causes = [{ carrier: 'petrol', cause: 'off-road-use', quantity }]
    const [status, fault] = await faultsOf({ causes })
    expect(status).toBe(422)
    expect(fault).toMatch(/^cause-negative \/causes\/0\/quantity/)
  })

  test('a cause larger than the fuel sold', async () => {
    const causes = [{ carrier: 'petrol', cause: 'off-road-use', quantity: '1 ktoe' }]
    expect(await faultsOf({ causes })).toEqual([422, 'cause-too-large /causes/0/quantity'])
  })

  test('every fault at once: no sales, no uncertainty, a class that is none', async () => {
    const more = {
      fuelSales: [],
      uncertainty: { method: 'none' },
      demand: [{ ...CITY.demand[0], vehicleClass: 'midi' }],
    }
    const [status, ...faults] = await faultsOf(more)
    expect(status).toBe(422)
    expect([...faults].sort()).toEqual([
      'activity-missing /fuelSales',
      'class-not-of-mode /demand/0/vehicleClass',
      'uncertainty-invalid /uncertainty/method',
    ])
  })

  test('a cause that is no amount of fuel', async () => {
    const causes = [{ carrier: 'petrol', cause: 'fleet-efficiency', quantity: 1 }]
    expect(await faultsOf({ causes })).toEqual([400, 'invalid-field /causes/0/cause'])
  })
})

describe('POST /v1/estimates with allocation fuel-sales', () => {
  test('needs no demand, and comes out again when it is verified', async () => {
    const body = { ...CITY, demand: [], allocation: 'fuel-sales' }
    const answer = await postEstimate(app, body, '?include=lines')
    expect(answer.statusCode).toBe(200)
    const result = answer.json()
    expect(result.byMode.map(({ mode }: { mode: string }) => mode)).toEqual(['not-split'])
    const report = await app.inject({ method: 'POST', url: '/v1/verifications', payload: result })
    expect(report.json()).toMatchObject({ outcome: 'equal', differenceCount: 0 })
  })

  test('is explained and listed as CSV', async () => {
    const body = { ...CITY, demand: [], allocation: 'fuel-sales' }
    const saved = await postEstimate(app, body, '?save=true')
    const { id } = saved.json()
    const csv = await app.inject({ url: `/v1/estimates/${id}/lines`, headers: { accept: 'text/csv' } })
    expect(csv.statusCode).toBe(200)
    const explained = await app.inject({ url: `/v1/estimates/${id}/explanation?figure=byMode/not-split` })
    expect(explained.statusCode).toBe(200)
    expect(explained.body).toContain('fuel sold')
  })

  test('nothing but fuel of aircraft', async () => {
    const fuelSales = [{ carrier: 'jet-kerosene', quantity: '1 TJ' }]
    const answer = await postEstimate(app, { ...CITY, allocation: 'fuel-sales', fuelSales })
    expect([answer.statusCode, answer.json().errors[0].code]).toEqual([422, 'allocation-not-available'])
  })
})

describe('cordon reconcile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-reconcile-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (body: object, ...more: readonly string[]) => {
    const file = join(folder, 'request.json')
    writeFileSync(file, JSON.stringify(body))
    return runCommand(['reconcile', file, ...more])
  }

  test('prints gaps, causes and the offer', async () => {
    const { exitCode, output } = await run(CITY)
    expect(exitCode).toBe(0)
    for (const text of ['Sales ÷ activity', 'gap of petrol', 'Reconciled estimate', '/demand/0'])
      expect(output).toContain(text)
  })

  test('json is what the service answers', async () => {
    const { output } = await run(CITY, '--format', 'json')
    expect(output).toBe((await reconcile(CITY)).body)
  })

  test('says what is wrong, exit code 2', async () => {
    const { exitCode, complaint } = await run({ ...CITY, fuelSales: [] })
    expect(exitCode).toBe(2)
    expect(complaint).toContain('activity-missing')
  })
})
