import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import type { Contract } from '../fixtures/contract.ts'
import { EVERY_FORMULA, EXAMPLES } from '../fixtures/documents.ts'
import { datasetOf, type Fact, storeWith } from '../fixtures/memory-datasets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'
import { filedWorkbook, LINE } from '../fixtures/workbook.ts'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const JSON_TYPE = 'application/json'

const contract = JSON.parse(readFileSync('openapi.json', 'utf8')) as Contract
// OpenAPI adds keywords of its own, and formats are words here.
const ajv = new Ajv2020({ strict: false, validateFormats: false })
ajv.addSchema(contract, 'contract')

/** What of a value does not fit the schema at a place of the contract. */
function misfits(value: unknown, ...place: readonly string[]): readonly string[] {
  const segments = place.map((segment) =>
    encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1')),
  )
  const validate = ajv.getSchema(`contract#/${segments.join('/')}`)
  if (!validate) throw new Error(`The contract has nothing at ${place.join(' ')}.`)
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`)
}
const misfitsOf = (name: string, value: unknown): readonly string[] =>
  misfits(value, 'components', 'schemas', name)

/** The path of the contract that a URL is of; one without parameters before one with. */
function pathOf(url: string): string {
  const asked = url.split('?', 1).join('').split('/')
  const fits = (path: string): boolean => {
    const segments = path.split('/')
    return (
      segments.length === asked.length &&
      segments.every((segment, at) => segment === asked[at] || segment.startsWith('{'))
    )
  }
  const found = Object.keys(contract.paths).filter(fits).sort().at(0)
  if (!found) throw new Error(`The contract has no path for ${url}.`)
  return found
}

/** Where the contract describes an answer. */
function placeOfAnswer(path: string, method: string, status: number, type: string): readonly string[] {
  const answer = contract.paths[path]?.[method]?.responses?.[status]
  const place = answer?.$ref?.split('/').slice(1) ?? ['paths', path, method, 'responses', String(status)]
  return [...place, 'content', type, 'schema']
}

const LEEDS = { id: 'leeds', name: 'Leeds', country: 'GB', population: { 2019: 793_100 } }
const facts: readonly Fact[] = Array.from({ length: 13 }, (_, at) => ({
  period: `${2019 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  city: 'leeds',
  mode: 'car',
  vehicleDistanceVkm: 1000 + at,
}))

let app: FastifyInstance
/** Operations that answered what was asked. */
const answered = new Set<string>()
beforeAll(async () => {
  app = await newApp({
    factorSets: factorSetsOf([releasedSet('2025.1'), releasedSet('2026.2')]),
    store: storeWith([{ dataset: datasetOf({ id: 'monthly', grain: 'month' }), facts }], [LEEDS]),
  })
})
afterAll(() => app.close())

/** An answer, and whether it and what was asked are what the contract says they are. */
async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object | Buffer,
  bytesType = WORKBOOK,
) {
  const path = pathOf(url)
  const operation = method.toLowerCase()
  if (payload && !Buffer.isBuffer(payload))
    expect(misfits(payload, 'paths', path, operation, 'requestBody', 'content', JSON_TYPE, 'schema')).toEqual(
      [],
    )
  const type = Buffer.isBuffer(payload) ? { 'content-type': bytesType } : {}
  const answer = await app.inject({ method, url, headers: type, ...(payload ? { payload } : {}) })
  const body = answer.json()
  const [answerType = ''] = String(answer.headers['content-type']).split(';')
  expect(misfits(body, ...placeOfAnswer(path, operation, answer.statusCode, answerType)), url).toEqual([])
  if (answer.statusCode < 300) answered.add(`${method} ${path}`)
  return body
}

const EVERYTHING = '?include=lines,explanation,boundaries,inventory'
const example = (name: string): object => ({ ...EXAMPLES.get(name), factorSet: '2026.2' })

describe('what is asked and answered is what the contract says:', () => {
  test.each([...EXAMPLES.keys()])('%s', async (name) => {
    const result = await ask('POST', `/v1/estimates${EVERYTHING}`, example(name))
    expect(misfitsOf('ResultDocument', result)).toEqual([])
  })

  test('every formula, and what may be asked of it', async () => {
    const result = await ask('POST', `/v1/estimates${EVERYTHING}`, EVERY_FORMULA)
    await ask('POST', '/v1/verifications', result)
    const drawn = { method: 'monte-carlo', draws: 1000, seed: 1, correlations: [] }
    await ask('POST', '/v1/estimates', { ...EVERY_FORMULA, uncertainty: drawn })
  })

  test('quantities in each of their forms', async () => {
    const quantities = [
      1e6,
      '1 million vkm',
      { value: 1e6, plusMinus: '10 %' },
      { value: '1 million vkm', lower: 9e5, upper: 1.2e6 },
      { value: 1e6, unit: 'vkm', distribution: { kind: 'triangular', min: 9e5, mode: 1e6, max: 1.2e6 } },
    ]
    const demand = quantities.map((vehicleDistance, at) => ({
      mode: 'car',
      vehicleClass: ['mini', 'small', 'medium', 'large', 'average'][at],
      vehicleDistance,
      powertrain: 'petrol',
    }))
    await ask('POST', '/v1/estimates', { ...example('leeds-cars-2019.json'), demand })
  })

  test('a saved estimate and its views', async () => {
    const { id } = await ask('POST', '/v1/estimates?save=true', example('leeds-2019.json'))
    for (const view of ['', '/lines', '/explanation', '/boundaries', '/inventory'])
      await ask('GET', `/v1/estimates/${id}${view}`)
    await ask('GET', '/v1/estimates')
    await ask('GET', `/v1/factor-sets/2025.1/diff/2026.2?estimate=${id}&limit=50`)
    const filed = await ask('POST', '/v1/filed-inventories?save=true', await filedWorkbook([LINE]))
    await ask('GET', '/v1/filed-inventories')
    await ask('GET', `/v1/filed-inventories/${filed.id}`)
    await ask('GET', `/v1/filed-inventories/${filed.id}/comparison?estimate=${id}`)
  })

  test('the first bytes of a file', async () => {
    const recognise = (text: string) =>
      ask('POST', '/v1/imports/recognise', Buffer.from(text), 'application/octet-stream')
    await recognise('period,city,mode,trips\n2024-03,a,car,5\n')
    await recognise('phone,zone\n1,2\n')
    await recognise('%PDF-1.7')
  })

  test('fuel sold, and a series made again', async () => {
    await ask('POST', '/v1/reconciliations', example('leeds-fuel-2019.json'))
    const estimates = ['leeds-cars-2018.json', 'leeds-cars-2019.json'].map(example)
    await ask('POST', '/v1/restatements', { estimates, with: { factorSet: '2026.2' } })
    const compared = await ask('POST', '/v1/comparisons', { from: estimates[0], to: estimates[1] })
    await ask('POST', '/v1/verifications', compared)
    await ask('POST', '/v1/years', { years: estimates })
    await ask('POST', '/v1/peers', {
      cities: [
        estimates[0],
        {
          ...(estimates[1] as object),
          city: { ...(estimates[1] as { city: object }).city, name: 'Bradford' },
        },
      ],
    })
    await ask('POST', '/v1/comparisons', { series: [...estimates, { ...estimates[1], period: '2021' }] })
  })

  test('a scenario', async () => {
    const body = {
      base: example('leeds-cars-2019.json'),
      until: 2030,
      levers: [{ id: 'fewer trips', kind: 'trips', mode: 'car', from: 2020, to: 2025, size: '10 %' }],
      targets: [{ kind: 'linear', reduction: 0.3 }, { kind: 'science-based' }],
      shares: true,
    }
    await ask('POST', '/v1/verifications', await ask('POST', '/v1/scenarios', body))
    await ask('POST', '/v1/scenarios/explanation?figure=2030/scenario/car', body)
    await ask('GET', '/v1/scenario-levers')
  })

  test('factors', async () => {
    await ask('GET', '/v1/factor-sets')
    await ask('GET', '/v1/factor-sets/2026.2')
    const { items } = await ask('GET', '/v1/factor-sets/2026.2/factors?mode=car&limit=1000')
    await ask('GET', `/v1/factor-sets/2026.2/factors/${items[0].id}`)
    for (const kind of ['speed-curve', 'gas-curve', 'cold-start', 'grid-intensity'])
      await ask('GET', `/v1/factor-sets/2026.2/factors?kind=${kind}&limit=1000`)
    await ask('GET', '/v1/factor-sets/2026.2/factors?mode=bus&country=GB&year=2019&match=estimate')
    await ask('GET', '/v1/factor-sets/2026.2/sources')
    await ask('GET', '/v1/factor-sets/2026.2/attribution')
    await ask('GET', '/v1/overlays')
  })

  test('cities, datasets and what is made of them', async () => {
    const { id: _, ...leeds } = LEEDS
    await ask('PUT', '/v1/cities/leeds', leeds)
    await ask('GET', '/v1/cities/leeds')
    const ofLeeds = { ...example('leeds-cars-2019.json'), city: { name: leeds.name, country: leeds.country } }
    await ask('PUT', '/v1/cities/leeds/years/2019', { ...ofLeeds, period: '2019' })
    await ask('GET', '/v1/cities/leeds/years')
    await ask('DELETE', '/v1/cities/leeds/years/2019')
    await ask('GET', '/v1/cities')
    await ask('GET', '/v1/datasets')
    await ask('GET', '/v1/datasets/monthly')
    await ask('GET', '/v1/cities/leeds/series?dataset=monthly&baseline=2019-01..2019-12')
    await ask('GET', '/v1/datasets/monthly/estimates?period=2019-03')
    const { id } = await ask('POST', '/v1/estimates?save=true', example('leeds-cars-2019.json'))
    await ask('GET', `/v1/cities/leeds/nowcast?dataset=monthly&period=2020-01&estimate=${id}`)
    const demand = { dataset: 'monthly', city: 'leeds' }
    await ask('POST', '/v1/estimates', { ...example('leeds-cars-2019.json'), demand })
    await ask('GET', '/v1/jobs')
    await ask('DELETE', `/v1/estimates/${id}`)
    await ask('GET', '/v1/datasets/monthly/releases')
    await ask('GET', '/v1/datasets/monthly/released')
    await ask('GET', '/v1/datasets/none/released')
    await ask('GET', '/v1/keys/me')
    await ask('GET', '/v1/datasets/monthly/zones?city=leeds&period=2024-Q1')
    await ask('DELETE', '/v1/datasets/monthly')
  })

  test('lists and life', async () => {
    for (const url of ['/v1/vocabulary', '/v1/import-formats', '/v1/schemas/result', '/healthz', '/readyz'])
      await ask('GET', url)
  })

  test('what is wrong', async () => {
    await ask('GET', '/v1/estimates/est_00000000000000000000000000000000')
    await ask('GET', '/v1/estimates?limit=0')
    await ask('GET', '/v1/factor-sets/1066.1')
    const ton = { mode: 'van', vehicleDistance: '5 ton' }
    await ask('POST', '/v1/estimates', { ...example('leeds-cars-2019.json'), demand: [ton] })
  })

  test('for most operations', () => {
    // What takes files, streams or stops a job is tried where those are tested; all others were asked above.
    const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(operations.filter((operation) => !answered.has(operation)).sort()).toEqual([
      'DELETE /v1/jobs/{id}',
      'GET /metrics',
      'GET /v1/datasets/{id}/events',
      // Two pages are no JSON: test/pages reads them.
      'GET /v1/estimates/{id}/brief',
      'GET /v1/import-formats/tidy/template',
      'GET /v1/jobs/{id}',
      'GET /v1/jobs/{id}/events',
      // A release is made of files that were imported: test/privacy makes them.
      'GET /v1/releases/{id}',
      'GET /v1/releases/{id}/certificate',
      // A workbook is no JSON: test/templates reads it.
      'GET /v1/templates/{name}',
      'POST /v1/datasets',
      'POST /v1/datasets/{id}/releases',
      // A table of text is no JSON: test/statements sends it.
      'POST /v1/statements/{part}',
      'PUT /v1/datasets/{id}/content',
      'PUT /v1/datasets/{id}/zones',
    ])
  })
})

describe('the contract does not fit', () => {
  const request = example('leeds-2019.json')

  test('a request that the service refuses for its form', () => {
    expect(misfitsOf('EstimateRequest', { ...request, wheels: 4 })).not.toEqual([])
    expect(misfitsOf('EstimateRequest', { ...request, demand: [{ mode: 'carr' }] })).not.toEqual([])
    const trips = { value: 1, plusmius: '10 %' }
    expect(misfitsOf('EstimateRequest', { ...request, demand: [{ mode: 'car', trips }] })).not.toEqual([])
    const correlations = [{ between: ['/a', '/b', '/c'], coefficient: 0 }]
    expect(misfitsOf('EstimateRequest', { ...request, uncertainty: { correlations } })).toEqual(
      expect.arrayContaining([expect.stringContaining('/uncertainty/correlations/0/between')]),
    )
  })

  test('a result with a figure that lacks its unit, or with a field more', async () => {
    const answer = await app.inject({ method: 'POST', url: '/v1/estimates', payload: request })
    const result = answer.json()
    expect(misfitsOf('EstimateResult', result)).toEqual([])
    const { unit: _, ...bare } = result.totals.co2e
    // A sum is a figure or the known part of one, so that neither of the two is met.
    const misfits = misfitsOf('EstimateResult', { ...result, totals: { ...result.totals, co2e: bare } })
    expect(misfits.length).toBeGreaterThan(0)
    for (const misfit of misfits) expect(misfit).toContain('/totals/co2e')
    expect(misfitsOf('EstimateResult', { ...result, more: 1 })).not.toEqual([])
  })
})
