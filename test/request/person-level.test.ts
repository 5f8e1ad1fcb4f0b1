import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DATASET_NAMES } from '../../api/datasets/schema.ts'
import { ZONE_NAMES } from '../../api/datasets/zone-schema.ts'
import { personLevelFaults } from '../../api/request/person-level.ts'
import { kindOfField } from '../../api/request/personal-name.ts'
import { kindOfText } from '../../api/request/personal-sign.ts'
import { UNIT_CATALOGUE } from '../../src/index.ts'
import { newestContent } from '../emission-factors/newest.ts'
import { EVERY_FORMULA } from '../fixtures/documents.ts'

const pointers = (body: unknown) => personLevelFaults(body).map(({ pointer }) => pointer)

const OPENAPI = JSON.parse(readFileSync('openapi.json', 'utf8'))

/** Every text inside a value that looks like one about a person. Each is looked at once: a factor set repeats most of its own. */
function personalTexts(value: unknown): readonly string[] {
  const texts = new Set<string>()
  const gather = (inner: unknown): void => {
    if (typeof inner === 'string') texts.add(inner)
    else if (typeof inner === 'object' && inner !== null) for (const one of Object.values(inner)) gather(one)
  }
  gather(value)
  return [...texts].filter((text) => kindOfText(text) !== undefined)
}

/** Names of fields of every request body, through references; a result to be verified is no request. */
function documentedFields(): ReadonlySet<string> {
  const names = new Set<string>()
  const seen = new Set<unknown>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return
    seen.add(value)
    if ('properties' in value) for (const name of Object.keys(value.properties ?? {})) names.add(name)
    if ('$ref' in value)
      visit(
        String(value.$ref)
          .slice(2)
          .split('/')
          .reduce((at, part) => at[part], OPENAPI),
      )
    for (const inner of Object.values(value)) visit(inner)
  }
  for (const [path, operations] of Object.entries<Record<string, { requestBody?: unknown }>>(OPENAPI.paths))
    if (path !== '/v1/verifications')
      for (const { requestBody } of Object.values(operations)) visit(requestBody)
  return names
}

describe('the guard at the door', () => {
  test.each(readdirSync('examples').filter((file) => file.endsWith('.json')))(
    'lets examples/%s in',
    (file) => {
      expect(personLevelFaults(JSON.parse(readFileSync(`examples/${file}`, 'utf8')))).toEqual([])
    },
  )

  test.each([
    ['id', 17],
    ['userId', 'a'],
    ['device_id', 'a'],
    ['Licence-Plate', 'a'],
    ['VIN', 'a'],
    ['lat', 53.8],
    ['lon', -1.5],
    ['coordinates', [1, 2]],
    ['timestamp', 1],
    ['departureTime', 'a'],
    ['household_id', 1],
    ['e-mail', 'a'],
    ['imei', 1],
    // In a file these were signs before, and in a body not.
    ['device', 'a'],
    ['token', 'a'],
    ['hash', 'a'],
    ['hhid', 1],
    ['perid', 1],
    ['gaid', 'a'],
    ['d\u0435vice', 'a'],
  ])('knows the name %s', (name, value) => {
    expect(pointers({ demand: [{ mode: 'car', [name]: value }] })).toEqual([`/demand/0/${name}`])
  })

  test.each([
    'ann@example.org',
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '00:1A:2B:3C:4D:5E',
    '2019-03-05T07:41',
    '2019-03-05 07:41:10',
    '20190305T0741',
    '53.8008, -1.5491',
    '+44 20 7946 0958',
    '490154203237518',
    'AB12 CDE',
    'B-MW 1234',
    '京A·12345',
    // In a file these were signs before, and in a body not.
    'Trips of 3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    'deadbeef00deadbeef',
    '49015420323751812',
    'device 00:1A:2B:3C:4D:5E',
    '001a.2b3c.4d5e',
    '+44/20.7946-0958',
    '53.8008 / -1.5491',
    'POINT (2.17 41.38)',
    '2019-03-05 07',
    '07:41',
    'ａｎｎ@example.org',
    'ann\u200b@example.org',
  ])('knows the text %s, wherever it stands, and does not repeat it', (text) => {
    const [fault, ...rest] = personLevelFaults({ city: { name: text } })
    expect(fault).toMatchObject({ code: 'person-level-data', pointer: '/city/name' })
    expect(rest).toEqual([])
    expect(JSON.stringify(fault)).not.toContain(text)
  })

  test('a name that is somebody’s number is placed one level up', () => {
    const faults = personLevelFaults({ demand: [{ 'ann@example.org': 3 }] })
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/demand/0'])
    expect(JSON.stringify(faults)).not.toContain('ann')
  })

  test.each([1, '1', '1 trip', '1.0 trips', '1 Trips'])('a row of the single trip %j', (trips) => {
    expect(pointers({ demand: [{ mode: 'car', trips, meanTripLength: 3 }] })).toEqual(['/demand/0/trips'])
  })

  test.each([
    'Leeds',
    'San José',
    "L'Hospitalet",
    'München',
    '9.2 km',
    '3,727,391,614 vmi',
    '120 million vkm',
    'US-MROW',
    'CN-NORTH',
    '2019-03',
    'euro-5',
    '233 g CO2/kWh',
    '12500000',
    '120020101215 kWh',
    '+12 000 000 vkm',
    '1.2345 / 2.3456 km',
    'Counts of 2019-01-01 to 2019-12-31',
    'est_3f2504e04f8911d39a0c0305e82c3301',
    'https://data.example.org/dataset/3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '/demand/0/vehicleDistance',
    '北京市（海淀区）',
  ])('leaves %s alone', (text) => {
    expect(personLevelFaults({ city: { name: text } })).toEqual([])
  })

  test('no field that a request documents is a sign, but for those that its route allows', () => {
    const signs = [...documentedFields()].filter((name) => kindOfField(name) !== undefined)
    expect(signs.sort()).toEqual([...DATASET_NAMES, ...ZONE_NAMES].sort())
  })

  test('no text of a request that uses every formula is a sign', () => {
    expect(personalTexts(EVERY_FORMULA)).toEqual([])
  })

  test('no word of a closed list, unit or example of the contract is a sign, but for the number of a request', () => {
    const found = personalTexts([OPENAPI, UNIT_CATALOGUE])
    expect(found.filter((text) => !text.startsWith('urn:request:'))).toEqual([])
  })

  // Own factors cite sources as the released sets do: titles, addresses, places in tables, notes, ids of records.
  test('no text of a released factor set is a sign', () => {
    const content = newestContent()
    expect(content.records.length).toBeGreaterThan(10_000)
    expect(personalTexts(content)).toEqual([])
  })

  test('work is bounded: deep and wide bodies end quickly', () => {
    let deep: unknown = { id: 1 }
    for (let level = 0; level < 5000; level += 1) deep = [deep]
    expect(personLevelFaults(deep)).toEqual([])
    expect(personLevelFaults(Array.from({ length: 50_000 }, () => ({ id: 1 }))).length).toBe(50)
  })
})
