import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { lookAtFile } from '../../api/imports/look-at-file.ts'
import { IMPORTERS } from '../../api/imports/registry.ts'
import { writeTemplate } from '../../api/templates/write-template.ts'
import { LANGUAGES } from '../../api/words/catalogue.ts'
import { workbookBytes } from '../fixtures/template.ts'
import { townFeed } from '../fixtures/town-feed.ts'

const lookAt = (bytes: string | Buffer) => lookAtFile(Buffer.from(bytes as string), IMPORTERS)

const EIE =
  '"mode","travel_bounds","trips","full_distance_km","gpc_distance_km","full_co2e_tons","gpc_co2e_tons","year"\n' +
  '"AUTOMOBILE","INBOUND",10,20,10,3,1,2021\n"BUS","INBOUND",10,20,10,3,1,2019\n'

describe('a table', () => {
  test('with its format, columns, years and what it needs', () => {
    expect(lookAt(EIE)).toMatchObject({
      kind: 'dataset',
      container: 'text',
      encoding: 'utf-8',
      delimiter: ',',
      formats: [{ format: 'google-eie', confidence: 1, required: ['city'] }],
      unknownColumns: 0,
      years: ['2019', '2021'],
      grain: 'year',
      errors: [],
    })
  })

  test.each([
    ['2024-03', 'month'],
    ['2024-03-15', 'day'],
    ['2024', 'year'],
  ])('a period such as %s is of one %s', (period, grain) => {
    expect(lookAt(`period;city;mode;trips\n${period};a;car;5\n`)).toMatchObject({ delimiter: ';', grain })
  })

  test('has the years of its periods, and none of a note', () => {
    const notes = '2019 was counted otherwise;;;\n2018;;;\n1999: see the report\n'
    expect(lookAt(`period;city;mode;trips\n2024;a;car;5\n15.03.2022;a;car;5\n${notes}`)).toMatchObject({
      years: ['2022', '2024'],
      grain: 'day',
    })
  })

  test('packed with gzip, and cut within a row', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `2024-03-${(at % 28) + 1},a,car,${at}`)
    const packed = gzipSync(`period,city,mode,trips\n${rows.join('\n')}\n`)
    expect(lookAt(packed.subarray(0, 20_000))).toMatchObject({
      kind: 'dataset',
      years: ['2024'],
      grain: 'day',
    })
  })
})

describe('a workbook', () => {
  test.each(LANGUAGES)('that is the template, in %s', async (language) => {
    const { kind, formats } = lookAt(await writeTemplate(language))
    expect([kind, formats]).toEqual(['template', []])
  })

  test('of one’s own is a table', async () => {
    const own = await workbookBytes([
      {
        name: 'City',
        rows: [
          ['period', 'city', 'trips'],
          ['2024', 'a', 5],
        ],
      },
    ] as never)
    expect(lookAt(own)).toMatchObject({ kind: 'dataset', formats: [{ format: 'tidy', confidence: 0 }] })
  })

  test('from before 2007', () => {
    const old = Buffer.from('d0cf11e0a1b11ae10000', 'hex')
    expect(lookAt(old)).toMatchObject({ kind: 'other', detail: expect.stringContaining('Save it as .xlsx') })
  })
})

test('a timetable and a request', () => {
  expect(lookAt(townFeed())).toMatchObject({
    kind: 'dataset',
    formats: [{ format: 'gtfs', required: ['city'] }],
  })
  expect(lookAt('{"city":{"name":"Leeds"},"period":"2019","demand":[]}').kind).toBe('request')
})

describe('data about persons', () => {
  const PERSONS = 'Anna Muster,phone,zone,trips\nx,+49 761 1234567,a,1\n'

  test('is said by the place of its columns, with what to do and no word of the file', () => {
    const look = lookAt(PERSONS)
    expect(look).toMatchObject({
      kind: 'other',
      detail: expect.stringContaining('send the sums'),
      errors: [{ code: 'person-level-data', column: 'column 2' }],
    })
    expect(JSON.stringify(look)).not.toMatch(/Muster|phone|761/)
  })

  test('that a format is known to have and never reads is none', () => {
    const head =
      'fecha|periodo|origen|destino|distancia|actividad_origen|actividad_destino|estudio_origen_posible|estudio_destino_posible|residencia|renta|edad|sexo|viajes|viajes_km\n20220101|0|1|2|2-10|casa|casa|si|si|1|1|1|1|9|9\n'
    expect(lookAt(head)).toMatchObject({ kind: 'dataset', errors: [], years: ['2022'], grain: 'day' })
  })
})

test.each([
  ['%PDF-1.7 …', 'a PDF'],
  ['<!doctype html><p>x', 'a web page'],
  ['', 'empty'],
  ['a,b,c\n1,2,3\n', 'no kind that can be taken'],
  ['\u0000\u0001\u0002', 'no kind that can be taken'],
])('a file of another kind: %j', (text, said) => {
  expect(lookAt(text)).toMatchObject({ kind: 'other', formats: [], detail: expect.stringContaining(said) })
})
