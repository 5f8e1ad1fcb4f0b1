import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getKnown } from '../../api/estimate/figure-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { type Verification, verification } from '../../api/verification/schema.ts'
import { METHOD_VERSION } from '../../src/index.ts'
import { type Document, documentOf, EVERY_FORMULA, EXAMPLES } from '../fixtures/documents.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
let city: Document
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([releasedSet('2026.2'), releasedSet('2026.1')]) })
  city = await documentOf(app, EVERY_FORMULA)
})
afterAll(() => app.close())

type Altered = { -readonly [Name in keyof Document]?: Document[Name] } & Record<string, unknown>

const post = (payload: object | string) =>
  app.inject({
    method: 'POST',
    url: '/v1/verifications',
    headers: { 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })

async function verified(document: object): Promise<Verification> {
  const answer = await post(document)
  expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
  return verification.parse(answer.json())
}

/** A copy of the document, altered. */
function altered(change: (document: Document) => void, of: Document = city): Document {
  const copy = structuredClone(of)
  change(copy)
  return copy
}

const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index]
  if (item === undefined) throw new Error(`There is no item ${index}.`)
  return item
}
const derivedOf = ({ parameters }: Document, formula: string) => {
  const found = Object.entries(parameters).find(([, { rule }]) => rule?.formula === formula)
  if (!found) throw new Error(`No parameter follows by ${formula}.`)
  return {
    key: found[0],
    parameter: found[1] as { value: number; rule: { constants: Record<string, number> } },
  }
}

describe('a result comes out again', () => {
  test.each([...EXAMPLES.keys()])('%s, with its lines and without', async (name) => {
    const withLines = await documentOf(app, EXAMPLES.get(name) ?? {})
    const { lines: _lines, parameters: _parameters, gwpParameters: _gwp, ...plain } = withLines
    const whole = await verified(withLines)
    expect([whole.outcome, whole.differences]).toEqual(['equal', []])
    expect(whole.checks.map(({ name: check, passed }) => [check, passed])).toEqual(
      [
        'derived-parameters',
        'products',
        'lines',
        'totals',
        'groups',
        'intervals',
        'factor-set',
        'replay',
      ].map((check) => [check, true]),
    )
    const short = await verified(plain)
    expect(short.outcome).toBe('equal')
    expect(short.checks.find(({ name: check }) => check === 'products')?.passed).toBeNull()
  })

  test('by every formula, and all of it is compared', async () => {
    const { outcome, checks, methodVersion, factorSet } = await verified(city)
    expect(outcome).toBe('equal')
    expect(new Set(Object.values(city.parameters).flatMap(({ rule }) => rule?.formula ?? [])).size).toBe(9)
    const products = city.lines.flatMap((line) => line.products)
    const derived = Object.values(city.parameters).filter(({ origin }) => origin === 'derived')
    const compared = new Map(checks.map((check) => [check.name, check.compared]))
    expect(compared.get('products')).toBe(products.length)
    expect(compared.get('derived-parameters')).toBe(derived.length)
    expect(compared.get('lines')).toBe(city.lines.length)
    expect(methodVersion).toEqual({ document: METHOD_VERSION, service: METHOD_VERSION })
    expect(factorSet.digest.service).toBe(city.factorSet.digest)
  })

  test('with its explanation, which is compared too', async () => {
    const payload = EVERY_FORMULA
    const answer = await app.inject({ method: 'POST', url: '/v1/estimates?include=explanation', payload })
    expect((await verified(answer.json())).outcome).toBe('equal')
    const { explanation, ...result } = answer.json()
    const told = await verified({ ...result, explanation: { ...explanation, summary: 'Certified.' } })
    expect(told.differences).toEqual([
      expect.objectContaining({ check: 'replay', pointer: expect.stringMatching(/^\/explanation\//) }),
    ])
  })

  test('with the set that it names, though a newer one is here', async () => {
    const older = await documentOf(app, { ...EVERY_FORMULA, factorSet: '2026.1', climate: undefined })
    expect(older.factorSet.id).toBe('2026.1')
    expect((await verified(older)).outcome).toBe('equal')
  })

  test('with its own figures, and drawn with its seed', async () => {
    const uncertainty = { method: 'monte-carlo', draws: 200, seed: 7 }
    const drawn = await documentOf(app, { ...EXAMPLES.get('own-factors.json'), uncertainty })
    expect(drawn.uncertainty).toMatchObject(uncertainty)
    expect((await verified(drawn)).outcome).toBe('equal')
    const moved = altered(({ request }) => {
      request['uncertainty'] = { ...uncertainty, seed: 8 }
    }, drawn)
    const report = await verified(moved)
    expect([report.outcome, report.differences.map(({ pointer }) => pointer)]).toEqual([
      'differs',
      expect.arrayContaining(['/uncertainty/seed', '/totals/co2e/lower']),
    ])
  })
})

describe('what was altered is found and named', () => {
  const line = 1
  test.each<[string, (document: Document) => void, check: string, pointer: string]>([
    [
      'a term less',
      ({ lines }) => void at(at(lines, line).products, 0).terms.pop(),
      'products',
      '/lines/1/products/0/value',
    ],
    [
      'a term’s role',
      ({ lines }) => {
        at(at(at(lines, line).products, 0).terms, 0).role = 'divided-by'
      },
      'products',
      '/lines/1/products/0/value',
    ],
    [
      'a term of nothing',
      ({ lines }) => {
        at(at(at(lines, line).products, 0).terms, 0).parameter = '__proto__'
      },
      'products',
      '/lines/1/products/0/terms/0/parameter',
    ],
    [
      'a product by one bit',
      ({ lines }) => {
        const product = at(at(lines, line).products, 0)
        product.value *= 1 + Number.EPSILON
      },
      'products',
      '/lines/1/products/0/value',
    ],
    [
      'CO2e of a line',
      ({ lines }) => {
        at(lines, line).co2eKg *= 1.001
      },
      'lines',
      '/lines/1/co2eKg',
    ],
    [
      'a total',
      ({ totals }) => {
        getKnown(totals.co2e).value *= 1.001
      },
      'totals',
      '/totals/co2e/value',
    ],
    [
      'a total that was not known',
      ({ totals }) => {
        totals.passengerDistance = null
      },
      'totals',
      '/totals/passengerDistance/value',
    ],
    [
      'a figure per inhabitant',
      ({ totals }) => {
        totals.perCapita = { value: 1, unit: 't CO2e/person' }
      },
      'totals',
      '/totals/perCapita/value',
    ],
    [
      'a group',
      ({ byMode }) => {
        const { co2 } = at(byMode, 0)
        if (co2.value === null) throw new Error('The example knows the CO2 of its first mode.')
        co2.value += 1
      },
      'groups',
      '/byMode/0/co2/value',
    ],
    [
      'a share of a group',
      ({ bySector }) => {
        at(bySector, 0).shareOfCo2e = 0.5
      },
      'groups',
      '/bySector/0/shareOfCo2e',
    ],
    ['a group left out', ({ byScope }) => void byScope.pop(), 'groups', '/byScope'],
    ['a group twice', ({ byFlow }) => void byFlow.push(at(byFlow, 0)), 'groups', '/byFlow/2/flow'],
    [
      'an interval turned round',
      ({ totals }) => {
        const co2e = getKnown(totals.co2e)
        co2e.lower = (co2e.upper ?? 0) + 1
      },
      'intervals',
      '/totals/co2e/lower',
    ],
    [
      'an interval with one end',
      ({ lines }) => {
        delete at(lines, 0).co2eUpperKg
      },
      'intervals',
      '/lines/0/co2eLowerKg',
    ],
    [
      'a source',
      ({ assumptions }) => {
        at(assumptions, 0).source = 'Another'
      },
      'replay',
      '/assumptions/0/source',
    ],
    [
      'what was stated',
      ({ request }) => {
        request['climate'] = { meanTemperature: '6 °C' }
      },
      'replay',
      '/totals/co2e/value',
    ],
    [
      'the id',
      (document) => {
        document.id = `est_${'0'.repeat(32)}`
      },
      'replay',
      '/id',
    ],
    [
      'something added',
      (document) => void Object.assign(document, { certified: true }),
      'replay',
      '/certified',
    ],
    ['the notices left out', ({ notices }) => void notices.splice(0), 'replay', '/notices/0'],
  ])('%s', async (_, change, check, pointer) => {
    const { outcome, differences, checks } = await verified(altered(change))
    expect(outcome).toBe('differs')
    const named = differences.filter((one) => one.check === check && one.pointer === pointer)
    expect([differences.slice(0, 3), named.length]).toEqual([expect.anything(), 1])
    expect(checks.find(({ name }) => name === check)?.passed).toBe(false)
    if (pointer.startsWith('/lines/1')) expect(named[0]?.line).toBe(at(city.lines, 1).id)
  })

  test.each([
    'hot-function',
    'cold-start-factor',
    'times-constant',
    'over-constant',
    'days-of-month',
    'constant',
  ])('a constant of %s', async (formula) => {
    const { key } = derivedOf(city, formula)
    const document = altered((copy) => {
      const { rule } = derivedOf(copy, formula).parameter
      for (const name of Object.keys(rule.constants))
        rule.constants[name] = (rule.constants[name] ?? 0) * 1.01 + 0.01
    })
    const { differences } = await verified(document)
    const value = `/parameters/${key.replaceAll('~', '~0').replaceAll('/', '~1')}/value`
    expect(differences).toContainEqual(
      expect.objectContaining({ check: 'derived-parameters', pointer: value }),
    )
  })

  test.each<[string, (parameter: Record<string, unknown>) => void, string]>([
    [
      'of an unknown formula',
      (one) => {
        one['rule'] = { formula: 'guess', constants: {} }
      },
      'Not a formula',
    ],
    [
      'without its constants',
      (one) => {
        one['rule'] = { formula: 'hot-function', constants: {} }
      },
      'Not a formula',
    ],
    [
      'with inputs missing',
      (one) => {
        one['inputs'] = []
      },
      'takes 1 inputs',
    ],
    [
      'with inputs of nothing',
      (one) => {
        one['inputs'] = ['constructor']
      },
      'no such parameter',
    ],
  ])('a rule %s', async (_, change, detail) => {
    const document = altered((copy) => change(derivedOf(copy, 'hot-function').parameter as never))
    const { differences } = await verified(document)
    expect(differences).toContainEqual(
      expect.objectContaining({ check: 'derived-parameters', detail: expect.stringContaining(detail) }),
    )
  })

  test('the figure that the request does not give: it is refused now', async () => {
    const document = altered(({ request }) => void delete request['speeds'])
    document.request['demand'] = [{ mode: 'taxi', trips: 5 }]
    const { outcome, differences } = await verified(document)
    expect(outcome).toBe('differs')
    expect(differences).toContainEqual(
      expect.objectContaining({ check: 'replay', detail: expect.stringMatching(/^Refused \[/) }),
    )
  })

  test('a notice left out', async () => {
    const { outcome, differences } = await verified(altered(({ notices }) => void notices.pop()))
    expect(outcome).toBe('differs')
    expect(differences.map(({ pointer }) => pointer)).toEqual([`/notices/${city.notices.length - 1}`])
  })

  test('more than 500 differences are counted, the first ones named', async () => {
    const document = altered((copy) => {
      copy.assumptions = Array.from({ length: 900 }, () => at(copy.assumptions, 0))
    })
    const { differences, differenceCount } = await verified(document)
    expect(differences).toHaveLength(500)
    expect(differenceCount).toBeGreaterThan(800)
  })
})

describe('words for people', () => {
  test('that read differently are reported apart, and the result is equal', async () => {
    const reworded = altered(({ notices, assumptions, drivers, parameters, privacy }) => {
      at(notices, 0).detail = 'Put better.'
      at(assumptions, 0).why = 'Put better.'
      at(drivers ?? [], 0).parameter = 'Put better'
      Object.assign(at(Object.values(parameters), 0), { name: 'Put better' })
      Object.assign(privacy, { statement: 'Put better.' })
    })
    const { outcome, differences, texts, textCount } = await verified(reworded)
    expect([outcome, differences, textCount]).toEqual(['equal', [], 5])
    expect(texts.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/notices/0/detail', '/assumptions/0/why', '/drivers/0/parameter']),
    )
    expect(texts).toContainEqual({
      pointer: '/notices/0/detail',
      document: 'Put better.',
      recomputed: city.notices[0]?.detail,
    })
  })

  test.each<[string, (document: Document) => void, string]>([
    ['a code', ({ notices }) => void Object.assign(at(notices, 0), { code: 'other' }), '/notices/0/code'],
    ['a unit', ({ totals }) => void Object.assign(totals.co2e, { unit: 'kg CO2e' }), '/totals/co2e/unit'],
    ['the city’s name', (copy) => void Object.assign(copy.city, { name: 'Bradford' }), '/city/name'],
    [
      'a formula',
      (copy) => {
        Object.assign(derivedOf(copy, 'days-of-month').parameter.rule, { formula: 'times-constant' })
      },
      'formula',
    ],
  ])('are not %s: that is a difference', async (_, change, pointer) => {
    const { outcome, differences } = await verified(altered(change))
    expect(outcome).toBe('differs')
    expect(differences.map((one) => one.pointer)).toContainEqual(expect.stringContaining(pointer))
  })

  test('that are gone, or were no words, are a difference', async () => {
    const without = altered(({ notices }) => void Object.assign(at(notices, 0), { detail: undefined }))
    expect((await verified(without)).outcome).toBe('differs')
    const number = altered(({ assumptions }) => void Object.assign(at(assumptions, 0), { why: 5 }))
    expect((await verified(number)).outcome).toBe('differs')
  })
})

describe('what cannot be verified says so', () => {
  test('another method version: the arithmetic is verified all the same', async () => {
    const other = altered((document) => {
      document.methodVersion = '0'
      getKnown(document.totals.co2e).value *= 2
    })
    const { outcome, methodVersion, differences } = await verified(other)
    expect([outcome, methodVersion.document]).toEqual(['other-method', '0'])
    expect(differences.map(({ pointer }) => pointer)).toContain('/totals/co2e/value')
    expect(differences.map(({ check }) => check)).toContain('replay')
  })

  test('a document of the first version, which carried neither request nor rules', async () => {
    const {
      request: _request,
      gwpParameters: _gwp,
      drivers: _drivers,
      ...first
    } = altered((document) => {
      document.methodVersion = '1'
      for (const parameter of Object.values(document.parameters)) delete parameter.rule
    })
    const { outcome, checks } = await verified(first)
    expect(outcome).toBe('other-method')
    const state = Object.fromEntries(checks.map(({ name, passed }) => [name, passed]))
    expect(state).toMatchObject({ 'derived-parameters': null, products: true, totals: null, replay: null })
  })

  test('a request of another version’s form', async () => {
    const other = altered((document) => {
      document.methodVersion = '99'
      document.request['crystalBall'] = true
    })
    const { outcome, checks } = await verified(other)
    expect(outcome).toBe('other-method')
    expect(checks.at(-1)).toMatchObject({
      name: 'replay',
      passed: null,
      detail: expect.stringContaining('form'),
    })
  })

  test.each<[string, (document: Document) => void]>([
    [
      'a set that is not here',
      ({ factorSet }) => {
        factorSet.id = '1999.1'
      },
    ],
    [
      'another digest',
      ({ factorSet }) => {
        factorSet.digest = `sha256:${'0'.repeat(64)}`
      },
    ],
  ])('%s', async (_, change) => {
    const { outcome, checks, factorSet } = await verified(altered(change))
    expect(outcome).toBe('set-not-available')
    expect(checks.find(({ name }) => name === 'factor-set')).toMatchObject({
      passed: null,
      detail: expect.stringMatching(/There is no factor set 1999\.1|has the digest sha256:/),
    })
    expect(factorSet.digest.service === null).toBe(factorSet.id === '1999.1')
    expect(checks.find(({ name }) => name === 'products')?.passed).toBe(true)
  })

  test('a document without its request', async () => {
    const { request: _, ...rest } = city
    expect((await verified(rest)).outcome).toBe('not-replayable')
  })
})

describe('what is no result', () => {
  const refused = async (document: object | string, status = 400) => {
    const answer = await post(document)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ])
    return answer.json() as { type: string; errors?: { pointer: string; code: string }[] }
  }

  test('has every fault named at its place, of the document and of the request in it', async () => {
    const broken: Altered = altered((document) => {
      document.request['demand'] = [{ mode: 'carr' }]
    })
    broken['totals'] = { ...city.totals, co2e: { value: 'much', unit: 't CO2e' } } as never
    broken['lines'] = [{ ...at(city.lines, 0), products: 'none' }] as never
    delete broken['byMode']
    const { errors = [] } = await refused(broken)
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(
      ['/byMode', '/lines/0/products', '/request/demand/0/mode', '/totals/co2e/value'].sort(),
    )
  })

  test('has lines and no parameters', async () => {
    const { parameters: _, ...rest } = city
    expect((await refused(rest)).errors).toEqual([expect.objectContaining({ pointer: '/lines' })])
  })

  test('carries a request about persons: nothing of it is repeated', async () => {
    const document = altered(({ request }) => {
      request['driver'] = 'Jane Roe'
    })
    const answer = await post(document)
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toContainEqual(
      expect.objectContaining({ code: 'person-level-data', pointer: '/request/driver' }),
    )
    expect(answer.body).not.toContain('Jane')
    const named = await verified(
      altered(({ city: place }) => {
        place.name = 'jane@roe.example'
      }),
    )
    expect(named.outcome).toBe('differs')
    expect(JSON.stringify(named)).not.toContain('jane@')
  })

  test.each([
    ['a list', '[]'],
    ['a word', '"est_1"'],
    ['nothing', 'null'],
    ['a number out of range', '{"id":"est_1","totals":{"co2e":{"value":1e999,"unit":"t"}}}'],
    ['a prototype', '{"__proto__":{"id":"est_1"}}'],
    ['half a document', '{"id":'],
    ['a deep one', `${'{"request":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ])('%s', async (_, text) => {
    expect((await refused(text)).type).toMatch(/invalid-request|malformed-body/)
  })

  test('a document with a deep part is compared no deeper than a result is', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    const answer = await post(`${JSON.stringify(city).slice(0, -1)},"deep":${deep}}`)
    expect([answer.statusCode, answer.json().differences]).toEqual([
      200,
      [expect.objectContaining({ pointer: '/deep', document: 'a list of 1' })],
    ])
  })

  test('more than 16 MiB', async () => {
    await refused(`{"id":"${'x'.repeat(17 * 1_048_576)}"}`, 413)
  })
})

describe('a scenario comes out again', () => {
  const TOWN = {
    city: { name: 'Town', country: 'DE', population: '200 thousand' },
    period: '2023',
    demand: [{ mode: 'car', vehicleDistance: '500 million vkm' }],
  }
  const LEVER = { id: 'less', kind: 'trips', mode: 'car', from: 2024, to: 2030, size: '10 %' }
  const made = async (more: object = {}) => {
    const payload = { base: TOWN, until: 2035, levers: [LEVER], ...more }
    return (await app.inject({ method: 'POST', url: '/v1/scenarios', payload })).json()
  }

  test.each([
    ['by propagation', {}],
    ['with draws', { uncertainty: { method: 'monte-carlo', draws: 200, seed: 3 }, shares: true }],
    [
      'with a reference, targets and sensitivity',
      {
        reference: { grid: [{ year: 2035, value: 0.5 }] },
        targets: [{ kind: 'budget', budget: 1e6 }],
        sensitivity: true,
      },
    ],
  ])('%s, from the request that it carries', async (_, more) => {
    const document = await made(more)
    const report = await verified(document)
    expect(report).toMatchObject({ outcome: 'equal', differenceCount: 0, textCount: 0 })
    expect(report.checks.map(({ name, passed }) => [name, passed])).toEqual([
      ['totals', true],
      ['groups', true],
      ['factor-set', true],
      ['replay', true],
    ])
    // The request is sent again as it stands.
    const again = await app.inject({ method: 'POST', url: '/v1/scenarios', payload: document.request })
    expect(again.json()).toEqual(document)
  })

  test('or each place that does not is named', async () => {
    const document = await made()
    document.byMode[0].scenario *= 1.001
    document.levers[0].moves = 'something'
    const report = await verified(document)
    expect(report.outcome).toBe('differs')
    expect(report.differences.map(({ check, pointer }) => `${check} ${pointer}`)).toEqual([
      'groups /years/12/scenario/value',
      'replay /byMode/0/scenario',
    ])
    expect(report.texts.map(({ pointer }) => pointer)).toEqual(['/levers/0/moves'])
  })

  test('only with its figures, its set, its method and its request', async () => {
    const document = await made()
    const outcomeOf = async (change: object) => (await verified({ ...document, ...change })).outcome
    expect(await outcomeOf({ records: { ...document.records, digest: 'sha256:0' } })).toBe(
      'set-not-available',
    )
    expect(await outcomeOf({ factorSet: { id: '1900.1', digest: 'sha256:0' } })).toBe('set-not-available')
    expect(await outcomeOf({ methodVersion: '1' })).toBe('other-method')
    const { request: _, ...bare } = document
    expect((await verified(bare)).outcome).toBe('not-replayable')
    const { years: __, ...broken } = document
    const answer = await post(broken)
    expect([answer.statusCode, answer.json().errors.map((one: { pointer: string }) => one.pointer)]).toEqual([
      400,
      ['/years'],
    ])
  })
})

describe('a comparison comes out again', () => {
  const town = (period: string, distance: string, more: object = {}) => ({
    city: { name: 'Town', country: 'DE', population: '200 thousand' },
    period,
    demand: [{ mode: 'car', vehicleDistance: distance }],
    ...more,
  })
  const made = async (payload: object) =>
    (await app.inject({ method: 'POST', url: '/v1/comparisons', payload })).json()
  const YEARS = [town('2019', '500 million vkm'), town('2021', '450 million vkm')] as const

  test('of two requests, of a series, of answers and of what was saved, from the request that it carries', async () => {
    const estimate = async (payload: object, query: string) =>
      (await app.inject({ method: 'POST', url: `/v1/estimates${query}`, payload })).json()
    const old = await estimate(town('2019', '500 million vkm', { factorSet: '2026.1' }), '')
    const saved = await estimate(YEARS[1], '?save=true')
    for (const body of [
      { from: YEARS[0], to: YEARS[1] },
      { series: [...YEARS, town('2022', '470 million vkm')], per: 'inhabitant' },
      { from: old, to: YEARS[1] },
      { from: YEARS[0], to: saved.id },
    ]) {
      const document = await made(body)
      const report = await verified(document)
      expect(report).toMatchObject({ outcome: 'equal', differenceCount: 0, textCount: 0 })
      expect(report.checks.map(({ name, passed }) => [name, passed])).toEqual([
        ['totals', true],
        ['groups', true],
        ['factor-set', true],
        ['replay', true],
      ])
    }
  })

  test('or what does not is named', async () => {
    const document = await made({ from: YEARS[0], to: YEARS[1] })
    document.effects[0].value *= 1.01
    const report = await verified(document)
    expect(report.outcome).toBe('differs')
    expect(report.differences.map(({ check, pointer }) => `${check} ${pointer}`)).toEqual([
      'totals /effects',
      'replay /effects/0/value',
    ])
    const other = await made({ from: YEARS[0], to: YEARS[1] })
    other.basis.digest = 'sha256:0'
    expect((await verified(other)).outcome).toBe('set-not-available')
    const { request: _, ...bare } = other
    expect((await post(bare)).json().errors[0].pointer).toBe('/request')
  })
})
