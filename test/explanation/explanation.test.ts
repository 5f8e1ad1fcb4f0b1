import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { explanationOf } from '../../api/explanation/explain-address.ts'
import { figuresOf } from '../../api/explanation/figures.ts'
import { type Explanation, explanation } from '../../api/explanation/schema.ts'
import { explanationText } from '../../api/explanation/text.ts'
import type { Failure } from '../../api/request/failure.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { type Document, documentOf, EVERY_FORMULA, EXAMPLES } from '../fixtures/documents.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

const set = releasedSet('2026.2')
let app: FastifyInstance
const documents = new Map<string, Document>()
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([set]) })
  for (const [name, body] of EXAMPLES) documents.set(name, await documentOf(app, body))
  documents.set('every formula', await documentOf(app, EVERY_FORMULA))
})
afterAll(() => app.close())

const names = [...EXAMPLES.keys(), 'every formula']
const documentNamed = (name: string): Document => {
  const found = documents.get(name)
  if (!found) throw new Error(`There is no example ${name}.`)
  return found
}
const explain = (name: string, address?: string): Explanation =>
  explanationOf(documentNamed(name), documentNamed(name), address)
const addresses = (name: string): readonly string[] => {
  const result = documentNamed(name)
  return figuresOf({ result, ...result }).map(({ address }) => address)
}

/** Sums are added in another order than an estimate adds them: the last bits may differ. */
const isClose = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))

/** 1, then each operand in its role, as docs/method.md says of a line. */
function multiplied(operands: readonly { parameter: string; role: string }[], made: Explanation): number {
  return operands.reduce((product, { parameter, role }) => {
    const x = made.operands.find((one) => one.parameter === parameter)?.value ?? Number.NaN
    if (role === 'times') return product * x
    if (role === 'divided-by') return product / x
    if (role === 'times-complement') return product * (1 - x)
    if (role === 'divided-by-complement') return product / (1 - x)
    return product * (x / (1 - x))
  }, 1)
}

describe.each(names)('every figure of %s', (name) => {
  /** Of one example at a time: of all together they would fill the memory. */
  const explanations = new Map<string, Explanation>()
  const explained = (address: string): Explanation => {
    const known = explanations.get(address) ?? explain(name, address)
    explanations.set(address, known)
    return known
  }
  afterAll(() => explanations.clear())

  test('is found by its address and by its pointer, in the documented form', () => {
    const of = addresses(name)
    expect(of.length).toBeGreaterThan(60)
    for (const address of of) {
      const made = explained(address)
      expect(made.figure.address).toBe(address)
      expect(() => explanation.parse(made)).not.toThrow()
      if (!made.figure.pointer.endsWith('co2eKg') && !/^\/lines/.test(made.figure.pointer))
        expect(explain(name, made.figure.pointer).figure).toEqual(made.figure)
    }
  })

  test('its operands multiply to it', () => {
    for (const address of addresses(name)) {
      const made = explained(address)
      const { parts, figure, divisor, operands } = made
      for (const { formulas, conversion, value, contributions } of parts) {
        const products = formulas.flatMap((formula) => formula.products)
        for (const one of products) expect(isClose(multiplied(one.operands, made), one.value)).toBe(true)
        const sum = products.reduce((total, one) => total + one.value, 0) * (conversion?.factor ?? 1)
        expect(isClose(sum, value)).toBe(true)
        expect(
          isClose(
            contributions.reduce((total, one) => total + one.value, 0),
            value,
          ),
        ).toBe(true)
      }
      const [above, below] = parts
      if (!above || figure.value === null) continue
      const population = operands.find(({ parameter }) => parameter === divisor)?.value ?? 1
      expect([address, isClose(above.value / (below?.value ?? population), figure.value)]).toEqual([
        address,
        true,
      ])
    }
  })

  test('every operand leads to the caller, to other operands or to a published record', () => {
    const { records, curves, gasCurves = [], coldStarts = [] } = set.content
    const known = new Map([...records, ...curves, ...gasCurves, ...coldStarts].map((one) => [one.id, one]))
    const own = documentNamed(name)
      .assumptions.filter((one) => one.own)
      .map(({ recordId }) => recordId)
    for (const { parameter, origin, stated, derived, record } of explain(name).operands) {
      if (origin === 'stated') expect(stated?.pointer).toMatch(/^\//)
      if (origin === 'derived') expect(derived?.formula).not.toBe('')
      if (origin === 'factor') expect([parameter, record]).toEqual([parameter, expect.anything()])
      if (!record || own.includes(record.id)) continue
      const published = known.get(record.id)
      const source = set.source(record.sourceId)
      expect({ ...record, match: null, published: null }).toMatchObject({
        locator: published?.locator,
        source: source?.title,
        licence: source?.licence,
      })
      if (published && 'canonicalValue' in published)
        expect(record.published).toEqual({ value: published.value, unit: published.unit })
    }
  })

  test('a published value and its conversion give the value used', () => {
    for (const { value, origin, record } of explain(name).operands) {
      if (origin !== 'factor' || !record || record.published.value === null) continue
      const { published, conversion } = record
      const factor = conversion?.factor ?? 1
      const used =
        conversion?.operation === 'divided'
          ? factor / (published.value ?? 0)
          : factor * (published.value ?? 0)
      expect(isClose(used, value)).toBe(true)
    }
  })

  test('reads within 100 columns, but for words that cannot be broken', () => {
    const most = addresses(name).filter((_, index) => index % 7 === 0)
    for (const address of most)
      for (const line of explanationText(explained(address), true).split('\n'))
        if (line.trim().split(/\s+/).length > 2) expect([...line].length).toBeLessThanOrEqual(100)
  })
})

describe('addresses', () => {
  test.each([
    [undefined, 'totals/co2e'],
    ['', 'totals/co2e'],
    ['total', 'totals/co2e'],
    ['totals', 'totals/co2e'],
    ['/totals/co2e/value', 'totals/co2e'],
    ['co2', 'totals/co2'],
    ['perCapita', 'totals/perCapita'],
    ['byMode/car', 'byMode/car/co2e'],
    ['BYMODE/Car/Energy', 'byMode/car/energy'],
    ['byMode/car/co2eKg', 'byMode/car/co2e'],
    // The larger scope stands first; as a pointer 1 is the second one, otherwise the scope itself.
    ['byScope/1/co2', 'byScope/1/co2'],
    ['/byScope/0/co2', 'byScope/1/co2'],
    ['/byScope/1', 'byScope/2/co2e'],
    ['L3', 'lines/L3/co2e'],
    ['lines/L3', 'lines/L3/co2e'],
    ['/lines/2/co2eKg', 'lines/L3/co2e'],
    ['l3/energy', 'lines/L3/energy'],
    ['/city/population', '/city/population'],
    ['/travel/modes/0/tripShare/value', '/travel/modes/0/tripShare'],
    ['parameters//city/population', '/city/population'],
    ['/parameters/~1city~1population/value', '/city/population'],
    ['mean-speed.car.un-gtr-15', 'mean-speed.car.un-gtr-15'],
    ['/assumptions/0', 'gwp.ch4.ar5.ipcc-ar5'],
  ])('%s is %s', (typed, address) => {
    expect(explain('small-city.json', typed).figure.address).toBe(address)
  })

  test('one product of a line is found by its pointer', () => {
    const { lines } = documentNamed('small-city.json')
    const [line] = lines
    const index = line?.products.findIndex(({ quantity }) => quantity === 'co2') ?? -1
    const made = explain('small-city.json', `/lines/0/products/${index}`)
    expect(made.figure).toMatchObject({ value: line?.products[index]?.value, unit: 'kg CO2' })
    expect(made.parts[0]?.formulas).toHaveLength(1)
  })

  test.each([
    ['byMode/cars', 'byMode/car'],
    ['byModes/car', 'byMode/car'],
    ['totals/co3', 'totals/co2'],
    ['L99', 'L9'],
    ['/city/populaton', '/city/population'],
    ['__proto__', undefined],
    ['parameters/constructor', undefined],
    ['/notices/0', undefined],
    ['byMode', undefined],
  ])('%j is refused, with the nearest first', (typed, nearest) => {
    const refused = (): Explanation => explain('small-city.json', typed)
    expect(refused).toThrow(expect.objectContaining({ slug: 'invalid-request' }))
    try {
      refused()
    } catch (error) {
      const [fault] = (error as Failure).faults
      expect(fault).toMatchObject({ code: 'invalid-field', parameter: 'figure' })
      expect(fault?.candidates?.length).toBeGreaterThan(0)
      if (nearest) expect(fault?.candidates?.slice(0, 3)).toContain(nearest)
    }
  })
})

describe('what an explanation says', () => {
  const litres = async (): Promise<Explanation> => {
    const hand = await newApp()
    const { explanation: made } = (await postEstimate(hand, SMALL_CITY, '?include=explanation')).json()
    await hand.close()
    return made
  }

  test('the formula in words and symbols, with the numbers of the case', async () => {
    const made = await litres()
    const [co2] = made.parts[0]?.formulas ?? []
    expect(co2).toMatchObject({
      quantity: 'co2',
      unit: 'kg CO2e',
      words: 'vehicle distance × energy intensity × density × net calorific value × CO2 per energy',
      symbols: 'D × e × ρ × H × c_CO2',
    })
    // 1 000 000 vkm × 0.08 L × 0.745 kg/L × 44.3 MJ/kg × 0.0693 kg/MJ (IPCC petrol).
    expect(co2?.products[0]?.value).toBeCloseTo(1_000_000 * 0.08 * 0.745 * 44.3 * 0.0693, 6)
    expect(made.what).toBe('CO2e of the whole city: the sum of one line')
    expect(made.parts[0]?.without).toEqual([
      { line: 'L2', what: 'Walking', why: 'human-powered: zero by definition' },
    ])
  })

  test('a warming potential is an operand, and a published value keeps its unit', async () => {
    const { operands } = await litres()
    expect(operands.find(({ symbol }) => symbol === 'GWP_CH4')).toMatchObject({
      value: 28,
      record: { id: 'gwp.ar5.ch4' },
    })
    const co2 = operands.find(({ symbol }) => symbol === 'c_CO2')
    expect(co2?.record).toMatchObject({
      published: { value: 69_300, unit: 'kg CO2/TJ' },
      conversion: { operation: 'times', words: 'kg CO2/TJ → kg CO2/MJ' },
    })
    expect(co2?.record?.conversion?.factor).toBeCloseTo(1e-6, 18)
  })

  test('a group per distance is its CO2e over its distance, in grams', () => {
    const { parts, figure } = explain('hennepin-2020.json', 'byMode/bus/co2ePerVehicleDistance')
    expect([figure.unit, ...parts.map(({ unit }) => unit)]).toEqual(['g CO2e/vkm', 'g CO2e', 'vkm'])
  })

  test('a figure that is not known says so, and which lines lack it', () => {
    const { figure, what, interval, notices, parts } = explain(
      'hennepin-2020.json',
      'byMode/motorcycle/energy',
    )
    expect([figure.value, figure.unit]).toEqual([null, null])
    expect(what).toBe('Energy of mode motorcycle: not known for any line')
    expect(interval).toBe('No interval: the figure is not known.')
    expect(parts[0]?.without[0]?.why).toBe('its source gives no energy')
    expect(notices.map(({ code }) => code)).toContain('energy-incomplete')
  })

  test('a notice is told where it touches the figure, and nowhere else', () => {
    const codesOf = (address: string): readonly string[] =>
      explain('small-city.json', address).notices.map(({ detail }) => detail)
    expect(codesOf('byMode/car/co2e').some((detail) => detail.startsWith('Bus:'))).toBe(false)
    expect(codesOf('byMode/bus/co2e').some((detail) => detail.startsWith('Bus:'))).toBe(true)
    const wellToTank = 'biogas: no source gives its well-to-tank emissions'
    expect(codesOf('totals/wellToTank').some((detail) => detail.startsWith(wellToTank))).toBe(true)
    expect(codesOf('totals/co2e').some((detail) => detail.startsWith(wellToTank))).toBe(false)
  })

  test('an input says where it is stated and which lines use it', () => {
    const made = explain('small-city.json', '/travel/modes/1/tripShare')
    expect(made.operands).toHaveLength(1)
    expect(made.operands[0]).toMatchObject({
      value: 0.1,
      stated: { pointer: '/travel/modes/1/tripShare', text: '10 %' },
    })
    const buses = documentNamed('small-city.json').lines.filter(({ mode }) => mode === 'bus')
    expect(made.usedBy).toEqual(buses.map(({ id }) => id))
  })

  test('a derived operand shows its rule and its inputs, down to the record', () => {
    const made = explain('small-city.json', 'byMode/car')
    const energy = made.operands.find(({ derived }) => derived?.rule?.formula === 'hot-function')
    expect(energy?.record?.published).toEqual({ value: null, unit: 'MJ/vkm' })
    expect(energy?.derived?.inputs).toEqual([{ parameter: 'mean-speed.car.un-gtr-15', symbol: 'V' }])
    expect(made.operands.find(({ symbol }) => symbol === 'V')?.record?.id).toBe('mean-speed.car.un-gtr-15')
  })

  test("a city's own figure says so and what it replaces", () => {
    const made = explain('own-factors.json', 'byMode/car')
    const own = made.operands.find((operand) => operand.own)
    expect(own?.record).toMatchObject({ id: 'own:0', licence: 'CC BY 4.0' })
  })

  test('intervals are those of the result; without uncertainty there are none, which is said', async () => {
    const { totals } = documentNamed('small-city.json')
    expect(explain('small-city.json').figure).toMatchObject(totals.co2e)
    const none = { ...EXAMPLES.get('small-city.json'), uncertainty: { method: 'none' } }
    const result = await documentOf(app, none)
    const made = explanationOf(result, result)
    expect(made.figure.lower).toBeUndefined()
    expect(made.interval).toBe('No interval: uncertainty was switched off.')
  })

  test('a result of before intervals is explained as far as it goes', () => {
    const { drivers, uncertainty, request, gwpParameters, ...older } = documentNamed('small-city.json')
    const parameters = Object.fromEntries(
      Object.entries(older.parameters).map(([key, { why, rule, uncertainty: _, ...rest }]) => [key, rest]),
    )
    const made = explanationOf({ ...older, uncertainty: undefined }, { ...older, parameters })
    expect(made.interval).toContain('% interval')
    // The reason is in the assumptions of the result too.
    const occupancy = made.operands.find(({ kind }) => kind === 'occupancy')
    expect(occupancy?.why).toBe('no occupancy of the mode was given')
    expect(made.drivers).toBeUndefined()
  })
})

describe('GET /v1/estimates/{id}/explanation', () => {
  test('explains what was saved, after the store was opened again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cordon-explanation-'))
    const first = await openDuckdbStore(folder)
    const saving = await newApp({ store: first })
    const { id, totals } = (await postEstimate(saving, SMALL_CITY, '?save=true')).json()
    await saving.close()
    await first.close()

    const again = await openDuckdbStore(folder)
    const service = await newApp({ store: again })
    const answer = await service.inject(`/v1/estimates/${id}/explanation`)
    expect(answer.statusCode).toBe(200)
    expect(explanation.parse(answer.json()).figure).toMatchObject({ address: 'totals/co2e', ...totals.co2e })
    const part = await service.inject(`/v1/estimates/${id}/explanation?figure=byMode/car/energy`)
    expect(part.json().figure).toMatchObject({ address: 'byMode/car/energy', unit: 'TJ' })

    const text = await service.inject({
      url: `/v1/estimates/${id}/explanation?all=true`,
      headers: { accept: 'text/plain' },
    })
    expect([text.headers['content-type'], text.headers['vary']]).toEqual([
      'text/plain; charset=utf-8',
      'accept',
    ])
    expect(text.body).toBe(explanationText(answer.json(), true))

    const unknown = await service.inject(`/v1/estimates/${id}/explanation?figure=byMode/cars`)
    expect([unknown.statusCode, unknown.json().errors[0]]).toEqual([
      400,
      expect.objectContaining({
        parameter: 'figure',
        candidates: expect.arrayContaining(['byMode/car']),
      }),
    ])
    expect((await service.inject(`/v1/estimates/${id}/explanation?figur=x`)).statusCode).toBe(400)
    const long = 'x'.repeat(400)
    expect((await service.inject(`/v1/estimates/${id}/explanation?figure=${long}`)).statusCode).toBe(400)
    expect((await service.inject('/v1/estimates/est_0/explanation')).json().type).toBe(
      '/docs/problems#not-found',
    )
    await service.close()
    await again.close()
    rmSync(folder, { recursive: true })
  })

  test('include=explanation adds that of the total, with or without the lines', async () => {
    const plain = await newApp()
    const made = (await postEstimate(plain, SMALL_CITY, '?include=explanation')).json()
    const both = (await postEstimate(plain, SMALL_CITY, '?include=lines,explanation')).json()
    await plain.close()
    expect(made.explanation.figure).toMatchObject({ address: 'totals/co2e', ...made.totals.co2e })
    expect([made.lines, both.lines.length]).toEqual([undefined, 2])
    expect(both.explanation).toEqual(made.explanation)
  })
})
