import { describe, expect, test } from 'vitest'
import { mitmaV1 } from '../../api/imports/mitma/mitma-v1.ts'
import { mitmaV2 } from '../../api/imports/mitma/mitma-v2.ts'
import { csv, dataset, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const V2 =
  'fecha|periodo|origen|destino|distancia|actividad_origen|actividad_destino|estudio_origen_posible|estudio_destino_posible|residencia|renta|edad|sexo|viajes|viajes_km'
const row = (day: string, hour: string, from: string, to: string, band: string, trips: string, km: string) =>
  `${day}|${hour}|${from}|${to}|${band}|casa|frecuente|no|no|28|10-15|25-45|hombre|${trips}|${km}`
const FILE = csv(
  V2,
  row('20220301', '07', '01001', '0100902', '2-10', '6.5', '30.25'),
  row('20220301', '08', '01001', '0100902', '2-10', '3.5', '9.75'),
  row('20220301', '08', '01001', 'externo', '>50', '2', '120'),
  row('20220301', '08', 'NA', '01001', '0.5-2', '5', '5'),
)
const SPLIT = { modalSplit: '2-10: car=0.75, bus=0.25; *: rail=1', modalSplitSource: 'a survey of hand' }

describe('the Spanish mobility study from 2022', () => {
  test('hours are summed to days, zones keep their zeros, NA is left out, externo kept', async () => {
    const { rows, notices } = await harness.read(mitmaV2, FILE)
    // 6.5 + 3.5 trips, 30.25 + 9.75 km.
    const common = { period: '2022-03-01', origin: '01001' }
    expect(said(rows)).toEqual([
      { ...common, destination: '0100902', distance_band: '2-10', trips: 10, passenger_distance_pkm: 40 },
      { ...common, destination: 'externo', distance_band: '50+', trips: 2, passenger_distance_pkm: 120 },
    ])
    expect(notices.map(({ code }) => code)).toEqual([
      'columns-dropped',
      'cell-rules-relaxed',
      'rows-left-out',
      'import-assumption',
      'mode-unknown',
    ])
    expect(notices[0]?.detail).toContain('renta, edad, sexo')
  })

  test('a stated modal split shares trips and distance by band, and is said with its source', async () => {
    const { rows, notices } = await harness.read(mitmaV2, FILE, undefined, SPLIT)
    expect(rows.map(({ mode, trips, passenger_distance_pkm: km }) => [mode, trips, km])).toEqual([
      // A quarter and three quarters of 10 trips and 40 km.
      ['bus', 2.5, 10],
      ['car', 7.5, 30],
      ['rail', 2, 120],
    ])
    expect(notices.find(({ code }) => code === 'modal-split-assumed')?.detail).toContain('a survey of hand')
  })

  test.each([
    ['without a source', { modalSplit: '*: car=1' }],
    ['that does not sum to 1', { ...SPLIT, modalSplit: '*: car=0.5, bus=0.4' }],
    ['of no such mode', { ...SPLIT, modalSplit: '*: horse=1' }],
    ['of no such band', { ...SPLIT, modalSplit: '1-9: car=1' }],
    ['without a band that the file has', { ...SPLIT, modalSplit: '2-10: car=1' }],
  ])('a modal split %s is refused', async (_, options) => {
    const { faults } = await refusalOf(harness.read(mitmaV2, FILE, undefined, options))
    expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['import-option-invalid']))
  })

  test('a decimal comma is not guessed', async () => {
    const comma = csv(V2, row('20220301', '07', '01001', '01002', '2-10', '1.006,329', '14,935'))
    const { faults } = await refusalOf(harness.read(mitmaV2, comma))
    expect(faults.map(({ column }) => column)).toEqual(['trips', 'distance_km'])
    const { rows } = await harness.read(mitmaV2, comma, undefined, { decimal: 'comma' })
    expect(rows[0]).toMatchObject({ trips: 1006.329, passenger_distance_pkm: 14.935 })
    const thousands = csv(V2, row('20220301', '07', '01001', '01002', '2-10', '1,006.329', '14.935'))
    expect((await harness.read(mitmaV2, thousands)).rows[0]).toMatchObject({ trips: 1006.329 })
  })

  test('days that are not in the file are gaps', async () => {
    const two = csv(
      V2,
      row('20231025', '07', '01001', '01002', '2-10', '5', '20'),
      row('20231028', '07', '01001', '01002', '2-10', '5', '20'),
    )
    const byDay = await harness.read(mitmaV2, two)
    expect(byDay.notices.at(-1)).toMatchObject({
      code: 'import-gaps',
      detail: expect.stringContaining('2 days'),
    })
    const byMonth = await harness.read(mitmaV2, two, dataset({ grain: 'month' }))
    // October has 31 days.
    expect(byMonth.notices.at(-1)?.detail).toContain('29 days')
    expect(said(byMonth.rows)).toMatchObject([{ period: '2023-10', trips: 10 }])
  })

  test('nobody but a publisher under an open licence can send it: it has no contributors', async () => {
    const { faults } = await refusalOf(harness.read(mitmaV2, FILE, dataset({ legalBasis: 'agreement' })))
    expect(faults).toMatchObject([{ code: 'cell-below-minimum', count: 4 }])
  })
})

test('the study of 2020 and 2021 has other columns and bands', async () => {
  const { rows } = await harness.read(
    mitmaV1,
    csv(
      'fecha|origen|destino|actividad_origen|actividad_destino|residencia|edad|periodo|distancia|viajes|viajes_km',
      '20200214|01001_AM|01002|casa|otros|01|NA|00|0005-002|12.5|15',
      '20200214|01001_AM|01002|casa|otros|01|NA|01|100+|2|300',
    ),
  )
  const common = { period: '2020-02-14', origin: '01001_AM', destination: '01002' }
  expect(said(rows)).toEqual([
    { ...common, distance_band: '0.5-2', trips: 12.5, passenger_distance_pkm: 15 },
    { ...common, distance_band: '100+', trips: 2, passenger_distance_pkm: 300 },
  ])
})
