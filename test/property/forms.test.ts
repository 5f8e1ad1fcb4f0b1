import { readdirSync, readFileSync } from 'node:fs'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { simulateHere } from '../../api/draws/simulate.ts'
import { answerMemory } from '../../api/estimate/answer-memory.ts'
import { answerTo, linesOf, questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { EstimateContext } from '../../src/estimate/context.ts'
import { gatherByForm } from '../../src/estimate/form-memory.ts'
import { lookUpMemory } from '../../src/factors/factor-set.ts'
import { type EstimateInput, EstimateRefused, type FactorSet, nothingStated } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const SET = releasedSet('2026.4')

/** The same set as nobody asked before. */
const fresh = (): FactorSet => ({ ...SET, remember: lookUpMemory(10_000) })

type Answer = (body: unknown) => Promise<string>

const answering = (): Answer => {
  const factorSets = factorSetsOf([fresh()])
  const bytesOf = answerMemory(factorSets, simulateHere)
  return async (body) => {
    const request = estimateRequest.parse(body)
    try {
      const bytes = String(await bytesOf(request))
      const made = await answerTo(questionOf(request, factorSets), simulateHere, 'lines')
      // Prepared pieces are what the whole is.
      expect(bytes).toBe(JSON.stringify(made.result))
      return `${bytes}\n${JSON.stringify(linesOf(made))}`
    } catch (error) {
      if (error instanceof EstimateRefused) return JSON.stringify(error.refusals)
      throw error
    }
  }
}

const EXAMPLES_FOLDER = new URL('../../examples/', import.meta.url)
const read = (path: URL) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
const PINNED = read(new URL('../pins/requests.json', import.meta.url))
const EXAMPLES = [
  ...readdirSync(EXAMPLES_FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name, read(new URL(name, EXAMPLES_FOLDER))] as const),
  ...Object.entries(PINNED).map(([name, body]) => [name, body as Record<string, unknown>] as const),
]
  // Draws take long, and are made of the same lines.
  .map(([name, { factorSet: _, uncertainty: _drawn, ...body }]) => [name, body] as const)
  .filter(([, body]) => estimateRequest.safeParse(body).success)

const isShare = (name: string): boolean => /share|biofuel|plusMinus/i.test(name)

/** The same request with other numbers; shares stay what they are, since they must sum to 1. */
function withNumbers(body: unknown, by: number, name = ''): unknown {
  if (Array.isArray(body)) return body.map((one) => withNumbers(one, by, name))
  if (typeof body === 'object' && body !== null)
    return Object.fromEntries(Object.entries(body).map(([key, one]) => [key, withNumbers(one, by, key)]))
  if (isShare(name) || ['period', 'country', 'blend', 'meanTemperature'].includes(name)) return body
  if (name === 'population') return Math.round(Number(body) * by)
  if (typeof body === 'number') return body * by
  if (typeof body !== 'string' || !/^[\d., ]+[ a-z(]/i.test(body)) return body
  return body.replace(/^[\d,]+(\.\d+)?/, (digits) => String(Number(digits.replaceAll(',', '')) * by))
}

describe('a form of requests gives each request the answer that it has alone', () => {
  test.each(EXAMPLES)('%s', async (_, body) => {
    const answer = answering()
    for (const by of [1, 1.01, 0.97, 1.013, 1, 0.5, 1.2]) {
      const varied = withNumbers(body, by)
      expect(await answer(varied)).toBe(await answering()(varied))
    }
  })

  property.prop(
    [
      fc.array(fc.tuple(fc.constantFrom(...EXAMPLES), fc.double({ min: 0.8, max: 1.25, noNaN: true })), {
        minLength: 4,
        maxLength: 12,
      }),
    ],
    { numRuns: 20 },
  )('whatever was asked before', async (asked) => {
    const answer = answering()
    for (const [[name, body], by] of asked) {
      const varied = withNumbers(body, by)
      expect(await answer(varied), name).toBe(await answering()(varied))
    }
  })

  test('of another city of the same kind', async () => {
    const [, body] = EXAMPLES.find(([name]) => name.startsWith('hennepin-2020')) as (typeof EXAMPLES)[number]
    const answer = answering()
    for (const name of ['Here', 'There', 'Here', 'place:car', '\u0001city\u0001']) {
      const named = { ...(body as object), city: { name, country: 'US', population: 900_000 } }
      expect(await answer(named)).toBe(await answering()(named))
    }
  })
})

describe('what decides more than a product is not of a form', () => {
  const input = (value: number): EstimateInput => ({
    ...nothingStated('DE', 2020),
    demand: [
      {
        pointer: '/demand/0',
        mode: 'car',
        vehicleDistance: { value, unit: 'vkm', pointer: '/demand/0/vehicleDistance' },
      },
    ],
  })
  const gathered = (said: string) => ({
    gwp: { set: 'AR5', ch4: 28, n2o: 265 } as const,
    lines: [],
    parameters: new Map(),
    assumptions: [],
    notices: [{ code: 'population-missing' as const, detail: said }],
  })

  test('and a form is made once for numbers that decide nothing', () => {
    let made = 0
    const set = fresh()
    for (const value of [1, 2, 3, 4])
      gatherByForm(input(value), set, (context) => {
        made += 1
        context.stated('distance', context.input.demand[0]?.vehicleDistance as never)
        return gathered('')
      })
    // The first is remembered, the second makes the form.
    expect(made).toBe(2)
  })

  test('nor made again and again where what decides differs each time', () => {
    let made = 0
    const set = fresh()
    for (const value of [1, 2, 3, 4, 5, 6, 7, 8])
      gatherByForm(input(value), set, (context) => {
        made += 1
        return gathered(`${context.input.demand[0]?.vehicleDistance?.value}`)
      })
    // One for each, and the one that told what decides.
    expect(made).toBe(9)
  })

  test.each([
    [
      'a threshold',
      (context: EstimateContext) =>
        (context.input.demand[0]?.vehicleDistance?.value ?? 0) > 2 ? 'much' : 'little',
    ],
    [
      'a parameter in words',
      (context: EstimateContext) =>
        `${context.stated('distance', context.input.demand[0]?.vehicleDistance as never).value} vkm`,
    ],
    [
      'a derived parameter in words',
      (context: EstimateContext) => {
        const distance = context.stated('distance', context.input.demand[0]?.vehicleDistance as never)
        return `${context.derived('half', 'half', 'vkm', 'half', [distance], { formula: 'over-constant', constants: { divisor: 2 } }).value}`
      },
    ],
  ])('%s', (_, words) => {
    const set = fresh()
    for (const value of [1, 2, 3, 4, 3, 2, 1, 1]) {
      const alone = words(new EstimateContext(fresh(), input(value)))
      const [said] = gatherByForm(input(value), set, (context) => gathered(words(context))).notices
      expect(said?.detail).toBe(alone)
    }
  })
})
