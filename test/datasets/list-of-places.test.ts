import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { readZonesCsv } from '../../api/datasets/zone-csv.ts'
import { readSmallTable } from '../../api/imports/small-table.ts'
import type { Failure } from '../../api/request/failure.ts'

const zonesOf = (text: string | Buffer) => readZonesCsv(Buffer.from(text as string)).zones

function faultsOf(work: () => unknown): Failure['faults'] {
  try {
    work()
  } catch (error) {
    return (error as Failure).faults
  }
  throw new Error('Nothing was refused.')
}

describe('zones as offices write them', () => {
  test('heads of other languages, semicolons, decimal commas and points of thousands', () => {
    const table =
      '\ufeffZelle;Stadt;Länge;Breite;Fläche km²;Einwohner\r\n1;bonn;7,1;50,737;1,5;335.000\r\n2;;7,123;50,7;1,25;12\r\n'
    expect(zonesOf(table)).toEqual([
      { zone: '1', city: 'bonn', longitude: 7.1, latitude: 50.737, areaKm2: 1.5, population: 335_000 },
      { zone: '2', city: null, longitude: 7.123, latitude: 50.7, areaKm2: 1.25, population: 12 },
    ])
  })

  test('degrees of three decimals are degrees: no place lies at 7123° east', () => {
    expect(zonesOf('zone;city;longitude;latitude\n1;bonn;7,123;50,737\n')).toEqual([
      { zone: '1', city: 'bonn', longitude: 7.123, latitude: 50.737 },
    ])
  })

  test('an area that may be of thousands is asked about', () => {
    expect(faultsOf(() => zonesOf('zone;city;areaKm2\n1;bonn;1,250\n'))).toMatchObject([
      { code: 'number-ambiguous', column: 'areaKm2', count: 1 },
    ])
  })

  test('heads of codes, and of China', () => {
    expect(zonesOf('zone_id,city_id\n1,bonn\n')).toEqual([{ zone: '1', city: 'bonn' }])
    expect(zonesOf('区域,所属城市,人口\n杭州,hangzhou,12000000\n')).toEqual([
      { zone: '杭州', city: 'hangzhou', population: 12_000_000 },
    ])
  })

  test('a column that zones do not have is left for one fault, and does not hide others', () => {
    // The schema refuses what it does not know: of a thousand zones once, where the column is filled first.
    expect(zonesOf('zone,zone_name,city\n1,,bonn\n2,Ost,bonn\n3,West,bonn\n')).toEqual([
      { zone: '1', city: 'bonn' },
      { zone: '2', city: 'bonn', zone_name: 'Ost' },
      { zone: '3', city: 'bonn' },
    ])
  })

  test('zones whose letters were lost are no zones of the facts', () => {
    for (const zone of ['MÃ¼nchen', 'M\uFFFDnchen'])
      expect(faultsOf(() => zonesOf(`zone,city\n${zone},bonn\n`))).toMatchObject([
        { code: 'value-not-read', column: 'zone', count: 1 },
      ])
  })

  test('in UTF-16 with tabs, and with ends of lines of an old Macintosh', () => {
    const wanted = [{ zone: '1', city: 'bonn' }]
    expect(zonesOf(Buffer.from('\ufeffzone\tcity\n1\tbonn\n', 'utf16le'))).toEqual(wanted)
    expect(zonesOf('zone,city\r1,bonn\r')).toEqual(wanted)
  })
})

describe('a list that is no table says what it is, and what to do', () => {
  test.each([
    ['nothing', '', 'The file is empty.'],
    ['blank lines', '\n \n', 'The file is empty.'],
    ['gzip', gzipSync('zone,city\n1,bonn\n'), 'packed with gzip: unpack it'],
    ['a ZIP archive', Buffer.from('PK\u0003\u0004 a.csv', 'latin1'), 'a ZIP archive: unpack it'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'save the sheet as CSV in UTF-8'],
    ['Parquet', 'PAR1....', 'Parquet: save the table as CSV'],
    ['a PDF', '%PDF-1.7', 'a PDF, and no table'],
    ['JSON', '{"zones":[]}', 'a JSON text, and no table'],
    ['a head alone', 'zone,city\n', 'The table has no row'],
    ['a name twice', 'zone,zone,city\n1,1,bonn\n', 'Two columns of the table have one name'],
    // The first cell goes over two lines, so that the damaged row is the fourth line.
    ['a row that is cut', 'zone,city\n"a\nb",bonn\n3\n', 'Line 4 has 1 cells, and the head 2'],
    ['a note', 'zone,city\n1,bonn\nSource: a, b, c\n', 'Line 3 has 3 cells, and the head 2'],
  ])('%s', (_, bytes, said) => {
    expect(faultsOf(() => readSmallTable(Buffer.from(bytes as string)))).toEqual([
      { code: 'file-unreadable', detail: expect.stringContaining(said) },
    ])
  })

  test('a workbook', async () => {
    const bytes = await writeWorkbook([
      { sheet: 'A', data: [[{ value: 'zone' }, { value: 'city' }]] },
    ]).toBuffer()
    expect(faultsOf(() => readSmallTable(bytes))).toMatchObject([
      { detail: 'The file is a workbook: save the sheet as CSV in UTF-8.' },
    ])
  })
})
