import { describe, expect, test } from 'vitest'
import { tidy } from '../../api/imports/tidy.ts'
import { tidyTemplate } from '../../api/imports/tidy-columns.ts'
import { csv, dataset, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const FACTS = [
  { period: '2024-03-15', origin: '01', destination: '02', mode: 'bus', trips: 1200, contributors: 401 },
  { period: '2024-03-15', origin: '01', destination: '02', mode: 'car', trips: 2301.5, contributors: 900 },
]

describe('the tidy table', () => {
  test('comma-separated, in any order of columns and writing of headers', async () => {
    const file = csv(
      'Mode,ORIGIN,Destination,Period,Trips,Contributors',
      'bus,01,02,2024-03-15,1200,401',
      'car,01,02,2024-03-15,2301.5,900',
    )
    const { rows, rowsRead } = await harness.read(tidy, file, dataset({ legalBasis: 'agreement' }))
    expect(rowsRead).toBe(2)
    expect(said(rows)).toEqual(FACTS)
  })

  test.each([
    [
      'tab-separated',
      'csv',
      'period\torigin\tdestination\tmode\ttrips\tcontributors\n2024-03-15\t01\t02\tbus\t1200\t401\n2024-03-15\t01\t02\tcar\t2301.5\t900\n',
    ],
    [
      'packed',
      'csv.gz',
      'period,origin,destination,mode,trips,contributors\n2024-03-15,01,02,bus,1200,401\n2024-03-15,01,02,car,2301.5,900\n',
    ],
    ['lines of JSON', 'ndjson', FACTS.map((fact) => JSON.stringify(fact)).join('\n')],
    ['packed lines of JSON', 'ndjson.gz', FACTS.map((fact) => JSON.stringify(fact)).join('\n')],
  ] as const)('%s', async (_, container, content) => {
    expect(said((await harness.read(tidy, { container, content })).rows)).toEqual(FACTS)
  })

  test('what a file does not say is null, not 0', async () => {
    const { rows } = await harness.read(tidy, csv('period,city,mode,vkm,trips', '2024,leeds,car,5e6,'))
    expect(said(rows)).toEqual([{ period: '2024', city: 'leeds', mode: 'car', vehicle_distance_vkm: 5e6 }])
  })

  test('a cell of two quotes is as empty as one of none', async () => {
    const { rows } = await harness.read(
      tidy,
      csv('period,city,origin,mode,vkm,trips', '2024,leeds,"","car","5e6",""', '2024,york,,bus,"",7'),
    )
    expect(said(rows)).toEqual([
      { period: '2024', city: 'leeds', mode: 'car', vehicle_distance_vkm: 5e6 },
      { period: '2024', city: 'york', mode: 'bus', trips: 7 },
    ])
  })

  test.each([
    ['a long line above the head', `# ${'Quelle '.repeat(20_000)}\n`, ''],
    ['a long row behind it', '', `# ${'x'.repeat(70_000)}`],
  ])('%s, beyond what most heads need, is read too', async (_, above, mode) => {
    const text = `${above}period,city,mode,vkm\n2024,leeds,${mode ? `"${mode}"` : 'car'},5e6\n`
    const read = harness.read(tidy, { container: 'csv', content: text })
    if (mode === '') expect(said((await read).rows)).toMatchObject([{ city: 'leeds', mode: 'car' }])
    // Only the cell is at fault, and no column.
    else
      expect(new Set((await refusalOf(read)).faults.map(({ column }) => column))).toEqual(new Set(['mode']))
  })

  test('its template has every column, and nothing in it', async () => {
    // The columns that docs/formats.md lists.
    expect(tidyTemplate().split(',')).toHaveLength(17)
    const { faults } = await refusalOf(harness.read(tidy, { container: 'csv', content: tidyTemplate() }))
    expect(faults.map(({ code }) => code)).toEqual(['file-unreadable'])
  })

  test('all faults at once, each with its column and count', async () => {
    const { faults } = await refusalOf(
      harness.read(
        tidy,
        csv(
          'period,city,mode,tripz,flow,vkm',
          '2024-13,leeds,car,5,within,12',
          '2024,leeds,hovercraft,5,sideways,abc',
          '2024,leeds,bus,5,within,-1',
        ),
      ),
    )
    expect(faults.map(({ code, column, count }) => [code, column, count])).toEqual([
      ['column-unknown', 'tripz', undefined],
      // The thirteenth month is no period, and so neither too fine nor of another kind.
      ['value-not-read', 'period', 1],
      ['value-not-read', 'flow', 1],
      ['value-not-read', 'mode', 1],
      ['value-not-read', 'vehicle_distance_vkm', 2],
    ])
    expect(faults[0]?.detail).toContain('trips')
  })
})

describe('a table as an office writes it', () => {
  test.each([
    ['de', 'Jahr;Gemeinde;Verkehrsmittel;Fahrzeugkilometer', '2024;leeds;Pkw;1.234.567,5'],
    ['es', 'Año;Municipio;Modo;Vehículos-km', '2024;leeds;coche;1.234.567,5'],
    ['fr', 'Année;Commune;Mode;Véhicules-km', '2024;leeds;voiture;1\u202f234\u202f567,5'],
    ['es', 'Fecha;Municipio;Modo;Vehículos-km', '2024;leeds;coche;1.234.567,5'],
    ['de', 'Datum;Gemeinde;Verkehrsmittel;Fahrzeugkilometer', '2024;leeds;Pkw;1.234.567,5'],
    ['pt', 'Ano;Município;Modo;Veículos-km', '2024;leeds;carro;1.234.567,5'],
    ['zh', '年份,城市,交通方式,车公里', '2024,leeds,小汽车,1234567.5'],
    ['en', 'Year;City;Mode;Vehicle km', '2024;leeds;Cars;1,234,567.5'],
  ])('is read with headings and modes in %s', async (_, head, row) => {
    const { rows } = await harness.read(tidy, csv(head, row))
    expect(said(rows)).toEqual([
      { period: '2024', city: 'leeds', mode: 'car', vehicle_distance_vkm: 1_234_567.5 },
    ])
  })

  test('a mode that may be several is refused', async () => {
    const { faults } = await refusalOf(
      harness.read(tidy, csv('Jahr;Stadt;Verkehrsmittel;Wege', '2024;leeds;ÖPNV;120000')),
    )
    expect(faults).toEqual([expect.objectContaining({ code: 'value-not-read', column: 'mode', count: 1 })])
  })
})
