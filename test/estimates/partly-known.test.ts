import { describe, expect, test } from 'vitest'
import { simulateHere } from '../../api/draws/simulate.ts'
import { workOutHere } from '../../api/draws/work-out.ts'
import { answerTo, linesOf, questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import type { EstimateResult } from '../../api/estimate/result-schema.ts'
import { estimateText } from '../../api/estimates/text.ts'
import { inventoryCsv } from '../../api/inventory/csv.ts'
import { inventoryView } from '../../api/inventory/take-inventory.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { verify } from '../../api/verification/verify.ts'
import { compileFactorSet } from '../../src/index.ts'
import { EXAMPLES } from '../fixtures/documents.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const RELEASED = releasedSet('2026.2').content

/** 2026.2 with one of the two shares that split electricity: it knows what it does not know, and cannot split it. */
const factorSets = factorSetsOf([
  compileFactorSet({
    ...RELEASED,
    records: [
      ...RELEASED.records,
      {
        id: 'grid-gas-share.co2',
        kind: 'grid-gas-share',
        gas: 'co2',
        region: 'GLO',
        value: 0.995,
        unit: 'share',
        canonicalValue: 0.995,
        canonicalUnit: 'share',
        tier: 3,
        quality: 'M',
        verification: 'read',
        sourceId: 'epa-egrid',
        locator: 'test',
      },
    ],
  }),
])

const answerOf = (body: object) =>
  answerTo(
    questionOf(estimateRequest.parse({ factorSet: '2026.2', ...body }), factorSets),
    simulateHere,
    'lines',
  )
const resultOf = async (body: object): Promise<EstimateResult> => (await answerOf(body)).result

const TRAM = {
  city: { name: 'Essen', country: 'DE' },
  period: '2022',
  demand: [{ mode: 'tram', energy: '14.3 GWh', carrier: 'electricity' }],
}

const noComparison = async (): Promise<undefined> => undefined

describe('a sum of which a part is unknown', () => {
  test('gases of electricity that is known as CO2e only are null and not 0', async () => {
    const { totals } = await resultOf(TRAM)
    expect(totals.co2e.value).toBeGreaterThan(0)
    for (const gas of ['co2', 'ch4', 'n2o'] as const) {
      expect(totals[gas]).toEqual({
        value: null,
        unit: `t ${gas.toUpperCase()}`,
        reason: expect.stringMatching(/^1 of 1 line does not give .* on its own: tram\.$/),
      })
    }
  })

  test('what is known stands beside, with its interval', async () => {
    const { totals, byMode } = await resultOf({
      ...TRAM,
      demand: [...TRAM.demand, { mode: 'bus', energy: '500 t', carrier: 'diesel' }],
    })
    const bus = byMode.find(({ mode }) => mode === 'bus')
    const { unit, ...known } = bus?.co2 ?? { unit: '' }
    expect(bus?.co2.value).toBeGreaterThan(0)
    expect(totals.co2).toEqual({ value: null, known, unit, reason: expect.stringContaining('1 of 2 lines') })
    expect(totals.energy?.value).toBeGreaterThan(0)
  })

  test('by scope only the scope of the electricity is unknown', async () => {
    const { byScope } = await resultOf({
      ...TRAM,
      demand: [...TRAM.demand, { mode: 'bus', energy: '500 t', carrier: 'diesel' }],
    })
    expect(byScope.find(({ scope }) => scope === '1')?.co2.value).toBeGreaterThan(0)
    expect(byScope.find(({ scope }) => scope === '2')?.co2.value).toBeNull()
  })

  test('a distance that one mode lacks makes the sum partly known, one that no mode has null', async () => {
    const { totals } = await resultOf({
      city: { name: 'Essen', country: 'DE' },
      period: '2022',
      demand: [
        { mode: 'car', vehicleDistance: '10 million vkm' },
        { mode: 'tram', energy: '1 GWh', carrier: 'electricity' },
      ],
    })
    expect(totals.vehicleDistance).toMatchObject({
      value: null,
      known: { value: expect.closeTo(1e7, 0) },
      unit: 'vkm',
    })
    expect(totals.tonneDistance).toBeNull()
  })

  test('a factor of CO2 alone leaves CH4 and N2O unknown', async () => {
    const { byMode } = await resultOf({
      city: { name: 'Essen', country: 'DE' },
      period: '2022',
      demand: [{ mode: 'bus', vehicleDistance: '10 million vkm' }],
      factors: [
        {
          kind: 'direct-factor',
          mode: 'bus',
          gas: 'co2',
          value: 1310,
          unit: 'g CO2/vkm',
          lower: 1200,
          upper: 1420,
          source: {
            title: 'Fuel log',
            publisher: 'Operator',
            published: '2022',
            licence: 'own',
            locator: 'p. 1',
          },
        },
      ],
    })
    const [bus] = byMode
    expect(bus?.co2.value).toBeCloseTo(13_100, 6)
    expect(bus?.ch4.value).toBeNull()
    expect(bus?.n2o.value).toBeNull()
  })

  test('a table says at least how much, and why', async () => {
    const text = estimateText(await resultOf(EXAMPLES.get('hennepin-2020.json') ?? {}))
    expect(text).toMatch(/^This estimate covers traffic inside Hennepin County/)
    expect(text).toMatch(/Energy +≥ 5,079 TJ/)
    expect(text).toContain('A part is unknown')
  })

  test('the inventory gives no 0 for a gas that it does not know, and its CSV notes it', async () => {
    const inventory = await inventoryView(await answerOf(TRAM), simulateHere)
    const row = inventory.rows.find(({ ref }) => ref === 'II.2.2')
    expect(row?.emissions?.co2.value).toBeNull()
    expect(row?.emissions?.unsplit.value).toBeGreaterThan(0)
    const csv = inventoryCsv(inventory)
    expect(csv).toContain('Not known. 1 of 1 line does not give CO2 on its own: tram.')
    expect(csv.split('\n')[1]).toContain(inventory.coverage.sentence)
  })

  test('a document that gives a whole sum where a line lacks a part differs', async () => {
    const answer = await answerOf({
      ...TRAM,
      demand: [...TRAM.demand, { mode: 'bus', energy: '500 t', carrier: 'diesel' }],
    })
    const document = { ...answer.result, ...linesOf(answer) }
    expect((await verify(document, factorSets, simulateHere, workOutHere, noComparison)).outcome).toBe(
      'equal',
    )
    const { co2 } = document.totals
    if (co2.value !== null || !co2.known) throw new Error('The sum is partly known.')
    const whole = { ...document.totals, co2: { ...co2.known, unit: co2.unit } }
    const report = await verify(
      { ...document, totals: whole },
      factorSets,
      simulateHere,
      workOutHere,
      noComparison,
    )
    expect(report.outcome).toBe('differs')
    expect(report.differences[0]).toMatchObject({ check: 'totals', pointer: '/totals/co2/value' })
  })
})

test('with a set that was released before sums could say so, every answer stays what it was', async () => {
  const before = factorSetsOf([compileFactorSet(RELEASED)])
  const question = questionOf(estimateRequest.parse({ factorSet: '2026.2', ...TRAM }), before)
  const { result } = await answerTo(question, simulateHere, 'lines')
  // 0 is what 2026.2 gave; a notice says that the gases of electricity are not known.
  expect(result.totals.co2).toMatchObject({ value: 0, lower: 0, upper: 0 })
  expect(result.notices.map(({ code }) => code)).toContain('gas-split-unknown')
})
