import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { linesView } from '../../api/estimate/result-schema.ts'
import { estimateAnswer } from '../../api/estimates/schema.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const idOf = (answer: { json(): { id: string } }): string => answer.json().id

describe('POST /v1/estimates', () => {
  test('answers with the documented result', async () => {
    const answer = await postEstimate(app, SMALL_CITY)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(() => estimateAnswer.parse(answer.json())).not.toThrow()
    // 80 000 L × 0.745 kg/L × 44.3 MJ/kg × 0.0693 kg/MJ = 182 973.5… kg (IPCC petrol).
    expect(answer.json().totals.co2.value).toBeCloseTo(80_000 * 0.745 * 44.3 * 0.0693 * 1e-3, 9)
  })

  test('gives the same bytes for the same input, however its fields are ordered', async () => {
    const { city, period, demand } = SMALL_CITY
    const first = await postEstimate(app, { city, period, demand })
    const second = await postEstimate(app, { demand, period, city })
    expect(second.rawPayload.equals(first.rawPayload)).toBe(true)
  })

  test('keeps nothing unless asked', async () => {
    const quiet = await newApp()
    const id = idOf(await postEstimate(quiet, SMALL_CITY))
    expect((await quiet.inject(`/v1/estimates/${id}`)).statusCode).toBe(404)
    expect((await quiet.inject('/v1/estimates')).json()).toEqual({ items: [] })
    await quiet.close()
  })

  test('adds the lines on request', async () => {
    const answer = await postEstimate(app, SMALL_CITY, '?include=lines')
    const { lines, parameters, gwpParameters, ...result } = answer.json()
    expect(result).toEqual((await postEstimate(app, SMALL_CITY)).json())
    expect(() => linesView.parse({ lines, parameters, gwpParameters })).not.toThrow()
  })

  test('names the views that there are', async () => {
    const answer = await postEstimate(app, SMALL_CITY, '?include=lines,weather')
    expect(answer.statusCode).toBe(400)
    expect(answer.json().errors).toEqual([
      {
        code: 'invalid-field',
        parameter: 'include',
        detail: 'There is no such view.',
        candidates: ['lines', 'explanation', 'boundaries', 'inventory'],
      },
    ])
  })

  test('does not mix 50 requests at a time', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `City ${index}`)
    const answers = await Promise.all(
      names.map((name, index) =>
        postEstimate(app, {
          city: { name, country: 'GB' },
          period: '2019',
          demand: [{ mode: 'walk', passengerDistance: (index + 1) * 1000 }],
        }),
      ),
    )
    expect(answers.map((answer) => answer.json().city.name)).toEqual(names)
    expect(answers.map((answer) => answer.json().totals.passengerDistance.value)).toEqual(
      names.map((_, index) => (index + 1) * 1000),
    )
    expect(new Set(answers.map(idOf)).size).toBe(50)
  })
})

describe('saved estimates', () => {
  test('are given out again to the byte', async () => {
    const plain = await postEstimate(app, SMALL_CITY)
    const saved = await postEstimate(app, SMALL_CITY, '?save=true')
    expect(saved.statusCode).toBe(201)
    expect(saved.headers.location).toBe(`/v1/estimates/${idOf(plain)}`)
    expect(saved.rawPayload.equals(plain.rawPayload)).toBe(true)
    const again = await app.inject(String(saved.headers.location))
    expect(again.statusCode).toBe(200)
    expect(again.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(again.rawPayload.equals(plain.rawPayload)).toBe(true)
  })

  test('are the same when saved again', async () => {
    const first = await postEstimate(app, SMALL_CITY, '?save=true')
    const before = (await app.inject('/v1/estimates')).body
    const second = await postEstimate(app, SMALL_CITY, '?save=true')
    expect([second.statusCode, second.headers.location]).toEqual([201, first.headers.location])
    expect((await app.inject('/v1/estimates')).body).toBe(before)
  })

  test('come in pages', async () => {
    const own = await newApp()
    for (const period of ['2017', '2018', '2019'])
      await postEstimate(own, { ...SMALL_CITY, period }, '?save=true')
    const first = (await own.inject('/v1/estimates?limit=2')).json()
    const rest = (await own.inject(`/v1/estimates?limit=2&after=${first.next}`)).json()
    expect(first.items).toHaveLength(2)
    expect(rest).toEqual({ items: [expect.anything()] })
    const all = [...first.items, ...rest.items]
    expect(all.map(({ period }) => period).sort()).toEqual(['2017', '2018', '2019'])
    expect(all[0]).toEqual({
      id: expect.stringMatching(/^est_[0-9a-f]{32}$/),
      city: { name: 'Leeds', country: 'GB' },
      period: expect.any(String),
      factorSet: 'hand',
      co2e: { value: expect.any(Number), unit: 't CO2e' },
    })
    await own.close()
  })

  test.each(['limit=0', 'limit=1001', 'limit=x', 'page=2'])('refuse the query %s', async (query) => {
    const answer = await app.inject(`/v1/estimates?${query}`)
    expect([answer.statusCode, answer.json().errors[0].parameter]).toEqual([400, query.split('=')[0]])
  })
})

describe('GET /v1/estimates/{id}/lines', () => {
  test('gives JSON, and CSV where that is preferred', async () => {
    const saved = await postEstimate(app, SMALL_CITY, '?save=true')
    const url = `${saved.headers.location}/lines`
    const view = linesView.parse((await app.inject(url)).json())
    const csv = await app.inject({ url, headers: { accept: 'text/csv' } })
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.headers['vary']).toBe('accept')
    const products = view.lines.flatMap((line) => line.products)
    expect(csv.body.trimEnd().split('\r\n')).toHaveLength(products.length + 1)
    expect(csv.body).toMatch(/^line,row,mode,/)
  })

  test('knows no lines of what is not saved', async () => {
    expect((await app.inject('/v1/estimates/est_0/lines')).statusCode).toBe(404)
  })
})
