import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { memoryStore } from '../../api/store/memory-store.ts'
import { FLOWS_OF_TEST, LIMITS } from '../fixtures/importing.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'

const store = memoryStore()
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ store, importers: [TALLY], importLimits: LIMITS })
})
afterAll(async () => {
  await app.close()
  await store.close()
})

async function estimateOf(id: string, facts: object, rows: string) {
  const payload = { ...FLOWS_OF_TEST, id, country: 'GB', grain: 'year', ...facts }
  await app.inject({ method: 'POST', url: '/v1/datasets', payload })
  await app.inject({
    method: 'PUT',
    url: `/v1/datasets/${id}/content?format=tally`,
    payload: `period,city,mode,vehicle_distance_vkm,contributors\n${rows}`,
    headers: { 'content-type': 'text/csv' },
  })
  const { city, period } = SMALL_CITY
  const fleet = [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '8 L/100km' }]
  return postEstimate(app, { city, period, fleet, demand: { dataset: id, city: 'leeds' } })
}

describe('what a result says of persons', () => {
  test('is of a stated request what was looked at, and that no more can be known', async () => {
    const { privacy } = (await postEstimate(app, SMALL_CITY)).json()
    expect(privacy).toEqual({
      input: 'stated',
      checked: ['documented-fields-only', 'no-sign-of-persons'],
      statement: expect.stringContaining('cannot be seen from here'),
    })
  })

  test('is of a dataset its owner, terms, rules and what was withheld', async () => {
    const answered = await estimateOf(
      'taps',
      { legalBasis: 'agreement', licence: 'contract 7', contributorUnit: 'device' },
      '2019,leeds,car,1000000,500\n2019,leeds,bus,900000,3\n',
    )
    expect(answered.statusCode).toBe(200)
    const { privacy, request, id } = answered.json()
    // The bus has fewer than 25 contributors; of so few cells a share would tell of it, and so would the rules that looked at it.
    const releases = (await app.inject('/v1/datasets/taps/releases')).json()
    expect(privacy.dataset).toEqual({
      id: 'taps',
      version: 1,
      terms: {
        responsible: 'City of Test',
        legalBasis: 'agreement',
        licence: 'contract 7',
        contributorUnit: 'device',
        minimumContributors: 25,
        // Of years alone: there is no difference in time.
        rules: ['minimum-contributors'],
        withheld: 'not-told',
        release: releases.items[0].id,
      },
    })
    expect(privacy.statement).toContain('of City of Test (agreement: contract 7)')
    expect(privacy.statement).toContain('fewer than 25 contributors (each a device)')
    expect(privacy.statement).toContain(`certified by release ${releases.items[0].id}`)
    // It is part of the request, so that whoever sends it again gets the same answer.
    const again = await postEstimate(app, request)
    expect([again.statusCode, again.json().id]).toEqual([200, id])
    expect(again.json().privacy).toEqual(privacy)
  })

  test('is of an open dataset that nothing was withheld', async () => {
    const { privacy } = (await estimateOf('open', {}, '2019,leeds,car,1000000,3\n')).json()
    expect(privacy.dataset.terms).toEqual({
      responsible: 'City of Test',
      legalBasis: 'open-licence',
      licence: 'CC BY 4.0',
      rules: [],
      withheld: 'nothing',
    })
    expect(privacy.statement).toContain('published for everybody, so nothing was withheld')
  })
})
