import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { comparison } from '../../api/comparisons/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { runCommand } from '../fixtures/command.ts'
import { datasetOf, releasedCell, storeWith } from '../fixtures/memory-datasets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

const OPEN = datasetOf({ id: 'open', grain: 'year' })
const { licence: _, ...TERMS } = OPEN
const TAPS = datasetOf({ ...TERMS, id: 'taps', legalBasis: 'agreement', contributorUnit: 'device' })
const cell = (period: string, mode: string, vehicleDistanceVkm: number) =>
  releasedCell({ city: 'leeds', mode, period, vehicleDistanceVkm, present: 1, days: 365, persons: 500 })
const store = storeWith([
  {
    dataset: OPEN,
    facts: [
      { period: '2019', city: 'leeds', mode: 'car', vehicleDistanceVkm: 1e6 },
      { period: '2021', city: 'leeds', mode: 'car', vehicleDistanceVkm: 1.1e6 },
    ],
  },
  // What its releases gave out; the bus of 2021 is not among it, whether it ran or was withheld.
  {
    dataset: TAPS,
    facts: [{ period: '2021', city: 'leeds', mode: 'bus', vehicleDistanceVkm: 77_777, contributors: 3 }],
    released: [cell('2019', 'car', 1e6), cell('2019', 'bus', 9e4), cell('2021', 'car', 1.1e6)],
  },
])
const folder = mkdtempSync(join(tmpdir(), 'cordon-compared-'))
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ store, factorSets: factorSetsOf([releasedSet('2026.4')]) })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const year = (period: string, dataset: string, city: object = {}) => ({
  city: { name: 'Leeds', country: 'GB', ...city },
  period,
  demand: { dataset, city: 'leeds' },
  fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '8 L/100km' }],
})
const post = (body: object) => app.inject({ method: 'POST', url: '/v1/comparisons', payload: body })

describe('years of a dataset', () => {
  test('are compared as if their rows had been stated, and the answer says whose they are', async () => {
    const answer = await post({ from: year('2019', 'open'), to: year('2021', 'open') })
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
    const { effects, change, privacy, notices } = comparison.parse(answer.json())
    const stated = (period: string, km: number) => ({
      ...year(period, 'open'),
      demand: [{ mode: 'car', vehicleDistance: km, flow: 'within' }],
    })
    const alike = (await post({ from: stated('2019', 1e6), to: stated('2021', 1.1e6) })).json()
    expect(change.value).toBeCloseTo(alike.change.value, 9)
    expect(effects[0]?.factor).toBe('trip-rate')
    // A tenth more; the last digits follow from how the lines of petrol and its biofuel are weighed.
    expect(effects[0]?.ratio).toBeCloseTo(1.1, 6)
    expect(privacy).toHaveLength(1)
    expect(privacy?.[0]).toMatchObject({ input: 'dataset', dataset: { id: 'open' } })
    expect(privacy?.[0]?.statement).toContain('published for everybody')
    expect(alike).not.toHaveProperty('privacy')
    expect(notices.map(({ code }) => code)).not.toContain('mode-on-one-side')
  })

  test('of one that is not open are its releases: what is withheld in one year did not vanish', async () => {
    const answer = await post({ series: [year('2019', 'taps'), year('2021', 'taps')] })
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
    const { byMode, method, notices, privacy, effects } = comparison.parse(answer.json())
    expect(byMode.map(({ mode }) => mode)).toEqual(['car'])
    expect(method.find(({ factor }) => factor === 'coverage')?.value).toBeLessThan(0)
    expect(effects.map(({ factor }) => factor)).not.toContain('mode-share')
    expect(notices).toContainEqual(
      expect.objectContaining({
        code: 'coverage-differs',
        pointer: '/series/0',
        detail: expect.stringContaining('passengers (bus)'),
      }),
    )
    expect(privacy?.length).toBeGreaterThan(0)
    for (const one of privacy ?? []) {
      expect(one.dataset?.terms).toMatchObject({ minimumContributors: 25, contributorUnit: 'device' })
      expect(one.statement).toContain('Withheld were sums of fewer than 25 contributors (each a device)')
    }
  })

  test('per inhabitant of a small place are refused, with the faults of the other side', async () => {
    const answer = await post({
      from: year('2019', 'taps', { population: 800 }),
      to: { ...year('2021', 'open'), demand: [{ mode: 'car', vehicleDistance: -1 }] },
    })
    expect(answer.statusCode).toBe(422)
    expect(
      answer
        .json()
        .errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`),
    ).toEqual([
      'release-too-fine /from/city/population',
      expect.stringMatching(/ \/to\/demand\/0\/vehicleDistance$/),
    ])
  })

  test('that there are not are refused at their place', async () => {
    const answer = await post({ from: year('2019', 'open'), to: year('2021', 'none') })
    expect(answer.json().errors).toEqual([
      expect.objectContaining({ code: 'dataset-unknown', pointer: '/to/demand/dataset' }),
    ])
    const empty = await post({ from: year('1999', 'open'), to: year('2021', 'open') })
    expect(empty.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      expect.stringMatching(/^\/from/),
    ])
  })

  test('are named by their year at a shell, of a file that names a dataset', async () => {
    const path = join(folder, 'plain.json')
    writeFileSync(path, JSON.stringify({ ...year('2019', 'open'), demand: [] }))
    const { exitCode, complaint } = await runCommand(['compare', `${path}#2019`, `${path}#2021`])
    expect(exitCode).toBe(2)
    expect(complaint).toContain('only a request whose demand names a dataset has other years')
  })
})
