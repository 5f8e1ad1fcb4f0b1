import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { lookAtFile } from '../../api/imports/look-at-file.ts'
import { withLooksLike } from '../../api/imports/looks-like.ts'
import { mitmaV2 } from '../../api/imports/mitma/mitma-v2.ts'
import { looksLikeText, recogniseFile } from '../../api/imports/recognise.ts'
import { IMPORTERS } from '../../api/imports/registry.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { Failure } from '../../api/request/failure.ts'
import { townFeed } from '../fixtures/town-feed.ts'

const recognised = (text: string | Buffer) => recogniseFile(Buffer.from(text as string), IMPORTERS)

describe('a file is recognised by its head', () => {
  test.each([
    ['tidy', 'period,city,mode,trips\n2024,a,car,5\n'],
    [
      'google-eie',
      '"mode","travel_bounds","trips","full_distance_km","gpc_distance_km","full_co2e_tons","gpc_co2e_tons","year"\n',
    ],
    [
      'mitma-v2',
      'fecha|periodo|origen|destino|distancia|actividad_origen|actividad_destino|estudio_origen_posible|estudio_destino_posible|residencia|renta|edad|sexo|viajes|viajes_km\n',
    ],
    [
      'mitma-v1',
      'fecha|origen|destino|actividad_origen|actividad_destino|residencia|edad|periodo|distancia|viajes|viajes_km\n',
    ],
    [
      'spanishoddata',
      'date,hour,id_origin,id_destination,distance,activity_origin,activity_destination,residence_province_ine_code,residence_province_name,income,age,sex,n_trips,trips_total_length_km\n',
    ],
    [
      'uk-dft',
      '"local_authority_id","local_authority_name","local_authority_code","year","link_length_km","link_length_miles","cars_and_taxis","all_motor_vehicles"\n',
    ],
    [
      'epa-nei',
      '#FORMAT=FF10_ACTIVITY\n#YEAR=2020\ncountry_cd,region_cd,tribal_code,census_tract_cd,shape_id,scc,CD,MSR,activity_type,ann_parm_value,calc_year,date_updated,data_set_id\n',
    ],
    [
      'emfac',
      'Model Output: OnRoad Emissions Inventory\nRegion Type: Sub-Area\n\nRegion,Calendar Year,Vehicle Category,Model Year,Speed,Fuel,Population,Total VMT,CVMT,EVMT,Trips,NOx_RUNEX,CO2_TOTEX\n',
    ],
    [
      'streetlight',
      'Data Periods,Mode of Travel,Origin Zone ID,Origin Zone Name,Origin Zone Is Pass-Through,Destination Zone ID,Destination Zone Name,Destination Zone Is Pass-Through,Day Type,Day Part,Average Daily O-D Traffic (StL Volume)\n',
    ],
    ['city-pairs', '日期，出发城市，到达城市，人数，距离（公里）\n'],
    ['baidu-index', '{"errno":0,"data":{"list":{"20200101":5.1}}}'],
  ])('%s', (format, text) => {
    const [best] = recognised(text).formats
    expect(best).toMatchObject({ format, confidence: 1, missing: [] })
  })

  test('a feed by the names in its archive', () => {
    expect(recogniseFile(townFeed(), IMPORTERS)).toMatchObject({
      container: 'zip',
      formats: [{ format: 'gtfs' }],
    })
  })

  test('in another encoding too', () => {
    const text = Buffer.from('\uFEFFdate,origin_city,destination_city,trips\n', 'utf16le')
    expect(recognised(text)).toMatchObject({ encoding: 'utf-16le', formats: [{ format: 'city-pairs' }] })
  })

  test.each([
    ['HOUSEID,PERSONID,TDTRPNUM,TRPMILES\n', /single households/],
    ['year,N,fuel,fleet_composition\n', /cordon state fleet/],
    ['{"city":{"name":"Leeds"},"demand":[]}', /cordon estimate/],
    [
      'Inventory Reference,GPC Reference Number,Subsector name,Notation Key,Total Emissions,Total Emission Units\n',
      /CityCatalyst/,
    ],
  ])('what is no activity says what takes it: %s', (text, said) => {
    const found = recognised(text)
    expect(found.formats).toEqual([])
    expect(looksLikeText(found)).toMatch(said)
  })

  test.each([['a,b,c\n1,2,3\n'], [''], ['%PDF-1.7'], ['\u0000\u0001\u0002']])(
    'nothing is made up: %j',
    (text) => {
      expect(looksLikeText(recognised(text))).toBeUndefined()
    },
  )
})

describe('a refusal says first what the file looks like', () => {
  const refused = new Failure('person-level-data', 'Two columns.', {
    errors: [{ code: 'person-level-data', column: 'age', detail: 'A column about persons.' }],
  })
  const HEAD = Buffer.from(
    'date,hour,id_origin,id_destination,distance,income,age,sex,n_trips,trips_total_length_km\n',
  )

  test('another format', () => {
    const error = withLooksLike(refused, HEAD, mitmaV2, IMPORTERS) as Failure
    expect(error.slug).toBe('person-level-data')
    expect(error.faults.map(({ code }) => code)).toEqual(['file-unreadable', 'person-level-data'])
    expect(error.detail).toMatch(/^This looks like spanishoddata \(/)
  })

  test('the same format, other faults and other errors stay as they are', () => {
    const spanish = IMPORTERS.find(({ format }) => format === 'spanishoddata') ?? tidy
    expect(withLooksLike(refused, HEAD, spanish, IMPORTERS)).toBe(refused)
    const values = new Failure('file-refused', 'x', { errors: [{ code: 'value-not-read', detail: 'x' }] })
    expect(withLooksLike(values, HEAD, mitmaV2, IMPORTERS)).toBe(values)
    const fault = new Error('ours')
    expect(withLooksLike(fault, HEAD, mitmaV2, IMPORTERS)).toBe(fault)
  })
})

const DATA = '../shared/data'
if (!existsSync(DATA)) console.info(`Skipped: the real files are not at ${DATA}.`)
describe.skipIf(!existsSync(DATA))('real files', () => {
  test.each([
    ['eie/mendoza_2018_2022.csv', 'google-eie'],
    ['uk/local_authority_traffic.csv', 'uk-dft'],
    ['gtfs/irl_dub_gtfs.zip', 'gtfs'],
    ['gtfs/bra_cur_gtfs.zip', 'gtfs'],
    ['gtfs/usa_det_gtfs.zip', 'gtfs'],
  ])('%s', (path, format) => {
    expect(recogniseFile(readFileSync(`${DATA}/${path}`), IMPORTERS).formats[0]?.format).toBe(format)
  })
})

describe('emissions of the US inventory are results', () => {
  const NEI = [
    '#FORMAT=FF10_ONROAD\n#COUNTRY US\n#YEAR 2020\ncountry_cd,region_cd,tribal_code,census_tract_cd,shape_id,scc,emis_type,poll,ann_value,calc_year\nUS,06001,,,,2201210000,,CO2,123456.7,2020\n',
    'state,fips state code,tribal name,fips code,county,scc,pollutant code,pollutant desc,total emissions,emissions uom\nCA,06,,06001,Alameda,2201210000,CO2,Carbon Dioxide,123456.7,TON\n',
  ]

  test.each(NEI)('%#: told by one fault that names what to take instead', (text) => {
    const found = recognised(text)
    expect(found).toMatchObject({ formats: [], isResult: true })
    const epaNei = IMPORTERS.find(({ format }) => format === 'epa-nei')
    if (!epaNei) throw new Error('There is no importer of the US inventory.')
    // What a reader says of its columns first: none of it helps.
    const noise = new Failure('person-level-data', 'no', {
      errors: [{ code: 'person-level-data', column: 'shape_id', detail: 'no' }],
    })
    const told = withLooksLike(noise, Buffer.from(text), epaNei, IMPORTERS)
    expect(told).toMatchObject({
      slug: 'file-refused',
      faults: [{ code: 'file-unreadable', detail: expect.stringMatching(/not activity.*FF10_ACTIVITY/) }],
    })
  })

  test('and a look at them says so, not that they are about persons', () => {
    for (const text of NEI)
      expect(lookAtFile(Buffer.from(text), IMPORTERS)).toMatchObject({
        kind: 'other',
        detail: expect.stringMatching(/emissions of the US inventory/),
        errors: [],
      })
  })
})
