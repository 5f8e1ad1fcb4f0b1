import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenarioResult } from '../../api/scenarios/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { runCommand } from '../fixtures/command.ts'
import { datasetOf, releasedCell, storeWith } from '../fixtures/memory-datasets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

const SETS = factorSetsOf([releasedSet('2026.4')])
const OPEN = datasetOf({ id: 'open', grain: 'year' })
const { licence: _, ...TERMS } = OPEN
const TAPS = datasetOf({ ...TERMS, id: 'taps', legalBasis: 'agreement', contributorUnit: 'device' })
const drive = (mode: 'car' | 'bus', vehicleDistanceVkm: number) => ({
  period: '2021',
  city: 'leeds',
  mode,
  vehicleDistanceVkm,
})
const store = storeWith([
  { dataset: OPEN, facts: [drive('car', 1.1e6), drive('bus', 9e4)] },
  // The bus was not given out.
  {
    dataset: TAPS,
    facts: [drive('car', 1.1e6), { ...drive('bus', 77_777), contributors: 3 }],
    released: [
      releasedCell({
        city: 'leeds',
        mode: 'car',
        period: '2021',
        vehicleDistanceVkm: 1.1e6,
        present: 1,
        days: 365,
        persons: 500,
      }),
    ],
  },
])
const folder = mkdtempSync(join(tmpdir(), 'cordon-scenario-of-dataset-'))
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ store, factorSets: SETS })
})
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

const base = (dataset: string) => ({
  city: { name: 'Leeds', country: 'GB' },
  period: '2021',
  demand: { dataset, city: 'leeds' },
})
const BUSES = {
  id: 'buses',
  kind: 'fleet-share',
  mode: 'bus',
  powertrain: 'electric',
  from: 2022,
  to: 2030,
  size: '80 %',
}
const FEWER = { id: 'fewer', kind: 'trips', mode: 'car', from: 2022, to: 2030, size: '10 %' }
const post = (body: object, path = '') =>
  app.inject({ method: 'POST', url: `/v1/scenarios${path}`, payload: body })
const faultsOf = (answer: Awaited<ReturnType<typeof post>>): readonly string[] =>
  answer.json().errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)

describe('a base of a dataset', () => {
  const asked = { base: base('open'), until: 2035, levers: [FEWER, BUSES] }

  test('is as if its rows had been stated, and the answer says whose they are', async () => {
    const answer = await post(asked)
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
    const { years, privacy, notices } = scenarioResult.parse(answer.json())
    const rows = [
      { mode: 'bus', vehicleDistance: 9e4, flow: 'within' },
      { mode: 'car', vehicleDistance: 1.1e6, flow: 'within' },
    ]
    const stated = await post({ ...asked, base: { ...base('open'), demand: rows } })
    const alike = scenarioResult.parse(stated.json())
    for (const [at, { reference, scenario }] of years.entries()) {
      expect(reference.value).toBeCloseTo(alike.years[at]?.reference.value as number, 9)
      expect(scenario.value).toBeCloseTo(alike.years[at]?.scenario.value as number, 9)
    }
    expect(privacy).toMatchObject({ input: 'dataset', dataset: { id: 'open' } })
    expect(alike).not.toHaveProperty('privacy')
    expect(notices.map(({ code }) => code)).toContain('dataset-used')
  })

  test('is made again from what the answer says, without the dataset', async () => {
    const answer = await post(asked)
    const verified = await app.inject({
      method: 'POST',
      url: '/v1/verifications',
      payload: answer.json(),
    })
    expect(verified.json()).toMatchObject({ outcome: 'equal' })
    const explained = await post(asked, '/explanation?figure=2035/scenario/bus')
    expect([explained.statusCode, explained.json().scenario]).toEqual([200, answer.json().id])
  })

  test('that is not open is what its releases gave out', async () => {
    const answer = await post({ base: base('taps'), until: 2035, levers: [FEWER] })
    expect([answer.statusCode, answer.statusCode === 200 ? '' : answer.body]).toEqual([200, ''])
    const { byMode, privacy, notices } = scenarioResult.parse(answer.json())
    expect(byMode.map(({ mode }) => mode)).toEqual(['car'])
    expect(answer.body).not.toContain('77777')
    expect(privacy?.statement).toContain('Withheld were sums of fewer than 25 contributors')
    // Of a mode that no release names it is not told whether there is any.
    expect(notices.map(({ code }) => code)).toContain('dataset-used')
    expect(JSON.stringify(notices)).not.toContain('bus')
    expect(faultsOf(await post({ base: base('taps'), until: 2035, levers: [BUSES] }))).toEqual([
      'lever-not-applicable /levers/0/mode',
    ])
  })

  test('is refused with the faults of all parts at once', async () => {
    const body = {
      base: base('none'),
      until: 2035,
      levers: [{ ...FEWER, to: 2020 }],
      targets: [{ kind: 'linear', year: 2001, reduction: 0.5 }],
    }
    expect([...faultsOf(await post(body))].sort()).toEqual([
      'dataset-unknown /base/demand/dataset',
      'lever-out-of-range /levers/0/to',
      'target-not-ahead /targets/0/year',
    ])
    const nothing = await post({
      ...body,
      levers: [],
      targets: [],
      base: { ...base('open'), period: '1999' },
    })
    expect(faultsOf(nothing)).toEqual([expect.stringMatching(/ \/base\/demand/)])
  })
})

test('cordon scenario takes a base of a dataset from the data folder', async () => {
  const environment = { CORDON_DATA_DIR: join(folder, 'data') }
  const file = (name: string, content: string | object): string => {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const facts = file('facts.csv', 'city,period,mode,vehicle_distance_vkm\nleeds,2021,car,1100000\n')
  const run = (...words: readonly string[]) => runCommand(words, { environment, factorSets: () => SETS })
  const imported = await run(
    ...['import', 'tidy', facts, '--dataset', 'open', '--title', 'Made up', '--owner', 'Nobody'],
    ...['--legal-basis', 'open-licence', '--licence', 'CC BY 4.0', '--country', 'GB', '--grain', 'year'],
  )
  expect([imported.exitCode, imported.exitCode === 0 ? '' : imported.complaint]).toEqual([0, ''])
  const measures = file('measures.json', { until: 2035, levers: [FEWER] })
  const shown = await run('scenario', file('city.json', base('open')), measures)
  expect([shown.exitCode, shown.complaint]).toEqual([0, ''])
  expect(shown.output).toContain('Leeds, GB: 2021 to 2035, t CO2e')
  const wrong = await run('scenario', file('none.json', base('none')), measures)
  expect([wrong.exitCode, wrong.complaint]).toEqual([2, expect.stringContaining('dataset-unknown')])
})
