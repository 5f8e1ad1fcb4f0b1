import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Counted } from './people.ts'
import { type Target, targetOf } from './target.ts'

const car = (period: string, more: Partial<Counted> = {}): Counted => ({
  ...{ period, city: 'leeds', mode: 'car', trips: 4000, km: 30_000, contributors: 100 },
  ...more,
})

let target: Target
beforeEach(async () => {
  target = await targetOf()
})
afterEach(() => target.close())

const MONTHS = Array.from({ length: 12 }, (_, at) => `2024-${String(at + 1).padStart(2, '0')}`)
/** Each more than all before it together: no city is the sum of others and a few. */
const SIZES = [1, 2.5, 5, 10, 20, 40]
const SERIES = '/v1/cities/leeds/series?dataset=flows'
const LIST = '/v1/datasets/flows/estimates?period=2024-01'
const ZONES = '/v1/datasets/flows/zones?city=leeds&period=2024-Q1'

describe('privacy of what datasets give out', () => {
  test('is made of the release that ran, in a series, a list and zones', async () => {
    await target.register('flows', { licence: 'contract 7' })
    await target.plant('flows', [car('2024-01'), car('2024-02'), car('2024-03')])
    const { body } = await target.release('flows')
    const expected = {
      responsible: 'A carrier',
      legalBasis: 'agreement',
      licence: 'contract 7',
      contributorUnit: 'person',
      minimumContributors: 25,
      rules: ['minimum-contributors', 'no-difference-in-time'],
      // Of five cells a share would tell of a certain one.
      withheld: 'not-told',
      release: body.id,
    }
    for (const url of [SERIES, LIST, ZONES])
      expect((await target.json(url)).body.privacy, url).toEqual(expected)
    const { body: certificate } = await target.json(`/v1/releases/${body.id}/certificate`)
    expect(certificate.ran).toEqual(expected.rules)
    expect(certificate.rules).toHaveLength(4)
  })

  test('changes with what runs: siblings, first values, cities beside each other, and what is withheld', async () => {
    await target.register('other')
    await target.register('flows')
    await target.plant('flows', [car('2024-01'), car('2024-01', { city: 'york', km: 90_000 })])
    await target.release('flows', { through: '2024-01' })
    // York has few in February: with January out, its quarter and its year would tell them.
    await target.plant('flows', [car('2024-02'), car('2024-02', { city: 'york', contributors: 20 })])
    const { body } = await target.release('flows')
    expect((await target.json(SERIES)).body.privacy).toMatchObject({
      rules: [
        'minimum-contributors',
        'no-difference-in-time',
        'no-nested-cities',
        'first-values-stay',
        'siblings-add-nothing',
      ],
      withheld: 'not-told',
      release: body.id,
      siblings: ['other'],
    })
  })

  test('tells how much is withheld of all until then, in bands, and never that nothing is', async () => {
    await target.register('flows')
    const cities = (count: number, more: Partial<Counted> = {}): readonly Counted[] =>
      Array.from({ length: count }, (_, at) =>
        MONTHS.map((month) => {
          const size = SIZES[at] ?? 1
          const large = { km: 30_000 * size, trips: 4000 * size, contributors: 200 * size }
          return car(month, { city: `${more.mode ?? 'car'}-${at}`, ...large, ...more })
        }),
      ).flat()
    const withheldNow = async (): Promise<unknown> => {
      const { body } = await target.release('flows')
      return (await target.json(`/v1/releases/${body.id}/certificate`)).body.withheld
    }
    // 6 cities × (12 months + 4 quarters + 1 year) = 102 cells given out.
    await target.plant('flows', cities(6))
    expect(await withheldNow()).toBe('under 20 %')
    // And 34 of few persons: 34 of 136 are withheld, a quarter, though nothing of this release is given out.
    await target.plant('flows', cities(2, { mode: 'ferry', contributors: 12, trips: 100, km: 900 }))
    expect(await withheldNow()).toBe('under 50 %')
    // 85 more: 119 of 221 withheld, over half.
    await target.plant('flows', cities(5, { mode: 'tram', contributors: 12, trips: 100, km: 900 }))
    expect(await withheldNow()).toBe('50 % or more')
  })

  test('says that modes and their total were looked at together', async () => {
    await target.register('flows')
    const { mode: _, ...total } = car('2024-01', { contributors: 180, km: 40_000 })
    await target.plant('flows', [
      car('2024-01'),
      car('2024-01', { mode: 'bus', km: 10_000 }),
      total as Counted,
    ])
    const { body } = await target.release('flows')
    const { body: certificate } = await target.json(`/v1/releases/${body.id}/certificate`)
    expect(certificate.ran).toEqual(expect.arrayContaining(['no-difference-in-modes', 'class-disclosure']))
  })

  test('of a nowcast is that of its dataset', async () => {
    await target.register('flows')
    await target.plant('flows', [car('2024-01'), car('2024-02')])
    const { body } = await target.release('flows')
    const saved = await target.app.inject({
      method: 'POST',
      url: '/v1/estimates?save=true',
      payload: {
        city: { name: 'Leeds', country: 'DE' },
        period: '2024-01',
        factorSet: '2026.2',
        demand: { dataset: 'flows', city: 'leeds' },
      },
    })
    const { id } = saved.json()
    const nowcast = await target.json(`/v1/cities/leeds/nowcast?estimate=${id}&dataset=flows&period=2024-02`)
    expect(nowcast.body.privacy).toMatchObject({ responsible: 'A carrier', release: body.id })
  })

  test('of a dataset that is openly published is that nothing was withheld', async () => {
    await target.register('flows', { legalBasis: 'open-licence', licence: 'CC0' })
    await target.plant('flows', [car('2024-01', { contributors: 2 })])
    for (const url of [SERIES, LIST, ZONES])
      expect((await target.json(url)).body.privacy, url).toMatchObject({
        licence: 'CC0',
        rules: [],
        withheld: 'nothing',
      })
  })
})
