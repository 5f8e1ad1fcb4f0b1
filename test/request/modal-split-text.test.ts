import { describe, expect, test } from 'vitest'
import { readModalSplitText } from '../../api/request/modal-split-text.ts'
import { datasetOf, type Fact, storeWith } from '../fixtures/memory-datasets.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

describe('a modal split as text', () => {
  test.each([
    ['car=1', [{ mode: 'car', share: 1 }]],
    [
      'car=0.6, bus=40 %',
      [
        { mode: 'car', share: 0.6 },
        { mode: 'bus', share: 0.4 },
      ],
    ],
    [
      '0-2: walk=.8, car=0.2; *: car=1;',
      [
        { mode: 'walk', share: 0.8, distanceBand: '0-2' },
        { mode: 'car', share: 0.2, distanceBand: '0-2' },
        { mode: 'car', share: 1 },
      ],
    ],
  ])('%s', (text, shares) => {
    expect(readModalSplitText(text)).toEqual({ shares })
  })

  test('bands may have their unit and a dash', () => {
    expect(readModalSplitText('0–2 km: car=1; 2-8 km: car=1')).toEqual({
      shares: [
        { mode: 'car', share: 1, distanceBand: '0-2' },
        { mode: 'car', share: 1, distanceBand: '2-8' },
      ],
    })
  })

  test.each([
    ['Pkw=1', /^One of the modes is not known; the nearest in meaning: car\./],
    ['public transport=1', /nearest in meaning: bus, metro, tram, rail\./],
    ['car=58, bus=42', /^A share is over 1: write 58 % or 0\.58\./],
  ])('%j is told what is wrong with it', (text, said) => {
    expect(readModalSplitText(text)).toEqual({ fault: expect.stringMatching(said) })
  })

  test.each([
    'car:0.6,bus:0.4',
    'walk:0.7@0-2',
    '',
    ';',
    'car',
    'car=',
    'car=1=1',
    'rocket=1',
    'car=1.2',
    'car=101 %',
    'car=-1',
    'near: car=1',
    '0-2: ',
    'car=1e0',
  ])('%j is refused, with how to write it', (text) => {
    expect(readModalSplitText(text)).toEqual({ fault: expect.stringContaining('*: car=0.8, bus=0.2') })
  })
})

test('a body takes the text too, and it is the same request', async () => {
  const facts: readonly Fact[] = [
    { period: '2019', city: 'leeds', distanceBand: '2-8', trips: 1_000_000 },
    { period: '2019', city: 'leeds', distanceBand: '8-20', trips: 1_000_000 },
  ]
  const app = await newApp({ store: storeWith([{ dataset: datasetOf({ grain: 'year' }), facts }]) })
  const ask = (modalSplit: unknown) =>
    postEstimate(app, {
      city: { name: 'Leeds', country: 'GB', population: 793_100 },
      period: '2019',
      demand: { dataset: 'daily', city: 'leeds', modalSplit },
    })
  const rows = [
    { mode: 'walk', share: 1, distanceBand: '2-8' },
    { mode: 'cycle', share: 1 },
  ]
  const asText = await ask('2-8: walk=1; *: cycle=1')
  expect(asText.statusCode).toBe(200)
  expect(asText.body).toBe((await ask(rows)).body)
  expect((await ask('2-9: walk=1; *: cycle=1')).json().errors).toEqual([
    {
      code: 'band-not-in-facts',
      pointer: '/demand/modalSplit',
      detail: 'No fact without a mode has the band 2-9. Facts without a mode have the bands 2-8, 8-20.',
      candidates: ['2-8', '8-20'],
    },
  ])
  const refused = (await ask('walk:1')).json()
  expect(refused.errors[0]).toMatchObject({ code: 'invalid-field', pointer: '/demand/modalSplit' })
  await app.close()
})
